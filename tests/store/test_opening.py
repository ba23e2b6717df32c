"""Opening: whatever is not a sound workspace of ours is refused with one plain sentence and left byte for byte."""

import contextlib
import os
import random
import shutil
import struct
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlite_driver

from crmdesk.domain.errors import CrmError, NewerWorkspaceError, StorageUnavailableError, WorkspaceRefusedError
from crmdesk.store.check import check
from crmdesk.store.dialects import sqlite
from crmdesk.store.queries.catalogue import settings
from crmdesk.store.workspace import open_workspace
from tests.fakes import FixedClock
from tests.store.dumps import execute, folder_hashes, value_of


def opened(path: Path) -> None:
    workspace = open_workspace(path, FixedClock(), before_upgrade=lambda _path: None)
    with workspace.read() as source:
        settings(source)
    check(workspace)


def another_database(path: Path) -> None:
    path.unlink()
    with contextlib.closing(sqlite_driver.connect(str(path))) as raw:
        raw.execute("CREATE TABLE message (text TEXT)")
        raw.execute("PRAGMA application_id=1")


def newer_in_the_log_only(path: Path) -> None:
    """The newer program was killed before its log was folded in."""
    with contextlib.closing(sqlite.connect_raw(path)) as raw:
        raw.execute("PRAGMA user_version=99")
        logs = {ending: path.with_name(path.name + ending).read_bytes() for ending in ("-wal",)}
        main = path.read_bytes()
    path.write_bytes(main)
    for ending, content in logs.items():
        path.with_name(path.name + ending).write_bytes(content)


def wrong_log(path: Path) -> None:
    """The log of another workspace lies beside a good one."""
    other = path.with_name("other.crmdesk")
    shutil.copy(path, other)
    with contextlib.closing(sqlite.connect_raw(other)) as raw:
        raw.execute("BEGIN")
        raw.execute("DELETE FROM tag")
        raw.execute("DROP TABLE tag_assignment")
        raw.execute("UPDATE setting SET key = 'other ' || key")
        raw.execute("COMMIT")
        log = Path(f"{other}-wal").read_bytes()
    other.unlink()
    Path(f"{path}-wal").write_bytes(log)
    data = bytearray(path.read_bytes())
    data[-4096 * 3 :] = bytes(4096 * 3)
    path.write_bytes(data)


def patched(position: int, content: bytes) -> Callable[[Path], None]:
    def patch(path: Path) -> None:
        data = bytearray(path.read_bytes())
        data[position : position + len(content)] = content
        path.write_bytes(data)

    return patch


REFUSALS = [
    ("zero bytes", lambda path: path.write_bytes(b""), WorkspaceRefusedError),
    ("text", lambda path: path.write_text("Dear customer, …" * 400), WorkspaceRefusedError),
    ("picture", lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(9000)), WorkspaceRefusedError),
    ("only the magic", lambda path: path.write_bytes(b"SQLite format 3\x00"), WorkspaceRefusedError),
    ("another program's", another_database, WorkspaceRefusedError),
    (
        "cut in half",
        lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
        WorkspaceRefusedError,
    ),
    ("cut by a byte", lambda path: path.write_bytes(path.read_bytes()[:-1]), WorkspaceRefusedError),
    ("header only", lambda path: path.write_bytes(path.read_bytes()[:100]), WorkspaceRefusedError),
    ("first page lost", patched(100, bytes(3996)), WorkspaceRefusedError),
    ("a page lost", patched(4096 * 5, bytes(4096)), WorkspaceRefusedError),
    ("odd page size", patched(16, b"\x00\x07"), WorkspaceRefusedError),
    ("page size nought", patched(16, b"\x00\x00"), WorkspaceRefusedError),
    ("unknown schema format", patched(44, struct.pack(">I", 9)), WorkspaceRefusedError),
    ("unknown text encoding", patched(56, struct.pack(">I", 7)), WorkspaceRefusedError),
    ("unknown journal form", patched(18, b"\x09\x09"), StorageUnavailableError),
    ("newer", lambda path: execute(path, "PRAGMA user_version=99"), NewerWorkspaceError),
    ("newer, in its log", newer_in_the_log_only, NewerWorkspaceError),
    ("damaged, with a log", wrong_log, WorkspaceRefusedError),
]


@pytest.mark.parametrize(("spoil", "expected"), [case[1:] for case in REFUSALS], ids=[case[0] for case in REFUSALS])
def test_refused_and_untouched(workspace_path: Path, spoil: Callable[[Path], object], expected: type[CrmError]) -> None:
    spoil(workspace_path)
    before = folder_hashes(workspace_path.parent)
    with pytest.raises(expected) as refusal:
        opened(workspace_path)
    after = folder_hashes(workspace_path.parent)
    if f"{workspace_path.name}-wal" in before:
        # Whoever reads a log has to make an index of it, and cannot know who else uses that by now.
        after.pop(f"{workspace_path.name}-shm", None)
    assert after == before
    sentence = refusal.value.message
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert "sqlite" not in sentence.lower()


