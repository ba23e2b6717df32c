"""Columns that follow from others agree with them; nothing is assigned twice."""

from typing import Any

from sqlalchemy import and_, func, or_, select

from crmdesk.domain.touch import TouchStatus
from crmdesk.i18n import _
from crmdesk.store.invariants.invariant import Invariant
from crmdesk.store.schema import (
    CompetitorRow,
    ContactRow,
    CustomerRow,
    DealRow,
    LossEventRow,
    MemberRow,
    SavedViewRow,
    TagAssignmentRow,
    TagRow,
    TouchRow,
)
from crmdesk.store.text.folding import fold
from crmdesk.store.times import moment
from crmdesk.store.unit import Unit
from crmdesk.store.workspace import Source

_NAMED = (CustomerRow, ContactRow, DealRow, TagRow, MemberRow, CompetitorRow, SavedViewRow)
_PLANNED = TouchStatus.PLANNED.value


def _wrong_keys(source: Source) -> list[tuple[type[Any], int, str]]:
    found: list[tuple[type[Any], int, str]] = []
    for model in _NAMED:
        rows = source.connection.execute(select(model.id, model.name, model.name_key)).all()
        unique = model in (MemberRow, CompetitorRow)
        taken = {row.name_key for row in rows} if unique else set()
        for row in rows:
            key = fold(row.name)
            if key != row.name_key and key not in taken:
                found.append((model, row.id, key))
                if unique:
                    taken.add(key)
    return found


def _set_keys(unit: Unit, found: list[tuple[type[Any], int, str]]) -> None:
    for model, row_id, key in found:
        unit.update(model, [{"id": row_id, "name_key": key}])


def _wrong_days(source: Source) -> list[tuple[type[Any], int, str, str]]:
    touches = select(TouchRow.id, TouchRow.occurred_at, TouchRow.occurred_offset, TouchRow.local_day)
    losses = select(LossEventRow.id, LossEventRow.lost_at, LossEventRow.lost_offset, LossEventRow.lost_day)
    found: list[tuple[type[Any], int, str, str]] = []
    for model, column, query in (
        (TouchRow, "local_day", touches),
        (LossEventRow, "lost_day", losses.where(LossEventRow.lost_at.is_not(None))),
    ):
        for row_id, at, offset, kept in source.connection.execute(query):
            day = moment(at or 0, offset or 0).local_date.isoformat()
            if day != kept:
                found.append((model, row_id, column, day))
    return found


def _set_days(unit: Unit, found: list[tuple[type[Any], int, str, str]]) -> None:
    for model, row_id, column, day in found:
        unit.update(model, [{"id": row_id, column: day}])


def _wrong_due(source: Source) -> list[Any]:
    planned = TouchRow.status == _PLANNED
    undated = and_(planned, or_(TouchRow.due_at.is_(None), TouchRow.due_at != TouchRow.occurred_at))
    query = select(TouchRow.id, TouchRow.occurred_at).where(undated)
    return list(source.connection.execute(query))


def _set_due(unit: Unit, found: list[Any]) -> None:
    unit.update(TouchRow, [{"id": row.id, "due_at": row.occurred_at} for row in found])


def _twice_assigned(source: Source) -> list[int]:
    columns = (
        TagAssignmentRow.tag_id,
        TagAssignmentRow.customer_id,
        TagAssignmentRow.contact_id,
        TagAssignmentRow.deal_id,
    )
    going = TagAssignmentRow.to_day.is_(None)
    first = select(func.min(TagAssignmentRow.id)).where(going).group_by(*columns).scalar_subquery()
    query = select(TagAssignmentRow.id).where(going, TagAssignmentRow.id.not_in(first))
    return list(source.connection.execute(query).scalars())


def _take_off(unit: Unit, found: list[int]) -> None:
    unit.delete(TagAssignmentRow, found)


VALUES = (
    Invariant("keys", lambda: _("Names cannot be found by their search form"), _wrong_keys, _set_keys),
    Invariant("days", lambda: _("Days do not agree with the times they belong to"), _wrong_days, _set_days),
    Invariant("due", lambda: _("Planned touches are not due when they are planned"), _wrong_due, _set_due),
    Invariant("assigned", lambda: _("Tags are assigned twice"), _twice_assigned, _take_off),
)
