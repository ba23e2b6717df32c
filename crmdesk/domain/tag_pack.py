"""Tag groups as they travel from one workspace to another: names, trees, other words, and what they are for."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from crmdesk.domain.customer import checked_name
from crmdesk.domain.defaults import AppliesTo
from crmdesk.domain.errors import ValidationError
from crmdesk.domain.tag import MOST_LEVELS
from crmdesk.i18n import _

MOST_GROUPS, MOST_TAGS, MOST_WORDS = 200, 5000, 50
"""A pack has at most so many groups and tags, a tag at most so many other words."""

_COLOURS = 8
_KEY = re.compile(r"[a-z0-9_]{0,60}", re.ASCII)


@dataclass(frozen=True, slots=True)
class PackTag:
    """A tag with those below it; ``key`` is empty for one of the user's own."""

    name: str
    key: str = ""
    aliases: tuple[str, ...] = ()
    tags: tuple["PackTag", ...] = ()


@dataclass(frozen=True, slots=True)
class PackGroup:
    """A group with the tags at its top; ``colour`` is a place in the palette of data."""

    name: str
    key: str = ""
    family: str = ""
    applies_to: AppliesTo = AppliesTo.CUSTOMER
    single_choice: bool = False
    colour: int | None = None
    tags: tuple[PackTag, ...] = ()


@dataclass(frozen=True, slots=True)
class TagPack:
    """Groups under a name, in the language of the workspace they came from."""

    name: str
    language: str
    groups: tuple[PackGroup, ...]


@dataclass(frozen=True, slots=True)
class PackLine:
    """What taking a pack in does to one group; tags are counted by what becomes of them."""

    group: str
    is_new: bool
    is_changed: bool
    new: int
    changed: int
    same: int


def check_pack(pack: TagPack) -> TagPack:
    """The pack, if a workspace can hold it.

    Raises ValidationError for names nobody could read, too much of anything, or what is there twice.
    """
    _check_name(pack.name)
    if not pack.groups:
        raise ValidationError(_("There is no tag group in it."))
    if len(pack.groups) > MOST_GROUPS or sum(1 for group in pack.groups for _tag in walk(group.tags)) > MOST_TAGS:
        raise ValidationError(
            _("It has more than {groups} groups or {tags} tags.").format(groups=MOST_GROUPS, tags=MOST_TAGS)
        )
    # Industries may call groups of their own alike.
    _check_once(group.name for group in pack.groups if not group.key)
    _check_once(group.key for group in pack.groups if group.key)
    for group in pack.groups:
        _check_group(group)
    return pack


def walk(tags: tuple[PackTag, ...], above: PackTag | None = None) -> Iterator[tuple[PackTag, PackTag | None]]:
    """Every tag with the one it stands below, higher ones first."""
    for tag in tags:
        yield tag, above
        yield from walk(tag.tags, tag)


def depth(tags: tuple[PackTag, ...]) -> int:
    """On how many levels tags stand."""
    return 1 + max(depth(tag.tags) for tag in tags) if tags else 0


def _check_group(group: PackGroup) -> None:
    _check_name(group.name)
    if group.colour is not None and not 0 <= group.colour < _COLOURS:
        raise ValidationError(_("“{name}” has a colour that does not exist.").format(name=group.name))
    if depth(group.tags) > MOST_LEVELS:
        raise ValidationError(
            _("The tags of “{name}” stand on more than {most} levels.").format(name=group.name, most=MOST_LEVELS)
        )
    tags = [tag for tag, _above in walk(group.tags)]
    for tag in tags:
        _check_name(tag.name)
        if len(tag.aliases) > MOST_WORDS:
            raise ValidationError(
                _("“{name}” has more than {most} other words.").format(name=tag.name, most=MOST_WORDS)
            )
        for word in tag.aliases:
            _check_name(word)
    for name, key in ((group.name, group.key), *((tag.name, tag.key) for tag in tags)):
        if not _KEY.fullmatch(key):
            raise ValidationError(_("“{name}” has a key that cannot be one.").format(name=name))
    _check_once(word for tag in tags for word in (tag.name, *tag.aliases))


def _check_name(name: str) -> None:
    checked_name(name)
    if any(unicodedata.category(character) == "Cc" for character in name):
        raise ValidationError(_("A name in it holds characters that nobody sees."))


def _check_once(words: Iterator[str]) -> None:
    seen: set[str] = set()
    for word in words:
        plain = unicodedata.normalize("NFKC", word).casefold().strip()
        if plain in seen:
            raise ValidationError(_("“{name}” is in it twice.").format(name=word))
        seen.add(plain)
