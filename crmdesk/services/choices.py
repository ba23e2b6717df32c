"""Choosing one entry of a list by its key, its name or an unambiguous part of it."""

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from crmdesk.domain.errors import AmbiguousError, ValidationError
from crmdesk.i18n import _
from crmdesk.store.text.folding import fold


class Named(Protocol):
    """An entry with a stable key and a name in the user's words."""

    @property
    def key(self) -> str:
        """The stable key; empty for the user's own entries."""
        ...

    @property
    def name(self) -> str:
        """What people call it."""
        ...


Entry = TypeVar("Entry", bound=Named)


def choose(entries: Sequence[Entry], text: str, field: str) -> Entry:
    """The one entry meant.

    Raises ValidationError naming the choices, or AmbiguousError naming those that fit.
    """
    fitting = fitting_entries(entries, text)
    if len(fitting) == 1:
        return fitting[0]
    names = [entry.name for entry in (fitting or entries)]
    if fitting:
        raise AmbiguousError(
            _("“{name}” may mean several: {candidates}.").format(name=text, candidates=_("; ").join(names)),
            names,
            field=field,
        )
    raise ValidationError(
        _("“{name}” is not one of: {candidates}.").format(name=text, candidates=_("; ").join(names)), field=field
    )


def fitting_entries(entries: Iterable[Entry], text: str) -> list[Entry]:
    """The entries called exactly so; else those whose key or name begins so; else those that contain it."""
    wanted = fold(text.strip())
    if not wanted:
        return []
    names = [(entry, {fold(entry.key), fold(entry.key).replace("_", " "), fold(entry.name)}) for entry in entries]
    exact = [entry for entry, words in names if wanted in words]
    beginning = [entry for entry, words in names if any(word.startswith(wanted) for word in words)]
    return exact or beginning or [entry for entry, words in names if any(wanted in word for word in words)]
