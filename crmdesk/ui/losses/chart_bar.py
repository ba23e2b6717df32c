"""The questions the charts of the lost pool answer, as chips, and how they are wished to be shown."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget
from typing_extensions import override

from crmdesk.i18n import _
from crmdesk.qt.plain_text import caption
from crmdesk.qt.widgets.buttons import IconButton, filter_chip
from crmdesk.qt.widgets.flow_layout import GAP, FlowLayout
from crmdesk.ui.losses.chart_wishes import ChartWishes


class ChartBar(QWidget):
    """One question is always chosen; ``question_chosen`` brings its key. The other wishes are only switched."""

    question_chosen = Signal(str)
    measure_switched = Signal()
    compare_switched = Signal()

    def __init__(self, questions: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chips: dict[str, QToolButton] = {}
        chips = QWidget()
        chips.setAccessibleName(_("Charts"))
        flow = FlowLayout(chips)
        group = QButtonGroup(self)
        for key, name in questions.items():
            self.chips[key] = chip = filter_chip()
            chip.setText(caption(name))
            chip.setAccessibleName(_("Charts: {question}").format(question=name))
            chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            chip.clicked.connect(lambda _on=False, key=key: self.question_chosen.emit(key))
            group.addButton(chip)
            flow.addWidget(chip)
        self.compare = IconButton("history", look="filter_chip", name=_("Compare with the period before"))
        self.compare.setCheckable(True)
        self.compare.clicked.connect(self.compare_switched)
        self.measure = IconButton("arrow-left-right", " ", look="filter_chip")
        self.measure.setAccessibleName(_("Count losses or add up their amounts"))
        self.measure.clicked.connect(self.measure_switched)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(chips, 1)
        row.addWidget(self.compare, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.measure, 0, Qt.AlignmentFlag.AlignTop)

    def show_wishes(self, wishes: ChartWishes, *, by_amount: bool, compares: bool) -> None:
        """Show what is wished; ``by_amount`` and ``compares`` say whether the charts in sight can follow it."""
        self.chips[wishes.chip].setChecked(True)
        self.measure.show_text(_("By amount") if wishes.by_amount else _("By count"))
        self.measure.setVisible(by_amount)
        self.compare.setChecked(wishes.compare)
        self.compare.setVisible(compares)
        self._spread()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._spread()

    def _spread(self) -> None:
        """Words beside the signs only where the chips then still stand in one line."""
        self.measure.show_words(shown=True)
        shown = [button for button in (*self.chips.values(), self.compare, self.measure) if not button.isHidden()]
        needed = sum(button.sizeHint().width() + GAP for button in shown)
        self.measure.show_words(shown=needed <= self.width())
