"""The dialog that asks why a judgement changed. Saves nothing."""

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from crmdesk.domain.errors import ValidationError
from crmdesk.i18n import _
from crmdesk.qt.widgets.fields import TextLine
from crmdesk.qt.widgets.form_dialog import FormDialog


class WhyDialog(FormDialog):
    """Submits the words; ``change`` says what changed, in one line."""

    def __init__(self, change: str, parent: QWidget | None = None) -> None:
        super().__init__(_("Why did it change?"), change, _("Save"), parent)
        self.why = TextLine(_("In a few words"))
        self.add_field("why", _("Why"), self.why)

    @override
    def value(self) -> str:
        words = self.why.text().strip()
        if not words:
            raise ValidationError(_("Say it in a few words."), field="why")
        return words
