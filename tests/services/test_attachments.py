"""Files on touches: each change is one undo, they go where their touches go, and the bytes outlive everything."""

import io
import os
import shutil
import threading
from pathlib import Path

import pytest

from crmdesk.domain.attachment import FileFamily, FileSource, KeptFile
from crmdesk.domain.errors import CancelledError, ConflictError, NotFoundError, UnwritableError, ValidationError
from crmdesk.services.touches import TouchWords
from crmdesk.services.watch import Unwatched
from crmdesk.store.check import check
from tests.factories import Office, add_customer, add_deal, attach, keep, log
from tests.store.dumps import logical_dump

PDF = b"%PDF-1.7\n" + bytes(100)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)
MP3 = b"ID3\x03\x00\x00\x00\x00\x00\x00" + bytes(100)
UNWATCHED = Unwatched()


@pytest.fixture
def acme(office: Office) -> str:
    return add_customer(office, "Acme")


def names(office: Office, touch: str) -> list[str]:
    return [attachment.name for attachment in office.attachments.of_touches([touch]).get(touch, ())]


class TestAttaching:
    def test_to_a_touch(self, office: Office, acme: str) -> None:
        touch, other = log(office, acme), log(office, acme)
        [quote, photo] = attach(office, touch, ("Quote 报价.pdf", PDF), ("shop.png", PNG))
        assert (quote.name, quote.media_type, quote.size, quote.version) == (
            "Quote 报价.pdf",
            "application/pdf",
            109,
            1,
        )
        assert (quote.touch_uid, quote.customer_uid, quote.added_by) == (touch, acme, "Lin Tao")
        assert (quote.family, photo.family) == (FileFamily.OTHER, FileFamily.PICTURE)
        assert office.attachments.of_touches([touch, other]) == {touch: (quote, photo)}
        assert office.attached_files.read(quote.digest).read() == PDF

    def test_is_one_undo_and_one_redo(self, office: Office, acme: str) -> None:
        touch = log(office, acme)
        before = logical_dump(office.path)
        attach(office, touch, ("a.pdf", PDF), ("b.png", PNG))
        after = logical_dump(office.path)
        target, changes = office.history.undo()
        assert target.label == "Attach 2 files with “Acme”"
        assert office.attachments.touches_of(changes) == {touch}
        assert logical_dump(office.path) == before
        office.history.redo()
        assert logical_dump(office.path) == after
        assert office.attached_files.read(office.attachments.of_touches([touch])[touch][0].digest).read() == PDF

    def test_the_same_bytes_twice_are_kept_once(self, office: Office, acme: str) -> None:
        touch = log(office, acme)
        first, second = attach(office, touch, ("a.pdf", PDF), ("copy of a.pdf", PDF))
        assert first.digest == second.digest
        assert first.document != second.document

    def test_with_a_new_touch_that_is_being_logged(self, office: Office, acme: str) -> None:
        before = logical_dump(office.path)
        words = TouchWords(kind="visit", text="saw the shop", files=keep(office, ("shop.png", PNG)))
        touch, _changes = office.touches.log_touch(acme, words)
        assert names(office, touch.uid) == ["shop.png"]
        office.history.undo()
        assert logical_dump(office.path) == before

    @pytest.mark.parametrize(
        ("name", "data", "kind"),
        [
            ("call with Li.mp3", MP3, "call"),
            ("shop.png", PNG, "note"),
            ("Quote 12.pdf", PDF, "quote"),
            ("设备报价单.pdf", PDF, "quote"),
            ("合同（盖章）.pdf", PDF, "contract"),
            ("实施方案 v2.pdf", PDF, "proposal"),
            ("minutes.txt", b"we agreed", "memo"),
        ],
    )
    def test_to_a_customer_becomes_what_the_file_tells(
        self, office: Office, acme: str, name: str, data: bytes, kind: str
    ) -> None:
        touch, _changes = office.attachments.attach_to_customer(acme, keep(office, (name, data)))
        assert touch.kind == kind
        assert names(office, touch.uid) == [name]

    def test_to_a_customer_of_a_kind_one_wants(self, office: Office, acme: str) -> None:
        before = logical_dump(office.path)
        touch, _changes = office.attachments.attach_to_customer(acme, keep(office, ("a.png", PNG)), "visit")
        assert touch.kind == "visit"
        office.history.undo()
        assert logical_dump(office.path) == before

    def test_nothing_is_no_touch(self, office: Office, acme: str) -> None:
        with pytest.raises(ValidationError):
            office.attachments.attach_to_customer(acme, ())

    def test_no_record_without_its_bytes(self, office: Office, acme: str) -> None:
        touch = log(office, acme)
        gone = KeptFile("a.pdf", "0" * 64, 3, "application/pdf")
        before = logical_dump(office.path)
        with pytest.raises(NotFoundError):
            office.attachments.attach(touch, [*keep(office, ("b.pdf", PDF)), gone])
        assert logical_dump(office.path) == before

    def test_to_what_is_gone_is_refused(self, office: Office) -> None:
        for refused in (
            lambda: office.attachments.attach("no such touch", keep(office, ("a.pdf", PDF))),
            lambda: office.attachments.rename("no such file", "b"),
            lambda: office.attachments.remove(["no such file"]),
            lambda: office.attachments.add_version("no such file", keep(office, ("a.pdf", PDF))[0]),
        ):
            with pytest.raises(NotFoundError):
                refused()
        assert office.attachments.attachment("no such file") is None

    def test_the_file_of_a_template_is_attached(self, office: Office, acme: str, tmp_path: Path) -> None:
        card = tmp_path / "card.png"
        card.write_bytes(PNG)
        fills = {"stand_visit": "long", "asked": "price", "grade": "A", "card_photo": str(card)}
        touch, _changes = office.touches.log_touch(acme, TouchWords(template="exhibition_lead", fills=fills))
        assert names(office, touch.uid) == ["card.png"]


