"""Windows on the sample workspace, in each language, for the scenes of the gallery."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox
from shots import settle

from crmdesk.i18n import use_language
from crmdesk.ui.shell.main_window import MainWindow
from tests.fakes import FixedClock
from tests.sample_years import ME, NOW, Samples
from tests.windows import PreparedFiles, window_on

GalleryWindow = Callable[[str], AbstractContextManager[MainWindow]]
"""Opens a window on the sample workspace in a language."""


@pytest.fixture
def gallery_window(
    qapp: QApplication, samples: Samples, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> GalleryWindow:
    """The mark of where one types does not come and go in it, and a question nobody expects fails the test."""
    monkeypatch.setenv("CRMDESK_ME", ME)
    monkeypatch.setattr(QMessageBox, "exec", lambda box: pytest.fail(box.text()))

    @contextmanager
    def open_window(language: str) -> Iterator[MainWindow]:
        use_language(language)
        flashing = qapp.cursorFlashTime()
        qapp.setCursorFlashTime(0)
        # With the changes that are still beside the file.
        sample = samples(language)
        workspace = shutil.copytree(sample.parent, tmp_path / language) / sample.name
        with window_on(qapp, tmp_path / "settings.json", workspace, FixedClock(NOW), PreparedFiles()) as window:
            settle(window)
            yield window
        qapp.setCursorFlashTime(flashing)
        use_language("en")

    return open_window
