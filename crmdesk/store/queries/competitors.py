"""Competitors, and those met in a deal."""

from dataclasses import replace

from sqlalchemy import func, select

from crmdesk.domain.competitor import Competitor, MetCompetitor
from crmdesk.domain.money import Money, money_or_none
from crmdesk.store.schema import CompetitorRow, DealCompetitorRow, LossCompetitorRow, LossEventRow
from crmdesk.store.text.folding import fold
from crmdesk.store.workspace import Source


def competitors(source: Source) -> dict[int, Competitor]:
    """Every competitor by its key, in the order of their names."""
    query = select(CompetitorRow).where(CompetitorRow.merged_into_id.is_(None)).order_by(CompetitorRow.name_key)
    return {
        row.id: Competitor(row.uid, row.name, row.strengths, row.weaknesses, row.retired)
        for row in source.connection.execute(query)
    }


def find_competitor(source: Source, text: str) -> int | None:
    """The key of the competitor with this uid or name, or with this other word for it, if there is one."""
    meant = (CompetitorRow.uid == text) | (CompetitorRow.name_key == fold(text.strip()))
    query = select(func.coalesce(CompetitorRow.merged_into_id, CompetitorRow.id)).where(meant)
    return source.connection.execute(query).scalar()


def met_in(source: Source, deal_id: int) -> dict[int, MetCompetitor]:
    """The competitors met in a deal or named by one of its losses, by their keys."""
    priced = (
        select(CompetitorRow, DealCompetitorRow.price_minor, DealCompetitorRow.currency)
        .join(DealCompetitorRow, DealCompetitorRow.competitor_id == CompetitorRow.id)
        .where(DealCompetitorRow.deal_id == deal_id)
        .order_by(DealCompetitorRow.id)
    )
    found = {
        row.id: MetCompetitor(row.uid, row.name, money_or_none(row.price_minor, row.currency), in_loss=False)
        for row in source.connection.execute(priced)
    }
    named = (
        select(CompetitorRow.id, CompetitorRow.uid, CompetitorRow.name)
        .join(LossCompetitorRow, LossCompetitorRow.competitor_id == CompetitorRow.id)
        .join(LossEventRow, LossEventRow.id == LossCompetitorRow.loss_id)
        .where(LossEventRow.deal_id == deal_id)
        .order_by(LossCompetitorRow.id)
    )
    for row in source.connection.execute(named):
        known = found.get(row.id) or MetCompetitor(row.uid, row.name, None, in_loss=True)
        found[row.id] = replace(known, in_loss=True)
    return found


def competitors_met(source: Source) -> dict[int, list[tuple[str, Money | None]]]:
    """The names of the competitors noted as met in deals, with what they asked, by deal."""
    query = (
        select(DealCompetitorRow, CompetitorRow.name)
        .join(CompetitorRow, CompetitorRow.id == DealCompetitorRow.competitor_id)
        .order_by(DealCompetitorRow.id)
    )
    found: dict[int, list[tuple[str, Money | None]]] = {}
    for row in source.connection.execute(query):
        price = money_or_none(row.price_minor, row.currency)
        found.setdefault(row.deal_id, []).append((row.name, price))
    return found
