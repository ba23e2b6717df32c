"""Attached files are in every backup, copied once, come back with it, and are fetched from there when they are lost."""

import contextlib
import shutil
from pathlib import Path

import pytest

from crmdesk.domain.errors import ValidationError
from crmdesk.services.care import restore_backup
from crmdesk.store.backup import folder_for
from crmdesk.store.blobs import BlobStore
from crmdesk.store.check import check
from crmdesk.store.dialects import sqlite
from tests.factories import Office, add_customer, attach, keep, log, office_at, seeded_workspace
from tests.fakes import FixedClock
from tests.store.dumps import execute, folder_hashes, value_of

PDF = b"%PDF-1.7\n" + bytes(100)


def quiet(_done: int, _total: int | None) -> None:
    """No progress shown."""


@pytest.fixture
def touch(office: Office) -> str:
    return log(office, add_customer(office, "Acme"))


def files(path: Path) -> Path:
    return path.with_suffix(".crmfiles")


def spare(office: Office) -> BlobStore:
    """The files of the automatic backups."""
    return BlobStore(folder_for(office.path) / files(office.path).name, None)


def codes(office: Office) -> list[tuple[str, int, bool]]:
    return [(finding.code, finding.count, finding.repairable) for finding in check(office.workspace)]


def contents(office: Office, touch: str) -> dict[str, bytes]:
    found = office.attachments.of_touches([touch]).get(touch, ())
    return {each.name: office.attached_files.read(each.digest).read() for each in found if not each.is_missing}


def spoil(path: Path, data: bytes) -> None:
    """Other bytes in the place of these."""
    with contextlib.closing(sqlite.connect_raw(path)) as raw:
        raw.execute("UPDATE chunk SET bytes = zeroblob(length(bytes)) WHERE bytes = ?", (data,))


