"""Competitors: what is known of them, in which deals they were met, and in which losses they took part."""

from collections.abc import Iterable, Mapping

from sqlalchemy import func, select

from crmdesk.domain.money import Money
from crmdesk.store.chunks import chunked
from crmdesk.store.schema import CompetitorRow, DealCompetitorRow, LossCompetitorRow
from crmdesk.store.text.folding import fold
from crmdesk.store.unit import Unit


def add_competitors_to(unit: Unit, competitors: Mapping[int, Iterable[int]]) -> None:
    """Note that competitors took part in losses; those that are noted already stay so, once."""
    known: set[tuple[int, int]] = set()
    for part in chunked(list(competitors)):
        query = select(LossCompetitorRow).where(LossCompetitorRow.loss_id.in_(part))
        known.update((row.loss_id, row.competitor_id) for row in unit.connection.execute(query))
    named = dict.fromkeys((loss_id, competitor) for loss_id, each in competitors.items() for competitor in each)
    unit.insert(
        LossCompetitorRow,
        [{"loss_id": pair[0], "competitor_id": pair[1]} for pair in named if pair not in known],
    )


def set_competitors(unit: Unit, competitors: Mapping[int, Iterable[int]]) -> None:
    """Let exactly these have taken part in losses, by loss."""
    wanted = {(loss_id, competitor) for loss_id, each in competitors.items() for competitor in each}
    gone: list[int] = []
    for part in chunked(list(competitors)):
        query = select(LossCompetitorRow.id, LossCompetitorRow.loss_id, LossCompetitorRow.competitor_id)
        rows = unit.connection.execute(query.where(LossCompetitorRow.loss_id.in_(part)))
        gone.extend(row.id for row in rows if (row.loss_id, row.competitor_id) not in wanted)
    unit.delete(LossCompetitorRow, gone)
    add_competitors_to(unit, competitors)


def ensure_competitors(unit: Unit, names: Iterable[str]) -> dict[str, int]:
    """The competitors called so, added where they are new; names as given, without the empty ones."""
    keys = {name: fold(name.strip()) for name in names if name.strip()}
    meant = func.coalesce(CompetitorRow.merged_into_id, CompetitorRow.id)
    known = {row[0]: row[1] for row in unit.connection.execute(select(CompetitorRow.name_key, meant))}
    new: dict[str, str] = {}
    for name, key in keys.items():
        if key not in known:
            new.setdefault(key, name.strip())
    ids = unit.insert(CompetitorRow, [{"name": name, "name_key": key} for key, name in new.items()])
    known.update(zip(new, ids, strict=True))
    return {name: known[key] for name, key in keys.items()}


def meet_competitors(unit: Unit, competitors: Mapping[int, Iterable[int]]) -> None:
    """Note that competitors were met in deals; those that are noted already stay as they are."""
    known: set[tuple[int, int]] = set()
    for part in chunked(list(competitors)):
        query = select(DealCompetitorRow).where(DealCompetitorRow.deal_id.in_(part))
        known.update((row.deal_id, row.competitor_id) for row in unit.connection.execute(query))
    named = dict.fromkeys((deal_id, competitor) for deal_id, each in competitors.items() for competitor in each)
    unit.insert(
        DealCompetitorRow, [{"deal_id": pair[0], "competitor_id": pair[1]} for pair in named if pair not in known]
    )


def set_met(unit: Unit, deal_id: int, competitors: Iterable[int]) -> None:
    """Let exactly these be noted as met in a deal; the prices of those that stay are kept."""
    chosen = list(competitors)
    query = select(DealCompetitorRow.id).where(
        DealCompetitorRow.deal_id == deal_id, DealCompetitorRow.competitor_id.not_in(chosen)
    )
    unit.delete(DealCompetitorRow, unit.connection.execute(query).scalars().all())
    meet_competitors(unit, {deal_id: chosen})


def forget_met(unit: Unit, deal_id: int, competitor_id: int) -> None:
    """A competitor was not met in a deal after all."""
    query = select(DealCompetitorRow.id).where(
        DealCompetitorRow.deal_id == deal_id, DealCompetitorRow.competitor_id == competitor_id
    )
    unit.delete(DealCompetitorRow, unit.connection.execute(query).scalars().all())


def set_prices(unit: Unit, deal_id: int, prices: Mapping[int, Money | None]) -> None:
    """Note what competitors asked in a deal, by competitor; they were met in it then."""
    meet_competitors(unit, {deal_id: prices})
    query = select(DealCompetitorRow.id, DealCompetitorRow.competitor_id).where(
        DealCompetitorRow.deal_id == deal_id, DealCompetitorRow.competitor_id.in_(list(prices))
    )
    rows = [
        {"id": row.id, "price_minor": price.minor if price else None, "currency": price.currency if price else ""}
        for row in unit.connection.execute(query)
        for price in (prices[row.competitor_id],)
    ]
    unit.update(DealCompetitorRow, rows)


def change_competitor(unit: Unit, competitor_id: int, *, strengths: str, weaknesses: str) -> None:
    """Say what a competitor is good and bad at."""
    unit.update(CompetitorRow, [{"id": competitor_id, "strengths": strengths, "weaknesses": weaknesses}])
