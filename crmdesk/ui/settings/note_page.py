"""The page on which quick notes are made and changed."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout
from typing_extensions import override

from crmdesk.domain.changes import Changes
from crmdesk.domain.errors import ConflictError, CrmError
from crmdesk.domain.listed import NoteEntry, NoteUse
from crmdesk.i18n import _, ngettext
from crmdesk.qt.entry_model import Entry
from crmdesk.qt.widgets.buttons import IconButton
from crmdesk.qt.widgets.combo import Combo
from crmdesk.qt.widgets.labels import label
from crmdesk.services.configuration.quick_notes import QuickNotes
from crmdesk.ui import wording
from crmdesk.ui.settings.list_panel import ListPanel, PanelTexts
from crmdesk.ui.settings.note_card import NoteCard
from crmdesk.ui.settings.note_set_button import NoteSetButton
from crmdesk.ui.settings.settings_page import SettingsPage
from crmdesk.ui.workbench import Workbench

_USES = "note_uses"


class OrderedNotes:
    """The quick notes as a list panel edits them: they are moved only where their order is by hand."""

    def __init__(self, notes: QuickNotes) -> None:
        self._notes = notes
        self.rename, self.retire = notes.rename, notes.retire
        self.bring_back, self.delete = notes.bring_back, notes.delete

    def move(self, uid: str, before: str | None) -> Changes:
        """Put a note before another, or last.

        Raises ConflictError while those used most come first.
        """
        if not self._notes.is_by_hand():
            raise ConflictError(_("Those used most come first; choose “by hand” below to put them in your order."))
        return self._notes.move(uid, before)


class NotePage(SettingsPage):
    """The quick notes at the left, the one chosen at the right."""

    key = "notes"
    icon = "sticky-note"
    kinds = frozenset({"template", "touch", "setting", "tag", "tag_group", "stage", "loss_reason"})
    widest = 1400

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench, _("Notes that are written by tapping: chips, a sentence, and what else comes of it."))
        self._notes = bench.services.configuration.quick_notes
        self._known: dict[str, NoteEntry] = {}
        self._uses: Mapping[str, NoteUse] = {}
        texts = PanelTexts(
            _("Quick notes"), _("New quick note"), "sticky-note", _("No quick notes"), _("Type the name of one below.")
        )
        self.panel = ListPanel(bench, texts, OrderedNotes(self._notes), self._notes.add)
        self.copy = IconButton("copy", look="quiet", name=_("Duplicate"))
        self.panel.add_deed(self.copy)
        self.order = Combo(_("Order"))
        for name, by_hand in ((_("most used lately first"), False), (_("by hand"), True)):
            self.order.addItem(name, by_hand)
        self.sets = NoteSetButton(bench)
        self.wrong = label("", "error", wrap=True)
        self.card = NoteCard(bench)
        self._lay_out()
        self.panel.chosen.connect(self._show_note)
        self.copy.clicked.connect(self._duplicate)
        self.order.activated.connect(self._set_order)
        self.sets.failed.connect(self._say)
        parts = (self.card.questions.kind, self.card.sayings.sentence, self.card.questions.list, self.order)
        for name, widget in zip(self.words(), parts, strict=False):
            self.add_setting(name, widget)

    @override
    @staticmethod
    def title() -> str:
        return _("Quick notes")

    @override
    @staticmethod
    def words() -> tuple[str, ...]:
        return (
            _("Logged as"), _("The sentence it writes"), _("Questions and chips"), _("Order"), _("Templates"),
            _("Effects"), _("Industry sets"),
        )  # fmt: skip

    @override
    def read(self) -> None:
        notes = self._notes.entries()
        self._known = {note.uid: note for note in notes}
        by_hand = self._notes.is_by_hand()
        self.order.setCurrentIndex(self.order.findData(by_hand))
        self._show_list()
        chosen = self.panel.current()
        self._show_note(chosen.key if chosen else "")
        self.bench.runner.start(_USES, lambda _watch: self._notes.uses(), done=self._show_uses, failed=self._fail)

    def _show_uses(self, uses: Mapping[str, NoteUse]) -> None:
        self._uses = uses
        self._show_list()

    def _show_list(self) -> None:
        today = self.bench.services.desk.today()
        notes = [(note, self._uses.get(note.template.key)) for note in self._known.values()]
        if not self._notes.is_by_hand():
            notes.sort(key=lambda pair: -(pair[1].count if pair[1] else 0))
        self.panel.show_entries([_shown(note, use, today) for note, use in notes])

    def _show_note(self, uid: str) -> None:
        self.copy.setEnabled(uid in self._known)
        self.card.show_note(self._known.get(uid))

    def _duplicate(self) -> None:
        chosen, added = self.panel.current(), list[str]()
        if chosen is None:
            return

        def work() -> Changes:
            uid, changes = self._notes.duplicate(chosen.key)
            added.append(uid)
            return changes

        error = self.bench.operations.perform(work, _("“{name}” is there once more.").format(name=chosen.name))
        if error is not None:
            self._fail(error)
        elif added:
            self.panel.tree.choose(added[0])

    def _set_order(self, row: int) -> None:
        by_hand = self.order.itemData(row)
        if by_hand != self._notes.is_by_hand():
            told = _("The order of quick notes is changed.")
            self.bench.operations.perform(lambda: self._notes.set_by_hand(by_hand=by_hand), told)

    def _fail(self, error: CrmError) -> None:
        self._say(error.message)

    def _say(self, sentence: str) -> None:
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))

    def _lay_out(self) -> None:
        order = QHBoxLayout()
        order.setSpacing(8)
        order.addWidget(self.order, 1)
        order.addWidget(self.sets)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.panel, 1)
        left.addLayout(order)
        left.addWidget(self.wrong)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addLayout(left, 5)
        row.addWidget(self.card, 9)
        row.addWidget(self.card.trial, 6)
        self.body.addLayout(row, 1)
        self.wrong.hide()


def _shown(note: NoteEntry, use: NoteUse | None, today: date) -> Entry:
    if use is None:
        return Entry(note.uid, note.name, retired=note.retired, deletable=note.deletable)
    detail = ngettext("{n}×, {day}", "{n}×, {day}", use.count).format(
        n=wording.number(use.count), day=wording.day(use.last, today)
    )
    return Entry(note.uid, note.name, detail=detail, retired=note.retired)
