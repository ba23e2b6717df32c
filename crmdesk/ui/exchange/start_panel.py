"""The first page of the exchange: ways to bring a table in, a way to take tables out, and what was imported before."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from crmdesk.i18n import _
from crmdesk.qt.columns import Column
from crmdesk.qt.plain_text import caption
from crmdesk.qt.record_model import RecordModel
from crmdesk.qt.record_table import RecordTable
from crmdesk.qt.widgets.buttons import IconButton
from crmdesk.qt.widgets.labels import label
from crmdesk.qt.widgets.picture import Picture
from crmdesk.qt.widgets.state_stack import StateStack
from crmdesk.services.importing import ImportBatch
from crmdesk.ui import wording

_ICON = 28
_CARD_HEIGHT = 178


class WayCard(QFrame):
    """One way: a picture, what it is called, what it is for, and a button."""

    def __init__(self, icon_name: str, title: str, sentence: str, button: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.setMinimumHeight(_CARD_HEIGHT)
        self.button = QPushButton(caption(button))
        self.button.setAutoDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 16)
        layout.setSpacing(8)
        layout.addWidget(Picture(icon_name, _ICON, title, QPalette.ColorRole.Highlight))
        layout.addWidget(label(title, "heading"))
        layout.addWidget(label(sentence, "muted", wrap=True))
        layout.addStretch(1)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)


class StartPanel(QWidget):
    """Emits what the person wants; ``undo_requested`` names the import."""

    files_requested = Signal()
    paste_requested = Signal()
    export_requested = Signal()
    undo_requested = Signal(object)

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.file = WayCard(
            "file-input",
            _("Import a file"),
            _("Excel, WPS, OpenDocument, CSV or a table saved as a web page. Or drop it anywhere on this window."),
            _("Choose a file…"),
        )
        self.paste = WayCard(
            "clipboard-paste",
            _("Paste a block"),
            _("Copy cells in Excel or WPS, headers included, and bring them in from the clipboard."),
            _("Paste from the clipboard"),
        )
        self.export = WayCard(
            "file-output",
            _("Export a workbook"),
            _("Customers, deals, timeline, losses and tags as Excel sheets. Edit them and import them again."),
            _("Choose what to export…"),
        )
        self.file.button.setProperty("look", "primary")
        self.file.button.clicked.connect(self.files_requested)
        self.paste.button.clicked.connect(self.paste_requested)
        self.export.button.clicked.connect(self.export_requested)
        columns = _batch_columns(today)
        self.batches: RecordModel[ImportBatch] = RecordModel(columns, lambda batch: batch.uid, self)
        self.table = RecordTable(self.batches, columns, _("Earlier imports"))
        self.table.setSortingEnabled(False)
        self.table.selectionModel().currentChanged.connect(lambda _new, _old: self._follow())
        self.undo = IconButton("undo-2", _("Undo this import"))
        self.undo.clicked.connect(self._ask_undo)
        self._lay_out()
        self.states.show_busy(_("Looking up earlier imports…"))
        self._follow()

    def show_batches(self, batches: Sequence[ImportBatch]) -> None:
        """Show the imports in force."""
        self.batches.refresh(batches)
        self._follow()
        if batches:
            self.states.show_content()
        else:
            self.states.show_empty(
                "history",
                _("Nothing has been imported yet"),
                _("What you import stands here, and can be undone as a whole."),
            )

    def take_focus(self) -> None:
        """Let Enter lead to the first way in."""
        self.file.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _chosen(self) -> ImportBatch | None:
        return self.batches.record(self.table.currentIndex())

    def _follow(self) -> None:
        batch = self._chosen()
        self.undo.setVisible(bool(self.batches.records))
        self.undo.setEnabled(batch is not None and batch.change_set is not None)

    def _ask_undo(self) -> None:
        batch = self._chosen()
        if batch is not None:
            self.undo_requested.emit(batch)

    def _lay_out(self) -> None:
        ways = QHBoxLayout()
        ways.setSpacing(14)
        for card in (self.file, self.paste, self.export):
            ways.addWidget(card, 1)
        head = QHBoxLayout()
        head.addWidget(label(_("Earlier imports"), "heading"))
        head.addStretch(1)
        head.addWidget(self.undo)
        past = QFrame()
        past.setProperty("look", "card")
        inside = QVBoxLayout(past)
        inside.setContentsMargins(6, 6, 6, 6)
        inside.addWidget(self.table)
        self.states = StateStack(past)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(14)
        layout.addWidget(label(_("Tables in and out"), "title"))
        layout.addLayout(ways)
        layout.addSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self.states, 1)


def _batch_columns(today: date) -> tuple[Column[ImportBatch], ...]:
    def count(key: str) -> Column[ImportBatch]:
        titles = {"created": _("New"), "updated": _("Changed"), "unchanged": _("As before")}
        return Column(key, titles[key], lambda batch: wording.number(batch.counts.get(key, 0)), number=True, width=90)

    return (
        Column("files", _("Files"), lambda batch: batch.files, width=260),
        Column("at", _("When"), lambda batch: wording.when(batch.at, today), width=150),
        Column("by", _("By"), lambda batch: batch.by, width=110),
        count("created"),
        count("updated"),
        count("unchanged"),
        Column("state", _("Undo"), _undo_word, width=130),
    )


def _undo_word(batch: ImportBatch) -> str:
    return _("by another person") if batch.change_set is None else _("possible")
