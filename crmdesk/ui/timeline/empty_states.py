"""What stands where a timeline has nothing to show, and what can be done about it. Reads nothing."""

from PySide6.QtGui import QAction

from crmdesk.i18n import _
from crmdesk.qt.widgets.state_stack import StateStack
from crmdesk.ui.actions import Actions
from crmdesk.ui.timeline.reading import TimelineReading


def show_state(states: StateStack, reading: TimelineReading, actions: Actions, show_all: QAction, *, rows: int) -> None:
    """Show the rows, or why there are none."""
    if rows:
        states.show_content()
    elif not reading.customer:
        states.show_empty("users", _("No customer selected"), _("Choose one at the left."))
    elif reading.wanted.hides:
        states.show_empty(
            "funnel", _("Nothing fits"), _("What has happened is hidden by the filter above."), [show_all]
        )
    else:
        states.show_empty(
            "sticky-note",
            _("Nothing has happened yet"),
            _("Calls, messages and visits will stand here."),
            actions.several("touch.start"),
        )
