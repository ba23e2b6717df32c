"""Asks which colleague several customers or deals are to have. Saves nothing."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from crmdesk.domain.errors import ValidationError
from crmdesk.i18n import _
from crmdesk.qt.widgets.fields import TextLine
from crmdesk.qt.widgets.form_dialog import FormDialog
from crmdesk.qt.widgets.suggestions import Suggestions
from crmdesk.services.type_ahead import suggestions

_MOST_OFFERED = 30


class OwnerDialog(FormDialog):
    """Offers a name; an empty one for nobody. A name that is nobody's yet must be chosen as a new one.

    ``about`` says what is given to somebody.
    """

    def __init__(self, about: str, people: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(_("Owner"), about, _("Change owner"), parent)
        self._people = {name.casefold(): name for name in people}
        self._typed = self._new = ""
        self._has_offered = False
        self.owner = TextLine(_("nobody"))
        self._offers = Suggestions(self.owner, self._offer, self._meant)
        self._offers.activated.connect(self._take)
        self.add_field("owner", _("Owner"), self.owner)

    @override
    def value(self) -> str:
        name = self.owner.text().strip()
        if name and name != self._new and name.casefold() not in self._people:
            raise ValidationError(
                _("Nobody here is called “{name}”. Choose a colleague from the list, or add “{name}” there.").format(
                    name=name
                ),
                field="owner",
            )
        return self._people.get(name.casefold(), name)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        # Only below a dialog that has its place and the keyboard, which the list would else take from the window below.
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow() and not self._has_offered:
            self._has_offered = True
            QTimer.singleShot(0, self, self._offers.show_all)

    def _offer(self, typed: str) -> list[str]:
        self._typed = typed.strip()
        found = suggestions(typed, list(self._people.values()), _MOST_OFFERED)
        return [*found, *([self._adding()] if self._typed and self._typed.casefold() not in self._people else [])]

    def _adding(self) -> str:
        return _("Add “{name}” as a new colleague").format(name=self._typed)

    def _meant(self, row: str) -> str:
        return self._typed if row == self._adding() else row

    def _take(self, name: str) -> None:
        self._new = name
