"""The dialog that asks by which entry an enquiry was answered. Saves nothing."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget
from typing_extensions import override

from crmdesk.domain.errors import ValidationError
from crmdesk.domain.touch import Touch
from crmdesk.i18n import _
from crmdesk.qt.columns import Column
from crmdesk.qt.record_model import RecordModel
from crmdesk.qt.widgets.form_dialog import FormDialog
from crmdesk.qt.widgets.labels import label
from crmdesk.services.wording import touch_text
from crmdesk.ui.timeline.latest_entries import NamedEntry

_WIDTH, _HEIGHT = 640, 240


class AnswerDialog(FormDialog):
    """Submits the uid of an entry; ``entries`` are those that can be the answer, the latest first."""

    def __init__(self, enquiry: Touch, entries: Sequence[NamedEntry], parent: QWidget | None = None) -> None:
        asked = touch_text(enquiry).split("\n", 1)[0] or enquiry.kind_name
        super().__init__(_("Which entry answered it?"), asked, _("Answered"), parent)
        self.found = RecordModel[NamedEntry](
            (Column("entry", _("Entry"), lambda entry: entry.words),), lambda entry: entry.uid, self
        )
        self.view = QListView()
        self.view.setProperty("look", "picker")
        self.view.setAccessibleName(_("Entries after the question"))
        self.view.setModel(self.found)
        self.view.setMinimumHeight(_HEIGHT)
        # Qt would measure the entries before they are dressed.
        self.view.ensurePolished()
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.activated.connect(lambda _index: self.submit())
        self.found.refresh(entries)
        # Most questions are answered by what comes next.
        self.view.setCurrentIndex(self.found.index(len(entries) - 1, 0) if entries else QModelIndex())
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(_WIDTH)
        nothing = label(
            _("Nothing was written down since this question. Log the answer first, then choose it here."),
            "muted",
            wrap=True,
        )
        self.add_field("answered_by", _("Entry"), self.view if entries else nothing)
        self.accept_button.setEnabled(bool(entries))

    @override
    def value(self) -> str:
        chosen = self.found.record(self.view.currentIndex())
        if chosen is None:
            raise ValidationError(_("Choose an entry."), field="answered_by")
        return chosen.uid
