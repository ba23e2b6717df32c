"""Asks which tag another goes into, and says beforehand whom that concerns. It merges nothing."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from crmdesk.domain.errors import CrmError
from crmdesk.domain.listed import TagMerge, TagTarget
from crmdesk.i18n import _
from crmdesk.qt.columns import Column
from crmdesk.qt.widgets.record_dialog import DialogWords, RecordDialog
from crmdesk.ui import wording
from crmdesk.ui.settings import tag_wording


class MergeDialog(RecordDialog[TagTarget]):
    """``outlook`` tells what a merge into the tag with a uid would do, or raises why it cannot be."""

    def __init__(self, name: str, outlook: Callable[[str], TagMerge], parent: QWidget | None = None) -> None:
        words = DialogWords(
            _("Merge “{name}” into…").format(name=name),
            _("Whoever has or had the one will have the other, on the same days. It can be undone."),
            _("Merge"),
            _("Find a tag"),
        )
        columns: tuple[Column[TagTarget], ...] = (
            Column("tag", _("Tag"), lambda target: target.name, width=220),
            Column("group", _("Group"), lambda target: target.group, width=180),
            Column("holders", _("In use"), lambda target: wording.number(target.holders), number=True, width=80),
        )
        super().__init__(words, columns, lambda target: target.uid, parent)
        self._outlook = outlook
        self.pointed.connect(self._tell)
        self.states.show_empty("tag", _("No other tag"), _("There is nothing this one could go into."))

    def _tell(self, target: TagTarget | None) -> None:
        """Say what would become of it; the button merges only what can be merged."""
        self.show_error("")
        if target is None:
            self.show_note("")
            return
        try:
            self.show_note(tag_wording.outlook(self._outlook(target.uid)))
        except CrmError as error:
            self.show_note("")
            self.show_error(error.message)
            self.button.setEnabled(False)
