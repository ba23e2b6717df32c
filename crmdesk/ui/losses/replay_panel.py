"""The panel at the right of the lost pool: how the deal selected came to be lost, read a moment after it is asked."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from crmdesk.domain.errors import CrmError
from crmdesk.domain.loss_pool import LostDeal
from crmdesk.domain.loss_voices import LossEvent
from crmdesk.i18n import _, ngettext
from crmdesk.qt.tasks import was_cancelled
from crmdesk.qt.widgets.buttons import CommandButton
from crmdesk.qt.widgets.committed_text import CommittedText
from crmdesk.qt.widgets.flow_layout import FlowLayout
from crmdesk.qt.widgets.labels import ShortenedLabel, label
from crmdesk.qt.widgets.state_stack import StateStack
from crmdesk.ui import wording
from crmdesk.ui.losses.loss_voices import LossVoices
from crmdesk.ui.losses.replay_list import ReplayList
from crmdesk.ui.losses.replay_rows import replay_rows, replay_words
from crmdesk.ui.losses.replay_strip import ReplayStrip
from crmdesk.ui.losses.retelling import Retold, retell
from crmdesk.ui.losses.win_card import WinCard
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
        self._losses: Sequence[LossEvent] = ()
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
        self._full_review = CommandButton(bench.actions["losses.review_fully"], "eye", text=_("Review…"))
        self.review = CommandButton(bench.actions["losses.review"], "check", text=_("Reviewed"))
        self.unreview = CommandButton(bench.actions["losses.unreview"], "x", text=_("Not reviewed"))
        self._explain = CommandButton(bench.actions["losses.spoke_against"], "trophy", text=_("What spoke against it…"))
        self._buttons = (
            *(self._win_back, self._change, self.review, self.unreview, self._full_review),
            self._explain,
        )
        self.voices = LossVoices(bench.actions)
        self.win = WinCard()
        self.voices.touch_requested.connect(lambda uid: self.touch_opened.emit(self._loss, uid))
        self._lesson_title = label(_("Lesson"), "section")
        self.lesson = CommittedText(_("What would we do differently?"), name=_("Lesson"))
        self.lesson.committed.connect(self._keep_lesson)
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE)
        self._timer.timeout.connect(self._read)
        content = QWidget()
        self.states = StateStack(content, self)
        self._lay_out()
        self._lay_out_content(content)
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
        services = self._bench.services
        self._bench.runner.start(
            _SLOT,
            lambda _watch: retell(services, loss),
            done=self._show,
            failed=self._show_failure,
        )

    def _show(self, told: Retold) -> None:
        self.lesson.commit()
        if told.replay is None and told.win is None:
            self._show_nothing()
            return
        today = self._bench.services.desk.today()
        self._loss, self._losses = told.deal, told.losses
        self.title.show_text(_("Replay · {customer}").format(customer=told.deal.customer))
        self._deal.show_text(told.deal.deal)
        self._show_story(told, today)
        self.win.setVisible(told.win is not None)
        if told.win is not None:
            self.win.show_win(told.win, told.losses, today)
        self.voices.setVisible(told.is_lost)
        if told.is_lost:
            self.voices.show_losses(told.losses, today)
            self.lesson.show_value(told.losses[0].lesson)
        self._show_buttons(told)
        self.states.show_content()

    def _show_story(self, told: Retold, today: date) -> None:
        replay = told.replay
        for part in (self.words, self.strip, self.events):
            part.setVisible(replay is not None)
        if replay is not None:
            self.words.setText(replay_words(replay, won=told.win is not None))
            self.strip.show_replay(replay)
            self.events.show_rows(replay_rows(replay, today))

    def _show_buttons(self, told: Retold) -> None:
        for part in (self._lesson_title, self.lesson, self._win_back, self._change, self._full_review):
            part.setVisible(told.is_lost)
        self.review.setVisible(told.is_lost and not told.deal.reviewed)
        self.unreview.setVisible(told.is_lost and told.deal.reviewed)
        self._explain.setVisible(told.win is not None)

    def _keep_lesson(self, text: str) -> None:
        if self._losses:
            [loss, *_before] = self._losses
            voices = self._bench.services.loss_voices
            self._bench.operations.attempt(lambda: voices.write_lesson(loss.uid, text), _("The lesson is kept."))

    def _show_nothing(self) -> None:
        self.lesson.commit()
        self._loss, self._losses = None, ()
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

    def _lay_out_content(self, content: QWidget) -> None:
        # From the outside to the inside: Qt dresses whatever is in a widget anew when that gets into another.
        self._scroll, inside, foot = QScrollArea(content), QWidget(), QFrame(content)
        self._scroll.setWidget(inside)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(inside)
        column.setContentsMargins(_SIDE, 0, _SIDE, 8)
        column.setSpacing(6)
        for widget in (self._deal, self.words, self.strip, self.voices, self.win):
            column.addWidget(widget)
        around = QVBoxLayout()
        around.setContentsMargins(-_SIDE, 0, -_SIDE, 0)
        around.addWidget(self.events)
        column.addLayout(around)
        column.addStretch(1)
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._scroll, 1)
        layout.addWidget(foot)
        self._lay_out_foot(foot)

    def _lay_out_foot(self, foot: QFrame) -> None:
        """What is learnt of it, and what can be done."""
        foot.setProperty("look", "foot")
        column = QVBoxLayout(foot)
        column.setContentsMargins(_SIDE, 8, _SIDE, 12)
        column.setSpacing(6)
        column.addWidget(self._lesson_title)
        column.addWidget(self.lesson)
        buttons = FlowLayout(gap=8)
        column.addLayout(buttons)
        for button in self._buttons:
            buttons.addWidget(button)

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
