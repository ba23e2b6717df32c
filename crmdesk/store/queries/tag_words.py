"""The tags people mean by words: ``gold``, part of it, another word for it, ``group:gold``; with all below them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from crmdesk.store.schema import TagGroupRow, TagRow
from crmdesk.store.text.folding import fold
from crmdesk.store.workspace import Source

_COLONS = (":", "：")


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of the list of tags; ``tag`` is what it leads to."""

    tag: int
    names: frozenset[str]
    groups: frozenset[str]
    group_key: str


def tags_meant(source: Source, texts: Iterable[str], *, group_key: str = "") -> set[int]:
    """Ids of the tags that any of the texts means, retired ones included, with those that stand below them.

    A text is the whole of a name, of a key or of another word, else any part of a name; before a colon the group may
    be named. With ``group_key`` only tags of that group are meant.
    """
    rows = source.connection.execute(
        select(
            TagRow.id, TagRow.name, TagRow.key, TagRow.parent_id, TagRow.merged_into_id, TagRow.group_id,
            TagGroupRow.name.label("group_name"), TagGroupRow.key.label("group_key"),
        ).join(TagGroupRow, TagGroupRow.id == TagRow.group_id)
    ).all()  # fmt: skip
    home = {row.id: row for row in rows}
    words = [
        _Word(
            row.merged_into_id or row.id,
            frozenset({fold(row.name), fold(row.key)}),
            frozenset({fold(row.group_name), fold(row.group_key)}),
            home[row.merged_into_id or row.id].group_key,
        )
        for row in rows
    ]
    below: dict[int | None, list[int]] = {}
    for row in rows:
        below.setdefault(row.parent_id, []).append(row.id)
    found: set[int] = set()
    for text in texts:
        found |= _meant([word for word in words if group_key in ("", word.group_key)], text)
    ordered = list(found)
    for tag in ordered:
        ordered.extend(lower for lower in below.get(tag, ()) if lower not in ordered)
    return set(ordered)


def _meant(words: Sequence[_Word], text: str) -> set[int]:
    wanted = fold(text)
    exact = {word.tag for word in words if wanted in word.names}
    return exact or _of_group(words, text) or {word.tag for word in words if any(wanted in name for name in word.names)}


def _of_group(words: Sequence[_Word], text: str) -> set[int]:
    """The tags meant by ``group:tag``."""
    for colon in _COLONS:
        group, found, name = text.partition(colon)
        if found and name.strip():
            near = [word for word in words if fold(group.strip()) in word.groups]
            wanted = fold(name.strip())
            exact = {word.tag for word in near if wanted in word.names}
            return exact or {word.tag for word in near if any(wanted in each for each in word.names)}
    return set()
