"""A window on the sample workspace, in each language, walked through all scenes of the gallery."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sample_workspace
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QMessageBox
from shots import settle

from crmdesk.i18n import use_language
from crmdesk.qt.appearance import Appearance
from crmdesk.settings import LANGUAGES
from crmdesk.ui.shell.machine import Machine
from crmdesk.ui.shell.main_window import MainWindow
from tests.fakes import FixedClock
from tests.ui.conftest import PreparedFiles

NOW = "2026-11-21 14:30"


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    use_language(request.param)
    yield request.param
    use_language("en")


@pytest.fixture(scope="module")
def workspace(language: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp(language) / "North sales.crmdesk"
    sample_workspace.make(path, FixedClock(NOW), "Li Na")
    return path


@pytest.fixture
def gallery_window(
    qapp: QApplication, language: str, workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MainWindow]:
    use_language(language)
    monkeypatch.setenv("CRMDESK_ME", "Li Na")
    monkeypatch.setattr(QMessageBox, "exec", lambda box: pytest.fail(box.text()))
    appearance = Appearance(qapp, "light")
    window = MainWindow(FixedClock(NOW), Machine(tmp_path / "settings.json"), appearance, PreparedFiles())
    window.resize(1280, 800)
    window.show()
    window.activateWindow()
    window.chooser.open(workspace)
    settle(window)
    yield window
    window.close()
    for thing in (window, appearance):
        thing.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
