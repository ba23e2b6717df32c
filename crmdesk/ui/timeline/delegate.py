"""Paints the rows of a timeline through the painter of their kind, measured once for each width, theme and day.

Edits a card's text in its place. Saves nothing: ``text_entered`` tells what a person wrote.
"""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QObject, QPointF, QRect, QRectF, QSize, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from crmdesk.qt.appearance import Appearance
from crmdesk.qt.record_model import Index
from crmdesk.qt.roles import RECORD
from crmdesk.services.wording import touch_text
from crmdesk.ui.timeline.attachments.file_layout import LaidFiles, Spot
from crmdesk.ui.timeline.attachments.file_painter import FilePainter
from crmdesk.ui.timeline.brush import GAP, GUTTER, RIGHT, Brush, Measured, RowState
from crmdesk.ui.timeline.card_editor import CardEditor
from crmdesk.ui.timeline.card_painter import CardPainter
from crmdesk.ui.timeline.folded_painter import FoldedPainter
from crmdesk.ui.timeline.folded_wording import FoldedWording
from crmdesk.ui.timeline.painters import HEADING_HEIGHT, HeadingPainter, MarkPainter
from crmdesk.ui.timeline.rows import Entry, Folded, Heading, TimelineRow, identity
from crmdesk.ui.timeline.text_block import Sought
from crmdesk.ui.timeline.touch_wording import TouchWording

_LEAST_EDITOR = 120


class TimelineDelegate(QStyledItemDelegate):
    """``width`` tells how wide the rows are at the moment."""

    text_entered = Signal(object, str)

    def __init__(
        self,
        appearance: Appearance,
        words: tuple[TouchWording, FoldedWording],
        files: FilePainter,
        width: Callable[[], int],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._appearance, self._width = appearance, width
        self._headings, self._folded = HeadingPainter(), FoldedPainter(words[1])
        self._marks, self._cards = MarkPainter(words[0]), CardPainter(words[0], files)
        self._measured: dict[object, tuple[object, Measured]] = {}
        self.flashing: object = None
        self.hot: tuple[object, str] = (None, "")
        self.current_file = ""
        self.sought = ""
        """The words by which the touches shown were looked for; they are marked in the texts."""
        self.measures = 0
        """How many rows have been measured so far."""

    def forget(self) -> None:
        """Another customer's rows come."""
        self._measured.clear()

    def keep_only(self, kept: set[object]) -> None:
        """Let go of what was measured of rows that are not there any more."""
        self._measured = {key: value for key, value in self._measured.items() if key in kept}

    def link_at(self, index: Index, place: QPointF) -> str:
        """The name of the link at a place measured from the corner of the row; empty for none."""
        row: TimelineRow | None = index.data(RECORD)
        if row is None:
            return ""
        reach = (link.name for link in self._ready(row).links if link.place.adjusted(-4, -2, 4, 2).contains(place))
        return next(reach, "")

    def spot_at(self, index: Index, place: QPointF) -> Spot | None:
        """The part of a file at a place measured from the corner of the row."""
        laid = self.files_of(index)
        return next((spot for spot in laid.spots if spot.place.contains(place)), None) if laid is not None else None

    def files_of(self, index: Index) -> LaidFiles | None:
        """The files of a row in their places."""
        row: TimelineRow | None = index.data(RECORD)
        return self._ready(row).files if row is not None else None

    def paint_heading_on_top(self, painter: QPainter, top: float, row: Heading) -> None:
        """Paint a heading at the upper edge of the view, or as far above it as the next one has pushed it."""
        brush = Brush(painter, self._appearance.theme, painter.device().devicePixelRatioF())
        self._headings.paint_on_top(brush, QRectF(0, top, self._width(), HEADING_HEIGHT), row)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self._width(), round(self._ready(index.data(RECORD)).height))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: TimelineRow = index.data(RECORD)
        key = identity(row)
        state = RowState(
            is_selected=bool(option.state & QStyle.StateFlag.State_Selected),
            is_hovered=bool(option.state & QStyle.StateFlag.State_MouseOver),
            is_flashing=key == self.flashing,
            hot_link=self.hot[1] if self.hot[0] == key else "",
            current_file=self.current_file,
        )
        painter.save()
        theme = self._appearance.theme
        sought = Sought(self.sought, theme.chip_warning, theme.warning)
        brush = Brush(painter, theme, painter.device().devicePixelRatioF(), sought)
        self._painter_of(row).paint(brush, QRectF(option.rect), row, self._ready(row), state)
        painter.restore()

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = CardEditor(parent)
        editor.submitted.connect(lambda: self._finish(editor))
        return editor

    @override
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        row = index.data(RECORD)
        # What is being typed is not overwritten because the row was read again meanwhile.
        if isinstance(editor, CardEditor) and isinstance(row, Entry) and not editor.document().isModified():
            editor.show_text(touch_text(row.touch))

    @override
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        row = index.data(RECORD)
        if isinstance(editor, CardEditor) and isinstance(row, Entry) and editor.is_changed:
            self.text_entered.emit(row.touch, editor.toPlainText())

    @override
    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        card = option.rect.adjusted(round(GUTTER), 0, -round(RIGHT), -round(GAP))
        needed = editor.needed_height if isinstance(editor, CardEditor) else 0
        card.setHeight(max(card.height(), needed, _LEAST_EDITOR))
        viewport = editor.parentWidget()
        room = viewport.rect() if viewport is not None else card
        card.setHeight(min(card.height(), room.height()))
        top = max(room.top(), min(card.top(), room.bottom() - card.height()))
        editor.setGeometry(QRect(card.left(), top, card.width(), card.height()))

    def _finish(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor)

    def _painter_of(self, row: TimelineRow) -> Any:
        if isinstance(row, Heading):
            return self._headings
        if isinstance(row, Folded):
            return self._folded
        return self._marks if row.is_mark else self._cards

    def _ready(self, row: TimelineRow) -> Measured:
        width, theme = self._width(), self._appearance.theme
        state = (width, theme.name, row)
        known = self._measured.get(identity(row))
        if known is None or known[0] != state:
            known = (state, self._painter_of(row).measure(row, width, theme))
            self._measured[identity(row)] = known
            self.measures += 1
        return known[1]
