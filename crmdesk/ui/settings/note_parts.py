"""The questions and chips of one quick note as a list of two levels that can be edited."""

from collections.abc import Callable

from crmdesk.domain import template_edit
from crmdesk.domain.changes import Changes
from crmdesk.domain.template import Template
from crmdesk.domain.template_field import FieldType, TemplateField
from crmdesk.i18n import _
from crmdesk.qt.entry_model import Entry
from crmdesk.ui.settings.note_editing import NoteEditing


class NoteParts:
    """Keys are those of the questions, and ``question/chip`` for chips."""

    def __init__(self, editing: NoteEditing) -> None:
        self._editing = editing

    def add(self, name: str) -> tuple[str, Changes]:
        """Add a question."""
        keys: list[str] = []

        def edit(template: Template) -> Template:
            longer = template_edit.add_field(template, name)
            keys.append(longer.fields[-1].key)
            return longer

        changes = self._change(edit)
        return keys[-1], changes

    def rename(self, key: str, name: str) -> Changes:
        """Call a question or a chip otherwise."""
        field, chip = split(key)
        if chip:
            return self._change(lambda template: template_edit.rename_chip(template, field, chip, name))
        return self._change(lambda template: template_edit.rename_field(template, field, name))

    def move(self, key: str, before: str | None) -> Changes:
        """Put a question or a chip before another, or last."""
        field, chip = split(key)
        if chip:
            other = split(before)[1] if before else None
            return self._change(lambda template: template_edit.move_chip(template, field, chip, other))
        return self._change(lambda template: template_edit.move_field(template, field, before))

    def retire(self, key: str) -> Changes:
        """Remove a question or a chip; notes written keep what they say."""
        return self.delete(key)

    def bring_back(self, _key: str) -> Changes:
        """Change nothing: what was removed comes back by undo."""
        return Changes()

    def delete(self, key: str) -> Changes:
        """Remove a question or a chip."""
        field, chip = split(key)
        if chip:
            return self._change(lambda template: template_edit.remove_chip(template, field, chip))
        return self._change(lambda template: template_edit.remove_field(template, field))

    def _change(self, edit: Callable[[Template], Template]) -> Changes:
        uid = self._editing.note.uid if self._editing.note is not None else ""
        return self._editing.notes.change(uid, edit)


def split(key: str) -> tuple[str, str]:
    """Question and chip of a key; the chip is empty for a question."""
    field, _slash, chip = key.partition("/")
    return field, chip


def shown_parts(template: Template) -> list[Entry]:
    """The questions, each followed by its chips."""
    names = type_names()
    parts = []
    for field in template.fields:
        parts.append(Entry(field.key, field.label, detail=names[field.type], deletable=True))
        parts.extend(
            Entry(f"{field.key}/{chip.key}", chip.label, above=field.key, deletable=True) for chip in field.chips
        )
    return parts


def type_names() -> dict[FieldType, str]:
    """What the answers to questions are called."""
    return {
        FieldType.ONE: _("one of them"),
        FieldType.SEVERAL: _("several"),
        FieldType.TEXT: _("text"),
        FieldType.NUMBER: _("number"),
        FieldType.MONEY: _("amount of money"),
        FieldType.DATE: _("day or time"),
        FieldType.FILE: _("file"),
    }


def possible_types(field: TemplateField) -> list[FieldType]:
    """What the answer to a question can become."""
    chipped = [FieldType.ONE, FieldType.SEVERAL]
    if field.chips:
        return chipped
    return [FieldType.TEXT, FieldType.NUMBER, FieldType.MONEY, FieldType.DATE, FieldType.SEVERAL, FieldType.FILE]
