"""Asks what a file is to be called."""

from pathlib import PurePath

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from crmdesk.domain.file_name import shown_name
from crmdesk.i18n import _
from crmdesk.qt.widgets.fields import TextLine
from crmdesk.qt.widgets.form_dialog import FormDialog


class RenameDialog(FormDialog):
    """Offers a name and saves nothing; what can be typed over at once is the name without its ending."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(_("Rename the file"), "", _("Rename"), parent)
        shown = shown_name(name)
        self.name = TextLine(_("such as: quote for the second campus.pdf"))
        self.name.setText(shown)
        self.name.setSelection(0, len(PurePath(shown).stem))
        self.add_field("name", _("Name"), self.name)

    @override
    def value(self) -> str:
        return self.name.text()
