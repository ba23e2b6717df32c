"""The program as other programs meet it: real processes, locales, pipes and signals."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

PROGRAM = (sys.executable, "-m", "crmdesk")


@pytest.fixture
def started(crm, root):
    """Start a command as a process of its own group, which is what a terminal does."""
    running = []

    def start(*arguments, **variables):
        process = subprocess.Popen(
            [*PROGRAM, "--workspace", str(crm.workspace), *map(str, arguments)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(root), **variables},
            start_new_session=True,
        )
        running.append(process)
        return process

    yield start
    for process in running:
        if process.poll() is None:
            process.kill()
        process.communicate()


@pytest.mark.parametrize("locale", ["C", "POSIX", "en_US.ISO-8859-1"])
def test_output_is_utf8_in_every_locale(started, locale):
    out, err = started("customers", "--json", LC_ALL=locale, PYTHONCOERCECLOCALE="0", PYTHONUTF8="0").communicate()
    assert err == b""
    assert "晨光精密机械有限公司" in {row["name"] for row in json.loads(out.decode("utf-8"))["rows"]}
    out, _err = started("customers", LC_ALL=locale, PYTHONCOERCECLOCALE="0", PYTHONUTF8="0").communicate()
    assert "晨光精密机械有限公司" in out.decode("utf-8")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["customers"], 0),
        (["conquer"], 2),
        (["deal", "reopen", "五轴"], 3),
        (["customers", "--workspace", "missing.crmdesk"], 4),
        (["search", "zzzz"], 5),
    ],
)
def test_exit_codes(started, arguments, code):
    process = started(*arguments)
    process.communicate()
    assert process.returncode == code


def test_a_reader_that_leaves_early_is_no_trouble(started, crm, tmp_path):
    table = tmp_path / "many.csv"
    table.write_text("Customer\n" + "".join(f"Customer number {number}\n" for number in range(3000)), "utf-8")
    crm.json("import", table)
    process = started("customers")
    process.stdout.readline()
    process.stdout.close()
    assert (process.stderr.read(), process.wait()) == (b"", 0)


def test_ctrl_c_during_an_import_leaves_nothing(started, crm, tmp_path):
    before = crm.json("history")
    table = tmp_path / "many.csv"
    lines = (f"Customer {number},Deal {number},{number},2026-03-04\n" for number in range(20_000))
    table.write_text("Customer,Deal,Amount,Created\n" + "".join(lines), "utf-8")
    process = started("import", table, "--json")
    wait_until_backed_up(crm.workspace)
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (130, b"")
    assert json.loads(err)["error"]["code"] == "cancelled"
    assert crm.json("history") == before
    assert crm.json("check")["ok"]


def test_ctrl_c_while_a_file_is_read_leaves_nothing(started, crm, tmp_path):
    before = crm.json("history")
    pipe = tmp_path / "slow.csv"
    pipe.write_text("Customer\n" + "Somebody quite long\n" * 2_000_000, "utf-8")
    process = started("import", pipe, "--json")
    wait_for_child(process.pid)
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (130, b"")
    assert json.loads(err)["error"]["code"] == "cancelled"
    assert crm.json("history") == before


def wait_until_backed_up(workspace: Path) -> None:
    """The backup before an import is the last thing before it writes."""
    folder = workspace.with_name("sales.crmbackups")
    poll(lambda: any("before-import" in file.name for file in folder.glob("*.crmdesk")))


def wait_for_child(pid: int) -> None:
    """Until the process that reads the table runs."""
    children = Path(f"/proc/{pid}/task/{pid}/children")
    poll(lambda: children.read_text().strip() != "")


def poll(reached) -> None:
    """Look again and again, for 30 seconds at most."""
    deadline = time.monotonic() + 30
    while not reached():
        assert time.monotonic() < deadline
        time.sleep(0.01)
