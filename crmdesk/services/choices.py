"""Choosing one entry of a list by its key, its name or an unambiguous part of it.

Entries of a default list are also known by the names that list has in the other languages, because people and files do
not always speak the language of the workspace. This is the only place that looks them up.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Protocol, TypeVar, runtime_checkable

from crmdesk.domain.defaults import default_names
from crmdesk.domain.errors import AmbiguousError, ValidationError
from crmdesk.i18n import _
from crmdesk.store.text.folding import fold

STAGES, REASONS, KINDS = "stages", "loss_reasons", "touch_kinds"
"""The default lists whose entries people name."""


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


@runtime_checkable
class Aliased(Protocol):
    """An entry that is found by other words as well."""

    @property
    def aliases(self) -> tuple[str, ...]:
        """Those words."""
        ...


Entry = TypeVar("Entry", bound=Named)


def choose(entries: Sequence[Entry], text: str, field: str, defaults: str = "") -> Entry:
    """The one entry meant; ``defaults`` as in ``fitting_entries``.

    Raises ValidationError naming the choices, or AmbiguousError naming those that fit.
    """
    fitting = fitting_entries(entries, text, defaults)
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


def fitting_entries(entries: Iterable[Entry], text: str, defaults: str = "") -> list[Entry]:
    """The entries called exactly so; else those whose key or name begins so; else those that contain it.

    Being found by exactly this word, or with ``defaults``, the name of a default list, being called exactly so in
    another language, counts as well, unless an entry is called so in the workspace's own words.
    """
    wanted = fold(text.strip())
    if not wanted:
        return []
    names = [(entry, {fold(entry.key), fold(entry.key).replace("_", " "), fold(entry.name)}) for entry in entries]
    exact = [entry for entry, words in names if wanted in words]
    abroad = [entry for entry, _words in names if wanted in other_words(entry, defaults)]
    beginning = [entry for entry, words in names if any(word.startswith(wanted) for word in words)]
    return exact or abroad or beginning or [entry for entry, words in names if any(wanted in word for word in words)]


def other_words(entry: Named, defaults: str) -> frozenset[str]:
    """All words besides its name by which an entry is found, folded."""
    own = map(fold, entry.aliases) if isinstance(entry, Aliased) else ()
    return names_abroad(defaults, entry.key).union(own)


def names_abroad(defaults: str, key: str) -> frozenset[str]:
    """What the entry with this key of a default list is called in any language, folded; nothing for anybody's own."""
    return _names_abroad(defaults).get(key, frozenset()) if defaults and key else frozenset()


@cache
def _names_abroad(defaults: str) -> Mapping[str, frozenset[str]]:
    # Within a list no two entries have the same key, on whatever level they stand.
    return {path[-1]: frozenset(map(fold, names)) for path, names in default_names(defaults).items()}
