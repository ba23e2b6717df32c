"""Where the files of a card stand: pictures side by side, each recording on a line of its own, the others as chips.

Places only; knows neither painter nor card.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, QSizeF

from crmdesk.domain.attachment import Attachment, FileFamily
from crmdesk.domain.file_name import shown_name
from crmdesk.i18n import ngettext
from crmdesk.qt.painting import line_width
from crmdesk.qt.theme import FontSizes
from crmdesk.ui import wording
from crmdesk.ui.timeline.attachments.file_wording import note_words

TILE, LARGE_TILE = QSizeF(132, 96), QSizeF(220, 150)
"""Pictures side by side, and one that is alone, in logical pixels."""

RECORDING_HEIGHT, CHIP_HEIGHT = 38.0, 30.0
ICON_ROOM, CHIP_PAD = 24.0, 8.0
"""What stands before the name on a chip, and around it all."""

_GAP = 8.0
_WIDEST_CHIP = 340.0
_LEAST_CHIP = 120.0
_FEW, _MANY = 12, 200
_BUTTON, _RATE = 30.0, 44.0
_TIMES = 92.0
_WIDEST_RECORDING = 640.0
# What the name of a recording has of the room that it shares with the bar.
_NAMED = 0.56


class Act(StrEnum):
    """What a click on a part of a file does."""

    OPEN = "open"
    PLAY = "play"
    BACK = "back"
    SEEK = "seek"
    RATE = "rate"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place, measured from the corner of the row, where a click does something with a file."""

    act: Act
    uid: str
    place: QRectF

    @property
    def name(self) -> str:
        """Tells it from all other places that can be pointed at."""
        return f"{self.act}:{self.uid}"


@dataclass(frozen=True, slots=True)
class FilePart:
    """A file in its place; a recording's ``spots`` are the parts it is played with."""

    attachment: Attachment
    place: QRectF
    spots: tuple[Spot, ...]

    @property
    def uid(self) -> str:
        """Of the file."""
        return self.attachment.uid


@dataclass(frozen=True, slots=True)
class Rest:
    """Says how many files there is no room for."""

    text: str
    place: QRectF


@dataclass(frozen=True, slots=True)
class LaidFiles:
    """The files of a row in their places, so many pixels high altogether."""

    height: float
    parts: tuple[FilePart, ...]
    rest: Rest | None = None

    @property
    def spots(self) -> tuple[Spot, ...]:
        """Everywhere something can be clicked."""
        return tuple(spot for part in self.parts for spot in part.spots)


def is_picture(attachment: Attachment) -> bool:
    """Whether it is shown by its looks."""
    return attachment.family is FileFamily.PICTURE and not attachment.is_missing


def is_recording(attachment: Attachment) -> bool:
    """Whether it can be listened to on its card."""
    return attachment.family is FileFamily.AUDIO and not attachment.is_missing


def in_order(files: Sequence[Attachment]) -> list[Attachment]:
    """In the order in which they stand on a card."""
    return sorted(files, key=lambda file: (not is_picture(file), not is_recording(file)))


def lay_out(
    files: Sequence[Attachment], corner: QPointF, width: float, sizes: FontSizes, *, every: bool = False
) -> LaidFiles | None:
    """Lay files out in lines of ``width`` pixels, beginning at a corner; the first dozen unless ``every`` is wanted."""
    if not files:
        return None
    shown = in_order(files)[: _MANY if every else _FEW]
    lines = _Lines(corner, width)
    pictures = sum(map(is_picture, shown))
    for file in shown:
        if is_picture(file):
            place = lines.put(LARGE_TILE if pictures == 1 else TILE)
            lines.parts.append(FilePart(file, place, (Spot(Act.OPEN, file.uid, place),)))
        elif is_recording(file):
            place = lines.put_alone(RECORDING_HEIGHT)
            lines.parts.append(FilePart(file, place, _controls(file, place)))
        else:
            place = lines.put(QSizeF(_chip_width(file, sizes), CHIP_HEIGHT))
            lines.parts.append(FilePart(file, place, (Spot(Act.OPEN, file.uid, place),)))
    hidden = len(files) - len(shown)
    rest = None
    if hidden:
        told = ngettext("{count} more file", "{count} more files", hidden).format(count=wording.number(hidden))
        rest = Rest(told, lines.put(QSizeF(line_width(told, sizes.small, bold=True), CHIP_HEIGHT)))
    return LaidFiles(lines.height, tuple(lines.parts), rest)


class _Lines:
    """Lines being filled from the left."""

    def __init__(self, corner: QPointF, width: float) -> None:
        self.parts: list[FilePart] = []
        self._corner, self._width = corner, width
        self._x = self._y = self._tall = 0.0

    @property
    def height(self) -> float:
        return self._y + self._tall

    def put(self, size: QSizeF) -> QRectF:
        wide = min(size.width(), self._width)
        # A chip does not stand beside what is much taller.
        if self._x and (self._x + wide > self._width or size.height() != self._tall):
            self._begin_line()
        place = QRectF(self._corner.x() + self._x, self._corner.y() + self._y, wide, size.height())
        self._x += wide + _GAP
        self._tall = max(self._tall, size.height())
        return place

    def put_alone(self, height: float) -> QRectF:
        if self._x:
            self._begin_line()
        return self.put(QSizeF(min(self._width, _WIDEST_RECORDING), height))

    def _begin_line(self) -> None:
        self._y += self._tall + _GAP
        self._x = self._tall = 0.0


def _chip_width(file: Attachment, sizes: FontSizes) -> float:
    words = line_width(shown_name(file.name), sizes.small) + line_width(note_words(file), sizes.small)
    return max(_LEAST_CHIP, min(_WIDEST_CHIP, words + ICON_ROOM + 3 * CHIP_PAD))


def _controls(file: Attachment, place: QRectF) -> tuple[Spot, ...]:
    """Play and back at the left, the speed at the right, and between them where it is; elsewhere nothing."""
    inside = place.adjusted(4, 4, -6, -4)
    play = QRectF(inside.left(), inside.top(), _BUTTON, inside.height())
    back = QRectF(play.right(), inside.top(), _BUTTON, inside.height())
    rate = QRectF(inside.right() - _RATE, inside.top(), _RATE, inside.height())
    room = rate.left() - back.right() - _TIMES
    bar = QRectF(back.right() + room * _NAMED, inside.top(), room * (1 - _NAMED) - CHIP_PAD, inside.height())
    acts = ((Act.PLAY, play), (Act.BACK, back), (Act.SEEK, bar), (Act.RATE, rate))
    return tuple(Spot(act, file.uid, where) for act, where in acts)
