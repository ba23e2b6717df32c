"""Asks which tags several customers are to have, and says how many they are. Saves nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from crmdesk.domain.errors import CrmError, ValidationError
from crmdesk.i18n import _, ngettext
from crmdesk.qt.widgets.fields import TextLine
from crmdesk.qt.widgets.form_dialog import FormDialog
from crmdesk.qt.widgets.suggestions import Suggestions
from crmdesk.services.type_ahead import suggestions
from crmdesk.ui import wording

_MOST_OFFERED, _BESIDE_NEW = 30, 6
_COMMAS = str.maketrans({"，": ",", "、": ",", "；": ",", ";": ","})


@dataclass(frozen=True, slots=True)
class TagWish:
    """Tags to put on and tags to take off."""

    add: tuple[str, ...]
    remove: tuple[str, ...]


class TagDialog(FormDialog):
    """Offers a ``TagWish``; a tag that does not exist yet must be chosen as a new one.

    ``new_among`` tells which of some words no tag is called by.
    """

    def __init__(
        self, count: int, tags: Sequence[str], new_among: Callable[[Sequence[str]], Sequence[str]],
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(_("Tags"), about_customers(count), _("Change tags"), parent)
        self._tags, self._new_among = tags, new_among
        self._agreed: set[str] = set()
        self.add, self.remove = TextLine(_("hot, referral…")), TextLine()
        self._offers = Suggestions(self.add, self._offer, self._meant)
        self._offers.activated.connect(self._agree)
        Suggestions(self.remove, lambda text: _completed(text, tags))
        self.add_field("add", _("Add"), self.add)
        self.add_field("remove", _("Remove"), self.remove)

    @override
    def value(self) -> TagWish:
        wish = TagWish(_parts(self.add.text()), _parts(self.remove.text()))
        if not wish.add and not wish.remove:
            raise ValidationError(_("Name a tag to add or to remove."), field="add")
        new = self._not_agreed(self.add.text())
        if new:
            told = ngettext(
                "There is no tag {tags} yet. Correct it, or choose it as a new one from the list.",
                "There are no tags {tags} yet. Correct them, or choose them as new ones from the list.",
                len(new),
            )
            raise ValidationError(told.format(tags=_quoted(new)), field="add")
        return wish

    @override
    def show_error(self, error: CrmError) -> None:
        super().show_error(error)
        if error.field == "add" and self._not_agreed(self.add.text()):
            # Later: the dialog grows for the sentence, and the list belongs below the line where it will be.
            QTimer.singleShot(0, self, self._offers.show_all)

    def _not_agreed(self, text: str) -> list[str]:
        """The new tags in a text of which nobody has said that they are meant."""
        return [tag for tag in self._new_among(_parts(text)) if tag not in self._agreed]

    def _offer(self, text: str) -> list[str]:
        new = self._not_agreed(text)
        fitting = _completed(text, self._tags)
        # In sight without scrolling.
        return [*fitting[:_BESIDE_NEW], _making(new)] if new else fitting

    def _meant(self, row: str) -> str:
        return self.add.text() if row == _making(self._not_agreed(self.add.text())) else row

    def _agree(self, row: str) -> None:
        if row == self.add.text():
            self._agreed.update(self._not_agreed(row))


def about_customers(count: int) -> str:
    """How many are changed."""
    told = ngettext("For {n} customer; undone in one step.", "For {n} customers; undone in one step.", count)
    return told.format(n=wording.number(count))


def going_along(deals: int) -> str:
    """How many deals change hands with them."""
    if not deals:
        return _("They have no open deals that would go along.")
    told = ngettext(
        "{n} open deal of the same owner goes along.",
        "{n} open deals of the same owner go along.",
        deals,
    )
    return told.format(n=wording.number(deals))


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.translate(_COMMAS).split(",") if part.strip())


def _completed(text: str, names: Sequence[str]) -> list[str]:
    """The text with its last part completed."""
    before, comma, last = text.translate(_COMMAS).rpartition(",")
    head = f"{before.strip()}, " if comma else ""
    return [head + name for name in suggestions(last, names, _MOST_OFFERED)]


def _making(tags: Sequence[str]) -> str:
    return ngettext("New tag {tags}", "New tags {tags}", len(tags)).format(tags=_quoted(tags))


def _quoted(names: Sequence[str]) -> str:
    return ", ".join(_("“{name}”").format(name=name) for name in names)
