"""The bar below a timeline where a touch is written down: its kind, a line of text, and the next step in plain words.

It saves nothing. What time the words mean is shown while they are typed.
"""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QPalette
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from crmdesk.domain.clock import Clock
from crmdesk.domain.errors import CrmError, ValidationError
from crmdesk.domain.plain_time import split_time
from crmdesk.domain.touch import TouchKind
from crmdesk.i18n import _
from crmdesk.qt.plain_text import caption
from crmdesk.qt.widgets.buttons import CommandButton, IconButton
from crmdesk.qt.widgets.fields import TextLine, mark_wrong
from crmdesk.qt.widgets.flow_layout import FlowLayout
from crmdesk.qt.widgets.labels import ShortenedLabel, label
from crmdesk.services.touches import TouchWords
from crmdesk.ui import wording
from crmdesk.ui.timeline.families import icon_of

_NOT_LOGGED = {"stage", "value", "win", "loss", "hold", "reopen", "invalid", "lead"}


class LogBar(QFrame):
    """Emits the touch as a person words it."""

    log_requested = Signal(object)

    def __init__(self, kinds: Sequence[TouchKind], clock: Clock, save: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "foot")
        self._clock = clock
        self._kinds = [kind for kind in kinds if kind.key not in _NOT_LOGGED]
        quick = sorted((kind for kind in self._kinds if kind.quick is not None), key=lambda kind: kind.quick or 0)
        self._chosen = quick[0] if quick else self._kinds[0]
        self._buttons = QButtonGroup(self)
        self._more = IconButton("chevron-down", _("More"), look="choice", name=_("Other kinds of touches"))
        self.text = TextLine(_("What happened? #tag tags the customer"), name=_("What happened"))
        self.next_step = TextLine(_("Next step, such as: tomorrow 15:00 send the quote"), name=_("Next step"))
        self._meaning = ShortenedLabel("small")
        self._meaning.hide()
        self._wrong = label("", "error", wrap=True)
        self._wrong.hide()
        self.next_step.textChanged.connect(self._show_meaning)
        self._lay_out(quick, save)

    @property
    def error(self) -> str:
        """The sentence that says what is wrong; empty when nothing is."""
        return self._wrong.text()

    def submit(self) -> None:
        """Ask for what was written to be saved."""
        self._clear_error()
        self.log_requested.emit(
            TouchWords(
                kind=self._chosen.key or self._chosen.name, text=self.text.text(), next_step=self.next_step.text()
            )
        )

    def start(self) -> None:
        """Go to the line of text."""
        self.text.setFocus()
        self.text.selectAll()

    def empty(self) -> None:
        """What was written is on the timeline now."""
        self._clear_error()
        self.text.empty()
        self.next_step.empty()
        self.text.setFocus()

    def show_error(self, error: CrmError) -> None:
        """Say what is wrong with what was written."""
        self._meaning.hide()
        self._wrong.setText(error.message)
        self._wrong.show()
        field = self.next_step if error.field in ("next", "time", "at") else self.text
        mark_wrong(field, wrong=True)
        field.setFocus()

    def _clear_error(self) -> None:
        self._wrong.setText("")
        self._wrong.hide()
        for field in (self.text, self.next_step):
            mark_wrong(field, wrong=False)

    def _show_meaning(self, text: str) -> None:
        self._meaning.setVisible(bool(text.strip()))
        if not text.strip():
            return
        now = self._clock.now()
        try:
            wall, what = split_time(text, now.local)
        except ValidationError as error:
            self._meaning.show_text(error.message)
            return
        when = wording.when(self._clock.localise(wall), now.local_date)
        self._meaning.show_text(" · ".join(part for part in (when, what) if part))

    def _choose(self, kind: TouchKind) -> None:
        self._chosen = kind
        self._more.show_text(_("More"))

    def _choose_other(self, action: QAction) -> None:
        self._chosen = action.data()
        self._more.show_text(_capital(self._chosen.name))
        self._more.setChecked(True)
        self.text.setFocus()

    def _menu_of_others(self) -> QMenu:
        menu = QMenu(self)
        for kind in self._kinds:
            if kind.quick is None:
                action = menu.addAction(caption(_capital(kind.name)))
                action.setObjectName(kind.key)
                action.setData(kind)
        menu.triggered.connect(self._choose_other)
        return menu

    def _lay_out(self, quick: Sequence[TouchKind], save: QAction) -> None:
        kinds = QWidget()
        flow = FlowLayout(kinds)
        for kind in quick:
            button = IconButton(icon_of(kind.key, kind.touch_class), _capital(kind.name), look="choice")
            button.setObjectName(kind.key)
            button.setCheckable(True)
            button.setChecked(kind is self._chosen)
            button.clicked.connect(lambda _checked=False, kind=kind: self._choose(kind))
            self._buttons.addButton(button)
            flow.addWidget(button)
        self._more.setCheckable(True)
        self._more.setMenu(self._menu_of_others())
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._buttons.addButton(self._more)
        flow.addWidget(self._more)
        writing = QHBoxLayout()
        writing.addWidget(self.text, 1)
        writing.addWidget(
            CommandButton(save, "check", look="primary", text=_("Log"), ink=QPalette.ColorRole.HighlightedText)
        )
        following = QHBoxLayout()
        following.addWidget(self.next_step, 3)
        following.addWidget(self._meaning, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 12, 20, 12)
        layout.setSpacing(8)
        layout.addWidget(kinds)
        layout.addLayout(writing)
        layout.addLayout(following)
        layout.addWidget(self._wrong)


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
