"""The reasons at the left, each with how many deals were lost for it; choosing one shows those deals."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from crmdesk.domain.loss import NOT_RECORDED
from crmdesk.i18n import _
from crmdesk.insight.losses import LossTable
from crmdesk.qt.appearance import Appearance
from crmdesk.qt.columns import Column
from crmdesk.qt.painting import draw_line
from crmdesk.qt.record_model import Index, RecordModel
from crmdesk.qt.roles import RECORD
from crmdesk.ui import wording

EVERY = ""
"""The key of all reasons together."""


@dataclass(frozen=True, slots=True)
class ReasonCount:
    """A reason by the key its bar has, and how many losses have it."""

    key: str
    name: str
    count: int


def reason_counts(table: LossTable) -> list[ReasonCount]:
    """All reasons of a table: first every loss, last those for which none was recorded."""
    rows = [ReasonCount(row.key, row.key, row.count) for row in table.rows]
    unknown = [ReasonCount(NOT_RECORDED, _("Not recorded"), table.not_recorded)] if table.not_recorded else []
    return [ReasonCount(EVERY, _("All reasons"), table.n), *rows, *unknown]


class ReasonDelegate(QStyledItemDelegate):
    """The name, and the count at the right."""

    def __init__(self, appearance: Appearance, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, 36)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        reason: ReasonCount = index.data(RECORD)
        theme, rect = self._appearance.theme, QRectF(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if selected or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.chip_accent if selected else theme.hover))
            painter.drawRoundedRect(rect.adjusted(8, 1, -8, -1), theme.radii.control, theme.radii.control)
        inside = rect.adjusted(16, 0, -18, 0)
        count = draw_line(painter, inside, wording.number(reason.count), theme.text, theme.sizes.body, right=True)
        name = inside.adjusted(0, 0, -count - 10, 0)
        draw_line(painter, name, reason.name, theme.text, theme.sizes.body, bold=selected)
        painter.restore()


class ReasonList(QListView):
    """Emits the key of the reason chosen."""

    reason_chosen = Signal(str)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reason_list")
        self.setAccessibleName(_("Reasons"))
        self.reasons: RecordModel[ReasonCount] = RecordModel(
            (Column("reason", _("Reason"), lambda reason: f"{reason.name}: {wording.number(reason.count)}"),),
            lambda reason: reason.key,
            self,
        )
        self.setModel(self.reasons)
        self.setItemDelegate(ReasonDelegate(appearance, self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._tell)

    def show_reasons(self, reasons: Sequence[ReasonCount]) -> None:
        """Show these; the one chosen stays chosen if it is still there."""
        self.reasons.refresh(reasons)
        if reasons and not self.currentIndex().isValid():
            self.choose(EVERY)

    def choose(self, key: str) -> None:
        """Choose a reason by its key."""
        if (row := self.reasons.row_of(key)) is not None:
            self.setCurrentIndex(self.reasons.index(row, 0))

    def chosen(self) -> ReasonCount | None:
        """The reason chosen."""
        return self.reasons.record(self.currentIndex())

    def _tell(self, current: QModelIndex) -> None:
        reason = self.reasons.record(current)
        self.reason_chosen.emit(reason.key if reason else EVERY)
