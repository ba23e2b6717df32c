"""The deals of one customer: name, stage, amount and how they stand."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from crmdesk.domain.deal import Deal, DealStatus
from crmdesk.i18n import _
from crmdesk.qt.appearance import Appearance
from crmdesk.qt.columns import Column
from crmdesk.qt.painting import draw_chip, draw_line
from crmdesk.qt.record_model import Index, RecordModel
from crmdesk.qt.roles import RECORD
from crmdesk.qt.theme import Theme
from crmdesk.ui import wording

_ROW = 60
_MOST_ROWS = 4
_EDIT = (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter)


def _spoken(deal: Deal) -> str:
    parts = (deal.name, wording.deal_status(deal.status), deal.stage, wording.amount(deal.amount))
    return ", ".join(part for part in parts if part)


def _colours(status: DealStatus, theme: Theme) -> tuple[str, str]:
    return {
        DealStatus.OPEN: (theme.accent, theme.chip_accent),
        DealStatus.WON: (theme.positive, theme.chip_positive),
        DealStatus.LOST: (theme.negative, theme.chip_negative),
        DealStatus.HOLD: (theme.warning, theme.chip_warning),
        DealStatus.INVALID: (theme.muted, theme.chip),
    }[status]


class DealDelegate(QStyledItemDelegate):
    """Two lines a deal, in a frame."""

    def __init__(self, appearance: Appearance, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(160, _ROW)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        deal: Deal = index.data(RECORD)
        theme = self._appearance.theme
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        frame = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -6.5)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.accent if selected else theme.border), 1.5 if selected else 1))
        painter.setBrush(QColor(theme.chip_accent if selected else theme.surface))
        painter.drawRoundedRect(frame, theme.radii.control, theme.radii.control)
        inside = frame.adjusted(10, 5, -10, -5)
        upper, lower = QRectF(inside), QRectF(inside)
        upper.setHeight(22)
        lower.setTop(inside.bottom() - 20)
        money = draw_line(painter, upper, wording.amount(deal.amount), theme.text, theme.sizes.small, right=True)
        draw_line(painter, upper.adjusted(0, 0, -money - 8, 0), deal.name, theme.text, theme.sizes.body, bold=True)
        status = wording.deal_status(deal.status)
        ink, ground = _colours(deal.status, theme)
        # On the ground of the deal selected, which is that of open deals too, the chip would not be seen.
        chip = draw_chip(painter, lower, status, (ink, theme.surface if selected else ground), theme.sizes.small)
        lower.setLeft(lower.left() + chip + 8)
        draw_line(painter, lower, deal.stage, theme.muted, theme.sizes.small)
        painter.restore()


class DealList(QListView):
    """As tall as its deals, up to a few; the deal selected is the one commands speak of."""

    deal_selected = Signal()
    edit_requested = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wanted = ""
        self.setObjectName("deal_list")
        self.setAccessibleName(_("Deals"))
        self.deals: RecordModel[Deal] = RecordModel(
            (Column("name", _("Deal"), lambda deal: deal.name),), lambda deal: deal.uid, self, spoken=_spoken
        )
        self.setModel(self.deals)
        self.setItemDelegate(DealDelegate(appearance, self))
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.selectionModel().currentChanged.connect(lambda _current, _before: self.deal_selected.emit())

    def show_deals(self, deals: Sequence[Deal]) -> None:
        """Show a customer's deals; the one just added is selected, or one that is going on unless one was already."""
        self.deals.refresh(deals)
        self.setFixedHeight(_ROW * min(len(deals), _MOST_ROWS) + 2)
        self.setVisible(bool(deals))
        if deals and not self.currentIndex().isValid():
            going = next((row for row, deal in enumerate(deals) if deal.status is DealStatus.OPEN), 0)
            self.setCurrentIndex(self.deals.index(going, 0))
        self.select(self._wanted)
        self._wanted = ""
        self.deal_selected.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _EDIT and self.currentIndex().isValid():
            self.edit_requested.emit()
        else:
            super().keyPressEvent(event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.indexAt(event.position().toPoint()).isValid():
            self.edit_requested.emit()

    def select(self, uid: str) -> None:
        """Select a deal if it is here."""
        if (row := self.deals.row_of(uid)) is not None:
            self.setCurrentIndex(self.deals.index(row, 0))

    def select_after_change(self, uid: str) -> None:
        """Select a deal that is about to come here."""
        self._wanted = uid

    def selected(self) -> Deal | None:
        """The deal selected."""
        return self.deals.record(self.currentIndex())
