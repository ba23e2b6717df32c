"""The columns of outcomes out of the texts that the store reads: one row per deal, keys of lists as codes.

Knows nothing of tables.
"""

from typing import Any

import numpy as np

from crmdesk.domain.loss import Voice
from crmdesk.domain.outcome_texts import Numbers, OutcomeTexts
from crmdesk.insight.outcomes.columns import LOST, Codes, Named, OutcomeColumns, Pairs, Prices, Tries, Whole
from crmdesk.insight.outcomes.ended import Ended
from crmdesk.insight.outcomes.keys import NONE, Coded, rows_of
from crmdesk.insight.outcomes.pairs import known_pairs
from crmdesk.insight.outcomes.said import (
    are_differing,
    reasons_and_obstacles,
    reasons_of,
    said_of,
    that_counts,
    told_by,
)
from crmdesk.insight.outcomes.texts import columns_by_name, whole_numbers

_SOURCE = "source"
"""The key of the group of tags that say where a customer came from."""

_FIRST_MONTH = 1970 * 12
_FIRST_DAY = 719_163
"""The month, and the day of the proleptic calendar, from which numpy counts."""

_VOICES = (Voice.SELLER, Voice.MANAGER, Voice.CUSTOMER)
"""In the order of their numbers."""

NOTHING: Codes = np.zeros(0, np.int32)
"""Stands for a column that was not asked for."""


def columns_of(texts: OutcomeTexts) -> OutcomeColumns:
    """One row for every deal, in the order of their keys."""
    ended = Ended(texts)
    deals = ended.deals
    owners, stages, rivals = Coded(texts.owners), Coded(texts.stages), Coded(texts.competitors)
    reasons = reasons_of(texts)
    links = columns_by_name(texts.reasons)
    said = said_of(links, *ended.of_losses(links["loss"]), reasons, len(deals["id"]))
    telling = told_by(said, reasons.names)
    reason, obstacles = reasons_and_obstacles(texts, ended, reasons, said)
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
        disagree=are_differing(telling, reasons.names),
        said=dict(zip(_VOICES, telling, strict=True)),
        competitors=_met(texts, ended, rivals),
        obstacles=obstacles,
        prices=_prices(texts, ended, rivals),
        tried=_tried(texts, links, ended, reasons, stages),
        stages=stages.names,
        owners=owners.names,
        reasons=reasons.names,
        currencies=(NONE, *(Named(code, code) for code in texts.currencies)),
        competitor_names=rivals.names,
        **_of_tags(texts, ended),
    )


def touches_of(columns: OutcomeColumns, counted: Numbers) -> Codes:
    """How many touches each row had before its end; 0 for what has not ended on a known day."""
    numbers = columns_by_name(counted)
    rows, known = rows_of(columns.deal, numbers["deal"])
    touches = np.zeros(len(columns), np.int32)
    touches[rows[known]] = numbers["touches"][known]
    return touches


def places_of(columns: OutcomeColumns, deals: str) -> Codes:
    """The place of each row among all deals in an order; ``deals`` are their keys, separated by commas."""
    rows, known = rows_of(columns.deal, whole_numbers(deals))
    places = np.zeros(len(columns), np.int32)
    places[rows[known]] = np.flatnonzero(known)
    return places


def _months(days: Codes) -> Codes:
    months = (days.astype(np.int64) - _FIRST_DAY).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    return np.where(days > 0, months + _FIRST_MONTH, -1).astype(np.int32)


def _prices(texts: OutcomeTexts, ended: Ended, rivals: Coded) -> Prices:
    """What competitors asked in deals that have a row."""
    asked = columns_by_name(texts.prices)
    rows, known = ended.of_deals(asked["deal"])
    codes, currency = rivals.of(asked["competitor"][known]), asked["currency"][known].astype(np.int32)
    return Prices(rows[known], codes, asked["minor"][known], currency)


def _tried(texts: OutcomeTexts, links: dict[str, Whole], ended: Ended, reasons: Coded, stages: Coded) -> Tries:
    """The losses of deals that have a row and that were taken up again."""
    tried = columns_by_name(texts.tried)
    reason = that_counts(said_of(links, *rows_of(tried["id"], links["loss"]), reasons, len(tried["id"])))
    rows, known = ended.of_deals(tried["deal"])
    rows = rows[known]
    became = np.where(tried["again"][known] > 0, LOST, ended.deals["status"][rows])
    lost, stage = tried["lost"][known].astype(np.int32), stages.of(tried["stage"][known])
    return Tries(rows, lost, stage, reason[known], became.astype(np.int32))


def _met(texts: OutcomeTexts, ended: Ended, rivals: Coded) -> Pairs:
    """The competitors of the losses and of the deals themselves."""
    named, met = columns_by_name(texts.loss_competitors), columns_by_name(texts.deal_competitors)
    lost, in_force = ended.of_losses(named["loss"])
    deals, known = ended.of_deals(met["deal"])
    return known_pairs(
        np.concatenate([lost[in_force], deals[known]]),
        rivals.of(np.concatenate([named["competitor"][in_force], met["competitor"][known]])),
        len(rivals.names),
    )


def _of_tags(texts: OutcomeTexts, ended: Ended) -> dict[str, Any]:
    """The columns of sources, which are the tags of that group, and of all other tags, with their names."""
    of_source = frozenset(one.uid for one in texts.tag_groups if one.key == _SOURCE)
    sources = Coded([one for one in texts.tag_names if one.group in of_source])
    tags = Coded([one for one in texts.tag_names if one.group not in of_source])
    rows, held = _tagged(columns_by_name(texts.tags), ended)
    return {
        "sources": known_pairs(rows, sources.of(held), len(sources.names)),
        "tags": known_pairs(rows, tags.of(held), len(tags.names)),
        "source_names": sources.names,
        "tag_names": tags.names,
        "tag_groups": tuple(Named(one.uid, one.name, one.key) for one in texts.tag_groups if one.uid not in of_source),
    }


def _tagged(held: dict[str, Whole], ended: Ended) -> tuple[Codes, Whole]:
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
