"""The tags of an import: groups and tags by name, assignments from the day of the import."""

from collections.abc import Sequence

from crmdesk.domain.defaults import AppliesTo
from crmdesk.domain.tag import TagAssignmentDraft
from crmdesk.exchange.tables.records import ImportRow, SheetKind, TagText
from crmdesk.services.importing.job import Job
from crmdesk.services.importing.ledger import Effect
from crmdesk.services.importing.request import DuplicatePolicy
from crmdesk.services.tag_traces import traced
from crmdesk.store.queries.catalogue import tag_groups
from crmdesk.store.queries.identities import assignments_ended_by_hand, open_assignments, tag_groups_of
from crmdesk.store.repos import tags
from crmdesk.store.repos.edited_lists import EditedList
from crmdesk.store.repos.nested_lists import add_alias
from crmdesk.store.text.folding import fold

# Well-known attributes that have no group of their own in a new workspace: name by language, and what they describe.
_GROUPS = {
    "industry": ("Industry", "行业", "行業"),
    "country": ("Country", "国家", "國家"),
    "region": ("Region", "区域", "區域"),
    "size": ("Company size", "企业规模", "企業規模"),
    "level": ("Level", "级别", "級別"),
    "source": ("Source", "来源", "來源"),
    "product": ("Product", "产品", "產品"),
    "status": ("Status", "状态", "狀態"),
    "lead_status": ("Lead status", "线索状态", "線索狀態"),
    "lifecycle": ("Life-cycle stage", "生命周期阶段", "生命週期階段"),
    "type": ("Type", "类型", "類型"),
}
# A thing can have several of these at once.
_MANY_VALUED = ("source", "product")
_LANGUAGES = ("en", "zh_CN", "zh_TW")
_Place = tuple[int, int | None, int | None]


