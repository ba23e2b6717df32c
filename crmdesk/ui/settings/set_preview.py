"""Shows, line by line, what taking a set in would do. It takes nothing in; knows no set."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from crmdesk.domain.note_set import RowIssue
from crmdesk.i18n import _
from crmdesk.qt.columns import Column
from crmdesk.qt.record_model import RecordModel
from crmdesk.qt.record_table import RecordTable
from crmdesk.qt.widgets.form_dialog import FormDialog

_TABLE_SIZE = (600, 300)
_WIDE = 800
_FILLED = 744


@dataclass(frozen=True, slots=True)
class ShownLine:
    """An entry, or a row that cannot be read, and what becomes of it."""

    place: str
    what: str


class SetPreview(FormDialog):
    """``entry`` is what the lines are about. Without anything that happens there is nothing to go on with."""

    def __init__(self, name: str, entry: str, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Take in “{name}”").format(name=name),
            _("Nothing is deleted or renamed, and it can be undone."),
            _("Take in"),
            parent,
        )
        self.setMinimumWidth(_WIDE)
        columns: tuple[Column[ShownLine], ...] = (
            Column("place", entry, lambda line: line.place, width=220),
            Column("what", _("What happens"), lambda line: line.what, width=380),
        )
        self.model: RecordModel[ShownLine] = RecordModel(columns, lambda line: line, self)
        self.table = RecordTable(self.model, columns, _("What happens"))
        self.table.setSortingEnabled(False)
        self.table.setMinimumSize(*_TABLE_SIZE)

    def fill(self) -> None:
        """Let the lines be all there is."""
        self.table.setMinimumWidth(_FILLED)
        self.put_beside("lines", self.table)

    def show_lines(self, lines: Sequence[ShownLine], *, happens: bool, unread: str = "") -> None:
        """Show these; ``unread`` says what cannot be read, if anything."""
        self.model.refresh(lines)
        self.accept_button.setEnabled(happens)
        self.explain_keys(unread or ("" if happens else _("All of it is here already.")))


def issue_lines(issues: Iterable[RowIssue]) -> list[ShownLine]:
    """The rows of a sheet that cannot be read, as lines."""
    return [ShownLine(_("Row {n}").format(n=issue.row), issue.reason) for issue in issues]
