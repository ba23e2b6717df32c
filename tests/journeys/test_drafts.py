"""The program is killed while somebody types: at most two seconds of typing are lost.

In CI at a few points; ``dev.py drafts 20`` for more, with what was lost at worst.
"""

import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crmdesk.domain.clock import SystemClock
from tests.factories import ME, Office, add_customer
from tests.journeys.typist import COMPOSER, NEXT_STEP, PAUSE, QUICK_LOG, letter
from tests.windows import PreparedFiles, window_on

ROOT = Path(__file__).resolve().parents[2]
POINTS = int(os.environ.get("CRMDESK_DRAFTS", "2"))
MOST_LOST = 2.0
"""Seconds of typing: a letter is as much as somebody takes for it. How busy the machine is decides nothing."""
_LINE = re.compile(r"(\w+) (\d+) ([\d.]+)")


@dataclass(frozen=True)
class Typed:
    """A letter: where it went, which one of that text it was, and when."""

    where: str
    number: int
    at: float


@pytest.fixture
def book(office: Office) -> Office:
    add_customer(office, "Acme")
    return office


@pytest.mark.parametrize("point", range(POINTS))
def test_what_is_typed_survives_a_kill(
    point: int, qapp: QApplication, qtbot: QtBot, tmp_path: Path, book: Office, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("CRMDESK_ME", ME)
    settings = tmp_path / "settings.json"
    letters, killed_at = typed_until_killed(settings, book.path, random.Random(point).uniform(2.0, 8.0))
    kept = dict(texts_after_restart(qapp, qtbot, settings, book))
    for text in kept.values():
        assert text == "".join(letter(place) for place in range(len(text))), "what is kept is what was typed"
    missing = [each for each in letters if each.number > len(kept[each.where])]
    lost = len(missing) * PAUSE / 1000
    age = killed_at - min((each.at for each in missing), default=killed_at)
    after = killed_at - letters[0].at
    print(f"killed after {after:.2f} s, {len(letters)} letters: {lost:.2f} s of typing lost, {age:.2f} s old at most")
    assert lost <= MOST_LOST


def typed_until_killed(settings: Path, workspace: Path, seconds: float) -> tuple[list[Typed], float]:
    """What was typed by the time of the kill, which comes so many seconds after the first letter."""
    command = (sys.executable, "-m", "tests.journeys.typist", str(settings), str(workspace))
    letters: list[Typed] = []
    begun = threading.Event()
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as child:

        def listen() -> None:
            for line in child.stdout or ():
                # The last line may have been cut by the kill.
                if found := _LINE.fullmatch(line.rstrip("\n")):
                    letters.append(Typed(found[1], int(found[2]), float(found[3])))
                    begun.set()

        ear = threading.Thread(target=listen)
        ear.start()
        is_typing = begun.wait(60)
        # The moment of the kill is what is tested, so it has to be waited for.
        threading.Event().wait(seconds)
        child.send_signal(signal.SIGKILL)
        killed_at = time.monotonic()
        ear.join()
    assert is_typing
    return letters, killed_at


def texts_after_restart(
    application: QApplication, qtbot: QtBot, settings: Path, book: Office
) -> Iterator[tuple[str, str]]:
    """What stands in the fields when the program is started again."""
    with window_on(application, settings, book.path, SystemClock(), PreparedFiles()) as window:
        qtbot.waitUntil(lambda: window.opened.customers.selected_customer() is not None)
        draft = window.opened.quick_log.form.draft()
        yield COMPOSER, window.opened.customers.composer.draft().text
        yield QUICK_LOG, draft.text
        yield NEXT_STEP, draft.next_step
