"""The columns of the queue of lost deals to win back, in words. Reads nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from crmdesk.domain.loss import WinBack
from crmdesk.domain.loss_pool import LostDeal
from crmdesk.domain.money import Money, minor_digits, totals
from crmdesk.domain.win_back_queue import RateOf, WinBackItem
from crmdesk.i18n import _, ngettext
from crmdesk.qt.columns import Column
from crmdesk.ui import wording
from crmdesk.ui.losses.pool_columns import NONE, reason_text

DUE = "due"
"""The key of the column with the day to try again."""


@dataclass(frozen=True, slots=True)
class Queued:
    """A lost deal with what another try may bring."""

    loss: LostDeal
    item: WinBackItem

    @property
    def customer(self) -> str:
        """Whose deal it is."""
        return self.loss.customer

    @property
    def deal(self) -> str:
        """The name of the deal."""
        return self.loss.deal

    @property
    def reason(self) -> str:
        """Why it was lost; empty where none was recorded."""
        return self.loss.reason

    @property
    def subreason(self) -> str:
        """The detail of the reason."""
        return self.loss.subreason


def queue_columns(today: date) -> tuple[Column[Queued], ...]:
    """The columns in the active language; days are told as seen from ``today``."""
    return (
        Column("deal", _("Customer · deal"), lambda queued: f"{queued.customer} · {queued.deal}", width=132),
        Column("reason", _("Reason"), lambda queued: reason_text(queued.loss), width=96),
        Column("verdict", _("Worth a try"), lambda queued: verdict_text(queued.item), width=110),
        Column(DUE, _("When"), lambda queued: when_text(queued.item, today), width=96),
        Column("amount", _("Amount"), lambda queued: wording.amount(queued.loss.amount) or NONE, number=True),
        Column("chance", _("Chance"), lambda queued: chance_text(queued.item), number=True),
        Column("expected", _("May bring"), lambda queued: expected_text(queued.item), number=True),
    )


def verdict_text(item: WinBackItem) -> str:
    """Whether somebody thinks it can be won back, and why."""
    words = {WinBack.YES: _("Yes"), WinBack.MAYBE: _("Maybe")}
    told = (words.get(item.candidate.verdict, ""), item.candidate.why)
    return " · ".join(part for part in told if part) or NONE


def when_text(item: WinBackItem, today: date) -> str:
    """The day to try again, or what is waited for."""
    day = wording.day(item.candidate.due_on, today)
    if item.is_due(today):
        return _("Due: {day}").format(day=day)
    return day or item.candidate.trigger or NONE


def expected_text(item: WinBackItem) -> str:
    """What a try may bring, in whole units: it is an estimate."""
    return wording.amount(whole(item.expected)) if item.expected is not None else NONE


def whole(money: Money) -> Money:
    """An amount rounded to whole units of its currency."""
    unit = 10 ** minor_digits(money.currency)
    return Money(round(money.minor / unit) * unit, money.currency)


def chance_text(item: WinBackItem) -> str:
    """How likely it is; where that comes from stands in the hint."""
    return wording.percent(item.rate)


def chance_hint(item: WinBackItem) -> str:
    """Where the chance comes from."""
    match item.rate_of:
        case RateOf.REASON:
            told = ngettext(
                "How often such losses were won back: by {n} try for this reason.",
                "How often such losses were won back: by {n} tries for this reason.",
                item.n,
            )
        case RateOf.ALL:
            told = ngettext(
                "How often losses were won back: by {n} try for any reason.",
                "How often losses were won back: by {n} tries for any reason.",
                item.n,
            )
        case RateOf.STAGE:
            told = _("The chance of the stage it was lost in: too few have been tried again to know better.")
    return told.format(n=wording.number(item.n))


def queue_words(queue: Sequence[Queued]) -> str:
    """How many deals wait, and what all tries together may bring by currency."""
    count = ngettext("{n} deal to win back", "{n} deals to win back", len(queue)).format(n=wording.number(len(queue)))
    sums = wording.amounts(whole(money) for money in totals(queued.item.expected for queued in queue).values())
    return " · ".join(part for part in (count, _("may bring {sums}").format(sums=sums) if sums else "") if part)
