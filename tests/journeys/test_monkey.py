"""Whatever somebody does to the window, it neither fails nor stands still."""

import os
from pathlib import Path

import pytest
import sample_workspace
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shots import settle

from crmdesk.ui.commands.table import command_table
from tests.fakes import FixedClock
from tests.journeys.monkey import Monkey
from tests.windows import PreparedFiles, window_on

SEED = int(os.environ.get("CRMDESK_MONKEY_SEED", "20261121"))
ACTS = int(os.environ.get("CRMDESK_MONKEY", "2000"))
LONGEST_STALL = 0.2  # seconds of the window thread's own processor time, so that a busy machine changes nothing
SAMPLES = Path(__file__).resolve().parents[2] / "resources" / "samples"
NOT_PRESSED = {"program.quit"}


@pytest.mark.timeout(600)
def test_two_thousand_random_acts_do_no_harm(qapp: QApplication, qtbot: QtBot, tmp_path: Path):
    workspace = tmp_path / "sample.crmdesk"
    sample_workspace.make(workspace, FixedClock(), "Lin Tao")
    files = PreparedFiles(opened=[SAMPLES / "pipeline.csv"], saved=tmp_path / "out.xlsx")
    shortcuts = [command.shortcut for command in command_table() if command.shortcut and command.id not in NOT_PRESSED]
    with window_on(qapp, tmp_path / "settings.json", workspace, FixedClock(), files) as window:
        settle(window)
        monkey = Monkey(window, SEED, shortcuts, [SAMPLES / "pipeline.csv"])
        with qtbot.captureExceptions() as failures:
            for act in range(ACTS):
                monkey.act()
                if failures:
                    pytest.fail(f"act {act} of seed {SEED}: {failures[0][1]!r} after\n" + "\n".join(monkey.lately))
                assert monkey.longest < LONGEST_STALL, (
                    f"act {act} of seed {SEED} took {monkey.longest:.3f} s after\n" + "\n".join(monkey.lately)
                )
        settle(window)
