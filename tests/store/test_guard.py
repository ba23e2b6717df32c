"""The guard: nothing changes data but the write functions of a unit of work, so the journal is complete."""

from typing import Any

import pytest
from sqlalchemy import delete, insert, text, update
from sqlalchemy.orm import Session

from crmdesk.store.guard import UnjournalledWriteError
from crmdesk.store.schema import MemberRow
from crmdesk.store.unit import Unit
from tests.factories import Office
from tests.store.dumps import logical_dump

STATEMENTS = [
    "INSERT INTO member (uid, name, name_key, extra) VALUES ('u', 'A', 'a', '{}')",
    "insert or ignore into member (uid, name, name_key, extra) values ('u', 'A', 'a', '{}')",
    "REPLACE INTO member (uid, name, name_key, extra) VALUES ('u', 'A', 'a', '{}')",
    "UPDATE tag SET name = 'x'",
    "  \n\tDELETE FROM tag",
    "-- tidy up\nDELETE FROM tag_assignment",
    "/* a hint */ UPDATE tag SET name = 'x'",
    "/* one */ -- two\n /* three */ DELETE FROM tag_assignment",
    "WITH old AS (SELECT id FROM tag) DELETE FROM tag_assignment WHERE tag_id IN (SELECT id FROM old)",
    "WITH new(name) AS (VALUES ('x'))\nUPDATE tag SET name = (SELECT name FROM new)",
    "WITH r AS (SELECT 1)INSERT INTO member (uid, name, name_key, extra) SELECT 'u', 'A', 'a', '{}' FROM r",
    ";DELETE FROM tag_assignment",
    "WITH \"a)b\" AS (SELECT ')') /* (SELECT */ DELETE FROM tag_assignment",
    "DELETE FROM touch_search WHERE rowid = 1",
]
READS = [
    "SELECT replace(name, 'a', 'b') FROM tag",
    "WITH r AS (SELECT name AS updated FROM tag) SELECT updated FROM r",
    "WITH r AS (SELECT 'INSERT INTO x' AS words) SELECT words FROM r",
    "WITH r AS (SELECT '(a) DELETE FROM x') SELECT * FROM r -- ) DELETE",
    "SELECT 'DELETE FROM tag'",
    "PRAGMA quick_check",
]


@pytest.mark.parametrize("statement", STATEMENTS)
def test_statements_that_change_data_raise(office: Office, statement: str) -> None:
    before = logical_dump(office.path)
    with pytest.raises(UnjournalledWriteError), office.desk.read() as source:
        source.connection.exec_driver_sql(statement)
    with pytest.raises(UnjournalledWriteError), office.desk.change("Change") as unit:
        unit.connection.exec_driver_sql(statement)
    with pytest.raises(UnjournalledWriteError), office.workspace.transaction() as connection:
        connection.execute(text(statement))
    assert logical_dump(office.path) == before


@pytest.mark.parametrize("statement", READS)
def test_reading_is_free(office: Office, statement: str) -> None:
    with office.desk.read() as source:
        source.connection.exec_driver_sql(statement).all()


@pytest.mark.parametrize(
    "statement",
    [
        insert(MemberRow).values(uid="u", name="A", name_key="a", extra={}),
        insert(MemberRow).values(uid="u", name="A", name_key="a", extra={}).returning(MemberRow.id),
        update(MemberRow).values(name="B"),
        delete(MemberRow),
    ],
)
def test_core_statements_raise(office: Office, statement: Any) -> None:
    with pytest.raises(UnjournalledWriteError), office.desk.change("Change") as unit:
        unit.connection.execute(statement)


def test_sessions_raise(office: Office) -> None:
    with office.desk.change("Change") as unit, Session(unit.connection) as session:
        session.add(MemberRow(uid="u", name="A", name_key="a", extra={}))
        with pytest.raises(UnjournalledWriteError):
            session.flush()


def test_the_units_own_functions_pass_and_close_the_door_behind_them(office: Office) -> None:
    def smuggle(unit: Unit) -> None:
        [row] = unit.insert(MemberRow, [{"name": "A", "name_key": "a"}])
        unit.update(MemberRow, [{"id": row, "name": "B"}])
        unit.delete(MemberRow, [row])
        unit.connection.execute(update(MemberRow).values(name="C"))

    with pytest.raises(UnjournalledWriteError), office.desk.change("Change") as unit:
        smuggle(unit)


def test_door_is_closed_after_a_failed_write(office: Office) -> None:
    with office.desk.change("Change") as unit:
        with pytest.raises(Exception, match="UNIQUE"):
            unit.insert(MemberRow, [{"name": "A", "name_key": "a"}, {"name": "A", "name_key": "a"}])
        with pytest.raises(UnjournalledWriteError):
            unit.connection.execute(delete(MemberRow))
