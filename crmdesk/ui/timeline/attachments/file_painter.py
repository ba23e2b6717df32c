"""How the files of a card are drawn: thumbnails, recordings with what they are played with, chips. Decides no place."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainterPath, QPen

from crmdesk.domain.attachment import Attachment
from crmdesk.domain.file_name import shown_name
from crmdesk.qt.painting import draw_name
from crmdesk.qt.thumbnails import Thumbnails
from crmdesk.ui.timeline.attachments.file_layout import (
    CHIP_PAD,
    ICON_ROOM,
    Act,
    FilePart,
    LaidFiles,
    is_picture,
    is_recording,
)
from crmdesk.ui.timeline.attachments.file_wording import (
    clock_words,
    icon_name,
    note_words,
    rate_words,
    size_words,
)
from crmdesk.ui.timeline.attachments.hearing import Hearing
from crmdesk.ui.timeline.brush import Brush, RowState

_ICON = 16
_LARGE_ICON = 28
_BAR = 4.0
_KNOB = 5.0


class FilePainter:
    """``hearing`` tells how a recording is being listened to, by the uid of its file."""

    def __init__(self, thumbnails: Thumbnails, hearing: Callable[[str], Hearing]) -> None:
        self._thumbnails, self._hearing = thumbnails, hearing

    def paint(self, brush: Brush, laid: LaidFiles, corner: QPointF, state: RowState) -> None:
        """Paint the files of a row with this corner."""
        for part in laid.parts:
            place = part.place.translated(corner)
            if is_picture(part.attachment):
                self._picture(brush, part, place, state)
            elif is_recording(part.attachment):
                self._recording(brush, part, corner, state)
            else:
                self._chip(brush, part, place, state)
            if state.is_selected and state.current_file == part.uid:
                brush.ring(place)
        if laid.rest is not None:
            small = brush.theme.sizes.small
            brush.text(laid.rest.place.translated(corner), laid.rest.text, brush.theme.muted, small, bold=True)

    def _picture(self, brush: Brush, part: FilePart, place: QRectF, state: RowState) -> None:
        theme, painter = brush.theme, brush.painter
        size = QSize(round(place.width()), round(place.height()))
        picture = self._thumbnails.picture(part.attachment.digest, size, brush.scale)
        edge = theme.accent if _is_hot(part, state) else theme.border
        outline = QPainterPath()
        outline.addRoundedRect(place, theme.radii.control, theme.radii.control)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.chip))
        painter.drawPath(outline)
        if picture is None:
            brush.icon("image", theme.muted, place.center(), _LARGE_ICON)
        elif picture.isNull():
            self._broken(brush, part.attachment, place)
        else:
            painter.save()
            painter.setClipPath(outline)
            painter.drawPixmap(place.topLeft(), picture)
            painter.restore()
        painter.setPen(QPen(QColor(edge), 1.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(outline)

    @staticmethod
    def _broken(brush: Brush, attachment: Attachment, place: QRectF) -> None:
        """The name, for there is nothing to be seen."""
        brush.icon("image-off", brush.theme.muted, place.center() - QPointF(0, 10), _LARGE_ICON)
        below = QRectF(place.left() + CHIP_PAD, place.bottom() - 28, place.width() - 2 * CHIP_PAD, 20)
        draw_name(brush.painter, below, shown_name(attachment.name), brush.theme.muted, brush.theme.sizes.small)

    @staticmethod
    def _chip(brush: Brush, part: FilePart, place: QRectF, state: RowState) -> None:
        theme, file = brush.theme, part.attachment
        hot = _is_hot(part, state)
        _ground(brush, place, theme.hover if hot else theme.surface, theme.accent if hot else theme.border)
        ink = theme.warning if file.is_missing else theme.accent
        brush.icon(icon_name(file), ink, QPointF(place.left() + CHIP_PAD + _ICON / 2, place.center().y()), _ICON)
        room = place.adjusted(CHIP_PAD + ICON_ROOM, 0, -CHIP_PAD, 0)
        note = theme.warning if file.is_missing else theme.muted
        told = brush.text(room, note_words(file), note, theme.sizes.small, right=True)
        room.setRight(room.right() - told - CHIP_PAD)
        draw_name(brush.painter, room, shown_name(file.name), theme.text, theme.sizes.small)

    def _recording(self, brush: Brush, part: FilePart, corner: QPointF, state: RowState) -> None:
        theme, small = brush.theme, brush.theme.sizes.small
        hearing = self._hearing(part.uid)
        _ground(brush, part.place.translated(corner), theme.canvas, theme.border)
        spots = {spot.act: spot.place.translated(corner) for spot in part.spots}
        play, back, bar, rate = (spots[act] for act in (Act.PLAY, Act.BACK, Act.SEEK, Act.RATE))
        hot = state.hot_link.partition(":")[0] if state.hot_link.endswith(part.uid) else ""
        self._button(brush, play, "pause" if hearing.is_playing else "play", is_main=True, is_hot=hot == Act.PLAY)
        self._button(brush, back, "rotate-ccw", is_main=False, is_hot=hot == Act.BACK)
        name = QRectF(back.right() + 4, play.top(), bar.left() - back.right() - CHIP_PAD - 4, play.height())
        draw_name(brush.painter, name, shown_name(part.attachment.name), theme.text, small)
        self._bar(brush, bar, hearing, is_hot=hot == Act.SEEK)
        times = QRectF(bar.right() + CHIP_PAD, play.top(), rate.left() - bar.right() - CHIP_PAD, play.height())
        brush.text(times, _times(part.attachment, hearing), theme.muted, small)
        ink = theme.accent if hot == Act.RATE or hearing.rate != 1.0 else theme.muted
        brush.text(rate, rate_words(hearing.rate), ink, small, bold=True, right=True)

    @staticmethod
    def _button(brush: Brush, place: QRectF, icon: str, *, is_main: bool, is_hot: bool) -> None:
        theme = brush.theme
        if is_main:
            brush.painter.setPen(Qt.PenStyle.NoPen)
            brush.painter.setBrush(QColor(theme.accent_hover if is_hot else theme.accent))
            brush.painter.drawEllipse(place.center(), 13.0, 13.0)
        brush.icon(icon, theme.on_accent if is_main else theme.accent if is_hot else theme.muted, place.center(), _ICON)

    @staticmethod
    def _bar(brush: Brush, place: QRectF, hearing: Hearing, *, is_hot: bool) -> None:
        theme, painter = brush.theme, brush.painter
        line = QRectF(place.left(), place.center().y() - _BAR / 2, place.width(), _BAR)
        gone = QRectF(line.left(), line.top(), line.width() * hearing.share, _BAR)
        painter.setPen(Qt.PenStyle.NoPen)
        for part, colour in ((line, theme.border), (gone, theme.accent)):
            painter.setBrush(QColor(colour))
            painter.drawRoundedRect(part, _BAR / 2, _BAR / 2)
        if hearing.is_loaded or is_hot:
            painter.drawEllipse(QPointF(gone.right(), line.center().y()), _KNOB, _KNOB)


def _ground(brush: Brush, place: QRectF, colour: str, edge: str) -> None:
    brush.painter.setPen(QPen(QColor(edge), 1.0))
    brush.painter.setBrush(QColor(colour))
    radius = brush.theme.radii.control
    brush.painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


def _is_hot(part: FilePart, state: RowState) -> bool:
    return state.hot_link == part.spots[0].name


def _times(attachment: Attachment, hearing: Hearing) -> str:
    """Where it is and how long it takes; how large it is as long as that is not known."""
    if not hearing.duration:
        return size_words(attachment.size)
    return f"{clock_words(hearing.position)} / {clock_words(hearing.duration)}"
