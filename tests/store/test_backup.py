"""Backups are made when they should be, are whole, and lead back, whatever is in the way."""

import contextlib
import errno
import shutil
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from crmdesk.domain.errors import (
    CrmError,
    NewerWorkspaceError,
    StorageUnavailableError,
    ValidationError,
    WorkspaceRefusedError,
)
from crmdesk.services.care import restore_backup
from crmdesk.services.customers import CustomerService
from crmdesk.store import backup, file_set
from crmdesk.store.backup import back_up_automatically, backups, copy_verified, folder_for, restore
from crmdesk.store.check import check
from crmdesk.store.dialects import sqlite
from tests.factories import Office, add_customer, office_at
from tests.fakes import FixedClock
from tests.store.dumps import execute, folder_hashes, logical_dump, value_of


def quiet(_done: int, _total: int) -> None:
    """No progress shown."""


@pytest.fixture
def saved(office: Office, tmp_path: Path) -> Path:
    """A backup with one customer, Acme; the workspace has gone on to Globex."""
    add_customer(office, "Acme")
    made = office.care.back_up(tmp_path / "saved.crmdesk", quiet)
    office.customers.rename("Acme", "Globex")
    return made


def names(path: Path) -> list[str]:
    office = office_at(path, FixedClock())
    assert check(office.workspace) == []
    return [customer.name for customer in office.customers.list_customers()]


