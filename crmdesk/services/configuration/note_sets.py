"""Sets of quick notes: those of industries, switched on and off, and those that come and go as files and sheets."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

from crmdesk.domain.changes import Changes
from crmdesk.domain.defaults import load_defaults
from crmdesk.domain.errors import ValidationError
from crmdesk.domain.note_set import NoteLine, NoteSet, RowIssue, SameName
from crmdesk.exchange.note_sets import read_note_set, write_note_set
from crmdesk.exchange.note_sheet import write_note_sheet
from crmdesk.exchange.note_sheet_reading import read_note_sheet
from crmdesk.exchange.own_document import SUFFIX
from crmdesk.i18n import _
from crmdesk.services.configuration.note_intake import portable, take_in
from crmdesk.services.desk import Desk
from crmdesk.store.queries.edited_lists import all_rows
from crmdesk.store.queries.list_entries import note_entries
from crmdesk.store.repos.defaults import add_templates
from crmdesk.store.repos.edited_lists import EditedList, change_entries


@dataclass(frozen=True, slots=True)
class IndustryNotes:
    """The notes the program brings for an industry, by name; so many of them are in use."""

    key: str
    name: str
    notes: tuple[str, ...]
    in_use: int

    @property
    def is_on(self) -> bool:
        """Whether any of them is in use."""
        return self.in_use > 0


@dataclass(frozen=True, slots=True)
class FoundNotes:
    """What a file holds: its notes, and the rows of a sheet that cannot be read."""

    notes: NoteSet
    issues: tuple[RowIssue, ...] = ()


class NoteSets:
    """Taking a set in adds and changes, and never deletes."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def industries(self) -> list[IndustryNotes]:
        """The industries the program has notes for."""
        with self._desk.read() as source:
            used = {row.key for row in all_rows(source, EditedList.NOTES) if row.key and not row.retired}
        return [
            IndustryNotes(
                pack.key,
                pack.name,
                tuple(template.name for template in pack.templates),
                sum(template.key in used for template in pack.templates),
            )
            for pack in load_defaults(self._desk.language).packs
            if pack.templates
        ]

    def switch(self, industry: IndustryNotes, *, on: bool) -> Changes:
        """Offer all notes of an industry, or none of them; what was written with them stays."""
        [pack] = [pack for pack in load_defaults(self._desk.language).packs if pack.key == industry.key]
        keys = {template.key for template in pack.templates}
        label = _("Offer the quick notes of “{name}”") if on else _("No longer offer the quick notes of “{name}”")
        with self._desk.change(label.format(name=pack.name)) as unit:
            rows = [row for row in all_rows(unit, EditedList.NOTES) if row.key in keys]
            change_entries(unit, EditedList.NOTES, [row.id for row in rows], {"retired": not on})
            if on:
                here = {row.key for row in rows}
                add_templates(unit, [template for template in pack.templates if template.key not in here])
        return unit.changes

    def set_of(self, name: str, uids: Collection[str]) -> NoteSet:
        """The notes with these uids, under a name.

        Raises ValidationError when there is none.
        """
        with self._desk.read() as source:
            chosen = [entry.template for entry in note_entries(source) if entry.uid in uids]
            told = portable(source, chosen)
        if not told:
            raise ValidationError(_("Choose at least one quick note."))
        return NoteSet(name, tuple(told))

    def write(self, name: str, uids: Collection[str], path: Path) -> NoteSet:
        """Write notes to a file: a document, or, by its ending, a workbook.

        Raises ValidationError when there is none, UnwritableError when the file cannot be written.
        """
        notes = self.set_of(name, uids)
        write = write_note_set if path.suffix.casefold() == SUFFIX else write_note_sheet
        write(notes, path)
        return notes

    def read(self, path: Path, *, cancelled: Callable[[], bool] = lambda: False) -> FoundNotes:
        """The notes in a document or a workbook.

        Raises ImportRejectedError for a file that is neither.
        """
        if path.suffix.casefold() == SUFFIX:
            return FoundNotes(read_note_set(path))
        return FoundNotes(*read_note_sheet(path, cancelled=cancelled))

    def outlook(self, notes: NoteSet, same: SameName) -> tuple[NoteLine, ...]:
        """What ``take_in`` would do; nothing is kept."""
        with self._desk.change(keep=False) as unit:
            return take_in(unit, notes, same)

    def take_in(self, notes: NoteSet, same: SameName) -> tuple[tuple[NoteLine, ...], Changes]:
        """Add what is new of a set; ``same`` says what becomes of notes that are there already. Nothing is deleted."""
        with self._desk.change(_("Take in the quick notes of “{name}”").format(name=notes.name)) as unit:
            lines = take_in(unit, notes, same)
        return lines, unit.changes
