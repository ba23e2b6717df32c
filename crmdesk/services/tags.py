"""Tags: put on and taken off by name, dated, found in whatever group they stand."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from crmdesk.domain.changes import Changes
from crmdesk.domain.defaults import AppliesTo
from crmdesk.domain.errors import AmbiguousError, NotFoundError, ValidationError
from crmdesk.domain.tag import Tag, TagAssignmentDraft, TagGroup
from crmdesk.i18n import _
from crmdesk.services.desk import Desk
from crmdesk.services.tag_traces import traced
from crmdesk.services.wording import holders_word
from crmdesk.store.queries import catalogue
from crmdesk.store.queries.customers import customers_by_id
from crmdesk.store.queries.identities import tags_held
from crmdesk.store.queries.lookup import find_customer
from crmdesk.store.repos import members, tags
from crmdesk.store.text.folding import fold
from crmdesk.store.unit import Unit
from crmdesk.store.workspace import Source

# The group of tags that were written without one, by the workspace's language.
_FREE_GROUP = {"en": "Other tags", "zh_CN": "其他标签", "zh_TW": "其他標籤"}
# Chinese puts no blank before a tag; after a Latin letter or in an address # is something else.
_HASHTAG = re.compile(r"(?<![A-Za-z0-9_#&/?=])[#＃]([^\s#＃,.;:!?，。；：！？、()（）\[\]【】\"“”'‘’]+)")
_LONGEST_HASHTAG = 60


def hashtags(text: str) -> list[str]:
    """The words written as ``#tag`` in a text, each once; neither a number nor what nobody sees or says is a tag."""
    return list(dict.fromkeys(word for word in _HASHTAG.findall(text) if _is_tag(word)))


def _is_tag(word: str) -> bool:
    return len(word) <= _LONGEST_HASHTAG and not word.isdigit() and fold(word).strip() != ""


