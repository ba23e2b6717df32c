"""The figures that charts of how deals end are drawn from, under the wishes of the lost pool.

What counts is loaded only when it is needed, for it is large.
"""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from crmdesk.domain.loss import Voice
from crmdesk.domain.loss_pool import Dimension, PoolFilter
from crmdesk.services.configuration.company import CompanyFacts
from crmdesk.services.desk import Desk
from crmdesk.services.outcome_book import OutcomeBook
from crmdesk.services.watch import Unwatched, Watch

if TYPE_CHECKING:
    from crmdesk.insight.outcomes.asked import Asked
    from crmdesk.insight.outcomes.cohorts import Cohorts
    from crmdesk.insight.outcomes.heat import Heat
    from crmdesk.insight.outcomes.lifetimes import Lifetimes
    from crmdesk.insight.outcomes.obstacles import Obstacles
    from crmdesk.insight.outcomes.rivals import Rivals
    from crmdesk.insight.outcomes.silence import Silence
    from crmdesk.insight.outcomes.stage_path import StagePath
    from crmdesk.insight.outcomes.voices import Voices
    from crmdesk.insight.outcomes.win_backs import WinBacks
    from crmdesk.insight.outcomes.win_rate import WinRate

_NOBODY_WAITS = Unwatched()


class OutcomeFigures:
    """One figure a method; each takes what is wished and, where it may take long, who waits for it.

    All raise CancelledError as ``watch`` wishes.
    """

    def __init__(self, desk: Desk, book: OutcomeBook, company: CompanyFacts) -> None:
        self._desk, self._book, self._company = desk, book, company

    def win_rate(self, wanted: PoolFilter, watch: Watch = _NOBODY_WAITS, *, compare: bool = False) -> "WinRate":
        """The share of won deals by month, compared with the period before if there is one.

        What only a lost deal has (reason, stage at the loss, review) is left aside.
        """
        from crmdesk.insight.outcomes.asked import CLOSED
        from crmdesk.insight.outcomes.period_before import wish_before
        from crmdesk.insight.outcomes.win_rate import win_rate

        asked = self._asked(replace(_of_won_too(wanted), month=""), watch)
        mask = asked.deals(CLOSED)
        earlier = wish_before(asked.wanted, asked.today) if compare else None
        before = replace(asked, wanted=earlier).deals(CLOSED) if earlier else None
        return win_rate(asked.columns, mask, asked.stated(mask), today=asked.today, before=before)

    def stage_losses(self, wanted: PoolFilter, watch: Watch = _NOBODY_WAITS) -> "StagePath":
        """At which stage the deals that fit were lost."""
        from crmdesk.insight.outcomes.columns import LOST
        from crmdesk.insight.outcomes.stage_path import stage_path

        asked = self._asked(replace(wanted, stages=frozenset()), watch)
        mask = asked.deals((LOST,))
        currency = asked.currency(mask, self._desk.currency)
        return stage_path(asked.columns, mask, asked.stated(mask), currency=currency)

    def stage_path(self, wanted: PoolFilter, watch: Watch = _NOBODY_WAITS) -> "StagePath":
        """How far deals get: those that ended in the period, and those open now.

        What only a lost deal has (reason, stage at the loss, review) is left aside.
        """
        from crmdesk.insight.outcomes.asked import CLOSED, DAYS
        from crmdesk.insight.outcomes.columns import OPEN
        from crmdesk.insight.outcomes.stage_path import stage_path

        asked = self._asked(_of_won_too(wanted), watch)
        mask = asked.deals(CLOSED) | asked.deals((OPEN,), but=DAYS)
        return stage_path(asked.columns, mask, asked.stated(mask), currency=self._desk.currency)

    def heat(
        self, wanted: PoolFilter, watch: Watch = _NOBODY_WAITS, *, by: Dimension, group: str = "", inside: str = ""
    ) -> "Heat":
        """The losses that fit by reason and by something else; ``group`` is the uid of a tag group.

        ``inside`` is the uid of the reason whose sub-reasons are told apart.
        """
        from crmdesk.insight.outcomes.columns import LOST
        from crmdesk.insight.outcomes.heat import heat, heat_wish

        asked = self._asked(heat_wish(wanted, by, inside), watch)
        mask = asked.deals((LOST,))
        currency = asked.currency(mask, self._desk.currency)
        return heat(asked.columns, mask, asked.stated(mask), by, currency=currency, group=group, inside=inside)

    def rivals(self, wanted: PoolFilter, watch: Watch = _NOBODY_WAITS) -> "Rivals":
        """How we fare against each competitor in the deals that fit, open ones too unless a period is wished."""
        from crmdesk.insight.outcomes.asked import ALL
        from crmdesk.insight.outcomes.rivals import rivals

        asked = self._asked(replace(wanted, competitors=frozenset()), watch)
        mask = asked.deals(ALL)
        return rivals(asked.columns, mask, asked.stated(mask))

    def lifetimes(self, wanted: PoolFilter, watch: Watch = _NOBODY_WAITS) -> "Lifetimes":
        """Days until lost and until won; of a period the deals that were under way in it.

        What only a deal that has ended can have (reason, stage at the loss, review) is left aside.
        """
        from crmdesk.insight.outcomes.asked import ALL, DAYS, of_all_deals
        from crmdesk.insight.outcomes.lifetimes import lifetimes

        asked = self._asked(of_all_deals(wanted), watch)
        mask = asked.deals(ALL, but=DAYS)
        return lifetimes(asked.columns, mask, asked.stated(mask), today=asked.today)

    def silence(self, wanted: PoolFilter, watch: Watch = _NOBODY_WAITS) -> "Silence":
        """Touches in the last 30 days before the losses and the wins that fit."""
        from crmdesk.insight.outcomes.asked import CLOSED
        from crmdesk.insight.outcomes.silence import silence

        asked = self._asked(replace(wanted, touches=None), watch)
        mask = asked.deals(CLOSED)
        return silence(asked.columns, mask, asked.stated(mask), self._book.touches_before(watch))

    def cohorts(self, wanted: PoolFilter, watch: Watch = _NOBODY_WAITS) -> "Cohorts":
        """What became of the deals created in each month; a period is one of creation.

        What only a deal that has ended can have (reason, stage at the loss, review) is left aside.
        """
        from crmdesk.insight.outcomes.asked import ALL, DAYS, of_all_deals
        from crmdesk.insight.outcomes.cohorts import cohorts

        asked = self._asked(replace(of_all_deals(wanted), cohort=""), watch)
        mask = asked.deals(ALL, but=DAYS)
        return cohorts(asked.columns, mask, asked.stated(mask), today=asked.today)

    def obstacles(self, wanted: PoolFilter, watch: Watch = _NOBODY_WAITS, *, inside: str = "") -> "Obstacles":
        """The losses that fit by their reasons, against the wins in spite of the same; ``inside`` as of ``heat``.

        Reasons that are not wished for are there too, but aside, to be compared with.
        """
        from crmdesk.insight.outcomes.asked import CLOSED
        from crmdesk.insight.outcomes.obstacles import obstacles

        asked = self._asked(_inside(wanted, inside), watch)
        mask = asked.deals(CLOSED)
        currency, stated = asked.currency(mask, self._desk.currency), asked.stated(mask)
        return obstacles(asked.columns, mask, stated, currency=currency, inside=inside, wished=wanted.reasons)

    def win_backs(self, wanted: PoolFilter, watch: Watch = _NOBODY_WAITS, *, inside: str = "") -> "WinBacks":
        """The losses that fit by their reasons, with those that were tried again and how that ended.

        What only the latest loss of a deal can have (review, voices, days, touches) is left aside. ``inside`` and
        reasons that are not wished for are as of ``obstacles``.
        """
        from crmdesk.insight.outcomes.win_backs import win_backs

        none: frozenset[Any] = frozenset()
        latest = replace(wanted, reasons=none, reviews=none, voices=none, days=None, touches=None)
        return win_backs(self._asked(latest, watch), inside=inside, wished=wanted.reasons)

    def voices(self, wanted: PoolFilter, watch: Watch = _NOBODY_WAITS, *, other: Voice) -> "Voices":
        """What the salesperson said of the losses that fit against what another voice says of them."""
        from crmdesk.insight.outcomes.columns import LOST
        from crmdesk.insight.outcomes.voices import voices

        asked = self._asked(replace(wanted, voices=frozenset()), watch)
        mask = asked.deals((LOST,))
        return voices(asked.columns, mask, asked.stated(mask), other)

    def _asked(self, wanted: PoolFilter, watch: Watch) -> "Asked":
        from crmdesk.insight.outcomes.asked import Asked

        touches = self._book.touches_before(watch) if wanted.touches is not None else None
        minimum = self._company.company().evidence
        return Asked(self._book.columns(watch), wanted, self._desk.today(), minimum, touches)


def _inside(wanted: PoolFilter, inside: str) -> PoolFilter:
    """The wish with all reasons, or with all of one."""
    return replace(wanted, reasons=frozenset({inside} if inside else ()))


def _of_won_too(wanted: PoolFilter) -> PoolFilter:
    """The wish without what a deal that was won cannot have."""
    none: frozenset[Any] = frozenset()
    return replace(wanted, reasons=none, stages=none, reviews=none, voices=none)
