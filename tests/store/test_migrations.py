"""Migrations: what they build is what is declared, and they change a file wholly or not at all."""

import contextlib
import shutil
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import create_engine

from crmdesk.services.touches import TouchWords
from crmdesk.store.dialects import sqlite
from crmdesk.store.migrations import NEWEST, upgrade
from crmdesk.store.schema import Base
from crmdesk.store.workspace import Workspace, create_workspace, open_workspace
from tests.factories import add_customer, office_at
from tests.fakes import FixedClock
from tests.store.dumps import execute, folder_hashes, logical_dump, value_of

# Undoes the step that put wider indexes in their place.
NARROW_INDEXES = (
    "DROP INDEX ix_touch_timeline",
    "DROP INDEX ix_touch_undated",
    "DROP INDEX ix_deal_worth",
    "DROP INDEX ix_loss_reason_link_counting",
    "DROP INDEX ix_customer_created_at",
    "CREATE INDEX ix_touch_customer_id ON touch (customer_id)",
    "CREATE INDEX ix_touch_customer_id_occurred_at_id ON touch (customer_id, occurred_at, id)",
    "CREATE INDEX ix_deal_customer_id ON deal (customer_id)",
    "CREATE INDEX ix_deal_customer_id_status ON deal (customer_id, status)",
    "CREATE INDEX ix_loss_reason_link_loss_id ON loss_reason_link (loss_id)",
)

# Undoes the steps from the eighth on, as far as they added tables, columns and indexes.
BEFORE_OUTCOMES_IN_FULL = (
    "DROP TABLE win_reason_link",
    "DROP TABLE deal_competitor",
    *(
        f"ALTER TABLE loss_event DROP COLUMN {name}"
        for name in ("win_back_why", "win_back_trigger", "finding", "lesson")
    ),
    *(f"ALTER TABLE competitor DROP COLUMN {name}" for name in ("strengths", "weaknesses")),
    "DROP INDEX ix_touch_pinned",
    "DROP INDEX ix_touch_promised",
)


def schema_text(path: Path) -> dict[str, str]:
    with contextlib.closing(sqlite.connect_raw(path)) as raw:
        found = raw.execute("SELECT name, sql FROM sqlite_master WHERE name != 'alembic_version' AND sql IS NOT NULL")
        return {name: " ".join(sql.split()) for name, sql in found}


@pytest.fixture
def old_workspace(workspace_path: Path) -> Path:
    """A workspace that says it is of the layout before the newest."""
    execute(workspace_path, f"PRAGMA user_version={NEWEST - 1}")
    return workspace_path


def test_migrated_schema_is_the_declared_one(workspace_path: Path, tmp_path: Path) -> None:
    declared = tmp_path / "declared.crmdesk"
    sqlite.create_file(declared)
    engine = create_engine("sqlite+pysqlite://", creator=lambda: sqlite.connect_raw(declared), module=sqlite.sqlite)
    Base.metadata.create_all(engine)
    engine.dispose()
    execute(declared, *sqlite.SEARCH_DDL)
    assert schema_text(workspace_path) == schema_text(declared)


def test_every_table_forbids_the_return_of_keys(workspace_path: Path) -> None:
    texts = schema_text(workspace_path)
    assert all("AUTOINCREMENT" in texts[table.name] for table in Base.metadata.sorted_tables)


def test_no_foreign_key_cascades(workspace_path: Path) -> None:
    assert not [text for text in schema_text(workspace_path).values() if "ON DELETE" in text]


@pytest.mark.parametrize(
    ("pragma", "expected"),
    [("application_id", sqlite.APPLICATION_ID), ("user_version", NEWEST), ("journal_mode", "wal")],
)
def test_new_workspace_is_marked(workspace_path: Path, pragma: str, expected: object) -> None:
    assert value_of(workspace_path, f"PRAGMA {pragma}") == expected


def test_new_workspace_is_one_file(tmp_path: Path, clock: FixedClock) -> None:
    create_workspace(tmp_path / "new.crmdesk", clock, lambda _workspace: None)
    assert list(folder_hashes(tmp_path)) == ["new.crmdesk"]


def test_opening_an_older_workspace_backs_up_first(old_workspace: Path, clock: FixedClock) -> None:
    seen: list[int] = []
    before = logical_dump(old_workspace)

    def back_up(path: Path) -> None:
        seen.append(value_of(path, "PRAGMA user_version"))

    open_workspace(old_workspace, clock, before_upgrade=back_up)
    assert seen == [NEWEST - 1]
    assert value_of(old_workspace, "PRAGMA user_version") == NEWEST
    assert logical_dump(old_workspace) == before


def test_no_backup_no_upgrade(old_workspace: Path, clock: FixedClock) -> None:
    def fail(_path: Path) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        open_workspace(old_workspace, clock, before_upgrade=fail)
    assert value_of(old_workspace, "PRAGMA user_version") == NEWEST - 1


