"""Taking a tag pack into the lists of a workspace, within a unit of work: what is there is made like it."""

from typing import Any

from crmdesk.domain.errors import ConflictError
from crmdesk.domain.tag_pack import PackGroup, PackLine, PackTag, TagPack, walk
from crmdesk.i18n import _
from crmdesk.services.wording import holders_word
from crmdesk.store.queries.tag_packs import KnownGroup, KnownTag, known_groups, known_tags
from crmdesk.store.queries.tag_use import kinds_of_holders
from crmdesk.store.repos.edited_lists import EditedList
from crmdesk.store.repos.nested_lists import add_alias
from crmdesk.store.repos.tag_packs import add_group, add_tag, change_group, change_tag
from crmdesk.store.text.folding import fold
from crmdesk.store.unit import Unit


def take_in(unit: Unit, pack: TagPack) -> tuple[PackLine, ...]:
    """Take a pack in; one line per group says what became of it."""
    return tuple(_take_group(unit, group) for group in pack.groups)


def _take_group(unit: Unit, group: PackGroup) -> PackLine:
    groups = known_groups(unit)
    known = _group_meant(groups, group)
    if known is None:
        home, is_changed = add_group(unit, group, position=len(groups)), False
    else:
        home = known.id
        is_changed = _change_group(unit, known, group)
    counts = _take_tags(unit, home, group)
    return PackLine(known.name if known else group.name, known is None, is_changed, *counts)


def _group_meant(groups: list[KnownGroup], group: PackGroup) -> KnownGroup | None:
    """The group with the same key, else one with the same name, rather in use, that has no other key."""
    keyed = [each for each in groups if group.key and each.key == group.key]
    named = [each for each in groups if fold(each.name) == fold(group.name) and not (group.key and each.key)]
    return next(iter([*keyed, *sorted(named, key=lambda each: each.retired)]), None)


def _change_group(unit: Unit, known: KnownGroup, group: PackGroup) -> bool:
    wanted = {
        "single_choice": group.single_choice,
        "colour": group.colour if group.colour is not None else known.colour,
        "applies_to": group.applies_to.value,
        "retired": False,
    }
    if known.applies_to is not group.applies_to and (others := kinds_of_holders(unit, known.id) - {group.applies_to}):
        raise ConflictError(
            _("The pack has “{name}” for {wanted}, but here its tags are on {holders}.").format(
                name=known.name,
                wanted=holders_word(group.applies_to),
                holders=_("; ").join(sorted(map(holders_word, others))),
            )
        )
    return change_group(unit, known, wanted)


def _take_tags(unit: Unit, home: int, group: PackGroup) -> tuple[int, int, int]:
    """How many tags are new, changed, and the same."""
    tags = known_tags(unit, home)
    words = {fold(word): tag for tag in tags for word in tag.aliases}
    words |= {fold(tag.name): tag for tag in tags}
    keys = {tag.key: tag for tag in tags if tag.key}
    ids: dict[PackTag, int] = {}
    new = changed = 0
    for tag, above in walk(group.tags):
        parent = ids[above] if above is not None else None
        known = keys.get(tag.key) or words.get(fold(tag.name))
        if known is None:
            known = KnownTag(add_tag(unit, home, tag, parent_id=parent), tag.key, tag.name, parent, retired=False)
            _take_words(unit, home, known.id, tag, words, known)
            new += 1
        else:
            different = change_tag(unit, known, _wanted(known, parent, ids))
            different |= _take_words(unit, home, known.id, tag, words, known)
            changed += different
        words.setdefault(fold(tag.name), known)
        ids[tag] = known.id
    return new, changed, len(ids) - new - changed


def _wanted(known: KnownTag, parent: int | None, taken: dict[PackTag, int]) -> dict[str, Any]:
    """Where a tag is to stand; one that two of the pack are here stays where the first put it."""
    return {"retired": False} if known.id in taken.values() else {"retired": False, "parent_id": parent}


def _take_words(unit: Unit, home: int, tag_id: int, tag: PackTag, words: dict[str, KnownTag], known: KnownTag) -> bool:
    """Let a tag be found by the other words of the pack that mean nothing here yet; whether there was any."""
    coming = [word for word in tag.aliases if fold(word) not in words and fold(word) != fold(tag.name)]
    for word in coming:
        add_alias(unit, EditedList.TAGS, tag_id, word, {"group_id": home})
        words[fold(word)] = known
    return bool(coming)
