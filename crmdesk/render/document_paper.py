"""A document on sheets of A4: to look at, to print, and as a PDF with its fonts in it."""

from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QPagedPaintDevice, QPainter, QPdfWriter

from crmdesk.domain.document import Document
from crmdesk.qt.theme import LIGHT
from crmdesk.render.document_leaves import leaves_of
from crmdesk.render.paper import A4, A4_LAYOUT, Sheet, sheets

_RESOLUTION = 600
"""Dots per inch that places in a PDF are told in."""


def document_sheets(document: Document) -> tuple[Sheet, ...]:
    """The pages of a document; needs an application with the fonts loaded. Paper is always white."""
    return sheets(leaves_of(document, LIGHT), f"{document.title} · {document.kind}", document.made, LIGHT)


def paint_sheets(pages: Sequence[Sheet], device: QPagedPaintDevice) -> None:
    """Paint all pages on a printer or into a PDF, as large as its paper allows and in the middle of it."""
    painter = QPainter(device)
    scale = min(device.width() / A4.width(), device.height() / A4.height())
    for number, page in enumerate(pages):
        if number:
            device.newPage()
        painter.save()
        painter.translate((device.width() - scale * A4.width()) / 2, 0)
        painter.scale(scale, scale)
        page.paint(painter)
        painter.restore()
    painter.end()


def pdf_of(document: Document) -> bytes:
    """A PDF file; needs an application with the fonts loaded, which become part of the file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_RESOLUTION)
    writer.setPageLayout(A4_LAYOUT)
    writer.setTitle(f"{document.title} – {document.kind}")
    writer.setCreator("crmdesk")
    paint_sheets(document_sheets(document), writer)
    return bytes(buffer.data().data())
