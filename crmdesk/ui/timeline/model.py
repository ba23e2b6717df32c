"""The timeline as a model: a stretch of it at a time. Headings stand between its rows but cannot be chosen."""

from PySide6.QtCore import QObject, Qt
from typing_extensions import override

from crmdesk.qt.columns import Column
from crmdesk.qt.record_model import Index, RecordModel
from crmdesk.ui.timeline.folded_wording import FoldedWording
from crmdesk.ui.timeline.rows import Entry, Folded, Heading, TimelineRow, identity
from crmdesk.ui.timeline.touch_wording import TouchWording, shown_text


class TimelineModel(RecordModel[TimelineRow]):
    """Rows as ``rows_of`` makes them."""

    def __init__(self, words: TouchWording, folded: FoldedWording, parent: QObject | None = None) -> None:
        def spoken(row: TimelineRow) -> str:
            return folded.spoken(row) if isinstance(row, Folded) else words.spoken(row)

        def text(row: TimelineRow) -> str:
            return folded.title(row) if isinstance(row, Folded) else shown_text(row)

        super().__init__((Column("touch", "", text),), identity, parent, spoken=spoken)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        # The text is there to be read already.
        return None if role == Qt.ItemDataRole.ToolTipRole else super().data(index, role)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        row = self.record(index)
        if row is None or isinstance(row, Heading):
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        is_written = isinstance(row, Entry) and not row.touch.system
        return flags | Qt.ItemFlag.ItemIsEditable if is_written else flags
