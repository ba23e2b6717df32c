"""The bytes of attached files: kept whole or not at all, once, and refused where they are not ours."""

import os
import shutil
import socket
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmdesk.domain import attachment
from crmdesk.domain.errors import NewerWorkspaceError, NotFoundError, ValidationError, WorkspaceRefusedError
from crmdesk.store.blobs import BlobStore, blob_sources, files_of
from crmdesk.store.blobs.blob_sources import pieces_of, regular_file
from crmdesk.store.blobs.incoming import CHUNK
from tests.store.dumps import execute, value_of

NOW = datetime(2026, 3, 4, 2, tzinfo=UTC)
MINE = "01a20262-0000-7000-8000-000000000001"


@pytest.fixture
def store(tmp_path: Path) -> BlobStore:
    return BlobStore(tmp_path / "book.crmfiles", MINE)


def whole(store: BlobStore, digest: str) -> bytes:
    return b"".join(store.read(digest))


class TestKeeping:
    @pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 8 * CHUNK, 8 * CHUNK + 1, 17 * CHUNK + 5])
    def test_what_comes_in_comes_out(self, store: BlobStore, size: int) -> None:
        data = (os.urandom(4096) * (size // 4096 + 1))[:size]
        blob = store.put((data[at : at + 100_000] for at in range(0, size, 100_000)), NOW)
        assert (blob.digest, blob.size) == (sha256(data).hexdigest(), size)
        assert whole(store, blob.digest) == data
        assert store.is_sound(blob.digest)
        assert b"".join(store.chunk(blob.digest, number) for number in range(size // CHUNK + 2)) == data

    def test_once(self, store: BlobStore) -> None:
        first = store.put([b"abc"], NOW)
        again = store.put([b"a", b"bc"], NOW + timedelta(days=40))
        assert first.digest == again.digest
        assert len(store.blobs()) == 1
        store.remove([first.digest], stored_before=NOW + timedelta(days=35))
        assert store.present([first.digest]), "somebody has asked to keep it since"

    def test_a_large_one_that_is_there_already_leaves_no_second_copy(self, store: BlobStore) -> None:
        pieces = [bytes([number]) * CHUNK for number in range(20)]
        store.put(pieces, NOW)
        store.put(pieces, NOW)
        assert value_of(store.path, "SELECT count(*) FROM chunk") == 20

    def test_source_that_fails_leaves_nothing(self, store: BlobStore) -> None:
        def failing() -> Iterator[bytes]:
            for _number in range(20):
                yield bytes(CHUNK)
            raise RuntimeError("the stick was pulled out")

        with pytest.raises(RuntimeError):
            store.put(failing(), NOW)
        assert store.blobs() == []
        assert value_of(store.path, "SELECT count(*) FROM chunk") == 0

    def test_what_a_killed_program_left_unfinished_goes_a_day_later(self, store: BlobStore) -> None:
        store.put([b"kept"], NOW)
        execute(
            store.path,
            f"INSERT INTO blob (id, size, stored_at) VALUES (7, 0, {int(NOW.timestamp())})",
            "INSERT INTO chunk VALUES (7, 0, x'00')",
        )
        store.put([b"a"], NOW + timedelta(hours=23))
        assert value_of(store.path, "SELECT count(*) FROM chunk WHERE blob_id = 7") == 1
        store.put([b"b"], NOW + timedelta(hours=25))
        assert value_of(store.path, "SELECT count(*) FROM chunk WHERE blob_id = 7") == 0
        assert len(store.blobs()) == 3

    def test_several_at_the_same_time(self, store: BlobStore) -> None:
        data = [bytes([number]) * (10 * CHUNK) for number in range(4)]

        def put(number: int) -> None:
            BlobStore(store.path, MINE).put([data[number]], NOW)

        workers = [threading.Thread(target=put, args=(number,)) for number in range(4)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        assert {blob.digest for blob in store.blobs()} == {sha256(each).hexdigest() for each in data}
        assert all(store.is_sound(blob.digest) for blob in store.blobs())

    @given(pieces=st.lists(st.binary(max_size=40), max_size=8))
    def test_however_it_is_cut(self, tmp_path_factory: pytest.TempPathFactory, pieces: list[bytes]) -> None:
        store = BlobStore(tmp_path_factory.mktemp("cut") / "a.crmfiles", MINE)
        assert whole(store, store.put(pieces, NOW).digest) == b"".join(pieces)

    def test_nothing_is_made_by_looking(self, store: BlobStore) -> None:
        assert (store.blobs(), store.present(["a"])) == ([], set())
        store.remove(["a"])
        with pytest.raises(NotFoundError):
            store.size("a")
        assert not store.path.exists()

    def test_spoilt_bytes_are_told(self, store: BlobStore) -> None:
        blob = store.put([b"abc"], NOW)
        execute(store.path, "UPDATE chunk SET bytes = x'00'")
        assert not store.is_sound(blob.digest)
        with pytest.raises(WorkspaceRefusedError):
            whole(store, blob.digest)


class TestRefusing:
    @pytest.mark.parametrize("content", [b"my diary", b"x" * 5000, b"SQLite format 3\x00" + bytes(5000)])
    def test_something_else_is_left_as_it_is(self, store: BlobStore, content: bytes) -> None:
        store.path.write_bytes(content)
        for refused in (lambda: store.put([b"a"], NOW), store.blobs, lambda: store.present(["a"])):
            with pytest.raises(WorkspaceRefusedError):
                refused()
        assert store.path.read_bytes() == content

    def test_cut_short(self, store: BlobStore) -> None:
        store.put([bytes(5 * CHUNK)], NOW)
        os.truncate(store.path, 2 * CHUNK)
        with pytest.raises(WorkspaceRefusedError):
            store.put([b"a"], NOW)

    def test_damaged(self, store: BlobStore) -> None:
        store.put([b"abc"], NOW)
        data = bytearray(store.path.read_bytes())
        data[200:16384] = bytes(16184)
        store.path.write_bytes(data)
        with pytest.raises(WorkspaceRefusedError, match="check --repair"):
            store.blobs()

    def test_somebody_elses(self, store: BlobStore) -> None:
        store.put([b"abc"], NOW)
        with pytest.raises(WorkspaceRefusedError, match="another workspace"):
            BlobStore(store.path, "somebody else").blobs()
        assert len(BlobStore(store.path, None).blobs()) == 1

    def test_a_newer_ones(self, store: BlobStore) -> None:
        store.put([b"abc"], NOW)
        execute(store.path, "PRAGMA user_version=99")
        with pytest.raises(NewerWorkspaceError):
            store.blobs()

    @pytest.mark.parametrize("steps", [0, 1, 2])
    def test_one_whose_making_was_interrupted_is_finished(self, store: BlobStore, steps: int) -> None:
        store.path.touch()
        execute(store.path, *("PRAGMA application_id=1668443494", "PRAGMA journal_mode=WAL")[:steps])
        assert store.blobs() == []
        assert whole(store, store.put([b"abc"], NOW).digest) == b"abc"


class TestPlaces:
    def test_beside_the_workspace(self, tmp_path: Path) -> None:
        assert files_of(tmp_path / "book.crmdesk") == tmp_path / "book.crmfiles"

    def test_automatic_backups_share_theirs(self, tmp_path: Path) -> None:
        backup = tmp_path / "my-book-20260304T020000Z-before-repair.crmdesk"
        assert files_of(backup) == tmp_path / "my-book.crmfiles"
        own = backup.with_suffix(".crmfiles")
        own.touch()
        assert files_of(backup) == own


class TestSources:
    def read(self, path: Path) -> bytes:
        with regular_file(path) as file:
            return b"".join(pieces_of(file, path.name))

    def test_a_file(self, tmp_path: Path) -> None:
        path = tmp_path / "报价 \u202e.pdf"
        path.write_bytes(b"abc")
        assert self.read(path) == b"abc"

    def test_what_is_no_file_of_its_own(self, tmp_path: Path) -> None:
        (tmp_path / "folder").mkdir()
        (tmp_path / "file").write_bytes(b"secret")
        (tmp_path / "link").symlink_to(tmp_path / "file")
        (tmp_path / "nowhere").symlink_to(tmp_path / "missing")
        os.mkfifo(tmp_path / "pipe")
        listening = socket.socket(socket.AF_UNIX)
        listening.bind(os.path.relpath(tmp_path / "socket"))
        listening.close()
        places = [tmp_path / name for name in ("folder", "link", "nowhere", "pipe", "socket", "missing", "zero\x00")]
        for path in (*places, Path("/dev/zero"), Path("/dev/null"), Path()):
            with pytest.raises(ValidationError) as caught:
                self.read(path)
            assert caught.value.field == "file"
            assert caught.value.message.endswith(".")

    def test_a_refusal_names_the_file_without_its_tricks(self, tmp_path: Path) -> None:
        with pytest.raises(ValidationError) as caught:
            self.read(tmp_path / "a\u202egnp\x1b[31m\udcff.exe")
        assert "“a\ufffdgnp\ufffd[31m\ufffd.exe”" in caught.value.message

    def test_a_link_that_takes_the_place_of_a_file_meanwhile(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "secret").write_bytes(b"secret")
        path = tmp_path / "file"
        path.write_bytes(b"mine")
        real = os.open

        def swapped(target: Path, flags: int) -> int:
            path.unlink()
            path.symlink_to(tmp_path / "secret")
            return real(target, flags)

        monkeypatch.setattr(os, "open", swapped)
        with pytest.raises(ValidationError):
            self.read(path)

    @pytest.mark.skipif(os.geteuid() == 0, reason="root may read anything")
    def test_one_that_may_not_be_read(self, tmp_path: Path) -> None:
        path = tmp_path / "file"
        path.write_bytes(b"mine")
        path.chmod(0)
        with pytest.raises(ValidationError, match="permission"):
            self.read(path)

    def test_too_large(self, tmp_path: Path) -> None:
        path = tmp_path / "film.mov"
        with path.open("wb") as file:
            file.truncate(attachment.LARGEST + 1)
        with pytest.raises(ValidationError, match="2 GB"):
            self.read(path)

    def test_larger_than_it_says(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        path = tmp_path / "growing.log"
        path.write_bytes(bytes(1000))
        with regular_file(path) as file:
            monkeypatch.setattr(blob_sources, "LARGEST", 500)
            with pytest.raises(ValidationError, match="2 GB"):
                list(pieces_of(file, path.name))


def test_the_folder_may_be_copied_at_rest(store: BlobStore, tmp_path: Path) -> None:
    blob = store.put([b"abc"], NOW)
    copy = Path(shutil.copy(store.path, tmp_path / "copy.crmfiles"))
    assert whole(BlobStore(copy, MINE), blob.digest) == b"abc"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["book.crmfiles", "copy.crmfiles"]
