"""A small window to choose what a column is read as: fields by group, found by typing a part of their name."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from crmdesk.i18n import _
from crmdesk.qt.appearance import Appearance
from crmdesk.qt.columns import Column
from crmdesk.qt.painting import draw_line, draw_row_ground
from crmdesk.qt.record_model import Index, RecordModel
from crmdesk.qt.roles import RECORD
from crmdesk.qt.widgets.fields import SearchField
from crmdesk.ui.exchange.field_names import Field, fields, tag_field

_SIZE = QSize(300, 380)
_ROW, _GROUP_ROW = 30, 32
_INSET = 12
_MOVES = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)


@dataclass(frozen=True, slots=True)
class _Line:
    """A field, or the heading of a group where there is none."""

    text: str
    field: Field | None = None


class _Delegate(QStyledItemDelegate):
    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._appearance = appearance

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line: _Line = index.data(RECORD)
        return QSize(120, _ROW if line.field else _GROUP_ROW)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: _Line = index.data(RECORD)
        theme, rect = self._appearance.theme, QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inside = rect.adjusted(_INSET, 0, -_INSET, 0)
        if line.field is None:
            draw_line(painter, inside.adjusted(0, 8, 0, 0), line.text, theme.muted, theme.sizes.small, bold=True)
        else:
            selected = bool(option.state & QStyle.StateFlag.State_Selected)
            hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
            draw_row_ground(painter, rect.adjusted(4, 1, -4, -1), theme, selected=selected, hovered=hovered)
            draw_line(painter, inside.adjusted(8, 0, 0, 0), line.text, theme.text, theme.sizes.body)
        painter.restore()


class FieldPicker(QFrame):
    """Emits the target chosen and closes; Esc and a click beside it close it without a choice."""

    target_chosen = Signal(str)

    def __init__(self, appearance: Appearance, current: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("look", "card")
        self.setAccessibleName(_("Read the column as"))
        self._current = current
        self.search = SearchField(_("Search fields, or name a tag group"), name=_("Search fields"))
        self.model: RecordModel[_Line] = RecordModel(
            (Column("field", _("Field"), lambda line: line.text),), lambda line: (line.text, line.field), self
        )
        self.list = QListView()
        self.list.setAccessibleName(_("Fields"))
        self.list.setModel(self.model)
        self.list.setItemDelegate(_Delegate(appearance, self.list))
        self.list.setMouseTracking(True)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.clicked.connect(lambda index: self._choose(self.model.record(index)))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(self.search)
        layout.addWidget(self.list, 1)
        self.resize(_SIZE)
        self.search.textChanged.connect(self._filter)
        self._filter("")

    def open_at(self, place: QPoint) -> None:
        """Show it with its upper left corner at a point of the screen, as far as there is room."""
        screen = self.screen().availableGeometry()
        x = min(place.x(), screen.right() - self.width())
        y = min(place.y(), screen.bottom() - self.height())
        self.move(max(screen.left(), x), max(screen.top(), y))
        self.show()
        self.list.scrollTo(self.list.currentIndex(), QAbstractItemView.ScrollHint.PositionAtCenter)
        self.search.setFocus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys the search line leaves alone: moving along the list, choosing, closing."""
        if event.key() in _MOVES:
            self._move(-1 if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_PageUp) else 1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.model.record(self.list.currentIndex()))
        elif event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _filter(self, text: str) -> None:
        wanted = text.strip().casefold()
        lines: list[_Line] = []
        for field in fields():
            if wanted in field.name.casefold() or (wanted and wanted in field.group.casefold()):
                if not lines or (lines[-1].field is None or lines[-1].field.group != field.group):
                    lines.append(_Line(field.group))
                lines.append(_Line(field.name, field))
        if wanted:
            lines += _tag_lines(text.strip())
        self.model.refresh(lines)
        places = [place for place, line in enumerate(lines) if line.field]
        current = next((place for place in places if _target(lines[place]) == self._current and not wanted), None)
        place = current if current is not None else next(iter(places), None)
        if place is not None:
            self.list.setCurrentIndex(self.model.index(place, 0))

    def _move(self, step: int) -> None:
        place = self.list.currentIndex().row() + step
        while 0 <= place < self.model.rowCount():
            line = self.model.record(self.model.index(place, 0))
            if line is not None and line.field is not None:
                self.list.setCurrentIndex(self.model.index(place, 0))
                return
            place += step

    def _choose(self, line: _Line | None) -> None:
        if line is not None and line.field is not None:
            self.target_chosen.emit(line.field.target)
            self.close()


def _target(line: _Line) -> str:
    return line.field.target if line.field else ""


def _tag_lines(group: str) -> Sequence[_Line]:
    field = tag_field(group)
    return (_Line(_("As tags of a group of its own")), _Line(field.name, field))
