"""Whatever somebody does to the window, it neither fails nor stands still."""

import logging
import os
import random
import time
import traceback
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot
from shots import settle
from typing_extensions import override

from crmdesk import paths
from crmdesk.i18n import use_language
from crmdesk.qt.file_chooser import FileChooser
from crmdesk.ui.commands.table import command_table
from crmdesk.ui.shell.main_window import MainWindow
from tests.fakes import FixedClock
from tests.journeys.monkey import Monkey, Toys
from tests.sample_years import ME, NOW, Samples
from tests.windows import window_on

FIRST_SEED = int(os.environ.get("CRMDESK_MONKEY_SEED", "20261121"))
MONKEYS = int(os.environ.get("CRMDESK_MONKEYS", "1"))
IS_CAMPAIGN = "CRMDESK_MONKEYS" in os.environ
"""Only then stalls are judged: beside other tests a pause may be theirs, and timings decide no test."""
ACTS = int(os.environ.get("CRMDESK_MONKEY_ACTS", "2000" if IS_CAMPAIGN else "1000"))
LONGEST_STALL, LONGEST_ANEW = 0.2, 1.0
"""Seconds of the window thread's own processor time: of any act, and of one that makes the whole window anew."""
YARDSTICK = 0.004
"""Seconds of processor time that ``_measured`` takes where nothing else runs: beside others all takes longer."""
SCREENS = {"customers", "losses", "exchange", "settings"}
"""All but the first page, which is met by chance only."""
NOT_ASKED_FOR = {"program.quit"}


@dataclass
class AnyFiles(FileChooser):
    """Chooses now and then nothing, else any of the files there are."""

    chance: random.Random
    there: Sequence[Path]
    out: Path
    saved: list[Path] = field(default_factory=list)

    @override
    def open_file(self, *_asked: object) -> Path | None:
        return self.chance.choice((None, *self.there))

    @override
    def open_files(self, *_asked: object) -> Sequence[Path]:
        return self.chance.sample(self.there, self.chance.randint(0, 2))

    @override
    def save_file(self, parent: object, title: str, suggestion: str, kinds: str, suffix: str) -> Path | None:
        self.saved.append(self.out / f"saved {len(self.saved)}{suffix}")
        return self.chance.choice((None, self.saved[-1], self.saved[0]))


@pytest.mark.timeout(900)
@pytest.mark.parametrize("seed", range(FIRST_SEED, FIRST_SEED + MONKEYS))
def test_random_acts_do_no_harm(
    seed: int,
    samples: Samples,
    qapp: QApplication,
    qtbot: QtBot,
    qtlog: Any,
    caplog: pytest.LogCaptureFixture,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setenv("CRMDESK_ME", ME)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _address: True)
    monkeypatch.setattr(QMessageBox, "exec", lambda box: pytest.fail(box.text()))
    sample = samples("en")
    chance, workspace = random.Random(seed), copytree(sample.parent, tmp_path / "en") / sample.name
    files = AnyFiles(chance, _files(workspace, tmp_path), tmp_path)
    settings, diary = tmp_path / "settings.json", tmp_path / "acts.txt"
    left, screens, been = ACTS, set[str](), Counter[str]()

    def complaint() -> str:
        told = [record.message for record in qtlog.records if not record.ignored]
        loud = [record for record in caplog.records if record.levelno >= logging.WARNING]
        told += [f"{record.getMessage()} {record.exc_text or ''}" for record in loud]
        return "; ".join(told)

    with diary.open("w", buffering=1, encoding="utf-8") as acts, qtbot.captureExceptions() as failures:
        while left:
            # Whoever has closed the window opens it again.
            with window_on(qapp, settings, workspace, FixedClock(NOW), files) as window:
                settle(window)
                _visit_all(window)
                monkey = Monkey(window, chance, _toys(files.there), partial(_scene, window))
                while left and window.isVisible():
                    left -= 1
                    monkey.act()
                    acts.write(monkey.lately[-1] + "\n")
                    screens.add(window.shown_screen)
                    wrong = "".join(traceback.format_exception(*failures[0])) if failures else complaint()
                    lately = f"act {ACTS - left} of seed {seed}, after\n" + "\n".join(monkey.lately)
                    assert not wrong, f"{wrong} at {lately}"
                    assert not (IS_CAMPAIGN and _stalls(monkey)), f"stands still: {lately}"
                been += monkey.been
                settle(window)
    use_language("en")
    if ACTS >= 1000:
        assert screens >= SCREENS
        assert sum(been.values()) >= ACTS


def _visit_all(window: MainWindow) -> None:
    """What is loaded with the first visit to a screen is loaded."""
    for command in ("view.losses", "view.exchange", "view.settings", "view.customers"):
        window.commands[command].trigger()
        settle(window)


def _scene(window: MainWindow) -> object:
    """What is made anew rarely: all words and looks, a screen, a page of the settings."""
    settings = window._opened._settings if window._opened is not None else None
    pages = settings._stack.count() if settings is not None else 0
    return window.commands, window._opened, window._appearance.theme, window.frame_of_window.stack.count(), pages


def _stalls(monkey: Monkey) -> bool:
    if monkey.longest < LONGEST_STALL and monkey.longest_anew < LONGEST_ANEW:
        return False
    slowness = max(1.0, max(_measured() for _time in range(5)) / YARDSTICK)
    ordinary, anew = monkey.longest / slowness, monkey.longest_anew / slowness
    # Judged now, by how slow the machine is now, and not again.
    monkey.longest = monkey.longest_anew = 0.0
    return ordinary > LONGEST_STALL or anew > LONGEST_ANEW


def _measured() -> float:
    begun = time.thread_time()
    sum(number * number for number in range(100_000))
    return time.thread_time() - begun


def _files(workspace: Path, folder: Path) -> Sequence[Path]:
    (folder / "empty.csv").touch()
    (folder / "not a sheet.xlsx").write_bytes(b"\x00" * 100)
    (folder / "not ours.crmdesk").write_text("Customer,Amount\n", encoding="utf-8")
    pipeline = paths.resource_folder("samples") / "pipeline.csv"
    return [pipeline, workspace, *sorted(folder.glob("*.*")), folder / "gone.csv"]


def _toys(sheets: Sequence[Path]) -> Toys:
    asked = [command for command in command_table() if command.id not in NOT_ASKED_FOR]
    return Toys(sheets, [keys for command in asked for keys in command.keys], [command.id for command in asked])
