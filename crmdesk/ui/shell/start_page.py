"""What is shown while no workspace is open: everything a new one needs on one page, or the way to one that exists.

Makes nothing: it asks for what was entered to be made.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, QTimeZone, Signal
from PySide6.QtGui import QPalette, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from crmdesk.domain.clock import SystemClock
from crmdesk.domain.defaults import load_defaults
from crmdesk.domain.errors import CrmError
from crmdesk.domain.money import COMMON_CURRENCIES
from crmdesk.i18n import _, language
from crmdesk.qt.file_chooser import FileChooser
from crmdesk.qt.time_zones import time_zones, usual_zone
from crmdesk.qt.widgets.buttons import CommandButton, IconButton
from crmdesk.qt.widgets.combo import Combo
from crmdesk.qt.widgets.fields import TextLine
from crmdesk.qt.widgets.form_field import FormField
from crmdesk.qt.widgets.job_strip import JobStrip
from crmdesk.qt.widgets.labels import label
from crmdesk.qt.widgets.suggestion_box import SuggestionBox
from crmdesk.ui import wording
from crmdesk.ui.actions import Actions
from crmdesk.ui.shell.new_workspace import (
    SUFFIX,
    NewWorkspace,
    usual_currency,
    usual_path,
)

_WIDTH = 720
_LANGUAGE_COMMANDS = ("view.language_en", "view.language_zh_CN", "view.language_zh_TW")


class StartPage(QWidget):
    """Emits the ``NewWorkspace`` a person asks for."""

    workspace_requested = Signal(object)

    def __init__(self, actions: Actions, files: FileChooser, me: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions, self._files = actions, files
        self.me = TextLine()
        self.me.setText(me)
        self.currency, self.zone = SuggestionBox(COMMON_CURRENCIES), SuggestionBox(time_zones())
        self.industry = Combo()
        self.path = TextLine()
        self.path.setText(str(usual_path()))
        self._back = CommandButton(actions["view.customers"], "arrow-left", text=_("Back"), look="quiet")
        self._wrong = label("", "error", wrap=True)
        self._wrong.hide()
        self.import_button = IconButton(
            "file-input", _("Import my sheet…"), look="primary", ink=QPalette.ColorRole.HighlightedText
        )
        self.empty_button = QPushButton(_("Start empty"))
        self.sample_button = IconButton("flask-conical", _("Try with sample data"))
        self.import_button.clicked.connect(lambda: self._ask(import_next=True))
        self.empty_button.clicked.connect(lambda: self._ask(with_sample=False))
        self.sample_button.clicked.connect(lambda: self._ask(with_sample=True))
        self.strip = JobStrip()
        self._fill_choices()
        self._fields = self._made_fields()
        self._inputs, self._ways, self._foot = QWidget(), QWidget(), QStackedWidget()
        self._lay_out()
        self.zone.currentTextChanged.connect(self._show_time)
        self._show_time(self.zone.currentText())
        self._suggested = self._texts()

    @property
    def error(self) -> str:
        """The sentence that says what went wrong, with the page or with one of its fields."""
        return self._wrong.text() or next((field.error for field in self._fields.values() if field.error), "")

    def entered(self) -> NewWorkspace:
        """What stands in the fields."""
        pack: str | None = self.industry.currentData()
        return NewWorkspace(
            path=Path(self.path.text().strip()).expanduser(),
            me=self.me.text().strip(),
            currency=self.currency.currentText().strip(),
            time_zone=self.zone.currentText().strip(),
            packs=(pack,) if pack else (),
        )

    def edited(self) -> dict[str, str]:
        """The texts of the fields that are no longer as they were suggested, by field."""
        return {name: text for name, text in self._texts().items() if text != self._suggested[name]}

    def enter(self, texts: Mapping[str, str]) -> None:
        """Put these into the fields, as they were before the language changed."""
        for name, text in texts.items():
            field = self._fields[name].field
            if isinstance(field, QComboBox):
                field.setCurrentText(text)
            elif isinstance(field, TextLine):
                field.setText(text)

    def _texts(self) -> dict[str, str]:
        boxes = {name: box.currentText() for name, box in (("currency", self.currency), ("zone", self.zone))}
        return {"me": self.me.text(), "path": self.path.text(), **boxes}

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Only where there is a workspace to go back to.
        self._back.setVisible(self._back.isEnabled())
        if not event.spontaneous():
            self.me.setFocus()
            self.me.selectAll()

    def show_error(self, sentence: str) -> None:
        """Say what went wrong with opening; an empty sentence takes it back."""
        self._wrong.setText(sentence)
        self._wrong.setVisible(bool(sentence))

    def refuse(self, error: CrmError) -> None:
        """Say what is wrong with what was entered, below the field if it belongs to one."""
        field = self._fields.get(error.field or "")
        if field is None:
            self.show_error(error.message)
        else:
            field.show_error(error.message)

    def show_making(self, *, making: bool) -> None:
        """While the sample company is made nothing else can be begun."""
        self._inputs.setEnabled(not making)
        self._foot.setCurrentWidget(self.strip if making else self._ways)
        if making:
            self.strip.begin(_("Making the sample company…"))
            self.strip.setFocus()

    def _ask(self, *, import_next: bool = False, with_sample: bool = False) -> None:
        self.show_error("")
        for field in self._fields.values():
            field.show_error("")
        new = self.entered()
        if not new.me:
            self._fields["me"].show_error(_("Say your name: it stands beside everything you write down."))
        elif not self.path.text().strip():
            self._fields["path"].show_error(_("Say where the workspace is to be kept."))
        else:
            path = new.path if new.path.suffix == SUFFIX else new.path.with_name(new.path.name + SUFFIX)
            self.workspace_requested.emit(replace(new, path=path, import_next=import_next, with_sample=with_sample))

    def _choose_path(self) -> None:
        kinds = _("crmdesk workspaces (*.crmdesk)")
        path = self._files.save_file(self, _("New workspace"), self.path.text(), kinds, SUFFIX)
        if path is not None:
            self.path.setText(str(path))

    def _show_time(self, zone: str) -> None:
        known = QTimeZone.isTimeZoneIdAvailable(zone.strip().encode())
        now = wording.clock_time(SystemClock(zone.strip()).now())
        sentence = (
            _("It is {time} there now.").format(time=now) if known else _("No such zone; this computer's is used.")
        )
        self._fields["zone"].show_hint(sentence)

    def _fill_choices(self) -> None:
        self.currency.setCurrentText(usual_currency())
        self.zone.setCurrentText(usual_zone())
        self.industry.addItem(_("None in particular"), None)
        for pack in load_defaults(language()).packs:
            self.industry.addItem(pack.name, pack.key)

    def _made_fields(self) -> dict[str, FormField]:
        change = QPushButton(_("Change…"))
        change.clicked.connect(self._choose_path)
        return {
            "me": FormField(_("Your name"), self.me),
            "currency": FormField(_("Currency"), self.currency),
            "zone": FormField(_("Time zone"), self.zone),
            "industry": FormField(_("Industry"), self.industry, hint=_("Adds tags and quick notes that fit it.")),
            "path": FormField(
                _("Where the workspace is kept"), self.path, beside=change, hint=_("One file on this computer.")
            ),
        }

    def _lay_out(self) -> None:
        # From the outside to the inside, as in ``CustomerView``.
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        # It scrolls by itself to the field with the keyboard.
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)
        ground = QWidget()
        scroll.setWidget(ground)
        card = QFrame(ground)
        card.setProperty("look", "card")
        card.setFixedWidth(_WIDTH)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(40, 32, 40, 32)
        inside.setSpacing(16)
        inside.addWidget(label(_("Welcome to crmdesk"), "title"))
        inside.addWidget(
            label(_("Everything that happened with a customer on one timeline, kept on your own computer."), "muted",
                  wrap=True)
        )  # fmt: skip
        inside.addWidget(self._inputs)
        self._lay_out_inputs()
        inside.addWidget(self._wrong)
        inside.addSpacing(4)
        inside.addWidget(self._foot)
        for part in (self._ways, self.strip):
            self._foot.addWidget(part)
        self._lay_out_ways()
        middle = QVBoxLayout(ground)
        middle.setContentsMargins(20, 20, 20, 20)
        middle.addWidget(card, 0, Qt.AlignmentFlag.AlignCenter)

    def _lay_out_inputs(self) -> None:
        """The languages above the fields."""
        column, fields = QVBoxLayout(self._inputs), QGridLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addLayout(self._languages())
        column.addLayout(fields)
        fields.setHorizontalSpacing(20)
        fields.setVerticalSpacing(14)
        for place, name in enumerate(("me", "currency", "industry", "zone")):
            fields.addWidget(self._fields[name], place // 2, place % 2)
            fields.setColumnStretch(place % 2, 1)
        fields.addWidget(self._fields["path"], 2, 0, 1, 2)

    def _languages(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        for command in _LANGUAGE_COMMANDS:
            row.addWidget(CommandButton(self._actions[command], "languages", look="choice"))
        row.addStretch(1)
        return row

    def _lay_out_ways(self) -> None:
        """The ways to begin: with one's own customers, or with the sample company."""
        own, sample = QHBoxLayout(), QHBoxLayout()
        column = QVBoxLayout(self._ways)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(own)
        column.addLayout(sample)
        own.setSpacing(8)
        own.addWidget(self.import_button)
        own.addWidget(self.empty_button)
        own.addStretch(1)
        own.addWidget(self._back)
        own.addWidget(CommandButton(self._actions["workspace.open"], "folder-open", look="quiet"))
        sample.setSpacing(12)
        sample.addWidget(self.sample_button)
        told = _("A made-up company to look around in: 300 customers, two years of work. One click takes it out again.")
        sample.addWidget(label(told, "small", wrap=True), 1)
