"""A line for competitors, with those known offered one after another."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from crmdesk.i18n import _
from crmdesk.qt.widgets.fields import TextLine
from crmdesk.qt.widgets.suggestions import Suggestions
from crmdesk.services.type_ahead import suggestions

_SEPARATORS = str.maketrans({"，": ",", "、": ",", "；": ",", ";": ","})


class CompetitorLine(TextLine):
    """Several are told apart by commas."""

    def __init__(self, known: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(_("Name, or several with commas"), parent=parent)
        self._known = known
        self.offers = Suggestions(self, self._offer)

    def names(self) -> tuple[str, ...]:
        """Who is named."""
        return tuple(name.strip() for name in self.text().translate(_SEPARATORS).split(",") if name.strip())

    def show_names(self, names: Sequence[str]) -> None:
        """Show who was named before."""
        self.setText(", ".join(names))

    def _offer(self, typed: str) -> Sequence[str]:
        """Competitors for the last of the names typed."""
        before, comma, last = typed.translate(_SEPARATORS).rpartition(",")
        head = f"{before}, " if comma else ""
        return [head + name for name in suggestions(last.strip(), self._known)]
