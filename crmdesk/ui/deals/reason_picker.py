"""Finding the reason of a loss: a line to search in above the tree of reasons.

The row selected is the reason chosen. Saves nothing and knows nothing of what a reason asks for.
"""

from PySide6.QtCore import QModelIndex, QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QInputMethodEvent, QKeyEvent, QPainter, QPolygonF
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from crmdesk.domain.loss import UNKNOWN, LossReason
from crmdesk.i18n import _
from crmdesk.qt.appearance import Appearance
from crmdesk.qt.columns import Column
from crmdesk.qt.painting import draw_chip, draw_line, draw_row_ground
from crmdesk.qt.record_model import Index, RecordModel
from crmdesk.qt.roles import RECORD
from crmdesk.qt.widgets.fields import SearchField
from crmdesk.services.loss_accounts import LossChoices
from crmdesk.ui.deals.reason_rows import ReasonRow, likeliest, reason_rows

_ROW = 32
_INDENT = 20.0
_KEY = 24.0
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_DIGITS = tuple(Qt.Key(Qt.Key.Key_1 + place) for place in range(9))
_NONE = Qt.KeyboardModifier.NoModifier


def _spoken(row: ReasonRow) -> str:
    said = ", ".join(part for part in (row.below.name if row.below else "", row.text) if part)
    return _("{choice}, key {n}").format(choice=said, n=row.number) if row.number else said


class ReasonModel(RecordModel[ReasonRow]):
    """Titles cannot be chosen."""

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        row = self.record(index)
        return super().flags(index) if row and row.reason else Qt.ItemFlag.NoItemFlags


class ReasonDelegate(QStyledItemDelegate):
    """One line a reason: first-level ones bold, those below them further in."""

    def __init__(self, appearance: Appearance, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, _ROW)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: ReasonRow = index.data(RECORD)
        theme, rect = self._appearance.theme, QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.reason is None:
            draw_line(painter, rect.adjusted(12, 6, -8, 0), row.text, theme.muted, theme.sizes.small, bold=True)
        else:
            selected = bool(option.state & QStyle.StateFlag.State_Selected)
            hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
            draw_row_ground(painter, rect.adjusted(4, 1, -4, -1), theme, selected=selected, hovered=hovered)
            inside = rect.adjusted(12 + (_INDENT if row.indented else 0), 0, -12, 0)
            bold = row.below is None and row.reason.key != UNKNOWN
            note = _("to be clarified") if row.reason.key == UNKNOWN else ""
            taken = draw_line(painter, inside, note, theme.muted, theme.sizes.small, right=True)
            if row.number:
                # Like a key, lest it be taken for a count.
                cap = inside.adjusted(inside.width() - _KEY, 0, 0, 0)
                taken = draw_chip(painter, cap, str(row.number), (theme.muted, theme.chip), theme.sizes.small)
            draw_line(painter, inside.adjusted(0, 0, -taken - 14, 0), row.text, theme.text, theme.sizes.body, bold=bold)
            if row.opens:
                self._draw_chevron(painter, QPointF(inside.right() - 4, rect.center().y()), theme.muted)
        painter.restore()

    @staticmethod
    def _draw_chevron(painter: QPainter, tip: QPointF, colour: str) -> None:
        painter.setPen(QColor(colour))
        painter.drawPolyline(QPolygonF([tip + QPointF(-4, -4), tip, tip + QPointF(-4, 4)]))


