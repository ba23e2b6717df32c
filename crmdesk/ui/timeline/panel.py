"""A timeline with its states and the log bar below it. Shows what it is given and asks for the rest."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QVBoxLayout, QWidget
from typing_extensions import override

from crmdesk.domain.touch import Touch
from crmdesk.i18n import _
from crmdesk.qt.appearance import Appearance
from crmdesk.qt.widgets.state_stack import StateStack
from crmdesk.ui.timeline.delegate import TimelineDelegate
from crmdesk.ui.timeline.log_bar import LogBar
from crmdesk.ui.timeline.model import TimelineModel


class TimelineList(QListView):
    """Rows as wide as the view, whatever their height."""

    def __init__(self, model: TimelineModel, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "canvas")
        self.setAccessibleName(_("Timeline"))
        self.setModel(model)
        self.delegate = TimelineDelegate(appearance, lambda: self.viewport().width(), self)
        self.setItemDelegate(self.delegate)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.verticalScrollBar().setSingleStep(24)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(200, 80)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()


class TimelinePanel(QWidget):
    """The timeline of one customer; ``model.more_requested`` asks for older touches, ``log_bar`` for new ones."""

    def __init__(self, log_bar: LogBar, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = TimelineModel(self)
        self.log_bar = log_bar
        self.list = TimelineList(self.model, appearance)
        self.states = StateStack(self.list)
        appearance.changed.connect(self.list.viewport().update)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.states, 1)
        layout.addWidget(log_bar)

    def show_touches(self, touches: Sequence[Touch], today: date, *, has_more: bool, start: QAction) -> None:
        """Show these touches; ``start`` is offered where there are none."""
        self.model.show_touches(touches, today, has_more=has_more)
        if touches:
            self.states.show_content()
        else:
            self.states.show_empty(
                "sticky-note",
                _("Nothing has happened yet"),
                _("Calls, messages and visits will stand here, the latest first."),
                (start,),
            )

    def show_other_customer(self) -> None:
        """Begin again at the top, with nothing measured."""
        self.list.delegate.forget()
        self.list.scrollToTop()