class TestVersions:
    def test_a_newer_version_stands_on_a_touch_of_its_own(self, office: Office, acme: str) -> None:
        deal = add_deal(office, acme)
        words = TouchWords(kind="quote", deal=deal, files=keep(office, ("quote.pdf", PDF)))
        [first] = office.attachments.of_touches([office.touches.log_touch(acme, words)[0].uid]).popitem()[1]
        before = logical_dump(office.path)
        second, changes = office.attachments.add_version(first.uid, keep(office, ("quote v2.pdf", PDF + b"2"))[0])
        third, _changes = office.attachments.add_version(second.uid, keep(office, ("final.pdf", PDF + b"3"))[0])
        assert [each.version for each in (first, second, third)] == [1, 2, 3]
        [touch] = office.attachments.touches_of(changes)
        stands_on = office.timeline.touch(touch)
        assert stands_on is not None
        assert (stands_on.kind, stands_on.deal_uid) == ("quote", deal)
        [document] = office.attachments.documents(acme)
        assert document.versions == (third, second, first)
        assert (document.newest, document.kind) == (third, "quote")
        office.history.undo()
        office.history.undo()
        assert logical_dump(office.path) == before

    def test_documents_are_in_the_order_they_changed(self, office: Office, acme: str) -> None:
        touch = log(office, acme)
        first, second = attach(office, touch, ("a.pdf", PDF), ("b.pdf", PDF))
        office.attachments.add_version(first.uid, keep(office, ("a2.pdf", PDF + b"2"))[0])
        assert [document.newest.name for document in office.attachments.documents(acme)] == ["a2.pdf", "b.pdf"]
        office.attachments.remove([second.uid])
        assert [document.newest.name for document in office.attachments.documents(acme)] == ["a2.pdf"]


