"""How the lost pool was left: what was wished, and the period; by names and uids, to suit any workspace."""

from dataclasses import replace
from datetime import date

from crmdesk.domain.loss_pool import PoolFilter, Review
from crmdesk.qt.view_state import ViewState
from crmdesk.ui.losses.period import OWN, YEAR_BACK, in_period, period_names

_PERIOD, _OWN, _SETS = "losses.period", "losses.days", "losses."


def recall(views: ViewState, today: date) -> tuple[PoolFilter, str]:
    """What was wished the last time, and the name of its period, which moves on with the days."""
    reviews = {review.value for review in Review}
    wanted = PoolFilter(
        reasons=frozenset(views.texts(_SETS + "reasons")),
        owners=frozenset(views.texts(_SETS + "owners")),
        stages=frozenset(views.texts(_SETS + "stages")),
        reviews=frozenset(Review(name) for name in views.texts(_SETS + "reviews") if name in reviews),
    )
    period = views.text(_PERIOD, YEAR_BACK)
    if period == OWN:
        since, until = (_day(text) for text in (*views.texts(_OWN), "", "")[:2])
        return replace(wanted, since=since, until=until), OWN
    if period not in period_names():
        period = YEAR_BACK
    return in_period(wanted, period, today), period


def remember(views: ViewState, wanted: PoolFilter, period: str) -> None:
    """Keep it for the next time."""
    for name in ("reasons", "owners", "stages", "reviews"):
        views.put(_SETS + name, tuple(sorted(str(one) for one in getattr(wanted, name))))
    views.put(_PERIOD, period)
    if period == OWN:
        views.put(_OWN, tuple(day.isoformat() if day else "" for day in (wanted.since, wanted.until)))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
