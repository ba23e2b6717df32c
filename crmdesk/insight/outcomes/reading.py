"""The columns of outcomes out of the texts that the store reads: one row per deal, keys of lists as codes.

Knows nothing of tables.
"""

from collections.abc import Sequence
from itertools import combinations
from typing import Any

import numpy as np

from crmdesk.domain.loss import NOT_RECORDED, UNKNOWN, Voice
from crmdesk.domain.loss_pool import NOBODY
from crmdesk.domain.outcome_texts import Listed, Numbers, OutcomeTexts
from crmdesk.insight.outcomes.columns import (
    LOST,
    Codes,
    Mask,
    Named,
    OutcomeColumns,
    Pairs,
    Prices,
    Tries,
    Whole,
)
from crmdesk.insight.outcomes.pairs import once
from crmdesk.insight.outcomes.texts import whole_numbers

_SOURCE = "source"
"""The key of the group of tags that say where a customer came from."""

_FIRST_MONTH = 1970 * 12
_FIRST_DAY = 719_163
"""The month, and the day of the proleptic calendar, from which numpy counts."""

_NONE = Named(NOBODY, "")

_VOICES = (Voice.SELLER, Voice.MANAGER, Voice.CUSTOMER)
"""In the order of their numbers."""

NOTHING: Codes = np.zeros(0, np.int32)
"""Stands for a column that was not asked for."""


class _Coded:
    """The codes of a list: ``names`` by code, and the code of every key; merged entries have that of the other."""

    def __init__(self, listed: Sequence[Listed], none: Named = _NONE) -> None:
        now = {one.id: one.now for one in listed}
        kept = [one for one in listed if one.now == one.id]
        places = {one.id: code for code, one in enumerate(kept, 1)}
        above = [places.get(now.get(one.above, 0), 0) for one in kept]
        self.names = (
            none,
            *(Named(one.uid, one.name, one.key, code, one.group) for one, code in zip(kept, above, strict=True)),
        )
        self._codes = np.zeros(max(now, default=0) + 1, np.int32)
        for key, merged in now.items():
            self._codes[key] = places.get(merged, 0)

    def of(self, keys: Whole) -> Codes:
        """The codes of keys; 0 for what is not in the list."""
        return self._codes[np.where(keys < len(self._codes), keys, 0)]


class _Ended:
    """The deals with what is known of their losses; a deal that is lost without a loss has no row."""

    def __init__(self, texts: OutcomeTexts) -> None:
        deals, losses = _numbers(texts.deals), _numbers(texts.losses)
        rows, known = _rows_of(deals["id"], losses["deal"])
        known &= deals["status"][rows] == LOST
        rows, losses = rows[known], {name: column[known] for name, column in losses.items()}
        lost = np.zeros(len(deals["id"]), np.bool_)
        lost[rows] = True
        for name, into in _OF_LOSS.items():
            deals.setdefault(into, np.zeros(len(lost), np.int64))[rows] = losses[name]
        kept = lost | (deals["status"] != LOST)
        self.deals = deals if kept.all() else {name: column[kept] for name, column in deals.items()}
        self._losses = losses["id"]
        self._of_losses = (np.cumsum(kept) - 1)[rows]

    def of_deals(self, keys: Whole) -> tuple[Codes, Mask]:
        """The rows of deals, and which of them have any."""
        return _rows_of(self.deals["id"], keys)

    def of_losses(self, keys: Whole) -> tuple[Codes, Mask]:
        """The rows of losses likewise."""
        places, known = _rows_of(self._losses, keys)
        return self._of_losses[places].astype(np.int32) if len(self._of_losses) else places, known


_OF_LOSS = {
    "id": "loss", "lost": "closed", "ended": "ended", "stage": "stage", "amount": "amount", "currency": "currency",
    "priced": "priced", "reviewed": "reviewed", "hopeless": "hopeless", "worth": "worth", "waiting": "waiting",
    "win_back": "win_back",
}  # fmt: skip
"""What a loss says of its deal, and the column it goes to."""