class TestChanging:
    def test_rename(self, office: Office, acme: str) -> None:
        [file] = attach(office, log(office, acme), ("a.pdf", PDF))
        before = logical_dump(office.path)
        office.attachments.rename(file.uid, " Angebot 最终.pdf ")
        renamed = office.attachments.attachment(file.uid)
        assert renamed is not None
        assert renamed.name == "Angebot 最终.pdf"
        office.history.undo()
        assert logical_dump(office.path) == before
        with pytest.raises(ValidationError):
            office.attachments.rename(file.uid, "  ")

    def test_remove(self, office: Office, acme: str) -> None:
        touch = log(office, acme)
        first, second = attach(office, touch, ("a.pdf", PDF), ("b.png", PNG))
        before = logical_dump(office.path)
        changes = office.attachments.remove([first.uid])
        assert office.attachments.touches_of(changes) == {touch}
        assert names(office, touch) == ["b.png"]
        office.history.undo()
        assert logical_dump(office.path) == before
        assert office.attached_files.read(first.digest).read() == PDF
        office.attachments.remove([first.uid, second.uid])
        assert names(office, touch) == []

    def test_what_was_removed_is_in_the_bin(self, office: Office, acme: str) -> None:
        touch = log(office, acme)
        [file] = attach(office, touch, ("a.pdf", PDF))
        office.attachments.remove([file.uid])
        log(office, acme, "something else meanwhile")
        [binned] = office.history.bin()
        assert (binned.table, binned.name, binned.uid) == ("attachment", "a.pdf", file.uid)
        office.history.restore_deleted(file.uid)
        assert office.attachments.attachment(file.uid) == file
        assert office.history.bin() == []


class TestGoingAlong:
    def test_deleting_a_touch_takes_its_files_and_undo_brings_them_back(self, office: Office, acme: str) -> None:
        touch = log(office, acme)
        [file] = attach(office, touch, ("a.pdf", PDF))
        before = logical_dump(office.path)
        office.touch_editing.delete_touches([touch])
        assert office.attachments.attachment(file.uid) is None
        assert check(office.workspace) == []
        office.history.undo()
        assert logical_dump(office.path) == before
        assert office.attachments.attachment(file.uid) == file

    def test_deleting_a_customer_takes_its_files_and_undo_brings_them_back(self, office: Office, acme: str) -> None:
        attach(office, log(office, acme), ("a.pdf", PDF), ("b.png", PNG))
        before = logical_dump(office.path)
        office.customers.delete(acme)
        office.history.undo()
        assert logical_dump(office.path) == before

    def test_moving_a_touch_takes_its_files_along(self, office: Office, acme: str) -> None:
        globex = add_customer(office, "Globex")
        touch = log(office, acme)
        [file] = attach(office, touch, ("a.pdf", PDF))
        office.touch_editing.move_touches([touch], globex)
        assert office.attachments.documents(acme) == ()
        [document] = office.attachments.documents(globex)
        assert document.newest.uid == file.uid
        assert document.newest.customer_uid == globex

    def test_both_customers_hear_of_it(self, office: Office, acme: str) -> None:
        touch = log(office, acme)
        _files, changes = office.attachments.attach(touch, keep(office, ("a.pdf", PDF)))
        touched = office.customers.touched_by(changes)
        assert touched is not None
        assert touched.uids == {acme}
        _target, undone = office.history.undo()
        touched = office.customers.touched_by(undone)
        assert touched is not None
        assert touched.uids == {acme}


