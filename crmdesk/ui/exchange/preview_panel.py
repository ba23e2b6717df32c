"""The step in which a person sees what will happen to every row, twenty at a time, before anything is done."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.i18n import _, ngettext
from crmdesk.qt.appearance import Appearance
from crmdesk.qt.widgets.buttons import IconButton
from crmdesk.qt.widgets.combo import Combo
from crmdesk.qt.widgets.fields import TextLine
from crmdesk.qt.widgets.labels import label
from crmdesk.qt.widgets.state_stack import StateStack
from crmdesk.services.importing import DuplicatePolicy
from crmdesk.services.importing.outcomes import Fate, RowOutcome
from crmdesk.ui import wording
from crmdesk.ui.exchange import import_wording
from crmdesk.ui.exchange.choice_row import ChoiceRow
from crmdesk.ui.exchange.import_session import ImportSession
from crmdesk.ui.exchange.preview_rows import PAGE, is_problem, rows_shown
from crmdesk.ui.exchange.preview_table import PreviewTable
from crmdesk.ui.exchange.step_page import StepPage

if TYPE_CHECKING:
    from crmdesk.services.importing import ImportResult

ALL, PROBLEMS = "all", "problems"
_DETAIL_LINES = 2


class PreviewPanel(StepPage):
    """Shows the counts of a session and one page of its rows; mended cells and choices go to the session."""

    mended = Signal()

    def __init__(self, session: ImportSession, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(_("Check the rows"), _("Import"), parent)
        self._session, self._appearance = session, appearance
        self._filter: object = ALL
        self._position = self._first = 0
        self.table: PreviewTable | None = None
        self.counts = ChoiceRow(_("Rows to show"))
        self.counts.chosen.connect(self._choose_filter)
        self.sheets = ChoiceRow(_("Sheets"))
        self.sheets.chosen.connect(self._choose_sheet)
        self.policy = Combo(_("Rows that are there already"))
        for policy, text in _policies().items():
            self.policy.addItem(text, policy)
        self.policy.activated.connect(lambda _place: session.set_policy(DuplicatePolicy(self.policy.currentData())))
        self.owner = TextLine(_("Nobody"), name=_("Owner of rows that name none"))
        self.owner.editingFinished.connect(lambda: session.set_owner(self.owner.text().strip()))
        self.previous = IconButton("chevron-left", name=_("Rows before"), look="quiet")
        self.next = IconButton("chevron-right", name=_("Rows after"), look="quiet")
        self.previous.clicked.connect(lambda: self._turn(-PAGE))
        self.next.clicked.connect(lambda: self._turn(PAGE))
        self.page = label("", "muted")
        self.detail = label("", "muted", wrap=True)
        self.detail.setMinimumHeight(self.detail.fontMetrics().lineSpacing() * _DETAIL_LINES)
        self._lay_out()

    def begin(self) -> None:
        """Begin at the first row of the first sheet, with what is asked when nobody has said anything."""
        self._filter, self._position, self._first = ALL, 0, 0
        self.policy.setCurrentIndex(self.policy.findData(self._session.request.on_duplicate))
        self.owner.setText(self._session.request.owner)

    def show_result(self, result: "ImportResult") -> None:
        """Show what would happen."""
        does_something = result.created + result.updated > 0
        found = self._session.understanding
        self.set_ready(ready=does_something)
        rows = result.created + result.updated
        text = ngettext("Import {n} row", "Import {n} rows", rows).format(n=wording.number(rows))
        self.on.setText(text if does_something else _("Import"))
        self.remark.show_text(
            import_wording.import_remark(result)
            if does_something
            else import_wording.nothing_sentence(result, found.readings if found else ())
        )
        self.show_files(import_wording.names_of([file.name for file in self._session.request.files]))
        self.states.show_content()
        self._refresh()

    def show_counting(self, sentence: str) -> None:
        """Say that it is being worked out; what was worked out before stays in sight."""
        self.set_ready(ready=False)
        self.remark.show_text(sentence)
        if self._session.result is None:
            self.states.show_busy(sentence)

    def show_failure(self, sentence: str) -> None:
        """Say why it could not be worked out."""
        self.set_ready(ready=False)
        self.remark.show_text("")
        self.states.show_failure(sentence)

    def _refresh(self) -> None:
        result, found = self._session.result, self._session.understanding
        if result is None or found is None:
            return
        self.counts.show_choices(_count_choices(result), self._filter)
        names = [(reading.position, reading.name or reading.file) for reading in found.readings]
        self.sheets.setVisible(len(names) > 1)
        self.sheets.show_choices(names, self._position)
        chosen = [o for o in result.outcomes if o.sheet == self._position and self._is_shown(o)]
        self._first = min(self._first, max(0, (len(chosen) - 1) // PAGE * PAGE))
        page = chosen[self._first : self._first + PAGE]
        self._show_page(page)
        last = self._first + len(page)
        self.page.setText(
            _("{first}–{last} of {total}").format(
                first=wording.number(self._first + 1 if page else 0),
                last=wording.number(last),
                total=wording.number(len(chosen)),
            )
        )
        self.previous.setEnabled(self._first > 0)
        self.next.setEnabled(last < len(chosen))

    def _show_page(self, page: list[RowOutcome]) -> None:
        found = self._session.understanding
        if found is None:
            return
        reading = found.readings[self._position]
        if self.table is None or self.table.rows.reading.columns != reading.columns:
            self._rebuild(PreviewTable(reading, self._appearance))
        if self.table is not None:
            fixes = self._session.request.fixes
            self.table.rows.refresh(rows_shown(self._session.sheets[self._position], reading, page, fixes))
            self._show_detail()

    def _rebuild(self, table: PreviewTable) -> None:
        if self.table is not None:
            self._card.removeWidget(self.table)
            self.table.setParent(None)
            self.table.deleteLater()
        self.table = table
        self._card.insertWidget(0, table, 1)
        table.rows.cell_mended.connect(self._session.fix)
        table.selectionModel().currentChanged.connect(lambda _new, _old: self._show_detail())

    def _show_detail(self) -> None:
        row = self.table.rows.record(self.table.currentIndex()) if self.table else None
        self.detail.setText(import_wording.outcome_sentence(row.outcome) if row else _hint())

    def _is_shown(self, outcome: RowOutcome) -> bool:
        return self._filter == ALL or (
            is_problem(outcome) if self._filter == PROBLEMS else outcome.fate == self._filter
        )

    def _choose_filter(self, key: object) -> None:
        self._filter, self._first = key, 0
        self._refresh()

    def _choose_sheet(self, position: object) -> None:
        if isinstance(position, int):
            self._position, self._first = position, 0
            self._refresh()

    def _turn(self, rows: int) -> None:
        self._first = max(0, self._first + rows)
        self._refresh()

    def _lay_out(self) -> None:
        asked = QHBoxLayout()
        asked.setSpacing(10)
        asked.addWidget(label(_("Rows that are there already"), "muted"))
        asked.addWidget(self.policy)
        asked.addSpacing(12)
        asked.addWidget(label(_("Owner where none is named"), "muted"))
        self.owner.setMaximumWidth(180)
        asked.addWidget(self.owner)
        asked.addStretch(1)
        card = QFrame()
        card.setProperty("look", "card")
        self._card = QVBoxLayout(card)
        self._card.setContentsMargins(6, 6, 6, 6)
        foot = QHBoxLayout()
        foot.setContentsMargins(8, 0, 4, 0)
        foot.addWidget(self.detail, 1)
        for widget in (self.previous, self.page, self.next):
            foot.addWidget(widget)
        self._card.addLayout(foot)
        self.states = StateStack(card)
        self.content.addLayout(asked)
        self.content.addWidget(self.sheets)
        self.content.addWidget(self.counts)
        self.content.addWidget(self.states, 1)


def _hint() -> str:
    return _("Choose a row to see what it changes. F2 or a double click mends a cell.")


def _policies() -> dict[DuplicatePolicy, str]:
    return {
        DuplicatePolicy.UPDATE: _("bring up to date"),
        DuplicatePolicy.SKIP: _("leave alone"),
        DuplicatePolicy.NEW: _("add once more"),
    }


def _count_choices(result: "ImportResult") -> list[tuple[object, str]]:
    counts = {
        Fate.CREATED: (_("New"), result.created),
        Fate.UPDATED: (_("Changed"), result.updated),
        Fate.UNCHANGED: (_("As before"), result.unchanged),
        Fate.SKIPPED: (_("Skipped"), result.skipped),
        Fate.FAILED: (_("Cannot be imported"), result.failed),
    }
    problems = sum(map(is_problem, result.outcomes))
    choices: list[tuple[object, str]] = [(ALL, _counted(_("All rows"), result.read))]
    choices += [(fate, _counted(name, count)) for fate, (name, count) in counts.items()]
    return [*choices, (PROBLEMS, _counted(_("Only problems"), problems))]


def _counted(name: str, count: int) -> str:
    return _("{name}: {n}").format(name=name, n=wording.number(count))
