"""kill -9 anywhere while files are attached and backed up: no record without its bytes, and nothing saved is lost.

The CI kills 6 times; ``CRMDESK_KILLS=300 packaging/dev.py test -k kills`` looks longer.
"""

import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from crmdesk.domain.clock import SystemClock
from crmdesk.services.care import CareService
from crmdesk.services.touches import TouchWords
from crmdesk.store.dialects import sqlite
from crmdesk.wiring import open_services
from tests.factories import add_customer, office_at

KILLS = int(os.environ.get("CRMDESK_KILLS", "6"))
LONGEST = 0.3  # seconds: about as long as a large file or a backup takes

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="Windows neither forks nor kills with signals"),
    pytest.mark.timeout(60 + 8 * KILLS),
]


@pytest.fixture
def server(root: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "tests.services.killed_attaching"]
    process = subprocess.Popen(command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    yield process
    process.stdin.close()
    process.wait(10)
    process.stdout.close()


def test_kills(server: subprocess.Popen[str], workspace_path: Path, tmp_path: Path) -> None:
    office = office_at(workspace_path, SystemClock())
    touch = office.touches.log_touch(add_customer(office), TouchWords(kind="call"))[0].uid
    chance = random.Random(5)
    saved_in_all = left_in_all = 0
    for number in range(KILLS):
        folder = tmp_path / str(number)
        folder.mkdir()
        workspace = Path(shutil.copy(workspace_path, folder / "book.crmdesk"))
        saved = attach_until_killed(server, workspace, touch, chance)
        services = open_services(workspace, SystemClock(), "Next")
        require_order(services.care)
        found = {each.uid for each in services.attachments.of_touches([touch]).get(touch, ())}
        assert saved <= found, "what was said to be saved is there"
        assert len(found - saved) <= 1, "and at most one more, saved a moment before anybody heard of it"
        for backup in services.care.backups():
            require_order(open_services(backup.path, SystemClock(), "Next").care)
        saved_in_all += len(saved)
        left_in_all += unfinished(workspace)
        shutil.rmtree(folder)
    print(f"{KILLS} kills, {saved_in_all} files saved, {left_in_all} cut off on their way")


def attach_until_killed(server: subprocess.Popen[str], workspace: Path, touch: str, chance: random.Random) -> set[str]:
    """The uids of the attachments that were acknowledged before the kill, which comes anywhere after some of them."""
    server.stdin.write(f"{workspace}\t{touch}\n")
    server.stdin.flush()
    child = int(server.stdout.readline())
    saved = {server.stdout.readline().strip() for _each in range(chance.randrange(5))}
    time.sleep(chance.uniform(0, LONGEST))
    os.kill(child, signal.SIGKILL)
    while (line := server.stdout.readline()) != "over\n":
        saved.add(line.strip())
    return saved


def require_order(care: CareService) -> None:
    """Nothing is damaged, gone or spoilt: every byte is read."""
    assert care.check(lambda _done, _total: None) == []


def unfinished(workspace: Path) -> int:
    """How many blobs were being written when the kill came."""
    files = workspace.with_suffix(".crmfiles")
    if not files.exists():
        return 0
    with contextlib.closing(sqlite.connect_raw(files)) as raw:
        assert raw.execute("PRAGMA quick_check").fetchall() == [("ok",)]
        is_made = raw.execute("PRAGMA user_version").fetchone()[0]
        return raw.execute("SELECT count(*) FROM blob WHERE digest IS NULL").fetchone()[0] if is_made else 0
