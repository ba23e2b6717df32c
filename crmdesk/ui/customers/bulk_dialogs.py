"""Ask which tags or which owner several customers are to have. They save nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from crmdesk.domain.errors import ValidationError
from crmdesk.i18n import _, ngettext
from crmdesk.qt.widgets.fields import TextLine
from crmdesk.qt.widgets.form_dialog import FormDialog
from crmdesk.qt.widgets.suggestions import Suggestions
from crmdesk.ui import wording

_MOST_OFFERED = 30
_COMMAS = str.maketrans({"，": ",", "、": ",", "；": ",", ";": ","})


@dataclass(frozen=True, slots=True)
class TagWish:
    """Tags to put on and tags to take off."""

    add: tuple[str, ...]
    remove: tuple[str, ...]


class TagDialog(FormDialog):
    """Offers a ``TagWish``."""

    def __init__(self, count: int, tags: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(_("Tags"), _for_how_many(count), _("Change tags"), parent)
        self.add, self.remove = TextLine(_("hot, referral…")), TextLine()
        for field in (self.add, self.remove):
            Suggestions(field, lambda text: _completed(text, tags))
        self.add_field("add", _("Add"), self.add)
        self.add_field("remove", _("Remove"), self.remove)

    @override
    def value(self) -> TagWish:
        wish = TagWish(_parts(self.add.text()), _parts(self.remove.text()))
        if not wish.add and not wish.remove:
            raise ValidationError(_("Name a tag to add or to remove."), field="add")
        return wish


class OwnerDialog(FormDialog):
    """Offers a name; an empty one for nobody."""

    def __init__(self, count: int, people: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(_("Owner"), _for_how_many(count), _("Change owner"), parent)
        self.owner = TextLine(_("nobody"))
        Suggestions(self.owner, lambda text: _fitting(text, people))
        self.add_field("owner", _("Owner"), self.owner)

    @override
    def value(self) -> str:
        return self.owner.text().strip()


def _for_how_many(count: int) -> str:
    told = ngettext("For {n} customer; undone in one step.", "For {n} customers; undone in one step.", count)
    return told.format(n=wording.number(count))


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.translate(_COMMAS).split(",") if part.strip())


def _completed(text: str, names: Sequence[str]) -> list[str]:
    """The text with its last part completed."""
    before, comma, last = text.translate(_COMMAS).rpartition(",")
    head = f"{before.strip()}, " if comma else ""
    return [head + name for name in _fitting(last, names)]


def _fitting(part: str, names: Sequence[str]) -> list[str]:
    """Names with the part in them, those that begin so first."""
    wanted = part.strip().casefold()
    fitting = [name for name in names if wanted in name.casefold()]
    return sorted(fitting, key=lambda name: not name.casefold().startswith(wanted))[:_MOST_OFFERED]
