"""How the screen of lost deals shares its room: wishes at the left, charts over deals, the replay at the right.

Remembers how somebody has parted it. Knows nothing of what the parts show.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget
from typing_extensions import override

from crmdesk.domain.pool_look import PoolMode
from crmdesk.qt.view_state import ViewState

_SPLITS = {PoolMode.LIST: (322, 328), PoolMode.BOARD: (264, 386), PoolMode.QUEUE: (322, 328)}
"""How charts and deals share the height: cards need more of it than rows."""
_MARGIN = 12
_SPLIT, _REPLAY = "losses.split", "losses.replay"
_SHOWN, _HIDDEN = "shown", "hidden"
_ROOM = 1300
"""So wide must the screen be for the replay to stand beside the charts unasked."""


class PoolPanes(QWidget):
    """Charts and deals are made within the ``splitter``, the rest within the panes; then ``lay_out`` places them.

    ``replay_turned`` tells that the replay has come or gone.
    """

    replay_turned = Signal()

    def __init__(self, view_state: ViewState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view_state = view_state
        self._mode: PoolMode | None = None
        self._replay: QWidget | None = None
        self._right = QWidget(self)
        self.splitter = QSplitter(Qt.Orientation.Vertical, self._right)
        # Before anything is in it: the handles are dressed with the first part.
        self.splitter.setHandleWidth(_MARGIN)
        self.splitter.setProperty("look", "open")

    def lay_out(self, side: QWidget, charts: QWidget, deals: QWidget, replay: QWidget) -> None:
        """Put the parts into their places."""
        self._replay = replay
        splitter = self.splitter
        splitter.addWidget(charts)
        splitter.addWidget(deals)
        splitter.setStretchFactor(0, 2)
        splitter.setStretchFactor(1, 3)
        splitter.setChildrenCollapsible(False)
        margin = QVBoxLayout(self._right)
        margin.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        margin.addWidget(splitter)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(side)
        row.addWidget(self._right, 1)
        row.addWidget(replay)
        self._place_replay()

    def show_mode(self, mode: PoolMode) -> None:
        """Part the height as it was left in a form of the deals."""
        self.keep()
        self._mode = mode
        self.splitter.setSizes(list(self._view_state.numbers(f"{_SPLIT}.{mode.value}", _SPLITS[mode])))

    def keep(self) -> None:
        """Remember how the height is parted."""
        if self._mode is not None:
            self._view_state.put(f"{_SPLIT}.{self._mode.value}", tuple(self.splitter.sizes()))

    def toggle_replay(self) -> None:
        """Show the replay at the right, also where there is little room, or hide it."""
        if self._replay is not None:
            shown = "" if self._has_room() else _SHOWN
            self._view_state.put(_REPLAY, shown if self._replay.isHidden() else _HIDDEN)
            self._place_replay()

    def _has_room(self) -> bool:
        return self.width() >= _ROOM

    def _place_replay(self) -> None:
        if self._replay is None:
            return
        kept = self._view_state.text(_REPLAY)
        shown = kept == _SHOWN or (kept != _HIDDEN and self._has_room())
        if shown == self._replay.isHidden():
            self._replay.setVisible(shown)
            self.replay_turned.emit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_replay()
