import sys

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from crmdesk.qt.crash import CrashReporter


@pytest.mark.expects_log_records
def test_a_bug_is_logged_and_told_once_without_its_message(
    qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    told: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: told.append(box.text() + box.informativeText()))
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    reporter = CrashReporter("/logs/crmdesk.log", qapp)
    reporter.install()
    error = KeyError("Li Na, 138 0000 4821")
    for _time in range(2):
        sys.excepthook(KeyError, error, None)
    qtbot.waitUntil(lambda: len(told) == 1)
    assert "/logs/crmdesk.log" in told[0]
    assert "Li Na" not in told[0]
    assert len(caplog.records) == 2
    reporter.deleteLater()


@pytest.mark.expects_log_records
def test_what_keeps_the_window_from_opening_is_told_before_the_program_ends(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    told: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: told.append(box.informativeText()))
    reporter = CrashReporter("/logs/crmdesk.log", qapp)
    reporter.tell_of(KeyError("Li Na"))
    assert len(told) == len(caplog.records) == 1
    assert "/logs/crmdesk.log" in told[0]
    reporter.deleteLater()
