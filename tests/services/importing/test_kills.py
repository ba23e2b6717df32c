"""kill -9 anywhere in an import: nothing acknowledged is lost, nothing half is there, and the next one works.

The CI kills 15 imports; ``CRMDESK_KILLS=300 packaging/dev.py test -k kills`` looks longer.
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
from crmdesk.store import backup
from crmdesk.store.dialects import sqlite
from crmdesk.wiring import Services, open_services
from tests.services.importing.tables import counts, import_files

KILLS = int(os.environ.get("CRMDESK_KILLS", "15"))
ROWS = 1000 if KILLS <= 30 else 3000

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="Windows neither forks nor kills with signals"),
    pytest.mark.timeout(60 + 6 * KILLS),
]


@pytest.fixture
def server(root: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "tests.services.importing.killed_imports"]
    process = subprocess.Popen(command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    yield process
    process.stdin.close()
    process.wait(10)
    process.stdout.close()


def attempt(server: subprocess.Popen[str], workspace: Path, file: Path, seconds: float | None) -> tuple[bool, float]:
    """Import in a process that is killed after a while; whether the import was acknowledged, and how long it took."""
    acknowledgement = workspace.with_suffix(".saved")
    server.stdin.write(f"{workspace}\t{file}\t{acknowledgement}\n")
    server.stdin.flush()
    child = int(server.stdout.readline())
    start = time.monotonic()
    if seconds is not None:
        time.sleep(seconds)
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
    assert server.stdout.readline() == "over\n"
    return acknowledgement.exists() and acknowledgement.read_text() == "saved", time.monotonic() - start


def state(workspace: Path) -> tuple[int, ...]:
    """How many rows of each kind there are; fails on a damaged file."""
    tables = ("customer", "deal", "touch", "loss_event", "tag_assignment", "import_batch", "change_set")
    with contextlib.closing(sqlite.connect_raw(workspace)) as raw:
        assert raw.execute("PRAGMA quick_check").fetchall() == [("ok",)]
        return tuple(raw.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables)


def test_kills(server: subprocess.Popen[str], blank_usd: Path, sample: Path, tmp_path: Path) -> None:
    file = tmp_path / "pipeline.csv"
    file.write_text("".join(sample.read_text("utf-8-sig").splitlines(keepends=True)[: ROWS + 1]), "utf-8")
    whole = Path(shutil.copy(blank_usd, tmp_path / "whole.crmdesk"))
    empty = state(whole)
    saved, duration = attempt(server, whole, file, None)
    assert saved
    full = state(whole)
    chance = random.Random(30)
    fates = {"nothing": 0, "all": 0}
    for number in range(KILLS):
        folder = tmp_path / str(number)
        folder.mkdir()
        workspace = Path(shutil.copy(blank_usd, folder / "book.crmdesk"))
        # Everywhere in the import, and shortly after it.
        saved, _seconds = attempt(server, workspace, file, duration * 1.1 * (number + chance.random()) / KILLS)
        services = open_services(workspace, SystemClock(), "Next")
        found = state(workspace)
        assert found in (empty, full), number
        assert found == full or not saved, number
        assert services.care.check(lambda _done, _total: None) == []
        fates["all" if found == full else "nothing"] += 1
        if number % 6 == 0:
            expected = {"unchanged": ROWS} if found == full else {"created": ROWS}
            assert counts(import_files(services, file)) == expected
        shutil.rmtree(folder)
    assert fates["nothing"] > KILLS / 3


def test_what_a_killed_backup_left_is_swept_away_later(dollars: Services, sample: Path) -> None:
    folder = backup.folder_for(dollars.desk.workspace.path)
    folder.mkdir()
    old, young = folder / ".usd-old.crmdesk.part", folder / ".usd-young.crmdesk.part"
    now = dollars.desk.clock.now().utc.timestamp()
    for part, age in ((old, 7 * 3600), (young, 60)):
        part.touch()
        os.utime(part, (now - age, now - age))
    import_files(dollars, sample)
    assert (old.exists(), young.exists()) == (False, True)
