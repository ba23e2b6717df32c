"""The step in which a person sees how the columns of the sheets are read, and changes what is read wrongly."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.exchange.tables.meaning.options import NO_CHOICES, NO_HEADERS, SheetChoices
from crmdesk.exchange.tables.meaning.understanding import SheetReading
from crmdesk.exchange.tables.records import SheetKind
from crmdesk.i18n import _
from crmdesk.qt.appearance import Appearance
from crmdesk.qt.widgets.combo import Combo
from crmdesk.qt.widgets.fields import mark_wrong
from crmdesk.qt.widgets.labels import label
from crmdesk.services.importing import Understanding
from crmdesk.ui.exchange import import_wording
from crmdesk.ui.exchange.choice_row import ChoiceRow
from crmdesk.ui.exchange.column_table import ColumnTable
from crmdesk.ui.exchange.step_page import StepPage
from crmdesk.ui.exchange.word_choices import WordChoices

_MOST_NOTES = 3
_LONGEST_ROW = 70
_MOST_WORDS = 8


class MappingPanel(StepPage):
    """Emits the position of a sheet and what the person has settled of it."""

    choices_changed = Signal(int, object)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(_("Check how the columns are read"), _("Check the rows"), parent)
        self._understanding: Understanding | None = None
        self._position = 0
        self.sheets = ChoiceRow(_("Sheets"))
        self.sheets.chosen.connect(self.show_sheet)
        self.about = label("", "section")
        self.notes = label("", "muted", wrap=True)
        self.header_row = Combo(_("Row of the headers"))
        self.header_row.activated.connect(lambda _place: self._choose_header_row(self.header_row.currentData()))
        self.date_order = Combo(_("Order of dates"))
        self.date_order.activated.connect(lambda _place: self._choose_date_order(self.date_order.currentData()))
        self.dates_label = label(_("Dates are"), "muted")
        self.question = label("", "error", wrap=True)
        self.words = WordChoices()
        self.words.chosen.connect(self._choose_outcome)
        self.table = ColumnTable(appearance)
        self.table.target_chosen.connect(self._choose_target)
        self._lay_out()

    def show_understanding(self, found: Understanding) -> None:
        """Show how the sheets are read now; the sheet shown before stays shown."""
        self._understanding = found
        names = [(r.position, r.name or r.file) for r in found.readings]
        if self._position >= len(found.readings):
            self._position = 0
        self.sheets.setVisible(len(names) > 1)
        self.sheets.show_choices(names, self._position)
        files = list(dict.fromkeys(reading.file for reading in found.readings))
        self.show_files(import_wording.names_of(files))
        self.set_ready(ready=bool(found.readings) and not found.asks_date_order)
        self.show_sheet(self._position)

    def begin(self) -> None:
        """Forget which sheet was shown: others are coming."""
        self._position = 0

    def show_sheet(self, position: object) -> None:
        """Show one of several sheets."""
        if self._understanding is None or not isinstance(position, int) or not self._understanding.readings:
            return
        self._position = position
        reading = self._understanding.readings[position]
        self.about.setText(import_wording.kind_sentence(reading))
        self.notes.setText("\n".join(self._notes(reading)))
        self.notes.setVisible(bool(self.notes.text()))
        asked = [word for undecided in reading.undecided for word, _rows in undecided.words[:_MOST_WORDS] if word]
        self.words.show_words(asked, self._choices().outcomes)
        self._show_header_rows(reading)
        self._show_date_orders(reading)
        self.table.show_columns(reading.columns, fixed=reading.own)

    def _notes(self, reading: SheetReading) -> list[str]:
        notes = list(reading.notes[:_MOST_NOTES])
        notes += [import_wording.undecided_sentence(undecided) for undecided in reading.undecided]
        if reading.kind is SheetKind.UNKNOWN:
            notes.insert(0, import_wording.unrecognised_sentence())
        if self._understanding and reading.position in self._understanding.recalled:
            notes.insert(0, _("A sheet with these headers was imported before: it is read as it was then."))
        if reading.own:
            notes.insert(0, _("This workbook was written by crmdesk: every row finds its way back by itself."))
        return notes

    def _show_header_rows(self, reading: SheetReading) -> None:
        self.header_row.clear()
        self.header_row.setEnabled(not reading.own)
        self.header_row.addItem(_("There are no headers"), NO_HEADERS)
        for place, row in enumerate(reading.top):
            texts = " · ".join(cell for cell in row if cell)
            shown = texts if len(texts) <= _LONGEST_ROW else f"{texts[:_LONGEST_ROW]}…"
            self.header_row.addItem(_("Row {number}: {texts}").format(number=place + 1, texts=shown), place)
        found = NO_HEADERS if reading.header_row is None else reading.header_row
        if self.header_row.findData(found) < 0:
            self.header_row.addItem(_("Row {number}").format(number=found + 1), found)
        self.header_row.setCurrentIndex(self.header_row.findData(found))

    def _show_date_orders(self, reading: SheetReading) -> None:
        for widget in (self.dates_label, self.date_order):
            widget.setVisible(reading.has_dates)
        self.date_order.clear()
        orders = {
            "ymd": _("year, month, day"),
            "mdy": _("month, day, year"),
            "dmy": _("day, month, year"),
        }
        if reading.asks_date_order:
            self.date_order.addItem(_("Choose…"), None)
        for order, text in orders.items():
            self.date_order.addItem(text, order)
        current = self.date_order.findData(reading.date_order) if reading.date_order else 0
        self.date_order.setCurrentIndex(max(0, current))
        mark_wrong(self.date_order, wrong=reading.asks_date_order)
        asks = bool(self._understanding and self._understanding.asks_date_order)
        self.question.setText(
            _("Some dates can be read in more than one order. Choose the one that is right for this file.")
            if asks
            else ""
        )
        self.question.setVisible(asks)

    def _choices(self) -> SheetChoices:
        return self._understanding.choices.get(self._position, NO_CHOICES) if self._understanding else NO_CHOICES

    def _choose_target(self, header: str, target: str) -> None:
        said = self._choices()
        self.choices_changed.emit(self._position, replace(said, mapping={**said.mapping, header: target}))

    def _choose_outcome(self, word: str, outcome: str) -> None:
        said = self._choices()
        others = {known: meaning for known, meaning in said.outcomes.items() if known != word}
        chosen = {word: outcome} if outcome else {}
        self.choices_changed.emit(self._position, replace(said, outcomes=others | chosen))

    def _choose_header_row(self, row: int) -> None:
        said = self._choices()
        self.choices_changed.emit(self._position, replace(said, header_row=row))

    def _choose_date_order(self, order: object) -> None:
        said = self._choices()
        if order in ("ymd", "mdy", "dmy"):
            self.choices_changed.emit(self._position, replace(said, date_order=order))

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(10)
        bar.addWidget(self.about)
        bar.addStretch(1)
        bar.addWidget(label(_("Headers"), "muted"))
        self.header_row.setMinimumWidth(180)
        self.header_row.setMaximumWidth(320)
        bar.addWidget(self.header_row)
        bar.addWidget(self.dates_label)
        bar.addWidget(self.date_order)
        card = QFrame()
        card.setProperty("look", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(6, 6, 6, 6)
        inside.addWidget(self.table)
        self.content.addWidget(self.sheets)
        self.content.addLayout(bar)
        self.content.addWidget(self.question)
        self.content.addWidget(self.notes)
        self.content.addWidget(self.words)
        self.content.addWidget(card, 1)
