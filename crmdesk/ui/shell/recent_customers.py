"""Whose page was opened lately in a workspace, and whose was open last; kept on this machine."""

from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from crmdesk.qt.view_state import ViewState, kept_for

_MOST = 8
_DWELL = 1200
"""Milliseconds somebody is looked at before it counts: going down the list with the arrow keys opens nobody."""


class RecentCustomers(QObject):
    """Told who is shown, it tells who was."""

    def __init__(self, workspace: Path, state: ViewState, parent: QObject) -> None:
        super().__init__(parent)
        name = kept_for(workspace)
        self._state = state
        self._recent_key, self._last_key = f"recent.{name}", f"customer.{name}"
        self._shown = ""
        self._timer = QTimer(self, singleShot=True, interval=_DWELL)
        self._timer.timeout.connect(self._note)

    @property
    def uids(self) -> tuple[str, ...]:
        """The latest first."""
        return self._state.texts(self._recent_key)

    @property
    def last(self) -> str:
        """Who was shown last; empty at the first start."""
        return self._state.text(self._last_key)

    def show(self, uid: str) -> None:
        """Somebody is shown now."""
        if uid and uid != self._shown:
            self._shown = uid
            self._state.put(self._last_key, uid)
            self._timer.start()

    def _note(self) -> None:
        kept = [uid for uid in self.uids if uid != self._shown]
        self._state.put(self._recent_key, (self._shown, *kept)[:_MOST])