class TestBackups:
    def test_automatic_ones_share_their_files_and_copy_each_once(
        self, office: Office, touch: str, clock: FixedClock
    ) -> None:
        attach(office, touch, ("a.pdf", PDF))
        clock.advance(minutes=31)
        attach(office, touch, ("b.pdf", PDF + b"b"))
        first = {blob.digest: blob.stored_at for blob in spare(office).blobs()}
        assert len(first) == 2
        clock.advance(minutes=31)
        attach(office, touch, ("c.pdf", PDF + b"c"))
        later = {blob.digest: blob.stored_at for blob in spare(office).blobs()}
        assert len(later) == 3
        assert first.items() <= later.items(), "what is there already is not copied again"
        assert len(office.care.backups()) == 3
        assert len(list(folder_for(office.path).glob("*.crmfiles"))) == 1

    def test_each_opens_as_a_workspace_with_its_files(self, office: Office, touch: str, clock: FixedClock) -> None:
        attach(office, touch, ("a.pdf", PDF))
        clock.advance(minutes=31)
        office.customers.rename("Acme", "Globex")
        backup = office_at(office.care.backups()[0].path, clock)
        assert contents(backup, touch) == {"a.pdf": PDF}
        assert check(backup.workspace) == []

    def test_one_somewhere_else_has_its_own_and_is_brought_up_to_date(
        self, office: Office, touch: str, tmp_path: Path
    ) -> None:
        attach(office, touch, ("a.pdf", PDF))
        out = tmp_path / "stick" / "monthly.crmdesk"
        out.parent.mkdir()
        office.care.back_up(out, quiet)
        attach(office, touch, ("b.pdf", PDF + b"b"))
        office.care.back_up(out, quiet)
        assert sorted(path.name for path in out.parent.iterdir()) == ["monthly.crmdesk", "monthly.crmfiles"]
        assert contents(office_at(out, FixedClock()), touch) == {"a.pdf": PDF, "b.pdf": PDF + b"b"}

    def test_a_workspace_without_files_is_backed_up_as_one_file(self, office: Office, tmp_path: Path) -> None:
        add_customer(office)
        office.care.back_up(tmp_path / "out.crmdesk", quiet)
        assert not files(tmp_path / "out.crmdesk").exists()
        assert list(folder_for(office.path).glob("*.crmfiles")) == []

    @pytest.mark.expects_log_records
    def test_spoilt_bytes_are_left_out_and_the_rest_is_backed_up(
        self, office: Office, touch: str, tmp_path: Path
    ) -> None:
        bad, good = attach(office, touch, ("bad.pdf", PDF), ("good.pdf", PDF + b"b"))
        spoil(files(office.path), PDF)
        office.care.back_up(tmp_path / "out.crmdesk", quiet)
        kept = BlobStore(files(tmp_path / "out.crmdesk"), None)
        assert kept.present([bad.digest, good.digest]) == {good.digest}

    @pytest.mark.expects_log_records
    def test_files_that_cannot_be_read_do_not_keep_the_records_from_being_backed_up(
        self, office: Office, touch: str, tmp_path: Path
    ) -> None:
        attach(office, touch, ("a.pdf", PDF))
        files(office.path).write_bytes(b"my diary")
        office.care.back_up(tmp_path / "out.crmdesk", quiet)
        assert office_at(tmp_path / "out.crmdesk", FixedClock()).customers.list_customers()[0].name == "Acme"

    def test_files_of_backups_that_are_spoilt_are_kept_beside_and_made_anew(
        self, office: Office, touch: str, clock: FixedClock
    ) -> None:
        attach(office, touch, ("a.pdf", PDF))
        clock.advance(minutes=31)
        office.customers.rename("Acme", "Globex")
        spare(office).path.write_bytes(b"nothing of the kind")
        clock.advance(minutes=31)
        office.customers.rename("Globex", "Initech")
        assert len(spare(office).blobs()) == 1
        [aside] = folder_for(office.path).glob("*.damaged-*")
        assert aside.read_bytes() == b"nothing of the kind"

    def test_files_of_another_workspace_are_not_mixed_with_these(
        self, office: Office, touch: str, tmp_path: Path, clock: FixedClock
    ) -> None:
        out = tmp_path / "out.crmdesk"
        seeded_workspace(tmp_path / "other.crmdesk", clock)
        other = office_at(tmp_path / "other.crmdesk", clock)
        attach(other, log(other, add_customer(other)), ("theirs.pdf", PDF))
        other.care.back_up(out, quiet)
        attach(office, touch, ("mine.pdf", PDF + b"b"))
        with pytest.raises(ValidationError):
            office.care.back_up(out, quiet)


