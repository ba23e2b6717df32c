"""The timeline as a model: a stretch of it at a time. Headings stand between its rows but cannot be chosen."""

from PySide6.QtCore import QObject, Qt
from typing_extensions import override

from crmdesk.qt.columns import Column
from crmdesk.qt.record_model import Index, RecordModel
from crmdesk.ui.timeline.rows import Entry, TimelineRow, identity
from crmdesk.ui.timeline.touch_wording import TouchWording, shown_text


class TimelineModel(RecordModel[TimelineRow]):
    """Rows as ``rows_of`` makes them."""

    def __init__(self, words: TouchWording, parent: QObject | None = None) -> None:
        super().__init__((Column("touch", "", shown_text),), identity, parent, spoken=words.spoken)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        # The text is there to be read already.
        return None if role == Qt.ItemDataRole.ToolTipRole else super().data(index, role)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        row = self.record(index)
        if not isinstance(row, Entry):
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags if row.touch.system else flags | Qt.ItemFlag.ItemIsEditable
