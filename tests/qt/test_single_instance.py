"""Two processes at one file: the second has the first come to the front; a killed one leaves nothing in the way."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from crmdesk.qt.single_instance import SingleInstance, ask_to_show

_HOLD = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from crmdesk.qt.single_instance import SingleInstance
application = QCoreApplication([])
instance = SingleInstance()
print(instance.claim(Path(sys.argv[1])), flush=True)
instance.show_requested.connect(application.quit)
application.exec()
print("shown", flush=True)
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "north.crmdesk"


@pytest.fixture
def first(qapp: QCoreApplication) -> Iterator[SingleInstance]:
    instance = SingleInstance(qapp)
    yield instance
    instance.release()


def hold(file: Path, root: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen([sys.executable, "-c", _HOLD, str(file)], cwd=root, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline().strip() == "True"
    return process


def test_a_second_start_shows_the_first_window(file: Path, first: SingleInstance, root: Path):
    process = hold(file, root)
    assert not first.claim(file)
    assert ask_to_show(file)
    said, _nothing = process.communicate(timeout=20)
    assert said.strip() == "shown"


def test_what_a_killed_process_held_is_taken_over(file: Path, first: SingleInstance, root: Path):
    process = hold(file, root)
    process.kill()
    process.communicate(timeout=20)
    assert not ask_to_show(file)
    assert first.claim(file)


def test_the_wish_arrives_in_the_same_process_too(file: Path, first: SingleInstance, qtbot: QtBot):
    assert first.claim(file)
    assert first.claim(file.parent / "." / file.name)
    with qtbot.waitSignal(first.show_requested):
        assert ask_to_show(file)
    with qtbot.waitSignal(first.wished) as wished:
        assert ask_to_show(file, "log")
    assert wished.args == ["log"]


def test_another_file_is_let_go_of(file: Path, first: SingleInstance, tmp_path: Path):
    second = SingleInstance()
    assert first.claim(file)
    assert not second.claim(file)
    assert first.claim(tmp_path / "south.crmdesk")
    assert second.claim(file)
    second.release()
    assert not ask_to_show(file)
