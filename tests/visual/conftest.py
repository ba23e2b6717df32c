"""A window on the sample workspace, in each language, walked through all scenes of the gallery."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sample_workspace
from PySide6.QtWidgets import QApplication, QMessageBox
from shots import settle

from crmdesk.i18n import use_language
from crmdesk.settings import LANGUAGES
from crmdesk.ui.shell.main_window import MainWindow
from tests.fakes import FixedClock
from tests.windows import PreparedFiles, window_on

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
    with window_on(qapp, tmp_path / "settings.json", workspace, FixedClock(NOW), PreparedFiles()) as window:
        settle(window)
        yield window
