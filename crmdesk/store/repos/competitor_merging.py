"""What is noted of one competitor comes to be noted of another."""

from typing import Any

from sqlalchemy import select

from crmdesk.store.schema import DealCompetitorRow, LossCompetitorRow
from crmdesk.store.unit import Unit


def move_losses(unit: Unit, before: int, after: int) -> None:
    """The losses in which the one took part; where both did, the other does once."""
    rows = _rows(unit, LossCompetitorRow, before, after)
    standing = {row.loss_id for row in rows if row.competitor_id == after}
    coming = [row for row in rows if row.competitor_id == before]
    unit.delete(LossCompetitorRow, [row.id for row in coming if row.loss_id in standing])
    moved = [{"id": row.id, "competitor_id": after} for row in coming if row.loss_id not in standing]
    unit.update(LossCompetitorRow, moved)


def move_deals(unit: Unit, before: int, after: int) -> None:
    """The deals in which the one was met with what it asked; where both were, a price that is known stays."""
    rows = _rows(unit, DealCompetitorRow, before, after)
    standing = {row.deal_id: row for row in rows if row.competitor_id == after}
    coming = [row for row in rows if row.competitor_id == before]
    unit.delete(DealCompetitorRow, [row.id for row in coming if row.deal_id in standing])
    moved = [{"id": row.id, "competitor_id": after} for row in coming if row.deal_id not in standing]
    unit.update(DealCompetitorRow, moved)
    priced = [
        {"id": standing[row.deal_id].id, "price_minor": row.price_minor, "currency": row.currency}
        for row in coming
        if row.deal_id in standing and standing[row.deal_id].price_minor is None and row.price_minor is not None
    ]
    unit.update(DealCompetitorRow, priced)


def _rows(unit: Unit, model: type[LossCompetitorRow | DealCompetitorRow], before: int, after: int) -> list[Any]:
    query = select(model).where(model.competitor_id.in_((before, after))).order_by(model.id)
    return list(unit.connection.execute(query))