class TestBytes:
    def test_a_stream_can_be_read_from_anywhere_on_any_thread(self, office: Office) -> None:
        data = bytes(range(256)) * 12_000
        [kept] = keep(office, ("big.bin", data))
        assert kept.size == len(data)
        found: list[bytes] = []

        def read() -> None:
            with office.attached_files.read(kept.digest) as stream:
                assert stream.seek(-10, io.SEEK_END) == len(data) - 10
                found.append(stream.read())
                stream.seek((1 << 20) - 5)
                found.append(stream.read(10))
                stream.seek(0)
                found.append(stream.read())

        reader = threading.Thread(target=read)
        reader.start()
        reader.join()
        assert found == [data[-10:], data[(1 << 20) - 5 : (1 << 20) + 5], data]

    def test_an_empty_file_is_a_file(self, office: Office, acme: str, tmp_path: Path) -> None:
        [file] = attach(office, log(office, acme), ("empty.txt", b""))
        office.attached_files.save_copy(file, tmp_path / "out.txt", UNWATCHED)
        assert (tmp_path / "out.txt").read_bytes() == b""

    def test_a_copy_replaces_what_was_there_only_when_it_is_complete(
        self, office: Office, acme: str, tmp_path: Path
    ) -> None:
        [file] = attach(office, log(office, acme), ("a.bin", bytes(3 << 20)))
        target = tmp_path / "out.bin"
        target.write_bytes(b"mine")

        class Impatient(Unwatched):
            def cancelled(self) -> bool:
                return True

        with pytest.raises(CancelledError):
            office.attached_files.save_copy(file, target, Impatient())
        assert target.read_bytes() == b"mine"
        with pytest.raises(UnwritableError):
            office.attached_files.save_copy(file, tmp_path / "no" / "folder", UNWATCHED)
        office.attached_files.save_copy(file, target, UNWATCHED)
        assert target.stat().st_size == 3 << 20

    def test_taking_in_can_be_stopped_and_leaves_nothing(self, office: Office, tmp_path: Path) -> None:
        source = tmp_path / "large.bin"
        with source.open("wb") as file:
            file.truncate(30 << 20)
        heard: list[int] = []

        class Impatient(Unwatched):
            def progress(self, done: int, total: int | None) -> None:
                assert total is None
                heard.append(done)

            def cancelled(self) -> bool:
                return len(heard) >= 20

        with pytest.raises(CancelledError):
            office.attached_files.keep([FileSource(source)], Impatient())
        assert heard == [step << 20 for step in range(1, 21)]
        [kept] = keep(office, ("small", b"1"))
        with office.attached_files.read(kept.digest) as stream:
            assert stream.read() == b"1"

    def test_only_what_cannot_do_harm_is_copied_to_be_opened(self, office: Office, acme: str) -> None:
        touch = log(office, acme)
        quote, program, page = attach(
            office, touch, ("报价?.pdf", PDF), ("setup.exe", b"MZ" + bytes(100)), ("page.html", b"<html><script>")
        )
        path = office.attached_files.copy_to_open(quote, UNWATCHED)
        assert (path.name, path.read_bytes(), path.stat().st_mode & 0o777) == ("报价_.pdf", PDF, 0o400)
        assert office.attached_files.copy_to_open(quote, UNWATCHED) == path
        for refused in (program, page):
            with pytest.raises(ConflictError):
                office.attached_files.copy_to_open(refused, UNWATCHED)

    def test_copies_to_be_opened_are_forgotten_after_a_day(self, office: Office, acme: str) -> None:
        first, second = attach(office, log(office, acme), ("a.pdf", PDF), ("b.pdf", PDF))
        path = office.attached_files.copy_to_open(first, UNWATCHED)
        now = office.desk.clock.now().utc.timestamp()
        for age, stays in ((23 * 3600, True), (25 * 3600, False)):
            os.utime(path.parent, (now - age, now - age))
            office.attached_files.copy_to_open(second, UNWATCHED)
            assert path.exists() is stays


class TestWithoutTheBytes:
    def test_a_missing_file_of_files_is_a_gap_not_a_crash(self, office: Office, acme: str) -> None:
        touch = log(office, acme)
        [file] = attach(office, touch, ("a.pdf", PDF))
        office.path.with_suffix(".crmfiles").unlink()
        [gap] = office.attachments.of_touches([touch])[touch]
        assert (gap.is_missing, gap.name, gap.size) == (True, "a.pdf", len(PDF))
        assert office.attachments.documents(acme)[0].newest.is_missing
        with pytest.raises(NotFoundError):
            office.attached_files.read(file.digest)
        attach(office, touch, ("b.pdf", PDF + b"2"))
        assert [each.is_missing for each in office.attachments.of_touches([touch])[touch]] == [True, False]
        attach(office, touch, ("the same again.pdf", PDF))
        assert not office.attachments.documents(acme)[2].newest.is_missing

    def test_the_pair_is_moved_together(self, office: Office, acme: str, tmp_path: Path) -> None:
        from tests.factories import office_at

        touch = log(office, acme)
        attach(office, touch, ("a.pdf", PDF))
        moved = tmp_path / "elsewhere" / "renamed.crmdesk"
        moved.parent.mkdir()
        shutil.move(office.path, moved)
        shutil.move(office.path.with_suffix(".crmfiles"), moved.with_suffix(".crmfiles"))
        office = office_at(moved, office.desk.clock)
        assert not office.attachments.of_touches([touch])[touch][0].is_missing
