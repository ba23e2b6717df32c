"""What an import would do, before it is done. Imports nothing."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QHeaderView, QPushButton, QVBoxLayout, QWidget

from crmdesk.exchange.tables.records import CellIssue
from crmdesk.i18n import _, ngettext
from crmdesk.qt.columns import Column
from crmdesk.qt.record_model import RecordModel
from crmdesk.qt.record_table import RecordTable
from crmdesk.qt.widgets.labels import label
from crmdesk.services.importing import ImportResult
from crmdesk.ui import wording

_MOST_NOTES = 4
_Numbered = tuple[int, CellIssue]


class ImportPreview(QDialog):
    """Accepted when the person wants the import."""

    def __init__(self, files: Sequence[str], result: ImportResult, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("import_preview")
        self.setWindowTitle(_("Import a sheet"))
        self.setMinimumSize(640, 440 if result.issues else 340)
        self.result_shown = result
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 24, 28, 20)
        layout.setSpacing(14)
        layout.addWidget(label(_("What the import will do"), "heading"))
        layout.addWidget(label(", ".join(files), "muted", wrap=True))
        layout.addWidget(label(_sentence(result), wrap=True))
        layout.addLayout(_counts(result))
        for note in result.notes[:_MOST_NOTES]:
            layout.addWidget(label(note, "muted", wrap=True))
        if result.issues:
            layout.addWidget(label(_issue_sentence(result), "section"))
            layout.addWidget(_issue_table(result.issues), 1)
        layout.addStretch(0 if result.issues else 1)
        layout.addLayout(self._buttons())

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        does_something = self.result_shown.created + self.result_shown.updated > 0
        row.addWidget(label(_("It can be undone as a whole.") if does_something else "", "muted"))
        row.addStretch(1)
        cancel = QPushButton(_("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        accept = QPushButton(_("Import"))
        accept.setObjectName("accept")
        accept.setProperty("look", "primary")
        accept.setDefault(True)
        accept.setEnabled(does_something)
        accept.clicked.connect(self.accept)
        row.addWidget(cancel)
        row.addWidget(accept)
        return row


def _sentence(result: ImportResult) -> str:
    if not result.created + result.updated:
        return _("Everything in it is here already; there is nothing to import.")
    read = ngettext("{n} row was read.", "{n} rows were read.", result.read).format(n=wording.number(result.read))
    failed = ngettext("{n} cannot be imported.", "{n} cannot be imported.", result.failed).format(
        n=wording.number(result.failed)
    )
    return f"{read} {failed}" if result.failed else read


def _issue_sentence(result: ImportResult) -> str:
    return ngettext("{n} remark", "{n} remarks", len(result.issues)).format(n=wording.number(len(result.issues)))


def _counts(result: ImportResult) -> QGridLayout:
    names = {
        "customer": _("Customers"),
        "contact": _("People"),
        "deal": _("Deals"),
        "touch": _("Touches"),
        "loss": _("Losses"),
        "tag": _("Tags"),
    }
    columns = {"created": _("new"), "updated": _("changed"), "unchanged": _("as before")}
    grid = QGridLayout()
    grid.setHorizontalSpacing(28)
    grid.setVerticalSpacing(6)
    for place, title in enumerate(columns.values(), 1):
        grid.addWidget(label(title, "small"), 0, place, Qt.AlignmentFlag.AlignRight)
    kinds = [(kind, counts) for kind, counts in result.by_type.items() if any(counts.values())]
    for row, (kind, counts) in enumerate(kinds, 1):
        grid.addWidget(label(names.get(kind, kind)), row, 0)
        for place, column in enumerate(columns, 1):
            shown = label(wording.number(counts.get(column, 0)), "section" if place == 1 else "muted")
            grid.addWidget(shown, row, place, Qt.AlignmentFlag.AlignRight)
    grid.setColumnStretch(len(columns) + 1, 1)
    return grid


def _issue_table(issues: Sequence[CellIssue]) -> RecordTable:
    columns: tuple[Column[_Numbered], ...] = (
        Column("where", _("Where"), lambda issue: issue[1].where, width=120),
        Column("value", _("Value"), lambda issue: issue[1].value[:120], width=160),
        Column("reason", _("Remark"), lambda issue: issue[1].reason, width=280),
    )
    model: RecordModel[_Numbered] = RecordModel(columns, lambda issue: issue[0])
    model.refresh(list(enumerate(issues)))
    table = RecordTable(model, columns, _("Remarks"))
    model.setParent(table)
    table.setSortingEnabled(False)
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    return table
