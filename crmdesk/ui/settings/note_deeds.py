"""What a quick note brings about: when this is tapped or answered, that happens. In words, and all of it editable."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from crmdesk.domain.template_effect_edit import Deed, Place, add_effect, change_effect, remove_deed
from crmdesk.domain.template_rule import Rule
from crmdesk.domain.template_rule_edit import add_rule, change_rule
from crmdesk.i18n import _
from crmdesk.qt.columns import Column
from crmdesk.qt.record_model import RecordModel
from crmdesk.qt.record_table import RecordTable
from crmdesk.qt.widgets.buttons import IconButton
from crmdesk.qt.widgets.form_dialog import FormDialog
from crmdesk.qt.widgets.labels import label
from crmdesk.qt.widgets.state_stack import StateStack
from crmdesk.services.configuration.note_effects import DeedShown
from crmdesk.ui.settings.effect_dialog import EffectDialog, EffectWish
from crmdesk.ui.settings.note_editing import NoteEditing
from crmdesk.ui.settings.rule_dialog import RuleDialog

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ROW = 34


class DeedTable(RecordTable):
    """Enter changes the row chosen, Insert adds one, Delete removes it: the page is told by its buttons."""

    def __init__(self, model: RecordModel[DeedShown], page: "NoteDeeds") -> None:
        super().__init__(model, model.columns, _("What the note brings about"))
        self._page = page
        self.setSortingEnabled(False)
        self.verticalHeader().setDefaultSectionSize(_ROW)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self._page.edit.click()
        elif event.key() == Qt.Key.Key_Delete:
            self._page.remove.click()
        elif event.key() == Qt.Key.Key_Insert:
            self._page.add.click()
        else:
            super().keyPressEvent(event)


class NoteDeeds(QWidget):
    """Each edit is one operation."""

    def __init__(self, editing: NoteEditing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editing = editing
        columns: tuple[Column[DeedShown], ...] = (
            Column("when", _("When tapped"), lambda shown: shown.when, width=110),
            Column("what", _("What happens"), lambda shown: shown.what, width=170),
        )
        self.model: RecordModel[DeedShown] = RecordModel(
            columns,
            lambda shown: (shown.deed.place, isinstance(shown.deed.effect, Rule), shown.deed.number),
            self,
            spoken=lambda shown: f"{shown.when}: {shown.what}",
        )
        self.table = DeedTable(self.model, self)
        self._states = StateStack(self.table)
        self.add = IconButton("plus", _("Add an effect…"))
        self.add_rule = IconButton("merge", look="quiet", name=_("Add an effect of several answers…"))
        self.edit = IconButton("pencil", look="quiet", name=_("Change… (Enter)"))
        self.remove = IconButton("trash-2", look="quiet", name=_("Remove (Delete)"))
        self._wrong = label("", "error", wrap=True)
        self._lay_out()
        self.add.clicked.connect(lambda: self.ask(Place()))
        self.add_rule.clicked.connect(lambda: self._ask_rule(None))
        self.edit.clicked.connect(self._ask_change)
        self.remove.clicked.connect(self._remove)
        self.table.doubleClicked.connect(lambda _index: self._ask_change())
        self.table.selectionModel().currentChanged.connect(lambda _now, _before: self._update_buttons())

    def show_note(self) -> None:
        """Show the note that is edited."""
        template = self._editing.template
        if template is None:
            return
        self.model.refresh(self._editing.notes.deeds(template))
        if not self.model.records:
            self._states.show_empty("zap", _("It writes a sentence and does nothing else"), _("Let it do more below."))
        else:
            self._states.show_content()
            if not self.table.currentIndex().isValid():
                self.table.selectRow(0)
        self._update_buttons()

    def ask(self, place: Place) -> None:
        """Ask what is to happen at a place."""
        template = self._editing.template
        if template is None:
            return
        dialog = EffectDialog(template, self._editing.notes.effect_choices(), place, parent=self.window())

        def take(wish: EffectWish) -> None:
            told = _("“{name}” does one thing more.")
            dialog.finish(self._editing.change(lambda now: add_effect(now, wish.place, wish.effect), told))

        self._open(dialog, take)

    def _ask_rule(self, deed: Deed | None) -> None:
        template = self._editing.template
        if template is None:
            return
        rule = deed.effect if deed is not None and isinstance(deed.effect, Rule) else None
        dialog = RuleDialog(template, self._editing.notes.effect_choices(), rule, self.window())

        def take(wish: Rule) -> None:
            if deed is None:
                error = self._editing.change(lambda now: add_rule(now, wish), _("“{name}” does one thing more."))
            else:
                told = _("What “{name}” does is changed.")
                error = self._editing.change(lambda now: change_rule(now, deed, wish), told)
            dialog.finish(error)

        self._open(dialog, take)

    def _open(self, dialog: FormDialog, take: Callable[[Any], None]) -> None:
        dialog.submitted.connect(take)
        dialog.finished.connect(lambda _result: (self.table if self.model.records else self.add).setFocus())
        dialog.open_once()

    def _chosen(self) -> Deed | None:
        shown = self.model.record(self.table.currentIndex())
        return shown.deed if shown is not None else None

    def _ask_change(self) -> None:
        deed, template = self._chosen(), self._editing.template
        if deed is None or template is None:
            return
        if isinstance(deed.effect, Rule):
            self._ask_rule(deed)
            return
        choices = self._editing.notes.effect_choices()
        dialog = EffectDialog(template, choices, deed.place, deed.effect, self.window())

        def take(wish: EffectWish) -> None:
            told = _("What “{name}” does is changed.")
            dialog.finish(self._editing.change(lambda now: change_effect(now, deed, wish.effect), told))

        self._open(dialog, take)

    def _remove(self) -> None:
        deed = self._chosen()
        if deed is None:
            return
        error = self._editing.change(lambda now: remove_deed(now, deed), _("“{name}” does one thing less."))
        self._wrong.setText(error.message if error else "")
        self._wrong.setVisible(error is not None)

    def _update_buttons(self) -> None:
        deed = self._chosen()
        self.edit.setEnabled(deed is not None)
        self.remove.setEnabled(deed is not None)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.add)
        row.addWidget(self.add_rule)
        row.addStretch(1)
        row.addWidget(self.edit)
        row.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._states, 1)
        column.addWidget(self._wrong)
        column.addLayout(row)
        self._wrong.hide()