def columns_of(texts: OutcomeTexts) -> OutcomeColumns:
    """One row for every deal, in the order of their keys."""
    ended = _Ended(texts)
    deals = ended.deals
    owners, stages, rivals = _Coded(texts.owners), _Coded(texts.stages), _Coded(texts.competitors)
    reasons = _reasons(texts)
    links = _numbers(texts.reasons)
    said = _said(links, *ended.of_losses(links["loss"]), reasons, len(deals["id"]))
    telling = _telling(said, reasons.names)
    reason, obstacles = _why(texts, ended, reasons, said)
    created, closed = (deals[name].astype(np.int32) for name in ("created", "closed"))
    return OutcomeColumns(
        deal=deals["id"],
        customer=deals["customer"],
        loss=deals["loss"],
        status=deals["status"].astype(np.int32),
        created=created,
        closed=closed,
        created_month=_months(created),
        closed_month=_months(closed),
        ended=deals["ended"],
        stage=stages.of(deals["stage"]),
        owner=owners.of(deals["owner"]),
        reason=reason,
        amount=deals["amount"],
        priced=deals["priced"] > 0,
        currency=deals["currency"].astype(np.int32),
        reviewed=deals["reviewed"] > 0,
        win_back_on=deals["win_back"].astype(np.int32),
        hopeless=deals["hopeless"] > 0,
        worth=deals["worth"] > 0,
        waiting=deals["waiting"] > 0,
        disagree=_differing(telling, reasons.names),
        said=dict(zip(_VOICES, telling, strict=True)),
        competitors=_met(texts, ended, rivals),
        obstacles=obstacles,
        prices=_prices(texts, ended, rivals),
        tried=_tried(texts, ended, reasons, stages),
        stages=stages.names,
        owners=owners.names,
        reasons=reasons.names,
        currencies=(_NONE, *(Named(code, code) for code in texts.currencies)),
        competitor_names=rivals.names,
        **_of_tags(texts, ended),
    )


def touches_of(columns: OutcomeColumns, counted: Numbers) -> Codes:
    """How many touches each row had before its end; 0 for what has not ended on a known day."""
    numbers = _numbers(counted)
    rows, known = _rows_of(columns.deal, numbers["deal"])
    touches = np.zeros(len(columns), np.int32)
    touches[rows[known]] = numbers["touches"][known]
    return touches


def places_of(columns: OutcomeColumns, deals: str) -> Codes:
    """The place of each row among all deals in an order; ``deals`` are their keys, separated by commas."""
    rows, known = _rows_of(columns.deal, whole_numbers(deals))
    places = np.zeros(len(columns), np.int32)
    places[rows[known]] = np.flatnonzero(known)
    return places


def _numbers(texts: Numbers) -> dict[str, Whole]:
    return {name: whole_numbers(text) for name, text in texts.items()}


def _rows_of(ordered: Whole, keys: Whole) -> tuple[Codes, Mask]:
    """The places of keys among those in order, and which of them are there."""
    if not len(ordered):
        return np.zeros(len(keys), np.int32), np.zeros(len(keys), np.bool_)
    places = np.minimum(np.searchsorted(ordered, keys), len(ordered) - 1)
    return places.astype(np.int32), ordered[places] == keys


def _months(days: Codes) -> Codes:
    months = (days.astype(np.int64) - _FIRST_DAY).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    return np.where(days > 0, months + _FIRST_MONTH, -1).astype(np.int32)


def _reasons(texts: OutcomeTexts) -> _Coded:
    """A reason that says that none is recorded is none."""
    said = [one for one in texts.reason_names if one.key != NOT_RECORDED]
    return _Coded(said, Named(NOT_RECORDED, "", NOT_RECORDED))


def _said(links: dict[str, Whole], rows: Codes, known: Mask, reasons: _Coded, count: int) -> Sequence[Codes]:
    """The primary reason of each voice (seller, manager, customer) in so many rows; -1 where it says nothing."""
    codes = reasons.of(links["reason"])
    said = [np.full(count, -1, np.int32) for _voice in range(3)]
    for voice, column in enumerate(said):
        chosen = known & (links["voice"] == voice)
        column[rows[chosen]] = codes[chosen]
    return said


def _telling(said: Sequence[Codes], names: Sequence[Named]) -> Sequence[Codes]:
    """The reason that each voice names; 0 where it does not know it, or says nothing."""
    silent = np.array([one.key == UNKNOWN for one in names])
    return [np.where((column < 0) | silent[column], 0, column).astype(np.int32) for column in said]


def _differing(telling: Sequence[Codes], names: Sequence[Named]) -> Mask:
    """Where two voices name different reasons of the first level; one that names none disagrees with nobody."""
    levels = np.array([one.above or code for code, one in enumerate(names)], np.int32)
    differing = np.zeros(len(telling[0]), np.bool_)
    for one, other in combinations((levels[column] for column in telling), 2):
        differing |= (one > 0) & (other > 0) & (one != other)
    return differing