def test_failing_step_leaves_the_file_as_it_was(old_workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = logical_dump(old_workspace), schema_text(old_workspace)

    def half_done(config: Any, _revision: str) -> None:
        connection = config.attributes["connection"]
        connection.exec_driver_sql("DROP TABLE touch")
        connection.exec_driver_sql("CREATE TABLE novelty (id INTEGER)")
        connection.exec_driver_sql("UPDATE setting SET key = 'changed ' || key")
        raise RuntimeError("step failed")

    monkeypatch.setattr(command, "upgrade", half_done)
    with pytest.raises(RuntimeError, match="step failed"):
        upgrade.upgrade(old_workspace)
    assert (logical_dump(old_workspace), schema_text(old_workspace)) == before
    assert value_of(old_workspace, "PRAGMA user_version") == NEWEST - 1


def test_step_that_leaves_rows_pointing_nowhere_is_rolled_back(
    old_workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = logical_dump(old_workspace)

    def orphan(config: Any, _revision: str) -> None:
        config.attributes["connection"].exec_driver_sql("DELETE FROM tag_group")

    monkeypatch.setattr(command, "upgrade", orphan)
    with pytest.raises(upgrade.ForeignKeyDamageError):
        upgrade.upgrade(old_workspace)
    assert logical_dump(old_workspace) == before


def test_creation_that_fails_leaves_nothing(tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_config: Any, _revision: str) -> None:
        raise RuntimeError("step failed")

    monkeypatch.setattr(command, "upgrade", fail)
    with pytest.raises(RuntimeError):
        create_workspace(tmp_path / "new.crmdesk", clock, lambda _workspace: None)
    assert folder_hashes(tmp_path) == {}


def test_a_workspace_gets_its_name_when_its_lists_are_in(tmp_path: Path, clock: FixedClock) -> None:
    def fail(_workspace: Workspace) -> None:
        raise RuntimeError("the lists")

    with pytest.raises(RuntimeError):
        create_workspace(tmp_path / "new.crmdesk", clock, fail)
    assert folder_hashes(tmp_path) == {}


def test_log_of_a_deleted_workspace_does_not_get_into_a_new_one(
    workspace_path: Path, tmp_path: Path, clock: FixedClock
) -> None:
    """A crash leaves NAME-wal; the person deletes NAME and makes a new one of that name."""
    new = tmp_path / "new.crmdesk"
    with contextlib.closing(sqlite.connect_raw(workspace_path)) as raw:
        raw.execute("UPDATE setting SET key = 'old ' || key")
        shutil.copy(f"{workspace_path}-wal", f"{new}-wal")
    workspace = create_workspace(new, clock, lambda _workspace: None)
    with workspace.read() as source:
        assert source.connection.exec_driver_sql("SELECT count(*) FROM setting").scalar() == 0
        assert source.connection.exec_driver_sql("PRAGMA quick_check").scalar() == "ok"


def test_competitors_keep_what_is_known_of_them_and_no_key_comes_back(workspace_path: Path) -> None:
    execute(
        workspace_path,
        "DROP TABLE competitor",
        "CREATE TABLE competitor (id INTEGER PRIMARY KEY AUTOINCREMENT, uid VARCHAR(36), name VARCHAR,"
        " name_key VARCHAR, strengths VARCHAR, weaknesses VARCHAR)",
        "INSERT INTO competitor VALUES (7, 'u-7', 'Globex', 'globex', 'cheap', 'slow'), (9, 'u-9', 'X', 'x', '', '')",
        "DELETE FROM competitor WHERE id = 9",
        "UPDATE alembic_version SET version_num = '0010'",
        "PRAGMA user_version=10",
    )
    upgrade.upgrade(workspace_path)
    told = "SELECT id || uid || name || strengths || weaknesses || retired FROM competitor"
    assert value_of(workspace_path, told) == "7u-7Globexcheapslow0"
    assert value_of(workspace_path, "SELECT seq FROM sqlite_sequence WHERE name = 'competitor'") == 9


def test_colleagues_and_groups_of_the_first_layout_keep_everything(tmp_path: Path, workspace_path: Path) -> None:
    """They get their new columns in the very file, keys and all; a table nothing was ever in makes room for views."""
    execute(
        workspace_path,
        "INSERT INTO member (id, uid, name, name_key, extra) VALUES (41, 'u-1', 'Chen', 'chen', '{}')",
        "ALTER TABLE member DROP COLUMN retired",
        "ALTER TABLE tag_group DROP COLUMN colour",
        *BEFORE_OUTCOMES_IN_FULL,
        "DROP TABLE attachment",
        "DROP TABLE first_touchpoint",
        "DROP TABLE saved_view",
        "CREATE TABLE smart_list (id INTEGER NOT NULL CONSTRAINT pk_smart_list PRIMARY KEY AUTOINCREMENT)",
        "DROP INDEX ix_tag_assignment_held",
        "CREATE INDEX ix_tag_assignment_tag_id ON tag_assignment (tag_id)",
        *NARROW_INDEXES,
        "UPDATE alembic_version SET version_num = '0001'",
        "PRAGMA user_version=1",
    )
    groups = value_of(workspace_path, "SELECT count(*) FROM tag_group")
    upgrade.upgrade(workspace_path)
    assert value_of(workspace_path, "SELECT name || retired FROM member WHERE id = 41") == "Chen0"
    assert value_of(workspace_path, "SELECT count(*) FROM tag_group WHERE colour IS NULL") == groups
    assert value_of(workspace_path, "SELECT seq FROM sqlite_sequence WHERE name = 'member'") == 41
    declared = tmp_path / "new.crmdesk"
    create_workspace(declared, FixedClock(), lambda _workspace: None)
    assert schema_text(workspace_path) == schema_text(declared)


def test_facts_told_before_are_found_afterwards(workspace_path: Path, clock: FixedClock) -> None:
    """The index of an older version does not have the words among the facts of a touch."""
    office = office_at(workspace_path, clock)
    told = TouchWords(kind="need", text="a pump", facts={"purpose": "quieter workshop"})
    touch, _changes = office.touches.log_touch(add_customer(office), told)
    execute(
        workspace_path,
        "DELETE FROM touch_search",
        "INSERT INTO touch_search(rowid, terms) SELECT id, 'pump' FROM touch WHERE body <> ''",
        *BEFORE_OUTCOMES_IN_FULL,
        "UPDATE alembic_version SET version_num = '0007'",
        "PRAGMA user_version=7",
    )
    office = office_at(workspace_path, clock)
    assert [hit.uid for hit in office.customers.search("workshop")] == [touch.uid]
