"""Columns of made-up deals, one keyword record each."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from crmdesk.domain.loss import Voice
from crmdesk.domain.loss_pool import PoolFilter
from crmdesk.insight.outcomes.columns import LOST, OPEN, WON, Named, OutcomeColumns, Pairs, Prices, Tries
from crmdesk.insight.outcomes.stated import Stated

TODAY = date(2026, 3, 4)
CODES = {"open": OPEN, "won": WON, "lost": LOST}
NONE = Named("", "")
REASONS = (
    NONE,
    Named("price", "Price", "price"),
    Named("budget", "over budget", above=1),
    Named("rival", "Chose a competitor", "competitor"),
    Named("gone", "Need ended"),
)
RIVALS = (NONE, Named("kestrel", "Kestrel Systems"), Named("qiming", "Qiming Industrial"))


@dataclass(frozen=True, slots=True)
class Deal:
    """``reason``, ``competitors`` and ``obstacles`` are codes."""

    status: str = "open"
    created: date = date(2025, 6, 1)
    closed: date | None = None
    reason: int = 0
    amount: int | None = None
    currency: int = 1
    competitors: tuple[int, ...] = ()
    obstacles: tuple[int, ...] = ()
    extra: dict[str, int] = field(default_factory=dict)
    said: dict[Voice, int] = field(default_factory=dict)


def _month(day: date | None) -> int:
    return day.year * 12 + day.month - 1 if day else -1


def _pairs(lists: list[tuple[int, ...]]) -> Pairs:
    found = [(row, code) for row, codes in enumerate(lists) for code in codes]
    rows, codes = zip(*found, strict=True) if found else ((), ())
    return Pairs(np.array(rows, np.int32), np.array(codes, np.int32))


@dataclass(frozen=True, slots=True)
class Asked:
    """What a competitor asked in a deal: its key, the price, the codes of its currency and of the competitor."""

    deal: int
    minor: int
    currency: int = 1
    rival: int = 1


@dataclass(frozen=True, slots=True)
class Again:
    """A loss by a reason, after which the deal was taken up again and ``became`` something."""

    deal: int
    became: str = "open"
    reason: int = 0


def _prices(prices: Sequence[Asked]) -> Prices:
    rows, rivals, currencies = (
        np.array([(one.deal - 1, one.rival, one.currency) for one in prices], np.int32).reshape(-1, 3).T
    )
    return Prices(rows, rivals, np.array([one.minor for one in prices], np.int64), currencies)


def _tries(tried: Sequence[Again]) -> Tries:
    nothing = np.zeros(len(tried), np.int32)
    rows, reasons = np.array([(one.deal - 1, one.reason) for one in tried], np.int32).reshape(-1, 2).T
    return Tries(rows, nothing, nothing, reasons, np.array([CODES[one.became] for one in tried], np.int32))


def columns_of(*deals: Deal, prices: Sequence[Asked] = (), tried: Sequence[Again] = ()) -> OutcomeColumns:
    """The deals in their order; their keys are 1, 2, 3 …"""

    def codes(values: list[int]) -> np.ndarray:
        return np.array(values, np.int32)

    n = len(deals)
    keys, nothing = np.arange(1, n + 1, dtype=np.int64), np.zeros(n, np.int32)
    never = np.zeros(n, np.bool_)
    return OutcomeColumns(
        deal=keys,
        customer=keys,
        loss=np.where([deal.status == "lost" for deal in deals], keys, 0).astype(np.int64),
        status=codes([CODES[deal.status] for deal in deals]),
        created=codes([deal.created.toordinal() for deal in deals]),
        closed=codes([deal.closed.toordinal() if deal.closed else 0 for deal in deals]),
        created_month=codes([_month(deal.created) for deal in deals]),
        closed_month=codes([_month(deal.closed) for deal in deals]),
        ended=np.array([deal.closed.toordinal() * 86_400_000 if deal.closed else 0 for deal in deals], np.int64),
        stage=nothing,
        owner=nothing,
        reason=codes([deal.reason for deal in deals]),
        amount=np.array([deal.amount or 0 for deal in deals], np.int64),
        priced=np.array([deal.amount is not None for deal in deals], np.bool_),
        currency=codes([deal.currency for deal in deals]),
        reviewed=never,
        win_back_on=nothing,
        hopeless=never,
        worth=never,
        waiting=never,
        disagree=never,
        said={voice: codes([deal.said.get(voice, 0) for deal in deals]) for voice in Voice},
        competitors=_pairs([deal.competitors for deal in deals]),
        sources=_pairs([() for _deal in deals]),
        tags=_pairs([() for _deal in deals]),
        obstacles=_pairs([deal.obstacles for deal in deals]),
        prices=_prices(prices),
        tried=_tries(tried),
        stages=(NONE,),
        owners=(NONE,),
        reasons=REASONS,
        currencies=(NONE, Named("CNY", "CNY"), Named("USD", "USD")),
        competitor_names=RIVALS,
        source_names=(NONE,),
        tag_names=(NONE,),
    )


def stated(
    columns: OutcomeColumns, *, minimum: int = 1, since: date | None = None, until: date | None = None
) -> Stated:
    """What a chart over all of them says of itself."""
    return Stated(len(columns), since, until, PoolFilter(since=since, until=until), minimum)


def everything(columns: OutcomeColumns) -> np.ndarray:
    """The mask of all deals."""
    return np.ones(len(columns), np.bool_)
