"""The panel at the right of the lost pool: how the deal selected came to be lost, read a moment after it is asked."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.domain.errors import CrmError
from crmdesk.domain.loss_pool import LostDeal
from crmdesk.i18n import _, ngettext
from crmdesk.insight.loss_replay import LossReplay
from crmdesk.qt.tasks import was_cancelled
from crmdesk.qt.widgets.buttons import CommandButton
from crmdesk.qt.widgets.flow_layout import FlowLayout
from crmdesk.qt.widgets.labels import ShortenedLabel, label
from crmdesk.qt.widgets.state_stack import StateStack
from crmdesk.ui import wording
from crmdesk.ui.losses.replay_list import ReplayList
from crmdesk.ui.losses.replay_rows import replay_rows, replay_words
from crmdesk.ui.losses.replay_strip import ReplayStrip
from crmdesk.ui.workbench import Workbench

_SLOT = "loss_replay"
_WIDTH = 308
_SIDE = 14
_PAUSE = 120
"""Milliseconds: while somebody runs through the table, nothing is read."""


class ReplayPanel(QFrame):
    """Emits the touch that is opened together with the loss it is told of."""

    touch_opened = Signal(object, str)

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "panel_right")
        self.setFixedWidth(_WIDTH)
        self.setAccessibleName(_("Replay"))
        self._bench = bench
        self._selected: list[LostDeal] = []
        self._loss: LostDeal | None = None
        self.title, self._deal = ShortenedLabel("section"), ShortenedLabel("muted")
        self.words = label("", "muted", wrap=True)
        self.strip = ReplayStrip(bench.appearance)
        self.events = ReplayList(bench.appearance)
        self.events.entry_opened.connect(lambda uid: self.touch_opened.emit(self._loss, uid))
        self._win_back = CommandButton(
            bench.actions["losses.win_back"],
            "rotate-ccw",
            look="primary",
            text=_("Win back"),
            ink=QPalette.ColorRole.HighlightedText,
        )
        self._change = CommandButton(bench.actions["losses.change_reason"], "pencil", text=_("Change reason…"))
        self.review = CommandButton(bench.actions["losses.review"], "check", text=_("Reviewed"))
        self.unreview = CommandButton(bench.actions["losses.unreview"], "x", text=_("Not reviewed"))
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE)
        self._timer.timeout.connect(self._read)
        self.states = StateStack(self._content())
        self._lay_out()
        self._show_nothing()

    def show_selection(self, losses: Sequence[LostDeal]) -> None:
        """Retell the only deal selected, or say why none is retold."""
        self._selected = list(losses)
        self._bench.runner.cancel(_SLOT)
        if len(losses) == 1:
            if self._loss is None:
                self.states.show_busy(_("Reading…"))
            self._timer.start()
        else:
            self._timer.stop()
            self._show_nothing()

    def _read(self) -> None:
        if len(self._selected) != 1 or not self.isVisible():
            return
        [loss] = self._selected
        pool = self._bench.services.pool
        self._bench.runner.start(
            _SLOT,
            lambda _watch: pool.replay(loss),
            done=lambda replay: self._show(loss, replay),
            failed=self._show_failure,
        )

    def _show(self, loss: LostDeal, replay: LossReplay | None) -> None:
        if replay is None:
            self._show_nothing()
            return
        self._loss = loss
        self.title.show_text(_("Replay · {customer}").format(customer=loss.customer))
        self._deal.show_text(loss.deal)
        self.words.setText(replay_words(replay))
        self.strip.show_replay(replay)
        self.events.show_rows(replay_rows(replay, self._bench.services.desk.today()))
        self.review.setVisible(not loss.reviewed)
        self.unreview.setVisible(loss.reviewed)
        self.states.show_content()

    def _show_nothing(self) -> None:
        self._loss = None
        self.title.show_text(_("Replay"))
        many = len(self._selected)
        if many > 1:
            title = ngettext("{n} deal selected", "{n} deals selected", many).format(n=wording.number(many))
            self.states.show_empty("history", title, _("Select a single one to see how it came to be lost."))
        else:
            self.states.show_empty(
                "history",
                _("Replay"),
                _("Select a lost deal: here stands how it came to be lost, and where it fell silent."),
            )

    def _show_failure(self, error: CrmError) -> None:
        if not was_cancelled(error):
            self.states.show_failure(error.message)

    def _content(self) -> QWidget:
        head = QVBoxLayout()
        head.setContentsMargins(_SIDE, 0, _SIDE, 4)
        head.setSpacing(4)
        for widget in (self._deal, self.words):
            head.addWidget(widget)
        head.addSpacing(4)
        head.addWidget(self.strip)
        buttons = FlowLayout(gap=8)
        for button in (self._win_back, self._change, self.review, self.unreview):
            buttons.addWidget(button)
        foot = QVBoxLayout()
        foot.setContentsMargins(_SIDE, 8, _SIDE, 12)
        foot.addLayout(buttons)
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self.events, 1)
        layout.addLayout(foot)
        return content

    def _lay_out(self) -> None:
        hide = CommandButton(self._bench.actions["losses.replay"], "x", look="quiet", text="")
        head = QHBoxLayout()
        head.setContentsMargins(_SIDE, 8, 8, 0)
        head.addWidget(self.title, 1)
        head.addWidget(hide)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self.states, 1)
