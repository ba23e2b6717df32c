"""A timeline with its states. Writes nothing."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QVBoxLayout, QWidget
from typing_extensions import override

from crmdesk.domain.changes import Changes
from crmdesk.domain.errors import CrmError, NotFoundError
from crmdesk.domain.touch import Touch
from crmdesk.i18n import _
from crmdesk.qt.appearance import Appearance
from crmdesk.qt.widgets.state_stack import StateStack
from crmdesk.ui.timeline.delegate import TimelineDelegate
from crmdesk.ui.timeline.model import PAGE, TimelineModel
from crmdesk.ui.workbench import Workbench


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
    """The timeline of one customer. Reads itself page by page, and again when something changes."""

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services, self._actions = bench.services, bench.actions
        self._customer = ""
        self.model = TimelineModel(self)
        self.list = TimelineList(self.model, bench.appearance)
        self.states = StateStack(self.list)
        self.model.more_requested.connect(self._show_more)
        bench.appearance.changed.connect(self.list.viewport().update)
        bench.bus.changed.connect(self._reload)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.states)

    def show_customer(self, uid: str) -> None:
        """Show the latest touches of a customer; with an empty ``uid`` none."""
        if uid != self._customer:
            self._customer = uid
            self.list.delegate.forget()
            self.list.scrollToTop()
            self._show(())
        if uid:
            self._read(0)

    def _reload(self, changes: Changes) -> None:
        if not self._customer:
            return
        try:
            touched = self._services.customers.touched_by(changes)
        except CrmError as error:
            self.states.show_failure(error.message)
            return
        if touched is None or self._customer in touched.uids:
            self._read(len(self.model.touches))

    def _read(self, already: int) -> None:
        wanted = max(PAGE, already)
        try:
            touches = self._services.touches.timeline(self._customer, limit=wanted + 1)
        except NotFoundError:
            # Deleted meanwhile; whoever chose it will choose another.
            return
        except CrmError as error:
            self.states.show_failure(error.message)
            return
        self._show(touches[:wanted], has_more=len(touches) > wanted)

    def _show_more(self, last: Touch) -> None:
        older = self._services.touches.timeline(self._customer, limit=PAGE + 1, before=last)
        self._show((*self.model.touches, *older[:PAGE]), has_more=len(older) > PAGE)

    def _show(self, touches: Sequence[Touch], *, has_more: bool = False) -> None:
        self.model.show_touches(touches, self._services.desk.today(), has_more=has_more)
        if touches:
            self.states.show_content()
        else:
            self.states.show_empty(
                "sticky-note",
                _("Nothing has happened yet"),
                _("Calls, messages and visits will stand here, the latest first."),
                self._actions.several("touch.start"),
            )
