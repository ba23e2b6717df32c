"""The strokes that all rows of a timeline share: the thread of time, the signs on it, a line of text."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from crmdesk.domain.touch import Touch
from crmdesk.qt.icons import pixmap
from crmdesk.qt.painting import draw_line
from crmdesk.qt.theme import Theme
from crmdesk.ui.timeline.attachments.file_layout import LaidFiles
from crmdesk.ui.timeline.families import ink_of, sign_of
from crmdesk.ui.timeline.text_block import Sought, TextBlock

if TYPE_CHECKING:
    from crmdesk.ui.timeline.card_facts import CardFacts
    from crmdesk.ui.timeline.fact_layout import LaidFacts

GUTTER = 60.0
"""Where the cards begin; the thread of time runs left of it."""

RIGHT = 20.0
"""The margin at the right of the cards."""

GAP = 10.0
"""The room below a card."""

_THREAD = 32.0
_DISC = 15.0
_ICON = 16
_SMALL_ICON = 12


@dataclass(frozen=True, slots=True)
class Link:
    """A word in a row that does something when it is clicked; its place is measured from the row's corner."""

    name: str
    text: str
    place: QRectF


@dataclass(frozen=True, slots=True)
class Measured:
    """A row made ready for one width: its height, its text in lines, what can be clicked, its files and its facts.

    ``facts`` lie below the text, ``head`` in the head of the card.
    """

    height: float
    block: TextBlock | None = None
    links: tuple[Link, ...] = ()
    files: LaidFiles | None = None
    facts: "LaidFacts | None" = None
    head: "CardFacts | None" = None


@dataclass(frozen=True, slots=True)
class RowState:
    """How a row is at the moment; ``hot_link`` is the name of what is under the pointer, a link or a spot of a file.

    ``current_file`` is the uid of the file that commands speak of.
    """

    is_selected: bool = False
    is_hovered: bool = False
    is_flashing: bool = False
    hot_link: str = field(default="")
    current_file: str = ""


class Brush:
    """A painter in one theme, with the few strokes that all rows share; what is ``sought`` is marked in texts."""

    def __init__(self, painter: QPainter, theme: Theme, scale: float, sought: Sought | None = None) -> None:
        self.painter, self.theme, self.scale, self.sought = painter, theme, scale, sought
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def thread(self, rect: QRectF) -> None:
        """The line of time through a row."""
        self.painter.setPen(QPen(QColor(self.theme.border), 2))
        self.painter.drawLine(QPointF(_THREAD, rect.top()), QPointF(_THREAD, rect.bottom()))

    def sign(self, touch: Touch, y: float, radius: float = _DISC) -> None:
        """The disc with the icon of the touch's kind, on the thread."""
        ink, centre = ink_of(touch, self.theme), QPointF(_THREAD, y)
        self.painter.setPen(QPen(QColor(self.theme.canvas), 3))
        self.painter.setBrush(QColor(ink.disc))
        self.painter.drawEllipse(centre, radius + 1.5, radius + 1.5)
        size = _ICON if radius == _DISC else _SMALL_ICON
        self.icon(sign_of(touch), ink.sign, centre, size)

    def icon(self, name: str, colour: str, centre: QPointF, size: int = _SMALL_ICON) -> None:
        """A small picture around a point."""
        picture: QPixmap = pixmap(name, colour, size, self.scale)
        self.painter.drawPixmap(centre - QPointF(size / 2, size / 2), picture)

    def text(
        self, rect: QRectF, text: str, colour: str, size: int, *, bold: bool = False, right: bool = False
    ) -> float:
        """One line, shortened to fit; returns how wide it is."""
        return draw_line(self.painter, rect, text, colour, size, bold=bold, right=right)

    def link(self, link: Link, corner: QPointF, state: RowState) -> None:
        """A word to click, underlined while the pointer is over it."""
        place = link.place.translated(corner)
        self.text(place, link.text, self.theme.accent, self.theme.sizes.small, bold=True)
        if state.hot_link == link.name:
            self.painter.setPen(QPen(QColor(self.theme.accent), 1))
            base = place.center().y() + self.theme.sizes.small * 0.6
            self.painter.drawLine(QPointF(place.left(), base), QPointF(place.right(), base))

    def ring(self, rect: QRectF) -> None:
        """Around the part of a row that the keyboard is at."""
        self.painter.setPen(QPen(QColor(self.theme.accent), 2))
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.drawRoundedRect(rect.adjusted(-2, -2, 2, 2), self.theme.radii.control, self.theme.radii.control)

    def ground(self, rect: QRectF, colour: str, edge: str, width: float = 1.0) -> None:
        """A card."""
        self.painter.setPen(QPen(QColor(edge), width) if width else QPen(Qt.PenStyle.NoPen))
        self.painter.setBrush(QColor(colour))
        self.painter.drawRoundedRect(rect, self.theme.radii.card, self.theme.radii.card)