@pytest.mark.parametrize("name", ["missing.crmdesk", "no/such/folder.crmdesk", ".", "book.crmdesk/inside"])
def test_nothing_there(workspace_path: Path, name: str) -> None:
    before = folder_hashes(workspace_path.parent)
    with pytest.raises(StorageUnavailableError):
        opened(workspace_path.parent / name)
    assert folder_hashes(workspace_path.parent) == before


def test_strange_names_can_be_opened(workspace_path: Path) -> None:
    for name in ("100% sure?.crmdesk", "客户 #1&mode=ro.crmdesk", "a'b\"c.crmdesk"):
        path = workspace_path.with_name(name)
        shutil.copy(workspace_path, path)
        opened(path)
        assert value_of(path, "SELECT count(*) FROM setting") == 4


def bit_flip(data: bytearray, chance: random.Random) -> None:
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def page_of_noise(data: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(data) // 4096) * 4096
    data[start : start + 4096] = chance.randbytes(4096)


def page_of_noughts(data: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(data) // 4096) * 4096
    data[start : start + 4096] = bytes(4096)


def hundred_noisy_bytes(data: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(data) - 100)
    data[start : start + 100] = chance.randbytes(100)


def cut(data: bytearray, chance: random.Random) -> None:
    del data[chance.randrange(len(data)) :]


@pytest.mark.parametrize("damage", [bit_flip, page_of_noise, page_of_noughts, hundred_noisy_bytes, cut])
def test_damage_anywhere_is_refused_or_harmless(
    workspace_path: Path, damage: Callable[[bytearray, random.Random], None]
) -> None:
    """Twenty places for each kind of damage; the file is opened, read and checked."""
    sound = workspace_path.read_bytes()
    for seed in range(20):
        data = bytearray(sound)
        damage(data, random.Random(seed))
        workspace_path.write_bytes(data)
        with contextlib.suppress(CrmError):
            opened(workspace_path)
        assert list(folder_hashes(workspace_path.parent)) == [workspace_path.name]
        assert workspace_path.read_bytes() == bytes(data), f"changed by opening it, seed {seed}"


@pytest.mark.parametrize("value", ["{", "", '"en'])
def test_damaged_facts_are_refused(workspace_path: Path, value: str) -> None:
    execute(workspace_path, f"UPDATE setting SET value = '{value}' WHERE key = 'language'")
    with pytest.raises(WorkspaceRefusedError):
        opened(workspace_path)


def test_text_that_is_no_text_is_refused(workspace_path: Path) -> None:
    execute(workspace_path, "UPDATE setting SET key = CAST(x'ff0080' AS TEXT) WHERE key = 'language'")
    with pytest.raises(WorkspaceRefusedError):
        opened(workspace_path)


def test_half_written_log_is_cut_back_to_the_last_whole_change(workspace_path: Path) -> None:
    with contextlib.closing(sqlite.connect_raw(workspace_path)) as raw:
        raw.execute("PRAGMA wal_autocheckpoint=0")
        raw.execute("INSERT INTO member (uid, name, name_key, extra) VALUES ('1', 'A', 'a', '{}')")
        whole = Path(f"{workspace_path}-wal").stat().st_size
        raw.execute("INSERT INTO member (uid, name, name_key, extra) VALUES ('2', 'B', 'b', '{}')")
        log = Path(f"{workspace_path}-wal").read_bytes()
        main = workspace_path.read_bytes()
    for length, members in ((len(log), 2), (len(log) - 1, 1), (whole, 1), (whole - 1, 0), (10, 0)):
        workspace_path.write_bytes(main)
        Path(f"{workspace_path}-wal").write_bytes(log[:length])
        opened(workspace_path)
        assert value_of(workspace_path, "SELECT count(*) FROM member") == members


READ_ONLY = """
    import os, sys
    from pathlib import Path
    sys.path[:0] = [{root!r}]
    from crmdesk.domain.errors import StorageUnavailableError
    from tests.factories import add_customer, office_at
    from tests.fakes import FixedClock
    os.setgid(65534); os.setuid(65534)
    try:
        office = office_at(Path({path!r}), FixedClock())
        add_customer(office, "New")
    except StorageUnavailableError as refusal:
        print("refused:", refusal.message)
"""


@pytest.mark.skipif(os.getuid() != 0, reason="only root can become somebody without rights")
@pytest.mark.parametrize("folder_mode", [0o755, 0o555])
def test_read_only_for_this_person(workspace_path: Path, root: Path, folder_mode: int) -> None:
    for folder in (workspace_path.parent, *workspace_path.parent.parents):
        if folder.stat().st_uid == os.getuid() and folder != Path("/"):
            folder.chmod(folder.stat().st_mode | 0o005)
    workspace_path.chmod(0o444)
    workspace_path.parent.chmod(folder_mode)
    before = folder_hashes(workspace_path.parent)
    code = textwrap.dedent(READ_ONLY.format(root=str(root), path=str(workspace_path)))
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    workspace_path.parent.chmod(0o755)
    assert run.stdout.startswith("refused:"), run.stderr
    assert "read-only" in run.stdout
    assert folder_hashes(workspace_path.parent) == before
