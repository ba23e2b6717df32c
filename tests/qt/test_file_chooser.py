"""Where the choosing of files begins."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from crmdesk.qt.file_chooser import FileChooser


def test_it_begins_where_a_file_was_chosen_last(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    asked: list[str] = []

    def answer(_parent: QWidget, _title: str, place: str, _kinds: str) -> tuple[str, str]:
        asked.append(place)
        return str(tmp_path / "sheet"), ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", answer)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    parent, chooser = QWidget(), FileChooser()
    qtbot.addWidget(parent)
    chooser.open_file(parent, "Open", "")
    chooser.save_file(parent, "Save", "pool.xlsx", "", ".xlsx")
    chooser.save_file(parent, "Save", "/elsewhere/pool.xlsx", "", ".xlsx")
    assert Path(asked[0]).is_dir()
    assert asked[0] != str(Path.cwd())
    assert asked[1:] == [str(tmp_path / "pool.xlsx"), "/elsewhere/pool.xlsx"]
