"""The quick-note templates."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from typing_extensions import override

from crmdesk.domain.changes import Changes
from crmdesk.domain.defaults import load_defaults
from crmdesk.domain.errors import NotFoundError
from crmdesk.domain.listed import NoteEntry, NoteUse
from crmdesk.domain.template import Template, template_from_json, template_to_json
from crmdesk.domain.template_edit import copy_of, new_key
from crmdesk.domain.template_effect import effect_key
from crmdesk.domain.template_field import FieldType, TemplateField
from crmdesk.domain.touch import AUTOMATIC_KINDS, TouchKind
from crmdesk.i18n import _
from crmdesk.services.configuration.listed import ListService
from crmdesk.services.configuration.note_effects import DeedShown, EffectChoices, deeds_shown, effect_choices
from crmdesk.services.effect_names import EffectNames
from crmdesk.services.effect_words import EffectShown
from crmdesk.services.quick_notes import BY_HAND, NotePreview, filled_so_far
from crmdesk.store.queries.catalogue import settings, touch_kinds
from crmdesk.store.queries.edited_lists import ListedRow
from crmdesk.store.queries.list_entries import note_entries
from crmdesk.store.queries.template_use import all_template_uses, is_template_used
from crmdesk.store.repos.edited_lists import EditedList, change_entries
from crmdesk.store.repos.setting import put_settings
from crmdesk.store.text.folding import fold
from crmdesk.store.unit import Unit

# A new note begins as this default one does: what came of it, in chips, and the next step.
_MODEL = "first_call"
_KEPT = ("result", "next", "next_text")
_TEXT = {"en": "note", "zh_CN": "备注", "zh_TW": "備註"}


class QuickNotes(ListService):
    """Their order is the order of their chips below a timeline."""

    edited = EditedList.NOTES

    def entries(self) -> list[NoteEntry]:
        """Every template in its order, retired ones included."""
        with self._desk.read() as source:
            return note_entries(source)

    def kinds(self) -> list[TouchKind]:
        """What a note can be recorded as."""
        with self._desk.read() as source:
            return [kind for kind in touch_kinds(source) if kind.key not in AUTOMATIC_KINDS]

    def add(self, name: str) -> tuple[str, Changes]:
        """Add a template with some chips, a text and a next step, to be changed from there; returns its uid.

        Raises ValidationError when the name is empty or taken.
        """
        taken = [entry.template.key for entry in self.entries()]
        template = _new_template(name.strip(), new_key(name, taken), self._desk.language)
        return self._add(name, {"definition": template_to_json(template)})

    def change(self, uid: str, edit: Callable[[Template], Template]) -> Changes:
        """Change a template by one of ``domain.template_edit``.

        Raises what ``edit`` raises.
        """
        with self._entry(uid) as (unit, row):
            unit.describe(_("Change quick note “{name}”").format(name=row.name))
            self._write(unit, row, edit(self._template(unit, row)))
        return unit.changes

    def set_kind(self, uid: str, kind: str) -> Changes:
        """What the note is recorded as, by the key of a kind of touch."""
        return self.change(uid, lambda template: replace(template, kind=kind))

    def duplicate(self, uid: str) -> tuple[str, Changes]:
        """Add the same note once more, right after it and under a name of its own; returns its uid."""
        entries = self.entries()
        entry = next((each for each in entries if each.uid == uid), None)
        if entry is None:
            raise NotFoundError(_("This entry is no longer there; somebody has deleted it."))
        names = {fold(each.name) for each in entries}
        numbered = (_("{name} – copy {n}").format(name=entry.name, n=number) for number in range(2, len(entries) + 3))
        first = _("{name} – copy").format(name=entry.name)
        name = next(each for each in (first, *numbered) if fold(each) not in names)
        key = new_key(name, [each.template.key for each in entries])
        copy = copy_of(entry.template, key, name)
        return self._add(name, {"definition": template_to_json(copy)})

    def uses(self) -> dict[str, NoteUse]:
        """How often each template was ever used, by its key. Reads every touch: not for the thread of the window."""
        with self._desk.read() as source:
            return all_template_uses(source)

    def is_by_hand(self) -> bool:
        """Whether notes are offered in the order they were put in, else those used most lately come first."""
        with self._desk.read() as source:
            return bool(settings(source).get(BY_HAND))

    def set_by_hand(self, *, by_hand: bool) -> Changes:
        """Offer notes in the order they were put in, or those used most lately first."""
        with self._desk.change(_("Change the order of quick notes")) as unit:
            put_settings(unit, {BY_HAND: by_hand})
        return unit.changes

    def try_out(self, template: Template, fills: Mapping[str, str]) -> NotePreview:
        """What a note says and would do with these answers by field; nothing need be filled in to see it."""
        filled, errors = filled_so_far(template, fills, self._desk)
        with self._desk.read() as source:
            names = EffectNames(source)
            shown = {effect_key(effect): name for effect in filled.effects if (name := names.of(effect))}
        return NotePreview(filled.text, tuple(EffectShown(key, name) for key, name in shown.items()), errors)

    def deeds(self, template: Template) -> list[DeedShown]:
        """All that a note does, in words."""
        with self._desk.read() as source:
            return deeds_shown(source, template)

    def effect_choices(self) -> EffectChoices:
        """What effects can be chosen from."""
        with self._desk.read() as source:
            return effect_choices(source)

    @override
    def _is_used(self, unit: Unit, row: ListedRow) -> bool:
        return is_template_used(unit, self._template(unit, row).key)

    @override
    def _renamed(self, unit: Unit, row: ListedRow, name: str) -> None:
        self._write(unit, row, replace(self._template(unit, row), name=name))

    @staticmethod
    def _template(unit: Unit, row: ListedRow) -> Template:
        return next(entry.template for entry in note_entries(unit) if entry.uid == row.uid)

    def _write(self, unit: Unit, row: ListedRow, template: Template) -> None:
        # Read back once, so that nothing is written that could not be read.
        document = template_to_json(template_from_json(template_to_json(template)))
        change_entries(unit, self.edited, [row.id], {"definition": document})


def _new_template(name: str, key: str, language: str) -> Template:
    model = next(template for template in load_defaults(language).templates if template.key == _MODEL)
    kept = {field.key: field for field in model.fields if field.key in _KEPT}
    chips = tuple(replace(chip, effects=()) for chip in kept["result"].chips)
    text = TemplateField("note", _TEXT[language], FieldType.TEXT)
    return Template(
        key=key,
        name=name,
        kind=model.kind,
        language=language,
        fields=(replace(kept["result"], chips=chips), text, kept["next"], kept["next_text"]),
        sentence=(model.sentence[0], "{note}", model.sentence[-1]),
        rules=model.rules,
    )
