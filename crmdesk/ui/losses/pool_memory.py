"""How the lost pool was left: what was wished, the period and the form; by names and uids, to suit any workspace."""

from dataclasses import replace
from datetime import date

from crmdesk.domain.loss_pool import PoolFilter
from crmdesk.domain.pool_look import OWN_DAYS, PoolLook, look_of, look_text
from crmdesk.qt.view_state import ViewState
from crmdesk.ui.losses.period import YEAR_BACK, in_period, period_names

_LOOK = "losses.look"


def recall(views: ViewState) -> PoolLook:
    """How it was left the last time."""
    look = look_of(views.text(_LOOK))
    known = {*period_names(), OWN_DAYS}
    return look if look.period in known else replace(look, period=YEAR_BACK)


def remember(views: ViewState, look: PoolLook) -> None:
    """Keep it for the next time."""
    views.put(_LOOK, look_text(replace(look, wanted=replace(look.wanted, month="", undated=False))))


def wanted_now(look: PoolLook, today: date) -> PoolFilter:
    """What a look asks for today: its period moves on with the days."""
    if look.period == OWN_DAYS or look.wanted.undated:
        return look.wanted
    return replace(in_period(look.wanted, look.period, today), month=look.wanted.month)
