"""Windows on the sample workspace, in each language, for the scenes of the gallery."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
import sample_workspace
from PySide6.QtWidgets import QApplication, QMessageBox
from shots import settle

from crmdesk.i18n import use_language
from crmdesk.ui.shell.main_window import MainWindow
from tests.fakes import FixedClock
from tests.windows import PreparedFiles, window_on

NOW = "2026-11-21 14:30"

GalleryWindow = Callable[[str], AbstractContextManager[MainWindow]]
"""Opens a window on the sample workspace in a language."""


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The sample workspace in a language, made when it is first asked for; to be copied, not changed."""
    made: dict[str, Path] = {}

    def sample(language: str) -> Path:
        if language not in made:
            path = made[language] = tmp_path_factory.mktemp(language) / "North sales.crmdesk"
            sample_workspace.make(path, FixedClock(NOW), "Li Na")
        return made[language]

    return sample


@pytest.fixture
def gallery_window(
    qapp: QApplication, samples: Callable[[str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> GalleryWindow:
    """The mark of where one types does not come and go in it, and a question nobody expects fails the test."""
    monkeypatch.setenv("CRMDESK_ME", "Li Na")
    monkeypatch.setattr(QMessageBox, "exec", lambda box: pytest.fail(box.text()))

    @contextmanager
    def open_window(language: str) -> Iterator[MainWindow]:
        use_language(language)
        flashing = qapp.cursorFlashTime()
        qapp.setCursorFlashTime(0)
        # With the changes that are still beside the file.
        folder = shutil.copytree(samples(language).parent, tmp_path / language)
        with window_on(
            qapp, tmp_path / "settings.json", folder / "North sales.crmdesk", FixedClock(NOW), PreparedFiles()
        ) as window:
            settle(window)
            yield window
        qapp.setCursorFlashTime(flashing)
        use_language("en")

    return open_window
