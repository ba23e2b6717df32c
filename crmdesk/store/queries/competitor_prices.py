"""What competitors asked in deals, as far as anybody knows."""

from sqlalchemy import select

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
    return [PriceMet._make(row) for row in source.connection.execute(query)]