def _why(texts: OutcomeTexts, ended: _Ended, reasons: _Coded, said: Sequence[Codes]) -> tuple[Codes, Pairs]:
    """The reason that counts, the manager's before the seller's, or the primary obstacle; and all obstacles."""
    counting = _counting(said)
    links = _numbers(texts.obstacles)
    rows, known = ended.of_deals(links["deal"])
    known &= ended.deals["status"][rows] != LOST if len(rows) else known
    codes = reasons.of(links["reason"])
    primary = known & (links["primary"] > 0)
    counting[rows[primary]] = codes[primary]
    return counting, _pairs(rows[known], codes[known], len(reasons.names))


def _counting(said: Sequence[Codes]) -> Codes:
    seller, manager, _customer = said
    return np.where(manager >= 0, manager, np.maximum(seller, 0))


def _prices(texts: OutcomeTexts, ended: _Ended, rivals: _Coded) -> Prices:
    """What competitors asked in deals that have a row."""
    asked = _numbers(texts.prices)
    rows, known = ended.of_deals(asked["deal"])
    codes, currency = rivals.of(asked["competitor"][known]), asked["currency"][known].astype(np.int32)
    return Prices(rows[known], codes, asked["minor"][known], currency)


def _tried(texts: OutcomeTexts, ended: _Ended, reasons: _Coded, stages: _Coded) -> Tries:
    """The losses of deals that have a row and that were taken up again."""
    tried, links = _numbers(texts.tried), _numbers(texts.reasons)
    reason = _counting(_said(links, *_rows_of(tried["id"], links["loss"]), reasons, len(tried["id"])))
    rows, known = ended.of_deals(tried["deal"])
    rows = rows[known]
    became = np.where(tried["again"][known] > 0, LOST, ended.deals["status"][rows])
    lost, stage = tried["lost"][known].astype(np.int32), stages.of(tried["stage"][known])
    return Tries(rows, lost, stage, reason[known], became.astype(np.int32))


def _met(texts: OutcomeTexts, ended: _Ended, rivals: _Coded) -> Pairs:
    """The competitors of the losses and of the deals themselves."""
    named, met = _numbers(texts.loss_competitors), _numbers(texts.deal_competitors)
    lost, in_force = ended.of_losses(named["loss"])
    deals, known = ended.of_deals(met["deal"])
    return _pairs(
        np.concatenate([lost[in_force], deals[known]]),
        rivals.of(np.concatenate([named["competitor"][in_force], met["competitor"][known]])),
        len(rivals.names),
    )


def _of_tags(texts: OutcomeTexts, ended: _Ended) -> dict[str, Any]:
    """The columns of sources, which are the tags of that group, and of all other tags, with their names."""
    of_source = frozenset(one.uid for one in texts.tag_groups if one.key == _SOURCE)
    sources = _Coded([one for one in texts.tag_names if one.group in of_source])
    tags = _Coded([one for one in texts.tag_names if one.group not in of_source])
    rows, held = _tagged(_numbers(texts.tags), ended)
    return {
        "sources": _pairs(rows, sources.of(held), len(sources.names)),
        "tags": _pairs(rows, tags.of(held), len(tags.names)),
        "source_names": sources.names,
        "tag_names": tags.names,
        "tag_groups": tuple(Named(one.uid, one.name, one.key) for one in texts.tag_groups if one.uid not in of_source),
    }


def _tagged(held: dict[str, Whole], ended: _Ended) -> tuple[Codes, Whole]:
    """The rows that have tags and the keys of these: a deal's own, and all that its customer has but on other deals."""
    rows, own = ended.of_deals(held["deal"])
    customers = ended.deals["customer"]
    by_customer = np.argsort(customers, kind="stable").astype(np.int32)
    shared = {name: held[name][held["deal"] == 0] for name in ("customer", "tag")}
    ordered = customers[by_customer]
    first, last = (np.searchsorted(ordered, shared["customer"], side) for side in ("left", "right"))
    counts = last - first
    within = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    inherited = by_customer[np.repeat(first, counts) + within]
    return np.concatenate([rows[own], inherited]), np.concatenate([held["tag"][own], np.repeat(shared["tag"], counts)])


def _pairs(rows: Codes, codes: Codes, count: int) -> Pairs:
    """The pairs of something known, each of them once."""
    known = codes > 0
    return once(rows[known], codes[known], count)