class ReasonPicker(QFrame):
    """``chosen`` brings the reason whenever another is selected; ``accepted`` that the person wants to go on.

    ``clicked`` is the same for a click on a reason that has none below it; ``added`` asks for one reason more.
    """

    chosen = Signal(object)
    accepted = Signal()
    clicked = Signal()
    added = Signal()

    def __init__(self, choices: LossChoices, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self._choices = choices
        self._opened: set[int] = set()
        self.search = _ReasonSearch(_("Why? Type a word, pinyin or initials"), name=_("Reason"))
        self.model = ReasonModel((Column("name", _("Reason"), lambda row: row.text),), lambda row: row.key, self,
                                 spoken=_spoken)  # fmt: skip
        self.view = QListView()
        self.view.setAccessibleName(_("Reasons"))
        self.view.setModel(self.model)
        self.view.setItemDelegate(ReasonDelegate(appearance, self))
        self.view.setMouseTracking(True)
        self.view.setUniformItemSizes(True)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.view.selectionModel().currentChanged.connect(self._choose)
        self.view.clicked.connect(self._click)
        self.view.doubleClicked.connect(lambda _index: self.accepted.emit())
        self.search.textChanged.connect(self._filter)
        self.search.moved.connect(lambda event: QApplication.sendEvent(self.view, event))
        self.search.accepted.connect(self.accepted)
        self.search.added.connect(self.added)
        self.search.numbered.connect(self._take_number)
        self.setFocusProxy(self.search)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(6)
        layout.addWidget(self.search)
        layout.addWidget(self.view, 1)
        self.model.refresh(reason_rows(choices, "", ()))
        self.search.numbers = max((row.number for row in self.model.records), default=0)

    def row(self) -> ReasonRow | None:
        """What is chosen."""
        return self.model.record(self.view.currentIndex())

    def reasons(self) -> tuple[LossReason | None, LossReason | None]:
        """The reason chosen and the sub-reason, as far as they are."""
        row = self.row()
        if row is None or row.reason is None:
            return None, None
        return (row.below, row.reason) if row.below else (row.reason, None)

    def show_reason(self, reason: LossReason | None) -> None:
        """Choose a reason, or none, in the whole tree."""
        if reason is None:
            self.view.setCurrentIndex(QModelIndex())
            self.search.empty()
            return
        self._opened.add(reason.parent_id or reason.id)
        self.search.empty()
        self._filter("")
        self.view.setCurrentIndex(self.model.index(self.model.row_of(f"{reason.id}") or 0, 0))

    def _filter(self, typed: str) -> None:
        self.model.refresh(reason_rows(self._choices, typed, self._opened))
        if typed.strip():
            place = likeliest(self._choices, self.model.records, typed)
            if place is not None:
                self.view.setCurrentIndex(self.model.index(place, 0))
        elif (index := self.view.currentIndex()).isValid():
            self.view.scrollTo(index)

    def _choose(self, current: QModelIndex) -> None:
        self.chosen.emit(self.model.record(current))
        if not self.search.text().strip():
            self._open(current)

    def _take_number(self, number: int) -> None:
        """Choose what stands at a number, and go on."""
        row = next((row for row, each in enumerate(self.model.records) if each.number == number), None)
        if row is not None:
            self.view.setCurrentIndex(self.model.index(row, 0))
            self.accepted.emit()

    def _click(self, index: QModelIndex) -> None:
        self._open(index)
        row = self.model.record(index)
        if row is not None and row.is_whole:
            self.clicked.emit()

    def _open(self, index: QModelIndex) -> None:
        row = self.model.record(index)
        if row is not None and row.opens and row.reason is not None:
            self._opened.add(row.reason.id)
            self.model.refresh(reason_rows(self._choices, self.search.text(), self._opened))


class _ReasonSearch(SearchField):
    """Leads through the list below without leaving the line. While it is empty, digits up to ``numbers`` name rows.

    No reason has a plus in its name: it asks for one more.
    """

    moved = Signal(object)
    accepted = Signal()
    added = Signal()
    numbered = Signal(int)

    numbers = 0
    _is_composing = False

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_bare = event.modifiers() in (_NONE, Qt.KeyboardModifier.KeypadModifier)
        if event.key() in _MOVES:
            self.moved.emit(event)
        elif event.key() in _ENTER and is_bare:
            self.accepted.emit()
        elif event.key() == Qt.Key.Key_Plus and not self._is_composing:
            self.added.emit()
        elif is_bare and event.key() in _DIGITS[: self.numbers] and not (self.text() or self._is_composing):
            self.numbered.emit(_DIGITS.index(event.key()) + 1)
        else:
            super().keyPressEvent(event)

    @override
    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._is_composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.selectAll()
