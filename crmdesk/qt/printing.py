"""Where a person chooses a printer: an edge of the program, so that tests can answer instead."""

from collections.abc import Callable

from PySide6.QtGui import QPageLayout
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

PrinterChooser = Callable[[QWidget, str, QPageLayout], QPrinter | None]
"""Asks for a printer for a document called so on such paper; None means that the person would rather not."""


def choose_printer(parent: QWidget, title: str, layout: QPageLayout) -> QPrinter | None:
    """Ask in the system's own dialog."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setPageLayout(layout)
    printer.setFullPage(True)  # Qt's own order of arguments
    dialog = QPrintDialog(printer, parent)
    return printer if dialog.exec() == QPrintDialog.DialogCode.Accepted else None
