"""What is said of the ends of deals: one primary reason, weights that are some, evidence of the same customer."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, exists, func, or_, select

from crmdesk.domain.deal import DealStatus
from crmdesk.domain.loss import HEAVIEST
from crmdesk.i18n import _
from crmdesk.store.invariants.invariant import Invariant
from crmdesk.store.schema import (
    DealCompetitorRow,
    DealRow,
    LossEventRow,
    LossReasonLinkRow,
    LossReasonRow,
    TouchKindRow,
    TouchRow,
    WinReasonLinkRow,
)
from crmdesk.store.unit import Unit
from crmdesk.store.workspace import Source

_Link = type[LossReasonLinkRow | WinReasonLinkRow]
_Found = list[tuple[_Link, int]]
_LINKS: tuple[_Link, ...] = (LossReasonLinkRow, WinReasonLinkRow)


def _account(link: _Link) -> tuple[Any, ...]:
    """What has one primary reason: a voice on a loss, or a deal that was won."""
    if link is LossReasonLinkRow:
        return (LossReasonLinkRow.loss_id, LossReasonLinkRow.voice)
    return (WinReasonLinkRow.deal_id,)


def _each(source: Source, query_of: Any) -> _Found:
    return [(link, row_id) for link in _LINKS for row_id in source.connection.execute(query_of(link)).scalars()]


def _without_primary(source: Source) -> _Found:
    """The first reason of each account in which none is primary."""

    def firsts(link: _Link) -> Select[Any]:
        none_primary = func.sum(func.coalesce(link.is_primary, 0)) == 0
        return select(func.min(link.id)).group_by(*_account(link)).having(none_primary)

    return _each(source, firsts)


def _promote(unit: Unit, found: _Found) -> None:
    for link, row_id in found:
        unit.update(link, [{"id": row_id, "is_primary": True}])


def _second_obstacles(source: Source) -> list[int]:
    newest = select(func.max(WinReasonLinkRow.id)).where(WinReasonLinkRow.is_primary).group_by(WinReasonLinkRow.deal_id)
    query = select(WinReasonLinkRow.id).where(
        WinReasonLinkRow.is_primary, WinReasonLinkRow.id.not_in(newest.scalar_subquery())
    )
    return list(source.connection.execute(query).scalars())


def _demote(unit: Unit, found: list[int]) -> None:
    unit.update(WinReasonLinkRow, [{"id": row_id, "is_primary": False} for row_id in found])


def _strange_weights(source: Source) -> _Found:
    return _each(source, lambda link: select(link.id).where(or_(link.weight < 1, link.weight > HEAVIEST)))


def _weigh_alike(unit: Unit, found: _Found) -> None:
    for link, row_id in found:
        unit.update(link, [{"id": row_id, "weight": 1}])


def _said_twice(source: Source) -> _Found:
    """All but the first of the same reason within one account."""

    def later(link: _Link) -> Select[Any]:
        firsts = select(func.min(link.id)).group_by(*_account(link), link.reason_id)
        return select(link.id).where(link.id.not_in(firsts.scalar_subquery()))

    return _each(source, later)


def _drop(unit: Unit, found: _Found) -> None:
    for link in _LINKS:
        unit.delete(link, [row_id for of, row_id in found if of is link])


def _merged(source: Source) -> list[tuple[_Link, int, int]]:
    """Reasons that were merged into another, with that one."""
    return [
        (link, row.id, row.merged_into_id)
        for link in _LINKS
        for row in source.connection.execute(
            select(link.id, LossReasonRow.merged_into_id)
            .join(LossReasonRow, LossReasonRow.id == link.reason_id)
            .where(LossReasonRow.merged_into_id.is_not(None))
        )
    ]


def _say_as_that(unit: Unit, found: list[tuple[_Link, int, int]]) -> None:
    for link, row_id, target in found:
        unit.update(link, [{"id": row_id, "reason_id": target}])
    _drop(unit, _said_twice(unit))
    _promote(unit, _without_primary(unit))


def _alien_evidence(source: Source) -> _Found:
    """What is proved by an entry of another customer's timeline."""

    def alien(link: _Link) -> Select[Any]:
        query = select(link.id).join(TouchRow, TouchRow.id == link.evidence_touch_id)
        if link is LossReasonLinkRow:
            query = query.join(LossEventRow, LossEventRow.id == LossReasonLinkRow.loss_id)
            return query.join(DealRow, DealRow.id == LossEventRow.deal_id).where(
                DealRow.customer_id != TouchRow.customer_id
            )
        return query.join(DealRow, DealRow.id == WinReasonLinkRow.deal_id).where(
            DealRow.customer_id != TouchRow.customer_id
        )

    return _each(source, alien)


def _prove_nothing(unit: Unit, found: _Found) -> None:
    for link, row_id in found:
        unit.update(link, [{"id": row_id, "evidence_touch_id": None}])


def _never_won(source: Source) -> _Found:
    """Obstacles of deals that neither are won nor ever were, as far as the timeline tells."""
    told = exists(
        select(TouchRow.id)
        .join(TouchKindRow, TouchKindRow.id == TouchRow.kind_id)
        .where(TouchRow.deal_id == DealRow.id, TouchKindRow.key == "win")
    )
    query = (
        select(WinReasonLinkRow.id)
        .join(DealRow, DealRow.id == WinReasonLinkRow.deal_id)
        .where(DealRow.status != DealStatus.WON.value, ~told)
    )
    return [(WinReasonLinkRow, row_id) for row_id in source.connection.execute(query).scalars()]


def _unclear_prices(source: Source) -> list[tuple[int, str]]:
    """Prices without a currency, with that of the deal."""
    query = (
        select(DealCompetitorRow.id, DealRow.currency)
        .join(DealRow, DealRow.id == DealCompetitorRow.deal_id)
        .where(DealCompetitorRow.price_minor.is_not(None), DealCompetitorRow.currency == "")
    )
    return [(row.id, row.currency) for row in source.connection.execute(query)]


def _take_for_deals(unit: Unit, found: Sequence[tuple[int, str]]) -> None:
    unit.update(DealCompetitorRow, [{"id": row_id, "currency": currency} for row_id, currency in found])


VOICES = (
    Invariant("merged", lambda: _("Reasons are given that were merged into others"), _merged, _say_as_that),
    Invariant("twice", lambda: _("The same reason is given twice"), _said_twice, _drop),
    Invariant("none_primary", lambda: _("None of several reasons is the primary one"), _without_primary, _promote),
    Invariant("obstacle", lambda: _("Won deals have several primary reasons"), _second_obstacles, _demote),
    Invariant("weight", lambda: _("Reasons weigh nothing, or too much"), _strange_weights, _weigh_alike),
    Invariant(
        "evidence", lambda: _("Reasons are proved by another customer's entries"), _alien_evidence, _prove_nothing
    ),
    Invariant("never_won", lambda: _("Deals that were never won were won in spite of something"), _never_won, _drop),
    Invariant("price", lambda: _("Competitors' prices have no currency"), _unclear_prices, _take_for_deals),
)
