"""Scenes of files: on cards, on what is being written, as documents, and while they are dragged over the window."""

import math
import struct
import wave
from dataclasses import replace
from io import BytesIO

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter

from crmdesk.domain.attachment import FileSource, KeptFile
from crmdesk.qt.fonts import font
from crmdesk.qt.picture_decoding import png_of
from crmdesk.qt.theme import LIGHT
from crmdesk.services.watch import Unwatched
from crmdesk.ui.customers.document_rows import DocumentRow
from crmdesk.ui.gallery.scene import Scene, Step, command
from crmdesk.ui.shell.main_window import MainWindow
from crmdesk.ui.timeline.attachments.picture_viewer import PictureViewer
from crmdesk.ui.timeline.composer.draft import Draft
from crmdesk.ui.timeline.rows import Entry

_PDF = b"%PDF-1.7\n"
_RATE = 8000


def file_scenes(at_customer: tuple[Step, ...]) -> tuple[Scene, ...]:
    """``at_customer`` are the steps that lead to a customer."""
    undo = command("edit.undo")
    pictures = (*at_customer, _attach(_picture("Stand B12.png", 0), _picture("名片.png", 1), _picture("Hall 3.png", 2)))
    mixed = (
        *at_customer,
        _attach(_recording("Call with Ms Zhao.wav"), _pdf("报价单.pdf", 1), _pdf("gpj.exe\u202e", 2)),
    )
    documents = (*at_customer, _attach(_pdf("Offer.pdf", 1)), _add_version(2), _add_version(3))
    return (
        Scene("files_pictures", pictures, (undo,)),
        Scene("files_viewer", (*pictures, command("file.open")), (_close_viewer, undo)),
        Scene("files_recording", mixed, (undo,)),
        Scene("files_missing", (*mixed, _lose), (undo,)),
        Scene("files_drafted", (*at_customer, _draft(_picture("Hall 3.png", 2), _pdf("报价单.pdf", 1)))),
        Scene("documents", (*documents, _unfold, _show_documents), (undo, undo, undo)),
    )


def _kept(window: MainWindow, sources: tuple[FileSource, ...]) -> tuple[KeptFile, ...]:
    return window.opened.services.attached_files.keep(sources, Unwatched())


def _attach(*sources: FileSource) -> Step:
    """Put files on the newest touch that is no mark, and select it."""

    def attach(window: MainWindow) -> None:
        opened = window.opened
        timeline = opened.customers.timeline
        touch = next(
            row.touch
            for row in timeline.model.records
            if isinstance(row, Entry) and not row.is_mark and not row.is_planned
        )
        opened.bus.publish(opened.services.attachments.attach(touch.uid, _kept(window, sources))[1])
        timeline.show_touch(touch.uid)
        timeline.list.setFocus()
        timeline.list.files.step(1)

    return attach


def _add_version(number: int) -> Step:
    def add(window: MainWindow) -> None:
        opened = window.opened
        file = next(row.version for row in _documents(window) if row.version.name == "Offer.pdf")
        [kept] = _kept(window, (_pdf("Offer.pdf", number),))
        opened.bus.publish(opened.services.attachments.add_version(file.uid, kept)[1])

    return add


def _documents(window: MainWindow) -> tuple[DocumentRow, ...]:
    return window.opened.customers.card.documents.list.rows.records


def _unfold(window: MainWindow) -> None:
    card = window.opened.customers.card
    card.documents.list.fold(next(row for row in _documents(window) if row.can_unfold), unfold=True)


def _show_documents(window: MainWindow) -> None:
    window.opened.customers.card.show_documents()


def _lose(window: MainWindow) -> None:
    """As if the bytes were gone."""
    timeline = window.opened.customers.timeline
    rows = [
        replace(row, files=tuple(replace(file, is_missing=True) for file in row.files))
        if isinstance(row, Entry)
        else row
        for row in timeline.model.records
    ]
    timeline.list.show_rows(rows, holds_top=True)


def _draft(*sources: FileSource) -> Step:
    def draft(window: MainWindow) -> None:
        composer = window.opened.customers.composer
        text = "Sent the new prices"
        composer.restore(Draft(customer=composer.draft().customer, text=text, files=_kept(window, sources)))

    return draft


def _close_viewer(window: MainWindow) -> None:
    for viewer in window.findChildren(PictureViewer):
        viewer.reject()


def _pdf(name: str, number: int) -> FileSource:
    return FileSource(name=name, data=_PDF + bytes(80_000 + 9_000 * number))


def _picture(name: str, number: int) -> FileSource:
    image = QImage(900, 640, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    ground = QLinearGradient(0, 0, 900, 640)
    ground.setColorAt(0, QColor(LIGHT.data[number]))
    ground.setColorAt(1, QColor(LIGHT.data[number + 3]))
    painter.fillRect(image.rect(), ground)
    painter.setPen(QColor(LIGHT.on_accent))
    painter.setFont(font(120, bold=True))
    painter.drawText(QRectF(image.rect()), Qt.AlignmentFlag.AlignCenter, name.removesuffix(".png"))
    painter.end()
    return FileSource(name=name, data=png_of(image))


def _recording(name: str) -> FileSource:
    """Half a minute of a tone."""
    kept = BytesIO()
    with wave.open(kept, "wb") as written:
        written.setnchannels(1)
        written.setsampwidth(2)
        written.setframerate(_RATE)
        second = b"".join(struct.pack("<h", round(8000 * math.sin(n / 3))) for n in range(_RATE))
        written.writeframes(30 * second)
    return FileSource(name=name, data=kept.getvalue())