class TestMaking:
    def test_with_the_first_change_and_then_every_half_hour_of_work(self, office: Office, clock: FixedClock) -> None:
        made = []
        for step in (0, 10, 19, 1, 29, 1, 300):
            clock.advance(minutes=step)
            add_customer(office, f"Customer {step}")
            made.append(len(office.care.backups()))
        assert made == [1, 1, 1, 2, 2, 3, 4]

    def test_not_without_a_change(self, office: Office, clock: FixedClock) -> None:
        add_customer(office)
        clock.advance(hours=2)
        office.customers.rename("Acme", "Acme")
        office.desk.back_up("auto", at_once=True)
        assert len(office.care.backups()) == 1

    def test_each_is_what_the_workspace_was(self, office: Office, clock: FixedClock) -> None:
        dumps = {}
        for number in range(4):
            add_customer(office, f"Customer {number}")
            dumps[office.care.backups()[0].path] = logical_dump(office.path)
            clock.advance(minutes=31)
        assert len(dumps) == 4
        for path, dump in dumps.items():
            assert logical_dump(path) == dump
            assert check(office_at(path, clock).workspace) == []

    def test_clock_set_back_a_year_makes_one_and_deletes_none(self, office: Office, clock: FixedClock) -> None:
        for _ in range(3):
            add_customer(office)
            clock.advance(days=5)
        before = {each.path for each in office.care.backups()}
        clock.advance(days=-365)
        for _ in range(5):
            add_customer(office)
            clock.advance(minutes=2)
        after = {each.path for each in office.care.backups()}
        assert before < after
        assert len(after - before) == 1

    def test_other_data_with_as_many_changes_is_a_change(self, office: Office, saved: Path, clock: FixedClock) -> None:
        """After restoring an older state, counting goes on from there: numbers repeat, contents do not."""
        clock.advance(minutes=31)
        office.desk.back_up("auto", at_once=True)
        restore_backup(saved, office.path, clock, quiet)
        office.customers.rename("Acme", "Initech")
        clock.advance(minutes=31)
        made = back_up_automatically(office.path, clock.now().utc, "auto", at_once=False)
        assert made is not None
        assert names(made) == ["Initech"]

    @pytest.mark.parametrize("content", [b"", b"not a backup", b"SQLite format 3\x00" + bytes(5000)])
    def test_spoilt_newest_backup_hinders_nothing(self, office: Office, clock: FixedClock, content: bytes) -> None:
        add_customer(office, "Acme")
        office.care.backups()[0].path.write_bytes(content)
        clock.advance(minutes=31)
        add_customer(office, "Globex")
        assert names(office.care.backups()[0].path) == ["Acme", "Globex"]

    def test_strange_files_in_the_folder_are_left_alone(self, office: Office, clock: FixedClock) -> None:
        folder = folder_for(office.path)
        folder.mkdir()
        for name in ("book-99999999T999999Z-auto.crmdesk", "notes.txt", "book-20260101T000000Z-.crmdesk"):
            (folder / name).write_text("mine")
        add_customer(office)
        clock.advance(days=800)
        add_customer(office)
        assert {path.name for path in folder.iterdir() if path.read_bytes() == b"mine"} >= {"notes.txt"}
        assert len(office.care.backups()) == 2

    @pytest.mark.expects_log_records
    def test_a_backup_that_cannot_be_made_does_not_make_the_change_fail(self, office: Office) -> None:
        folder_for(office.path).write_text("a file where the folder should be")
        add_customer(office, "Acme")
        assert [customer.name for customer in office.customers.list_customers()] == ["Acme"]

    @pytest.mark.expects_log_records
    def test_a_folder_that_cannot_be_read_does_not_either(
        self, office: Office, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(_folder: Path) -> None:
            raise PermissionError(errno.EACCES, "Permission denied")

        folder_for(office.path).mkdir()
        monkeypatch.setattr(Path, "iterdir", refuse)
        add_customer(office, "Acme")
        assert [customer.name for customer in office.customers.list_customers()] == ["Acme"]

    def test_may_be_made_while_nobody_waits(self, office: Office) -> None:
        waiting: list[Callable[[], None]] = []
        office = replace(office, customers=CustomerService(replace(office.desk, later=waiting.append), office.tags))
        add_customer(office, "Acme")
        assert office.care.backups() == []
        [work] = waiting
        work()
        assert len(office.care.backups()) == 1

    def test_asked_for_and_impossible_is_said(self, office: Office, tmp_path: Path) -> None:
        folder_for(office.path).write_text("a file where the folder should be")
        for target in (None, tmp_path / "no" / "such" / "folder.crmdesk", tmp_path):
            with pytest.raises(StorageUnavailableError):
                office.care.back_up(target, quiet)

    def test_other_peoples_files_are_not_overwritten(self, office: Office, tmp_path: Path, clock: FixedClock) -> None:
        picture = tmp_path / "picture.jpg"
        picture.write_bytes(b"\xff\xd8 my holiday")
        used = Path(shutil.copy(office.path, tmp_path / "used.crmdesk"))
        with office_at(used, clock).desk.change("Long work"):
            for target in (picture, used):
                with pytest.raises(ValidationError):
                    office.care.back_up(target, quiet)
        assert picture.read_bytes() == b"\xff\xd8 my holiday"
        earlier = office.care.back_up(tmp_path / "nightly.crmdesk", quiet)
        add_customer(office, "Acme")
        office.care.back_up(earlier, quiet)
        assert names(earlier) == ["Acme"]

    def test_damage_in_the_source_is_not_backed_up(self, office: Office, tmp_path: Path) -> None:
        add_customer(office)
        data = bytearray(office.path.read_bytes())
        data[4096 * 9 : 4096 * 10] = bytes(4096)
        office.path.write_bytes(data)
        before = folder_hashes(tmp_path)
        with pytest.raises(WorkspaceRefusedError):
            copy_verified(office.path, tmp_path / "copy.crmdesk")
        assert folder_hashes(tmp_path) == before

    def test_somebody_writing_meanwhile_does_not_disturb(
        self, office: Office, tmp_path: Path, clock: FixedClock
    ) -> None:
        other = office_at(office.path, clock, actor="Wang Fang")
        stop = threading.Event()

        def write() -> None:
            while not stop.is_set():
                add_customer(other)

        writer = threading.Thread(target=write)
        writer.start()
        try:
            for number in range(12):
                copy_verified(office.path, tmp_path / f"{number}.crmdesk")
        finally:
            stop.set()
            writer.join()
        assert names(tmp_path / "11.crmdesk")

    def test_before_an_upgrade(self, office: Office, clock: FixedClock) -> None:
        from crmdesk.store.workspace import open_workspace

        add_customer(office, "Acme")
        execute(office.path, "PRAGMA user_version=0")

        def back_up(path: Path) -> None:
            back_up_automatically(path, clock.now().utc, "before-upgrade", at_once=True)

        clock.advance(seconds=5)
        office.care.backups()[0].path.unlink()
        open_workspace(office.path, clock, before_upgrade=back_up)
        [made] = backups(office.path)
        assert made.reason == "before-upgrade"
        assert value_of(made.path, "PRAGMA user_version") == 0


class TestRestoring:
    def test_over_a_missing_workspace(self, saved: Path, tmp_path: Path, clock: FixedClock) -> None:
        restore_backup(saved, tmp_path / "new.crmdesk", clock, quiet)
        assert names(tmp_path / "new.crmdesk") == ["Acme"]

    def test_log_of_the_missing_one_does_not_get_in(self, office: Office, saved: Path, clock: FixedClock) -> None:
        with contextlib.closing(sqlite.connect_raw(office.path)) as raw:
            raw.execute("UPDATE customer SET name = 'from the log'")
            log = Path(f"{office.path}-wal").read_bytes()
        office.path.unlink()
        Path(f"{office.path}-wal").write_bytes(log)
        restore_backup(saved, office.path, clock, quiet)
        assert names(office.path) == ["Acme"]

    def test_over_a_live_workspace_in_use(self, office: Office, saved: Path, clock: FixedClock) -> None:
        clock.advance(minutes=1)
        with office.workspace.read() as source:
            source.connection.exec_driver_sql("SELECT count(*) FROM customer").scalar()
            restore_backup(saved, office.path, clock, quiet)
            assert source.connection.exec_driver_sql("SELECT name FROM customer").scalar() == "Globex"
        assert [customer.name for customer in office.customers.list_customers()] == ["Acme"]
        kept = office.care.backups()[0]
        assert kept.reason == "before-restore"
        assert names(kept.path) == ["Globex"]
        add_customer(office, "Initech")
        assert names(office.path) == ["Acme", "Initech"]

    def test_while_somebody_writes_is_refused_in_time(
        self, office: Office, saved: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sqlite, "_PRAGMAS", (*sqlite._PRAGMAS, "PRAGMA busy_timeout=50"))
        with office.desk.change("Long work"), pytest.raises(StorageUnavailableError, match="Another program"):
            restore_backup(saved, office.path, clock, quiet)
        assert names(office.path) == ["Globex"]

    @pytest.mark.parametrize("with_log", [True, False])
    def test_over_a_damaged_one_that_is_kept(
        self,
        office: Office,
        saved: Path,
        clock: FixedClock,
        with_log: bool,  # noqa: FBT001  # a parameter of the test
    ) -> None:
        if with_log:
            with contextlib.closing(sqlite.connect_raw(office.path)) as raw:
                raw.execute("UPDATE customer SET name = 'in the log'")
                log = Path(f"{office.path}-wal").read_bytes()
            Path(f"{office.path}-wal").write_bytes(log)
        damaged = office.path.read_bytes()[:-9000] + bytes(9000)
        office.path.write_bytes(damaged)
        restore_backup(saved, office.path, clock, quiet)
        assert names(office.path) == ["Acme"]
        aside = office.path.with_name("book.crmdesk.damaged-20260304T020000Z")
        assert aside.read_bytes() == damaged
        if with_log:
            assert Path(f"{aside}-wal").read_bytes() == log

    @pytest.mark.parametrize("content", [b"", b"my diary", b"SQLite format 3\x00" + bytes(5000)])
    def test_over_something_else_that_is_kept(
        self, saved: Path, tmp_path: Path, clock: FixedClock, content: bytes
    ) -> None:
        target = tmp_path / "other.crmdesk"
        target.write_bytes(content)
        restore_backup(saved, target, clock, quiet)
        assert names(target) == ["Acme"]
        assert [path.read_bytes() for path in tmp_path.glob("other.crmdesk.damaged-*")] == [content]

    @pytest.mark.parametrize(
        "spoil",
        [
            lambda data: data[: len(data) // 2],
            lambda data: data[: 4096 * 9] + bytes(4096) + data[4096 * 10 :],
            lambda _data: b"",
            lambda _data: b"my diary",
        ],
    )
    def test_spoilt_backup_is_refused(
        self, office: Office, saved: Path, clock: FixedClock, spoil: Callable[[bytes], bytes]
    ) -> None:
        saved.write_bytes(spoil(saved.read_bytes()))
        before = folder_hashes(office.path.parent)
        with pytest.raises(WorkspaceRefusedError):
            restore_backup(saved, office.path, clock, quiet)
        assert folder_hashes(office.path.parent) == before

    def test_newer_backup_is_refused(self, office: Office, saved: Path, clock: FixedClock) -> None:
        execute(saved, "PRAGMA user_version=99")
        before = folder_hashes(office.path.parent)
        with pytest.raises(NewerWorkspaceError):
            restore_backup(saved, office.path, clock, quiet)
        assert folder_hashes(office.path.parent) == before

    def test_impossible_places_are_said(self, office: Office, saved: Path, tmp_path: Path, clock: FixedClock) -> None:
        (tmp_path / "folder").mkdir()
        for source, target in (
            (saved, tmp_path / "no" / "folder.crmdesk"),
            (saved, tmp_path / "folder"),
            (tmp_path / "missing.crmdesk", office.path),
            (tmp_path / "folder", office.path),
            (saved, saved),
        ):
            with pytest.raises(CrmError):
                restore_backup(source, target, clock, quiet)
        assert names(office.path) == ["Globex"]

    def test_from_a_folder_nobody_can_write_to(self, saved: Path, tmp_path: Path, clock: FixedClock) -> None:
        shelf = tmp_path / "shelf"
        shelf.mkdir()
        backup_file = Path(shutil.move(saved, shelf))
        before = folder_hashes(shelf)
        restore_backup(backup_file, tmp_path / "new.crmdesk", clock, quiet)
        assert folder_hashes(shelf) == before

    @pytest.mark.parametrize("damaged", [False, True])
    def test_interrupted_anywhere_leaves_old_or_new(
        self,
        office: Office,
        saved: Path,
        clock: FixedClock,
        monkeypatch: pytest.MonkeyPatch,
        damaged: bool,  # noqa: FBT001  # a parameter of the test
    ) -> None:
        """Every step that touches the disk fails in turn, one run each, until one gets through."""
        monkeypatch.setattr(backup, "_PAGES_AT_ONCE", 40)
        good = office.path.read_bytes()
        spoilt = good[:-9000] + bytes(9000)
        for failing in range(200):
            office.path.write_bytes(spoilt if damaged else good)
            with monkeypatch.context() as patch:
                countdown = Countdown(failing)
                for place, name in ((Path, "rename"), (Path, "replace"), (Path, "touch"), (Path, "mkdir")):
                    patch.setattr(place, name, countdown.before(getattr(place, name)))
                for place, name in ((backup, "examine"), (file_set, "set_aside")):
                    patch.setattr(place, name, countdown.before(getattr(place, name)))
                with contextlib.suppress(CrmError, OSError):
                    restore(saved, office.path, clock.now().utc, countdown.progress)
            if office.path.read_bytes() != spoilt:
                assert names(office.path) in (["Acme"], ["Globex"])
            if not countdown.failed:
                break
            assert not list(office.path.parent.glob(".*"))
        assert names(office.path) == ["Acme"]
        assert failing > 5


class Countdown:
    """Fails at the n-th step."""

    def __init__(self, steps: int) -> None:
        self._left = steps
        self.failed = False

    def step(self) -> None:
        self._left -= 1
        if self._left < 0 and not self.failed:
            self.failed = True
            raise OSError(5, "Input/output error")

    def progress(self, _done: int, _total: int) -> None:
        self.step()

    def before(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def called(*arguments: Any, **named: Any) -> Any:
            self.step()
            return function(*arguments, **named)

        return called


schedules = st.lists(
    st.tuples(st.sampled_from(["add", "add", "nothing", "restore"]), st.integers(-60 * 24 * 40, 60 * 24 * 40)),
    min_size=2,
    max_size=12,
)


@settings(max_examples=max(settings().max_examples // 8, 4), phases=[Phase.explicit, Phase.generate],
          suppress_health_check=list(HealthCheck))  # fmt: skip
@given(schedules)
def test_any_course_of_work_leaves_backups_that_can_be_restored(
    blank_workspace: Path, tmp_path_factory: pytest.TempPathFactory, schedule: list[tuple[str, int]]
) -> None:
    folder, clock = tmp_path_factory.mktemp("course"), FixedClock()
    office = office_at(Path(shutil.copy(blank_workspace, folder / "book.crmdesk")), clock)
    add_customer(office, "first")
    for number, (what, minutes) in enumerate(schedule):
        clock.advance(minutes=minutes)
        newest = office.care.backups()[0]
        if what == "add":
            add_customer(office, f"Customer {number}")
        elif what == "restore":
            restore_backup(office.care.backups()[-1].path, office.path, clock, quiet)
        known = office.care.backups()
        assert known
        assert newest.path.exists() or newest.taken_at < clock.now().utc - timedelta(days=2)
    for made in office.care.backups():
        target = folder / "restored.crmdesk"
        restore_backup(made.path, target, clock, quiet)
        assert names(target)
