"""Asks what the view of the customers of some tags is to be called. Saves nothing."""

from PySide6.QtWidgets import QCheckBox, QWidget
from typing_extensions import override

from crmdesk.i18n import _
from crmdesk.qt.widgets.fields import TextLine
from crmdesk.qt.widgets.form_dialog import FormDialog


class ViewDialog(FormDialog):
    """Offers the name, and whether nobody else is to see the view."""

    def __init__(self, name: str, expression: str, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Save as view"),
            _("The view always has the customers that fit then: {filter}").format(filter=expression),
            _("Save"),
            parent,
        )
        self.name = TextLine(_("such as: referred, several sites"))
        self.name.setText(name)
        self.own = QCheckBox(_("Only for me"))
        self.add_field("name", _("Name"), self.name)
        self.add_field("own", _("Who sees it"), self.own)

    @override
    def value(self) -> tuple[str, bool]:
        return self.name.text(), self.own.isChecked()
