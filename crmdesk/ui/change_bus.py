"""Where changes are announced, so that each screen can decide alone what to show anew. Knows no screen."""

from PySide6.QtCore import QObject, Signal

from crmdesk.domain.changes import Changes


class ChangeBus(QObject):
    """Carries ``Changes`` from whoever made them to whoever shows them."""

    changed = Signal(object)

    def publish(self, changes: Changes) -> None:
        """Announce what was touched; nothing is said when nothing was."""
        if changes:
            self.changed.emit(changes)
