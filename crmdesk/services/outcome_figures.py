"""The figures that charts of how deals end are drawn from, under the wishes of the lost pool.

What counts is loaded only when it is needed, for it is large.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from crmdesk.domain.loss_pool import Dimension, PoolFilter
from crmdesk.domain.outcome_facts import TriedAgain
from crmdesk.services.configuration.company import CompanyFacts
from crmdesk.services.desk import Desk
from crmdesk.services.outcome_book import OutcomeBook
from crmdesk.services.watch import Unwatched, Watch
from crmdesk.store.queries.competitor_prices import competitor_prices
from crmdesk.store.queries.win_backs import tried_again

if TYPE_CHECKING:
    from crmdesk.insight.outcomes.cohorts import Cohorts
    from crmdesk.insight.outcomes.columns import Codes, Mask, OutcomeColumns
    from crmdesk.insight.outcomes.lifetimes import Lifetimes
    from crmdesk.insight.outcomes.obstacles import Obstacles
    from crmdesk.insight.outcomes.rivals import Rivals
    from crmdesk.insight.outcomes.silence import Silence
    from crmdesk.insight.outcomes.stated import Stated
    from crmdesk.insight.outcomes.win_backs import WinBacks

_NOBODY_WAITS = Unwatched()
_ALL = (0, 1, 2)
_CLOSED = (1, 2)
_PERIOD = frozenset({Dimension.PERIOD, Dimension.MONTH})


@dataclass(frozen=True, slots=True)
class Asked:
    """A wish with the columns, and what a figure says of itself but for how many deals it counts."""

    columns: "OutcomeColumns"
    touches: "Codes | None"
    stated: "Stated"
    today: date

    def deals(self, outcomes: Collection[int], *, but: Collection[Dimension] = ()) -> "Mask":
        """The deals of these outcomes that fit, leaving aside the dimensions ``but``."""
        from crmdesk.insight.outcomes.selection import select

        wanted = self.stated.wanted
        return select(self.columns, wanted, self.today, but=but, outcomes=outcomes, touches=self.touches)

    def stated_of(self, mask: "Mask") -> "Stated":
        """What is said of the deals of a mask; undated are those that fit but for their unknown day."""
        import numpy as np

        wanted = self.stated.wanted
        undated = 0
        if not wanted.undated and (wanted.has_period or wanted.month):
            unknown = self.deals(_CLOSED, but=_PERIOD) & (self.columns.closed == 0)
            undated = int(np.count_nonzero(unknown))
        return replace(self.stated, n=int(np.count_nonzero(mask)), undated=undated)

    def currency(self, mask: "Mask", usual: str) -> str:
        """The usual currency, unless none of the deals has an amount in it: then that of most of them."""
        import numpy as np

        counts = np.bincount(self.columns.currency[mask & self.columns.priced], minlength=len(self.columns.currencies))
        found = {named.uid: int(n) for named, n in zip(self.columns.currencies, counts, strict=True) if n}
        return usual if usual in found or not found else max(found, key=lambda code: (found[code], code))


class OutcomeFigures:
    """One figure a method; each takes what is wished and, where it may take long, who waits for it.

    All raise CancelledError as ``watch`` wishes.
    """

    def __init__(self, desk: Desk, book: OutcomeBook, company: CompanyFacts) -> None:
        self._desk, self._book, self._company = desk, book, company

    def rivals(self, wanted: PoolFilter, watch: Watch = _NOBODY_WAITS) -> "Rivals":
        """How we fare against each competitor in the deals that fit, open ones too unless a period is wished."""
        from crmdesk.insight.outcomes.rivals import rivals

        asked = self._asked(replace(wanted, competitors=frozenset()), watch)
        with self._desk.read() as source:
            prices = competitor_prices(source)
        mask = asked.deals(_ALL)
        return rivals(asked.columns, mask, asked.stated_of(mask), prices)

    def lifetimes(self, wanted: PoolFilter, watch: Watch = _NOBODY_WAITS) -> "Lifetimes":
        """Days until lost and until won; of a period the deals that were under way in it.

        What only a deal that has ended can have (reason, stage at the loss, review) is left aside.
        """
        from crmdesk.insight.outcomes.lifetimes import lifetimes

        asked = self._asked(_of_all_deals(wanted), watch)
        mask = asked.deals(_ALL, but=_PERIOD)
        return lifetimes(asked.columns, mask, asked.stated_of(mask), today=asked.today)

    def silence(self, wanted: PoolFilter, watch: Watch = _NOBODY_WAITS) -> "Silence":
        """Touches in the last 30 days before the losses and the wins that fit."""
        from crmdesk.insight.outcomes.silence import silence

        asked = self._asked(replace(wanted, touches=None), watch)
        mask = asked.deals(_CLOSED)
        return silence(asked.columns, mask, asked.stated_of(mask), self._book.touches_before(watch))

    def cohorts(self, wanted: PoolFilter, watch: Watch = _NOBODY_WAITS) -> "Cohorts":
        """What became of the deals created in each month; a period is one of creation.

        What only a deal that has ended can have (reason, stage at the loss, review) is left aside.
        """
        from crmdesk.insight.outcomes.cohorts import cohorts

        asked = self._asked(replace(_of_all_deals(wanted), cohort=""), watch)
        mask = asked.deals(_ALL, but=_PERIOD)
        return cohorts(asked.columns, mask, replace(asked.stated_of(mask), undated=0), today=asked.today)

    def obstacles(self, wanted: PoolFilter, watch: Watch = _NOBODY_WAITS) -> "Obstacles":
        """The losses that fit by their reasons, against the wins in spite of the same."""
        from crmdesk.insight.outcomes.obstacles import obstacles

        asked = self._asked(replace(wanted, reasons=frozenset()), watch)
        mask = asked.deals(_CLOSED)
        currency = asked.currency(mask, self._desk.currency)
        return obstacles(asked.columns, mask, asked.stated_of(mask), currency=currency)

    def win_backs(self, wanted: PoolFilter, watch: Watch = _NOBODY_WAITS) -> "WinBacks":
        """The losses that fit by their reasons, with those that were tried again and how that ended.

        What only the latest loss of a deal can have (review, days, touches) is left aside.
        """
        from crmdesk.insight.outcomes.columns import LOST
        from crmdesk.insight.outcomes.win_backs import win_backs

        latest = replace(wanted, reasons=frozenset(), reviews=frozenset(), days=None, touches=None)
        asked = self._asked(latest, watch)
        mask = asked.deals((LOST,))
        return win_backs(asked.columns, mask, asked.stated_of(mask), self._tried(asked))

    def _tried(self, asked: Asked) -> list[TriedAgain]:
        """The losses after which a deal was taken up again that fit, which have a stage and a day of their own."""
        import numpy as np

        stated, wanted = asked.stated, asked.stated.wanted
        with self._desk.read() as source:
            found = tried_again(source)
        deals = asked.columns.deal[asked.deals(_ALL, but={*_PERIOD, Dimension.STAGE})]
        fitting = np.isin([one.deal_id for one in found], deals)

        def fits(one: TriedAgain) -> bool:
            if wanted.stages and one.stage_uid not in wanted.stages:
                return False
            if wanted.undated or one.lost_on is None:
                return one.lost_on is None and not (stated.since or stated.until)
            return (stated.since or date.min) <= one.lost_on <= (stated.until or date.max)

        return [one for one, is_here in zip(found, fitting, strict=True) if is_here and fits(one)]

    def _asked(self, wanted: PoolFilter, watch: Watch) -> Asked:
        from crmdesk.insight.outcomes.stated import Stated
        from crmdesk.insight.outcomes.wished_days import wished_days

        since, until = wished_days(wanted)
        stated = Stated(0, since, until, wanted, self._company.company().evidence)
        touches = self._book.touches_before(watch) if wanted.touches is not None else None
        return Asked(self._book.columns(watch), touches, stated, self._desk.today())


def _of_all_deals(wanted: PoolFilter) -> PoolFilter:
    """The wish without what an open deal cannot have."""
    return replace(
        wanted, reasons=frozenset(), stages=frozenset(), reviews=frozenset(), days=None, touches=None, undated=False
    )
