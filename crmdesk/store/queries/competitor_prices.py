"""What competitors asked in deals, as far as anybody knows."""

from sqlalchemy import select

from crmdesk.domain.money import Money
from crmdesk.domain.outcome_facts import PriceMet
from crmdesk.store.schema import CompetitorRow, DealCompetitorRow
from crmdesk.store.workspace import Source


def competitor_prices(source: Source) -> list[PriceMet]:
    """Every price that is known."""
    query = (
        select(DealCompetitorRow.deal_id, CompetitorRow.uid, DealCompetitorRow.price_minor, DealCompetitorRow.currency)
        .join(CompetitorRow, CompetitorRow.id == DealCompetitorRow.competitor_id)
        .where(DealCompetitorRow.price_minor.is_not(None))
    )
    return [
        PriceMet(deal_id, uid, Money(minor, currency))
        for deal_id, uid, minor, currency in source.connection.execute(query)
    ]