class TagService:
    """Putting tags on customers and taking them off."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def change_tags(
        self, customer: str, *, add: Sequence[str] = (), remove: Sequence[str] = ()
    ) -> tuple[list[str], Changes]:
        """Put tags on and take tags off; returns the customer's tags afterwards.

        Raises NotFoundError for a tag to remove that the customer does not have.
        """
        if not add and not remove:
            return self.tags_of(customer), Changes()
        with self._desk.change() as unit:
            tagged = find_customer(unit, customer)
            unit.describe(_("Change tags of “{name}”").format(name=tagged.name))
            today = self._desk.today()
            with traced(unit, [tagged.id], actor_id=members.ensure_one(unit, self._desk.actor)):
                self._remove(unit, tagged.id, remove, today)
                self._put(unit, tagged.id, [self._tag_id(unit, word) for word in add], today)
            after = list(customers_by_id(unit, [tagged.id])[tagged.id].tags)
        return after, unit.changes

    def tags_of(self, customer: str) -> list[str]:
        """The customer's tags."""
        with self._desk.read() as source:
            found = find_customer(source, customer)
            return list(customers_by_id(source, [found.id])[found.id].tags)

    def assign_in(
        self, unit: Unit, customer_id: int, words: Iterable[str], day: date, *, touch_id: int | None = None
    ) -> None:
        """Put tags on a customer within a unit of work; those it has already stay as they are."""
        chosen = [self._tag_id(unit, word) for word in words]
        self.assign_ids_in(unit, customer_id, chosen, day, touch_id=touch_id)

    def assign_ids_in(
        self, unit: Unit, customer_id: int, tag_ids: Iterable[int], day: date, *, touch_id: int | None = None
    ) -> None:
        """``assign_in`` for tags that are known. In a group of single choice the last one takes the place of others."""
        if chosen := list(tag_ids):
            with traced(unit, [customer_id], actor_id=members.ensure_one(unit, self._desk.actor)):
                self._put(unit, customer_id, chosen, day, touch_id=touch_id)

    def ids_in(self, unit: Unit, words: Iterable[str]) -> list[int]:
        """The tags called so within a unit of work, added where they are new."""
        return list(dict.fromkeys(self._tag_id(unit, word) for word in words))

    def new_among(self, words: Iterable[str]) -> list[str]:
        """The words that no tag for customers is called by yet."""
        with self._desk.read() as source:
            fitting = _for_customers(source)
            return [word for word in words if not any(tag.group_id in fitting for tag in _called(source, word))]

    def known_ids_in(self, unit: Unit, words: Iterable[str]) -> list[int]:
        """The tags called so, in whatever groups.

        Raises NotFoundError for a word that no tag is called by.
        """
        found: dict[int, None] = {}
        for word in words:
            called = _called(unit, word)
            if not called:
                raise NotFoundError(_("There is no tag “{tag}”.").format(tag=word), field="remove")
            found.update((tag.id, None) for tag in called)
        return list(found)

    def _put(
        self, unit: Unit, customer_id: int, tag_ids: Sequence[int], day: date, *, touch_id: int | None = None
    ) -> None:
        held = tags_held(unit, customer_id)
        new = [tag for tag in dict.fromkeys(tag_ids) if tag not in held]
        if new:
            choices = _single_choices(unit)
            new = list({choices.get(tag, -tag): tag for tag in new}.values())
            chosen = {choices[tag] for tag in new if tag in choices}
            tags.end(unit, [assignment for tag, assignment in held.items() if choices.get(tag) in chosen], day)
            me = members.ensure_one(unit, self._desk.actor)
            tags.assign(
                unit,
                [TagAssignmentDraft(tag, customer_id, day, touch_id=touch_id, by_id=me) for tag in new],
            )

    def _remove(self, unit: Unit, customer_id: int, words: Sequence[str], day: date) -> None:
        assigned = tags_held(unit, customer_id)
        ending: list[int] = []
        for word in words:
            called = [tag.id for tag in _called(unit, word) if tag.id in assigned]
            if not called:
                raise NotFoundError(_("The customer does not have the tag “{tag}”.").format(tag=word), field="tag")
            ending.extend(assigned[tag] for tag in called)
        tags.end(unit, ending, day)

    def _tag_id(self, unit: Unit, word: str) -> int:
        """The tag for customers called so, in the group named before a colon if one is; a new one where there is none.

        Raises ValidationError when that group is not for customers, AmbiguousError where several are called so.
        """
        fitting = _for_customers(unit)
        found = [tag for tag in _called(unit, word) if tag.group_id in fitting]
        if len(found) > 1:
            names = [f"{tag.group}:{tag.name}" for tag in found]
            raise AmbiguousError(
                _("“{name}” may mean several: {candidates}.").format(name=word, candidates=_("; ").join(names)),
                names,
                field="tag",
            )
        if found:
            return found[0].id
        group_name, name = _split(catalogue.tag_groups(unit), word)
        named = [group for group in catalogue.tag_groups(unit) if group_name and group.name == group_name]
        if named and not any(group.id in fitting for group in named):
            raise ValidationError(
                _("Tags of “{group}” are for {holders}, not for customers.").format(
                    group=group_name, holders=holders_word(AppliesTo(named[0].applies_to))
                ),
                field="tag",
            )
        group_name = group_name or _FREE_GROUP[self._desk.language]
        group = tags.ensure_groups(unit, {group_name: tags.NewGroup(group_name, "customer", single_choice=False)})[
            group_name
        ]
        return tags.ensure_tags(unit, [(group, name)])[group, name]


def _for_customers(source: Source) -> set[int]:
    """The groups whose tags a customer may have."""
    return {group.id for group in catalogue.tag_groups(source) if group.applies_to == AppliesTo.CUSTOMER}


def _called(source: Source, word: str) -> list[Tag]:
    """The tags whose name or key a word is; where there is none, those it is another word for."""
    group_name, name = _split(catalogue.tag_groups(source), word)
    wanted = fold(name.strip())
    near = [tag for tag in catalogue.tags(source) if not group_name or fold(tag.group) == fold(group_name)]
    return [tag for tag in near if wanted in (fold(tag.name), fold(tag.key))] or [
        tag for tag in near if wanted in map(fold, tag.aliases)
    ]


def _split(groups: Sequence[TagGroup], word: str) -> tuple[str, str]:
    """Group and tag of ``Group:tag``; the group is empty when the part before the colon is none."""
    for colon in (":", "："):
        before, found, after = word.partition(colon)
        group = next((group for group in groups if fold(before.strip()) in (fold(group.name), fold(group.key))), None)
        if found and after.strip() and group is not None:
            return group.name, after.strip()
    return "", word.strip()


def _single_choices(source: Source) -> dict[int, int]:
    """The group of each tag that stands in one of single choice."""
    groups = {group.id for group in catalogue.tag_groups(source) if group.single_choice}
    return {tag.id: tag.group_id for tag in catalogue.tags(source) if tag.group_id in groups}
