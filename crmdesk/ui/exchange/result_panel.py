"""What came of an import: counts by kind, remarks, the failed rows to be mended, and one way to take it all back."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from crmdesk.exchange.tables.records import CellIssue
from crmdesk.i18n import _, ngettext
from crmdesk.qt.columns import Column
from crmdesk.qt.record_model import RecordModel
from crmdesk.qt.record_table import RecordTable
from crmdesk.qt.widgets.buttons import IconButton
from crmdesk.qt.widgets.labels import label
from crmdesk.ui import wording
from crmdesk.ui.exchange import import_wording
from crmdesk.ui.exchange.step_page import StepPage

if TYPE_CHECKING:
    from crmdesk.services.importing import ImportResult

_MOST_ISSUES = 500
_LONGEST = 120
_Numbered = tuple[int, CellIssue]


class ResultPanel(StepPage):
    """``back`` stands for another import, ``on`` for being done."""

    undo_requested = Signal()
    save_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", _("Done"), parent)
        self.is_undone = False
        self.back.setText(_("Import another sheet"))
        self.undo = IconButton("undo-2", _("Undo the import"))
        self.undo.clicked.connect(self.undo_requested)
        self.save = IconButton("file-output", _("Save the failed rows as a workbook…"))
        self.save.clicked.connect(self.save_requested)
        self.saved = label("", "muted", wrap=True)
        self._counts = QGridLayout()
        self._counts.setHorizontalSpacing(36)
        self._counts.setVerticalSpacing(8)
        self._remarks = label("", "section")
        columns: tuple[Column[_Numbered], ...] = (
            Column("where", _("Where"), lambda issue: issue[1].where, width=160),
            Column("value", _("Value"), lambda issue: issue[1].value[:_LONGEST], width=180),
            Column("reason", _("Remark"), lambda issue: issue[1].reason, width=320),
        )
        self.issues: RecordModel[_Numbered] = RecordModel(columns, lambda issue: issue[0], self)
        self.table = RecordTable(self.issues, columns, _("Remarks"))
        self.table.setSortingEnabled(False)
        self._lay_out()

    def show_result(self, result: "ImportResult", files: str, *, can_undo: bool) -> None:
        """Show what has been done."""
        self.is_undone = False
        self.heading.setText(import_wording.imported_sentence(result))
        self.show_files(files)
        self._show_counts(result)
        self.undo.setVisible(can_undo)
        self.save.setVisible(bool(result.failed_rows))
        self.show_saved("")
        self._show_issues(result.issues)

    def show_saved(self, sentence: str) -> None:
        """Say where the failed rows are, or why they are not."""
        self.saved.setText(sentence)
        self.saved.setVisible(bool(sentence))

    def show_undone(self) -> None:
        """Say that it has been taken back."""
        self.is_undone = True
        self.heading.setText(_("The import was undone; everything is as it was before."))
        self.undo.hide()

    def _show_counts(self, result: "ImportResult") -> None:
        while (item := self._counts.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.setParent(None)
                widget.deleteLater()
        titles = {"created": _("new"), "updated": _("changed"), "unchanged": _("as before")}
        for place, title in enumerate(titles.values(), 1):
            self._counts.addWidget(label(title, "small"), 0, place, Qt.AlignmentFlag.AlignRight)
        names = import_wording.kind_names()
        shown = [(names[kind], counts) for kind, counts in result.by_type.items() if kind in names]
        for row, (name, counts) in enumerate(shown, 1):
            self._counts.addWidget(label(name), row, 0)
            for place, key in enumerate(titles, 1):
                count = counts.get(key, 0)
                number = label(wording.number(count), "section" if count else "muted")
                self._counts.addWidget(number, row, place, Qt.AlignmentFlag.AlignRight)
        self._counts.setColumnStretch(len(titles) + 1, 1)

    def _show_issues(self, issues: Sequence[CellIssue]) -> None:
        self.issues.refresh(list(enumerate(issues[:_MOST_ISSUES])))
        text = ngettext("{n} remark", "{n} remarks", len(issues)).format(n=wording.number(len(issues)))
        self._remarks.setText(text if issues else _("Every row was understood."))
        self.table.setVisible(bool(issues))

    def _lay_out(self) -> None:
        card = QFrame()
        card.setProperty("look", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(18, 14, 18, 14)
        inside.setSpacing(12)
        inside.addLayout(self._counts)
        inside.addWidget(self.undo, 0, Qt.AlignmentFlag.AlignLeft)
        remarks = QFrame()
        remarks.setProperty("look", "card")
        below = QVBoxLayout(remarks)
        below.setContentsMargins(12, 12, 12, 12)
        below.addWidget(self._remarks)
        below.addWidget(self.table, 1)
        below.addWidget(self.save, 0, Qt.AlignmentFlag.AlignLeft)
        below.addWidget(self.saved)
        self.content.addWidget(card)
        self.content.addWidget(remarks)
        self.content.addStretch(1)
