"""Rows point to rows that exist and belong together; trees have no loops."""

from collections.abc import Mapping

from sqlalchemy import select

from crmdesk.i18n import _
from crmdesk.store.invariants.invariant import Invariant
from crmdesk.store.recorder import foreign_keys
from crmdesk.store.schema import (
    Base,
    CompetitorRow,
    ContactPointRow,
    ContactRow,
    DealRow,
    LossReasonRow,
    TagRow,
    TouchRow,
)
from crmdesk.store.unit import Unit, table_of
from crmdesk.store.workspace import Source

_Model = type[Base]
_Placed = type[LossReasonRow | TagRow | CompetitorRow]


def _models() -> list[_Model]:
    return [mapper.class_ for mapper in Base.registry.mappers if "uid" in mapper.columns]


def _dangling(source: Source) -> list[tuple[_Model, int, str]]:
    found: list[tuple[_Model, int, str]] = []
    for model in _models():
        table = table_of(model)
        for column, target in foreign_keys(table):
            other = target.alias()
            query = (
                select(table.c.id)
                .outerjoin(other, other.c.id == table.c[column])
                .where(table.c[column].is_not(None), other.c.id.is_(None))
            )
            found.extend((model, row_id, column) for row_id in source.connection.execute(query).scalars())
    return found


def _cut_loose(unit: Unit, found: list[tuple[_Model, int, str]]) -> None:
    """Empty the reference where it may be empty; a row that means nothing without it goes, and so on below it."""
    doomed: dict[_Model, set[int]] = {}
    for model, row_id, column in found:
        if table_of(model).c[column].nullable:
            unit.update(model, [{"id": row_id, column: None}])
        else:
            doomed.setdefault(model, set()).add(row_id)
    for model, ids in doomed.items():
        unit.delete(model, sorted(ids))
    if doomed:
        _cut_loose(unit, _dangling(unit))


def _strangers(source: Source) -> list[tuple[_Model, int, str, int | None]]:
    """Points of a person kept under another customer; touches naming another customer's person or deal."""
    connection = source.connection
    points = select(ContactPointRow.id, ContactRow.customer_id).join(
        ContactRow, ContactRow.id == ContactPointRow.contact_id
    )
    found: list[tuple[_Model, int, str, int | None]] = [
        (ContactPointRow, row.id, "customer_id", row.customer_id)
        for row in connection.execute(points.where(ContactPointRow.customer_id != ContactRow.customer_id))
    ]
    people = select(TouchRow.id).join(ContactRow, ContactRow.id == TouchRow.contact_id)
    strange = people.where(ContactRow.customer_id != TouchRow.customer_id)
    found.extend((TouchRow, row_id, "contact_id", None) for row_id in connection.execute(strange).scalars())
    deals = select(TouchRow.id).join(DealRow, DealRow.id == TouchRow.deal_id)
    strange = deals.where(DealRow.customer_id != TouchRow.customer_id)
    found.extend((TouchRow, row_id, "deal_id", None) for row_id in connection.execute(strange).scalars())
    return found


def _reunite(unit: Unit, found: list[tuple[_Model, int, str, int | None]]) -> None:
    for model, row_id, column, value in found:
        unit.update(model, [{"id": row_id, column: value}])


def _loops(source: Source) -> list[tuple[_Placed, int, str]]:
    found: list[tuple[_Placed, int, str]] = []
    models: tuple[_Placed, ...] = (LossReasonRow, TagRow, CompetitorRow)
    for model in models:
        for column in {"parent_id", "merged_into_id"} & set(table_of(model).columns.keys()):
            up = getattr(model, column)
            above = {row[0]: row[1] for row in source.connection.execute(select(model.id, up).where(up.is_not(None)))}
            found.extend((model, row_id, column) for row_id in above if _returns(row_id, above))
    return found


def _returns(start: int, above: Mapping[int, int]) -> bool:
    seen: set[int] = set()
    place = above.get(start)
    while place is not None and place not in seen:
        if place == start:
            return True
        seen.add(place)
        place = above.get(place)
    return False


def _open_loops(unit: Unit, found: list[tuple[_Placed, int, str]]) -> None:
    for model, row_id, column in found:
        unit.update(model, [{"id": row_id, column: None}])


REFERENCES = (
    Invariant("references", lambda: _("Records refer to something that is not there"), _dangling, _cut_loose),
    Invariant("strangers", lambda: _("Records of one customer refer to another"), _strangers, _reunite),
    Invariant("loops", lambda: _("Entries of a list stand below themselves"), _loops, _open_loops),
)
