"""The columns of a sheet as a table: header, some values, what it is read as, and how sure that is."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHeaderView, QWidget

from crmdesk.exchange.tables.meaning.understanding import Certainty, ColumnReading
from crmdesk.i18n import _
from crmdesk.qt.appearance import Appearance
from crmdesk.qt.columns import Column
from crmdesk.qt.record_model import Index, RecordModel
from crmdesk.qt.record_table import RecordTable
from crmdesk.qt.theme import Theme
from crmdesk.ui.exchange import import_wording
from crmdesk.ui.exchange.cells import ChipCell, ChoiceCell
from crmdesk.ui.exchange.field_names import field_of
from crmdesk.ui.exchange.field_picker import FieldPicker

_READ_AS, _SURE = 2, 3


def _is_kept(column: ColumnReading) -> bool:
    return column.certainty is Certainty.KEPT


def _colours(theme: Theme, column: ColumnReading) -> tuple[str, str]:
    return {
        Certainty.CERTAIN: (theme.positive, theme.chip_positive),
        Certainty.LIKELY: (theme.accent, theme.chip_accent),
        Certainty.GUESS: (theme.warning, theme.chip_warning),
        Certainty.KEPT: (theme.muted, theme.chip),
    }[column.certainty]


class ColumnTable(RecordTable):
    """Emits the header and the target a person chooses for a column."""

    target_chosen = Signal(str, str)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        columns: tuple[Column[ColumnReading], ...] = (
            Column("header", _("Column"), lambda column: column.header, width=140),
            Column("samples", _("For example"), lambda column: " · ".join(column.samples), width=120),
            Column("target", _("Read as"), lambda column: field_of(column.target).name),
            Column("certainty", _("Sure?"), import_wording.certainty_word),
            Column("evidence", _("Because"), import_wording.evidence_sentence, width=150),
        )
        self.columns_model: RecordModel[ColumnReading] = RecordModel(columns, lambda column: column.index)
        super().__init__(self.columns_model, columns, _("Columns of the sheet"), parent)
        self.columns_model.setParent(self)
        self._appearance = appearance
        self._fixed = False
        self.setSortingEnabled(False)
        self.setMouseTracking(True)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setItemDelegateForColumn(_READ_AS, ChoiceCell(appearance, _is_kept, self))
        self.setItemDelegateForColumn(_SURE, ChipCell(appearance, _colours, self))
        self.clicked.connect(lambda index: self.pick_field(index) if index.column() == _READ_AS else None)
        self.activated.connect(self.pick_field)

    def show_columns(self, columns: Sequence[ColumnReading], *, fixed: bool) -> None:
        """Show the columns of a sheet; ``fixed`` ones cannot be read otherwise."""
        self._fixed = fixed
        self.columns_model.refresh(columns)

    def pick_field(self, index: Index) -> None:
        """Let the person choose what a column is read as."""
        column = self.columns_model.record(index)
        if column is None or self._fixed:
            return
        picker = FieldPicker(self._appearance, column.target, self)
        picker.target_chosen.connect(lambda target: self.target_chosen.emit(column.header, target))
        cell = self.visualRect(self.columns_model.index(index.row(), _READ_AS))
        picker.open_at(self.viewport().mapToGlobal(cell.bottomLeft()))