class TestRestoring:
    def test_to_a_new_place(self, office: Office, touch: str, tmp_path: Path, clock: FixedClock) -> None:
        attach(office, touch, ("a.pdf", PDF))
        clock.advance(minutes=31)
        office.customers.rename("Acme", "Globex")
        restore_backup(office.care.backups()[0].path, tmp_path / "new.crmdesk", clock, quiet)
        restored = office_at(tmp_path / "new.crmdesk", clock)
        assert contents(restored, touch) == {"a.pdf": PDF}
        assert check(restored.workspace) == []

    def test_over_the_workspace_keeps_what_came_later_for_the_way_back(
        self, office: Office, touch: str, clock: FixedClock, tmp_path: Path
    ) -> None:
        attach(office, touch, ("a.pdf", PDF))
        saved = office.care.back_up(tmp_path / "saved.crmdesk", quiet)
        attach(office, touch, ("b.pdf", PDF + b"b"))
        clock.advance(minutes=5)
        restore_backup(saved, office.path, clock, quiet)
        assert contents(office, touch) == {"a.pdf": PDF}
        before = office.care.backups()[0]
        assert before.reason == "before-restore"
        clock.advance(minutes=5)
        restore_backup(before.path, office.path, clock, quiet)
        assert contents(office, touch) == {"a.pdf": PDF, "b.pdf": PDF + b"b"}

    def test_brings_back_files_that_are_lost(
        self, office: Office, touch: str, clock: FixedClock, tmp_path: Path
    ) -> None:
        attach(office, touch, ("a.pdf", PDF))
        saved = office.care.back_up(tmp_path / "saved.crmdesk", quiet)
        office.path.unlink()
        files(office.path).unlink()
        restore_backup(saved, office.path, clock, quiet)
        assert contents(office_at(office.path, clock), touch) == {"a.pdf": PDF}

    def test_what_only_the_bin_needs_comes_too(
        self, office: Office, touch: str, tmp_path: Path, clock: FixedClock
    ) -> None:
        [file] = attach(office, touch, ("a.pdf", PDF))
        office.attachments.remove([file.uid])
        saved = office.care.back_up(tmp_path / "saved.crmdesk", quiet)
        restore_backup(saved, tmp_path / "new.crmdesk", clock, quiet)
        restored = office_at(tmp_path / "new.crmdesk", clock)
        restored.history.undo()
        assert contents(restored, touch) == {"a.pdf": PDF}

    def test_over_another_workspace(self, office: Office, touch: str, tmp_path: Path, clock: FixedClock) -> None:
        attach(office, touch, ("a.pdf", PDF))
        saved = office.care.back_up(tmp_path / "saved.crmdesk", quiet)
        seeded_workspace(tmp_path / "other.crmdesk", clock)
        other = office_at(tmp_path / "other.crmdesk", clock)
        theirs = log(other, add_customer(other))
        attach(other, theirs, ("theirs.pdf", PDF + b"t"))
        clock.advance(minutes=5)
        restore_backup(saved, other.path, clock, quiet)
        assert contents(office_at(other.path, clock), touch) == {"a.pdf": PDF}
        clock.advance(minutes=5)
        restore_backup(other.care.backups()[0].path, other.path, clock, quiet)
        assert contents(office_at(other.path, clock), theirs) == {"theirs.pdf": PDF + b"t"}

    def test_over_files_that_are_something_else_which_are_kept(
        self, office: Office, touch: str, tmp_path: Path, clock: FixedClock
    ) -> None:
        attach(office, touch, ("a.pdf", PDF))
        saved = office.care.back_up(tmp_path / "saved.crmdesk", quiet)
        files(tmp_path / "new.crmdesk").write_bytes(b"my diary")
        restore_backup(saved, tmp_path / "new.crmdesk", clock, quiet)
        assert contents(office_at(tmp_path / "new.crmdesk", clock), touch) == {"a.pdf": PDF}
        assert [path.read_bytes() for path in tmp_path.glob("new.crmfiles.damaged-*")] == [b"my diary"]

    def test_from_where_nothing_can_be_written(
        self, office: Office, touch: str, tmp_path: Path, clock: FixedClock
    ) -> None:
        attach(office, touch, ("a.pdf", PDF))
        disc = tmp_path / "disc"
        disc.mkdir()
        saved = office.care.back_up(disc / "saved.crmdesk", quiet)
        for path in disc.iterdir():
            path.chmod(0o444)
        disc.chmod(0o555)
        before = folder_hashes(disc)
        restore_backup(saved, tmp_path / "new.crmdesk", clock, quiet)
        disc.chmod(0o755)
        assert folder_hashes(disc) == before
        assert contents(office_at(tmp_path / "new.crmdesk", clock), touch) == {"a.pdf": PDF}

    def test_files_of_an_earlier_workspace_of_this_name_are_kept_aside(
        self, office: Office, touch: str, clock: FixedClock
    ) -> None:
        attach(office, touch, ("a.pdf", PDF))
        office.path.unlink()
        seeded_workspace(office.path, clock)
        new = office_at(office.path, clock)
        attach(new, log(new, add_customer(new)), ("b.pdf", PDF + b"b"))
        assert check(new.workspace) == []
        assert len(list(office.path.parent.glob("book.crmfiles.damaged-*"))) == 1


