"""The outermost handler of the window: a bug is written to the log and told in one sentence, and work goes on."""

import logging
import sys
from types import TracebackType

from PySide6.QtCore import QObject, QTimer

from crmdesk.i18n import _

_logger = logging.getLogger(__name__)


class CrashReporter(QObject):
    """Takes over from Python whatever no slot has caught. Without customer data: the log holds none."""

    def __init__(self, log_place: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._log_place = log_place
        self._telling = False

    def install(self) -> None:
        """Be told of every exception that nobody has caught."""
        sys.excepthook = self._take

    def tell_of(self, error: Exception) -> None:
        """Log an error that ends the program, and tell it at once: there is no window yet in which work could go on."""
        _logger.error("the window could not be opened", exc_info=error)
        self._tell()

    def _take(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        _logger.error("an exception reached the window", exc_info=(kind, error, trace))
        if not self._telling:
            self._telling = True
            QTimer.singleShot(0, self, self._tell)

    def _tell(self) -> None:
        from PySide6.QtWidgets import QMessageBox

        box = QMessageBox()
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle("crmdesk")
        box.setText(_("Something went wrong inside crmdesk; what you saved is safe."))
        box.setInformativeText(_("The details are in {file}, without customer data.").format(file=self._log_place))
        box.exec()
        self._telling = False
