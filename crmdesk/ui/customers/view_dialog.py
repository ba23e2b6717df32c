"""Asks what a view is to be called, and who sees it. It saves nothing."""

from dataclasses import dataclass

from PySide6.QtWidgets import QCheckBox, QWidget
from typing_extensions import override

from crmdesk.i18n import _
from crmdesk.qt.widgets.fields import TextLine
from crmdesk.qt.widgets.form_dialog import FormDialog


@dataclass(frozen=True, slots=True)
class ViewWish:
    """A name; with ``own`` nobody else is to see the view."""

    name: str
    own: bool


class ViewDialog(FormDialog):
    """Offers a ``ViewWish``; with a ``name`` it is for a view that is there, and asks for another name only."""

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        if name:
            super().__init__(_("Rename view"), "", _("Rename"), parent)
        else:
            explanation = _("Which customers are listed and in which order is kept; who fits is looked up each time.")
            super().__init__(_("Save this view"), explanation, _("Save"), parent)
        self.name = TextLine(_("such as: hot ones in the north-west"))
        self.name.setText(name)
        self.name.selectAll()
        self.own = QCheckBox(_("Only I see it"))
        self.add_field("name", _("Name"), self.name)
        if not name:
            self.add_field("own", "", self.own)
            self.own.setAccessibleName(self.own.text())

    @override
    def value(self) -> ViewWish:
        return ViewWish(self.name.text(), self.own.isChecked())
