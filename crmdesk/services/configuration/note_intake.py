"""Taking a set of quick notes into a workspace, in a unit of work; what its effects name, here and elsewhere."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from crmdesk.domain.listed import NoteEntry
from crmdesk.domain.note_set import NoteLine, NoteSet, Outcome, SameName
from crmdesk.domain.template import Template, template_to_json
from crmdesk.domain.template_edit import copy_of, new_key
from crmdesk.domain.template_effect import FirstTouchEffect, StageEffect, TagEffect
from crmdesk.domain.template_fixed import FixedEffect, FixedEntry, FixedVoice
from crmdesk.i18n import _
from crmdesk.store.queries import catalogue
from crmdesk.store.queries.edited_lists import all_rows
from crmdesk.store.queries.first_touchpoints import CHANNELS
from crmdesk.store.queries.list_entries import note_entries
from crmdesk.store.repos.edited_lists import EditedList, add_entry, change_entries
from crmdesk.store.text.folding import fold
from crmdesk.store.unit import Unit
from crmdesk.store.workspace import Source


@dataclass(frozen=True, slots=True)
class _Named:
    """An entry of a list of the workspace: by its key, its uid, its name, and all that was merged into it."""

    key: str
    uid: str
    name: str
    was: tuple[str, ...] = ()

    @property
    def here(self) -> str:
        """What a note here calls it."""
        return self.key or self.uid

    @property
    def anywhere(self) -> str:
        """What a note that travels calls it."""
        return self.key or self.name


def portable(source: Source, templates: list[Template]) -> list[Template]:
    """The notes, what their effects name called so that another workspace can know it."""
    lists = _Lists(source, lambda entry: entry.anywhere)
    return [lists.told(template) for template in templates]


def take_in(unit: Unit, notes: NoteSet, same: SameName) -> tuple[NoteLine, ...]:
    """Take a set in; one line per note says what became of it."""
    intake = _Intake(unit, same)
    return tuple(intake.take(template) for template in notes.templates)


class _Intake:
    """Knows the notes that are there, those just taken in among them."""

    def __init__(self, unit: Unit, same: SameName) -> None:
        self._unit, self._same = unit, same
        self._lists = _Lists(unit, lambda entry: entry.here)
        rows = all_rows(unit, EditedList.NOTES)
        self._ids = {row.uid: row.id for row in rows}
        self._own = {row.key: row.uid for row in rows if row.key}
        self._entries = note_entries(unit)

    def take(self, template: Template) -> NoteLine:
        """Take one note in."""
        self._lists.missing.clear()
        coming = self._lists.told(template)
        missing = tuple(dict.fromkeys(self._lists.missing))
        known = self._meant(coming)
        if known is None or self._same is SameName.BOTH:
            return NoteLine(self._add(coming), Outcome.NEW, missing)
        if self._same is SameName.LEAVE:
            return NoteLine(known.name, Outcome.LEFT, missing)
        return NoteLine(known.name, self._change(known, coming), missing)

    def _meant(self, template: Template) -> NoteEntry | None:
        """The program's own note with the same key, else one with the same name."""
        keyed = [entry for entry in self._entries if entry.uid == self._own.get(template.key)]
        named = [entry for entry in self._entries if fold(entry.name) == fold(template.name)]
        return next(iter([*keyed, *named]), None)

    def _add(self, coming: Template) -> str:
        """Add a note under a name and a key that are free; returns the name."""
        keys = [entry.template.key for entry in self._entries]
        name = _free_name(coming.name, [entry.name for entry in self._entries])
        key = coming.key if coming.key not in keys else new_key(name, keys)
        added = coming if (key, name) == (coming.key, coming.name) else copy_of(coming, key, name)
        values = {"definition": template_to_json(added), "position": len(self._entries)}
        uid = add_entry(self._unit, EditedList.NOTES, name, values)
        self._entries.append(NoteEntry(uid, name, retired=False, deletable=True, template=added))
        return name

    def _change(self, known: NoteEntry, coming: Template) -> Outcome:
        """Make a note like another, under its own name and key, for its uses are counted by that."""
        made = replace(coming, key=known.template.key, name=known.name)
        if made == known.template and not known.retired:
            return Outcome.SAME
        values = {"definition": template_to_json(made), "retired": False}
        change_entries(self._unit, EditedList.NOTES, [self._ids[known.uid]], values)
        return Outcome.CHANGED


def _free_name(name: str, taken: list[str]) -> str:
    folded = {fold(each) for each in taken}
    numbered = (_("{name} ({n})").format(name=name, n=number) for number in range(2, len(taken) + 3))
    return next(each for each in (name, *numbered) if fold(each) not in folded)


class _Lists:
    """Says anew what effects name; ``missing`` is what no list has."""

    def __init__(self, source: Source, said: Callable[[_Named], str]) -> None:
        self._said = said
        self.missing: list[str] = []
        groups = {group.id: _Named(group.key, group.uid, group.name) for group in catalogue.tag_groups(source)}
        self._groups = list(groups.values())
        self._tags = [
            (groups[tag.group_id], _Named(tag.key, tag.uid, tag.name))
            for tag in catalogue.tags(source)
            if tag.group_id in groups
        ]
        self._stages = [_Named(stage.key, stage.uid, stage.name) for stage in catalogue.stages(source)]
        self._reasons = [
            _Named(reason.key, reason.uid, reason.name, (*reason.was, *reason.aliases))
            for reason in catalogue.loss_reasons(source)
            if reason.parent_id is None
        ]
        self._kinds = {kind.key for kind in catalogue.touch_kinds(source)}

    def told(self, template: Template) -> Template:
        """The note with everything its effects name said anew."""
        kind = template.kind
        if kind not in self._kinds:
            self.missing.append(kind)
            kind = "note"
        return replace(
            template,
            kind=kind,
            effects=tuple(self._effects(template.effects)),
            fields=tuple(
                replace(
                    asked,
                    effects=tuple(self._effects(asked.effects)),
                    chips=tuple(replace(chip, effects=tuple(self._effects(chip.effects))) for chip in asked.chips),
                )
                for asked in template.fields
            ),
        )

    def _effects(self, effects: tuple[FixedEffect, ...]) -> Iterator[FixedEffect]:
        for effect in effects:
            match effect:
                case TagEffect(group_key, tag_key):
                    yield TagEffect(*self._tag(group_key, tag_key))
                case FirstTouchEffect(channel_key):
                    yield FirstTouchEffect(self._tag(CHANNELS, channel_key)[1])
                case StageEffect(stage_key):
                    yield StageEffect(self._one(self._stages, stage_key))
                case FixedVoice(reason_key):
                    yield FixedVoice(self._one(self._reasons, reason_key))
                case FixedEntry(kind) if kind not in self._kinds:
                    self.missing.append(kind)
                case _:
                    yield effect

    def _tag(self, group_key: str, tag_key: str) -> tuple[str, str]:
        for group, tag in self._tags:
            if _is(group, group_key) and _is(tag, tag_key):
                return self._said(group), self._said(tag)
        self.missing.append(tag_key)
        return group_key, tag_key

    def _one(self, entries: list[_Named], word: str) -> str:
        for entry in entries:
            if _is(entry, word):
                return self._said(entry)
        self.missing.append(word)
        return word


def _is(entry: _Named, word: str) -> bool:
    return word in (entry.key, entry.uid, *entry.was) or fold(word) == fold(entry.name)