class TagStep:
    """Last step: tags on customers, people and deals; one of a single-choice group takes the place of another."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._assigned = open_assignments(job.unit)
        self._held: dict[_Place, dict[int, int]] = {}
        self._withdrawn = assignments_ended_by_hand(job.unit)
        for (customer, contact, deal, tag), assignment in self._assigned.items():
            self._held.setdefault((customer, contact, deal), {})[tag] = assignment

    def run(self) -> None:
        """Assign what the rows tell and is not assigned yet."""
        told = [(number, row, tag) for number, row in self._job.going() for tag in self._tags_of(row)]
        in_use = {group.id for group in tag_groups(self._job.unit)}
        groups = tags.ensure_groups(self._job.unit, self._groups([tag for _number, _row, tag in told]))
        before = {tag for tag, group in tag_groups_of(self._job.unit).items() if group in in_use}
        ids = tags.ensure_tags(self._job.unit, [(groups[tag.group], tag.name) for _n, _r, tag in told])
        single = {group.id for group in tag_groups(self._job.unit) if group.single_choice}
        group_of = tag_groups_of(self._job.unit)
        self._note_list(told, groups, ids, before)
        wanted: dict[tuple[int, _Place], set[int]] = {}
        for number, row, tag in told:
            place = self._place(number, row, tag)
            if place is not None:
                wanted.setdefault((number, place), set()).add(ids[groups[tag.group], tag.name])
        self._write(wanted, single, group_of)

    def _tags_of(self, row: ImportRow) -> list[TagText]:
        source = row.customer.source.strip() if row.customer else ""
        return [*row.tags, *([TagText("source", source)] if source else [])]

    def _groups(self, told: Sequence[TagText]) -> dict[str, tags.NewGroup]:
        """What groups are to be if there are none, by the words for them; a row that tells what they are on counts."""
        groups: dict[str, TagText] = {}
        for tag in told:
            known = groups.setdefault(tag.group, tag)
            if tag.holders and not known.holders:
                groups[tag.group] = tag
        return {word: self._group(tag) for word, tag in groups.items()}

    def _group(self, tag: TagText) -> tags.NewGroup:
        """What the group is to be if there is none: an attribute of which a thing has one value, or a free group."""
        if tag.holders in tuple(AppliesTo):
            return tags.NewGroup(tag.group, tag.holders, single_choice=bool(tag.single), key=tag.group_key)
        applies_to = tag.target or "customer"
        if tag.group not in _GROUPS:
            return tags.NewGroup(tag.group, applies_to, single_choice=False)
        name = _GROUPS[tag.group][_LANGUAGES.index(self._job.desk.language)]
        return tags.NewGroup(name, applies_to, single_choice=tag.group not in _MANY_VALUED)

    def _note_list(
        self,
        told: list[tuple[int, ImportRow, TagText]],
        groups: dict[str, int],
        ids: dict[tuple[int, str], int],
        before: set[int],
    ) -> None:
        """Rows of the sheet of tags: the tag itself is what they bring, perhaps below another."""
        parents: dict[int, int] = {}
        words = tags.known_tags(self._job.unit)
        for number, row, tag in told:
            if row.kind is SheetKind.TAGS:
                tag_id = ids[groups[tag.group], tag.name]
                new = tag_id not in before
                added = self._add_words(groups[tag.group], tag_id, tag.words, words)
                effect = Effect.CREATED if new else Effect.UPDATED if added else Effect.UNCHANGED
                self._job.ledger.note(number, "tag", tag_id, effect)
                parent = ids.get((groups[tag.group], tag.parent))
                if new and parent is not None:
                    parents[tag_id] = parent
        tags.set_parents(self._job.unit, parents)

    def _add_words(self, group: int, tag: int, coming: Sequence[str], known: dict[tuple[int, str], int]) -> bool:
        """Let a tag be found by the words that mean nothing in its group yet; whether there was any."""
        before = len(known)
        for word in coming:
            if word.strip() and (group, fold(word)) not in known and self._job.policy is DuplicatePolicy.UPDATE:
                add_alias(self._job.unit, EditedList.TAGS, tag, word, {"group_id": group})
                known[group, fold(word)] = tag
        return len(known) > before

    def _place(self, number: int, row: ImportRow, tag: TagText) -> _Place | None:
        customer = self._job.customer_of.get(number)
        if customer is None or row.kind is SheetKind.TAGS:
            return None
        if tag.target == "deal":
            deal = self._job.deal_of.get(number)
            return None if deal is None else (self._job.customer_of_deal[deal], None, deal)
        if tag.target == "contact":
            contact = self._job.contact_of.get(number)
            return None if contact is None else (self._job.customer_of_contact[contact], contact, None)
        return (customer, None, None)

    def _write(self, wanted: dict[tuple[int, _Place], set[int]], single: set[int], group_of: dict[int, int]) -> None:
        unit, today = self._job.unit, self._job.unit.now.local_date
        put: dict[tuple[_Place, int], None] = {}
        ending: list[int] = []
        first: dict[tuple[_Place, int], int] = {}
        for (number, place), told in self._job.paced(wanted.items()):
            # Of a single-choice group the first row that names one counts, as with every other field.
            chosen = {
                tag
                for tag in told
                if group_of[tag] not in single or first.setdefault((place, group_of[tag]), number) == number
            }
            held = self._held.setdefault(place, {})
            new = sorted(chosen - set(held) - self._unwanted(number, place))
            replaced = {
                tag
                for tag in held
                if tag not in chosen
                and group_of[tag] in single
                and any(group_of[other] == group_of[tag] for other in new)
            }
            ending += [held[tag] for tag in replaced if held[tag] > 0]
            for tag in replaced:
                del held[tag]
                put.pop((place, tag), None)
            for tag in new:
                put[place, tag] = None
                held[tag] = 0
            if new:
                self._note(number, place)
        by = self._job.me() if put else None
        # What a new customer begins with is no change, and our own workbook may bring the entries along.
        customers = {customer for (customer, _contact, _deal), _tag in put} - self._job.new_customers
        known = set[int]() if self._job.brings_history else customers
        with traced(unit, known, actor_id=by, import_batch_id=self._job.batch_id):
            tags.assign(
                unit,
                [
                    TagAssignmentDraft(tag, customer, today, contact, deal, by_id=by)
                    for (customer, contact, deal), tag in put
                ],
            )
            tags.end(unit, ending, today)

    def _unwanted(self, number: int, place: _Place) -> set[int]:
        """Tags a person has taken off since: a foreign file does not bring them back, our own workbook does."""
        row = self._job.rows[number]
        things = (row.customer, row.contact, row.deal)
        return set() if any(thing and thing.uid for thing in things) else self._withdrawn.get(place, set())

    def _note(self, number: int, place: _Place) -> None:
        customer, contact, deal = place
        if deal is not None:
            self._job.ledger.note(number, "deal", deal, Effect.UPDATED)
        elif contact is not None:
            self._job.ledger.note(number, "contact", contact, Effect.UPDATED)
        else:
            self._job.ledger.note(number, "customer", customer, Effect.UPDATED)
