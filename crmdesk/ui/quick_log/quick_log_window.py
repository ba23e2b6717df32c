"""The window for logging: small, over every screen, and still there for the next touch once one is saved.

Esc puts it away with whatever is typed in it. Knows where it stood, not what is logged.
"""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication, QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QVBoxLayout
from typing_extensions import override

from crmdesk.i18n import _
from crmdesk.ui.commands.customers import NUMBERED_TEMPLATES, NUMBERED_WAYS
from crmdesk.ui.quick_log.quick_log_form import QuickLogForm
from crmdesk.ui.workbench import Workbench

_PLACE = "quick_log.place"
_WIDTH, _NARROWEST, _WIDEST = 640, 560, 900
_BELOW_TOP = 84


class QuickLogWindow(QDialog):
    """Not modal: the big window stays in use. ``recent`` tells the uids of those looked at lately."""

    def __init__(self, bench: Workbench, recent: Callable[[], Sequence[str]]) -> None:
        super().__init__(bench.window)
        self._bench = bench
        self._offered = ""
        self.setWindowTitle(_("Log a touch"))
        self.setObjectName("quick_log")
        # The program ends with its big window.
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)  # noqa: FBT003  # Qt's own order of arguments
        self.form = QuickLogForm(bench, recent, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.form)
        self.setMinimumWidth(_NARROWEST)
        self.setMaximumWidth(_WIDEST)
        self._add_keys()

    def open_for(self, customer: str, deal: str) -> None:
        """Come to the front, about the customer and the deal looked at last, unless something is half written."""
        is_free = not self.form.has_draft
        if is_free and (customer != self._offered or not self.form.has_customer):
            self._offered = customer
            self.form.write_about(customer)
        if customer == self._offered:
            self.form.choose_deal(deal)
        if not self.isVisible():
            self._restore_place()
        self.show()
        self.raise_()
        self.activateWindow()
        self.form.begin()

    def _add_keys(self) -> None:
        form, actions = self.form, self._bench.actions
        does: dict[str, Callable[[], object]] = {
            "touch.quick_log": form.fields.customer.enter,
            "touch.save": form.submit,
            "touch.next_step": form.go_to_next_step,
            "touch.way": form.go_to_ways,
            "touch.kind": form.open_kinds,
            "touch.template": form.open_templates,
            "edit.undo": form.take_back,
        }
        does |= {f"touch.template_{n}": partial(form.open_numbered, n) for n in NUMBERED_TEMPLATES}
        for command, handler in does.items():
            for keys in actions[command].shortcuts():
                QShortcut(keys, self).activated.connect(handler)
        for n in NUMBERED_WAYS:
            QShortcut(QKeySequence(f"Ctrl+{n}"), self).activated.connect(partial(form.fields.kinds.press, n))

    def _restore_place(self) -> None:
        kept = self._bench.view_state.numbers(_PLACE)
        beside = self._bench.window.geometry()
        width = kept[2] if len(kept) == 3 else _WIDTH
        self.resize(width, self.sizeHint().height())
        usual = QPoint(beside.x() + (beside.width() - width) // 2, beside.y() + _BELOW_TOP)
        place = QPoint(kept[0], kept[1]) if len(kept) == 3 else usual
        on_screen = any(
            screen.availableGeometry().contains(QRect(place, self.size())) for screen in QGuiApplication.screens()
        )
        self.move(place if on_screen else usual)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self._bench.view_state.put(_PLACE, (self.x(), self.y(), self.width()))
        super().hideEvent(event)