class TestChecking:
    def test_a_healthy_one(self, office: Office, touch: str) -> None:
        attach(office, touch, ("a.pdf", PDF))
        assert check(office.workspace) == []

    def test_gone_and_nowhere_else(self, office: Office, touch: str) -> None:
        attach(office, touch, ("a.pdf", PDF), ("b.pdf", PDF))
        files(office.path).unlink()
        [finding] = check(office.workspace)
        assert (finding.code, finding.count, finding.repairable) == ("gone", 2, False)
        assert finding.sentence == "Attached files have lost their bytes: a.pdf, b.pdf"
        office.care.repair(quiet)
        assert codes(office) == [("gone", 2, False)]

    def test_gone_but_backed_up(self, office: Office, touch: str) -> None:
        attach(office, touch, ("a.pdf", PDF))
        office.desk.back_up("auto", at_once=True)
        files(office.path).unlink()
        assert codes(office) == [("gone", 1, True)]
        office.care.repair(quiet)
        assert check(office.workspace) == []
        assert contents(office, touch) == {"a.pdf": PDF}

    @pytest.mark.expects_log_records
    def test_spoilt(self, office: Office, touch: str) -> None:
        attach(office, touch, ("a.pdf", PDF))
        office.desk.back_up("auto", at_once=True)
        attach(office, touch, ("b.pdf", PDF + b"b"))
        for data in (PDF, PDF + b"b"):
            spoil(files(office.path), data)
        assert codes(office) == [("spoilt", 1, True), ("spoilt", 1, False)]
        office.care.repair(quiet)
        assert codes(office) == [("spoilt", 1, False)]

    @pytest.mark.expects_log_records
    @pytest.mark.parametrize("how", ["something else", "half of it"])
    def test_files_that_cannot_be_used(self, office: Office, touch: str, how: str) -> None:
        attach(office, touch, ("a.pdf", PDF))
        office.desk.back_up("auto", at_once=True)
        data = files(office.path).read_bytes()
        files(office.path).write_bytes(b"my diary" if how == "something else" else data[: len(data) // 2])
        assert codes(office) == [("files", 1, True), ("gone", 1, True)]
        assert office.timeline.touch(touch) is not None
        office.care.repair(quiet)
        assert check(office.workspace) == []
        assert contents(office, touch) == {"a.pdf": PDF}
        assert len(list(office.path.parent.glob("book.crmfiles.damaged-*"))) == 1

    def test_left_over_goes_after_a_month_unless_the_bin_needs_it(
        self, office: Office, touch: str, clock: FixedClock
    ) -> None:
        [file] = attach(office, touch, ("a.pdf", PDF))
        [abandoned] = keep(office, ("never attached.pdf", PDF + b"b"))
        office.attachments.remove([file.uid])
        clock.advance(days=29)
        assert check(office.workspace) == []
        clock.advance(days=2)
        assert codes(office) == [("left_over", 1, True)]
        office.care.repair(quiet)
        assert check(office.workspace) == []
        store = BlobStore(files(office.path), None)
        assert store.present([file.digest, abandoned.digest]) == {file.digest}
        office.history.undo()
        assert contents(office, touch) == {"a.pdf": PDF}

    def test_what_a_backup_shares_with_others_is_never_taken_for_left_over(
        self, office: Office, touch: str, clock: FixedClock
    ) -> None:
        add_customer(office, "Globex")
        first = office.care.backups()[-1].path
        clock.advance(minutes=31)
        attach(office, touch, ("a.pdf", PDF))
        office.desk.back_up("auto", at_once=True)
        clock.advance(days=60)
        backup = office_at(first, clock)
        assert check(backup.workspace) == []

    def test_a_record_whose_touch_is_gone(self, office: Office, touch: str) -> None:
        attach(office, touch, ("a.pdf", PDF))
        execute(office.path, f"DELETE FROM touch WHERE uid = '{touch}'")
        assert ("references", 1, True) in codes(office)
        office.care.repair(quiet)
        assert check(office.workspace) == []
        assert value_of(office.path, "SELECT count(*) FROM attachment") == 0


def test_copying_a_workspace_without_its_files_leaves_gaps(
    office: Office, touch: str, tmp_path: Path, clock: FixedClock
) -> None:
    attach(office, touch, ("a.pdf", PDF))
    alone = office_at(Path(shutil.copy(office.path, tmp_path / "alone.crmdesk")), clock)
    assert contents(alone, touch) == {}
    assert alone.attachments.of_touches([touch])[touch][0].is_missing
