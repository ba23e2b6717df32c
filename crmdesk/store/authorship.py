"""Whose a change set is: the person's who went by the name it bears when it was made, whatever they are called now.

Names are read from the journal, where each renaming stands; nothing of the past is edited for it.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, or_, select

from crmdesk.store.schema import ChangeRow, ChangeSetRow, MemberRow
from crmdesk.store.text.folding import fold


@dataclass(frozen=True, slots=True)
class _Span:
    """A name somebody went by, from after one change set to another, itself included; to this day without one."""

    name: str
    after: int
    until: int | None = None

    def covers(self) -> ColumnElement[bool]:
        """Whether a change set was made by whoever had this name then."""
        named = and_(ChangeSetRow.actor == self.name, ChangeSetRow.id > self.after)
        return named if self.until is None else and_(named, ChangeSetRow.id <= self.until)


def made_by(connection: Connection, person: str) -> ColumnElement[bool]:
    """The condition under which a change set was made by the person now at work under this name."""
    return or_(*(span.covers() for span in _spans(connection, person)))


def present_name(connection: Connection, person: str) -> str:
    """What the person who works, or until lately worked, under this name is called now."""
    uid = _member(connection, person)
    found = connection.execute(select(MemberRow.name).where(MemberRow.uid == uid)).scalar() if uid else None
    return person if found is None or fold(found) == fold(person) else str(found)


def _spans(connection: Connection, person: str) -> list[_Span]:
    uid = _member(connection, person)
    spans: list[_Span] = []
    released: dict[str, int] = {}
    since: int | None = None
    for row in _namings(connection):
        former = _name(row.before)
        if row.row_uid != uid:
            if former:
                released[fold(former)] = row.change_set_id
            continue
        if since is None:
            # A person works before anything is theirs, but what bore the name of another before is not theirs.
            since = released.get(fold(former or _name(row.after) or person), 0)
        if former:
            spans.append(_Span(former, since, row.change_set_id))
            since = row.change_set_id
    if since is None:
        since = released.get(fold(person), 0)
    return [*spans, *(_Span(name, since) for name in {person, present_name(connection, person)})]


def _member(connection: Connection, person: str) -> str | None:
    """The uid of the colleague of this name; where nobody is called so any more, of the one last called so."""
    key = fold(person)
    uid = connection.execute(select(MemberRow.uid).where(MemberRow.name_key == key)).scalar()
    if uid is not None:
        return str(uid)
    last = [row.row_uid for row in _namings(connection) if row.before and fold(_name(row.before)) == key]
    return last[-1] if last else None


def _namings(connection: Connection) -> list[Any]:
    """Every change to the name of a colleague there is, oldest first; from the index of uids, so never the whole."""
    return list(
        connection.execute(
            select(ChangeRow.change_set_id, ChangeRow.row_uid, ChangeRow.before, ChangeRow.after)
            .where(ChangeRow.row_uid.in_(select(MemberRow.uid)), ChangeRow.table_name == "member")
            .order_by(ChangeRow.id)
        )
    )


def _name(image: dict[str, Any] | None) -> str:
    return str((image or {}).get("name", ""))
