"""The list below the search field. It never takes the keyboard: the field goes on being typed into."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QVBoxLayout, QWidget
from typing_extensions import override

from crmdesk.i18n import _
from crmdesk.qt.appearance import Appearance
from crmdesk.qt.columns import Column
from crmdesk.qt.record_model import RecordModel
from crmdesk.qt.widgets.labels import label
from crmdesk.ui.shell.palette.delegate import PaletteDelegate, height_of
from crmdesk.ui.shell.palette.rows import PaletteRow

_EDGE = 6
_WIDEST = 680


class PaletteModel(RecordModel[PaletteRow]):
    """Rows of which only those that lead somewhere can be chosen."""

    def __init__(self, parent: QWidget) -> None:
        column: Column[PaletteRow] = Column("title", _("Found"), lambda row: row.title)
        super().__init__((column,), lambda row: (row.kind, row.key, row.title), parent, spoken=lambda row: row.spoken)

    @override
    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        row = self.record(index)
        return super().flags(index) if row is not None and row.can_be_chosen else Qt.ItemFlag.NoItemFlags

    @override
    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        return None if role == Qt.ItemDataRole.ToolTipRole else super().data(index, role)


class PalettePopup(QFrame):
    """Emits the row a person clicks on."""

    row_chosen = Signal(object)

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("look", "palette")
        self.setObjectName("palette")
        self._ground = parent
        self.model = PaletteModel(self)
        self.view = QListView()
        self.view.setAccessibleName(_("What was found"))
        self.view.setModel(self.model)
        self.view.setItemDelegate(PaletteDelegate(appearance, self.view))
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setMouseTracking(True)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.entered.connect(self._point)
        self.view.clicked.connect(lambda _index: self._choose())
        hint = label(_("↑ ↓ choose · Enter opens · Esc closes"), "small")
        hint.setContentsMargins(10, 4, 10, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_EDGE, _EDGE, _EDGE, _EDGE)
        layout.setSpacing(0)
        layout.addWidget(self.view, 1)
        layout.addWidget(hint)
        self._foot = hint.sizeHint().height()
        self.hide()

    @property
    def current(self) -> PaletteRow | None:
        """The row that Enter would open."""
        return self.model.record(self.view.currentIndex())

    def show_rows(self, rows: Sequence[PaletteRow]) -> None:
        """Show what was found with the first of it chosen."""
        self.model.refresh(rows)
        self.view.setCurrentIndex(QModelIndex())
        self.move_by(1)
        # Where there was little room so far, the first row would have pushed its heading out of sight.
        self.view.scrollToTop()
        self.updateGeometry()

    def move_by(self, step: int) -> None:
        """Choose the next row (1) or the one before (-1); the first follows the last."""
        able = [place for place, row in enumerate(self.model.records) if row.can_be_chosen]
        if not able:
            return
        here = self.view.currentIndex().row()
        at = able.index(here) + step if here in able else (0 if step > 0 else -1)
        index = self.model.index(able[at % len(able)], 0)
        self.view.setCurrentIndex(index)
        # The heading above comes into sight with its first row.
        self.view.scrollTo(self.model.index(max(0, index.row() - 1), 0) if step < 0 or not here else index)
        self.view.scrollTo(index)

    def place_below(self, field: QWidget) -> None:
        """Stand below a field of the same window, as high as the rows need and the window allows."""
        ground = self._ground
        corner = field.mapTo(ground, field.rect().bottomLeft())
        width = min(max(field.width(), _WIDEST), ground.width() - corner.x() - 2 * _EDGE)
        rows = sum(height_of(row) for row in self.model.records)
        room = ground.height() - corner.y() - 8 * _EDGE
        self.setGeometry(corner.x(), corner.y() + _EDGE, width, min(rows + self._foot + 2 * _EDGE + 4, room))
        self.raise_()

    def _point(self, index: QModelIndex) -> None:
        row = self.model.record(index)
        if row is not None and row.can_be_chosen:
            self.view.setCurrentIndex(index)

    def _choose(self) -> None:
        row = self.current
        if row is not None and row.can_be_chosen:
            self.row_chosen.emit(row)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)
