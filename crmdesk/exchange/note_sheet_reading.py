"""Reading a sheet of quick notes: rows become notes, and what cannot be read is handed back row by row.

A note with a row that cannot be read is left out; the others are good.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeVar

from crmdesk.domain.errors import CrmError, ImportRejectedError, ValidationError
from crmdesk.domain.note_set import NoteSet, RowIssue, check_note
from crmdesk.domain.template import Template
from crmdesk.domain.template_edit import new_key
from crmdesk.domain.template_field import Chip, FieldType, TemplateField
from crmdesk.domain.template_phrasing import set_name_in, set_sentence, set_words
from crmdesk.exchange.effect_text import read_effect_lines
from crmdesk.exchange.note_sheet import HEADERS, NAME_MARK, TYPES
from crmdesk.exchange.own_sheet import YES, Cells, cells_of, columns_of, whole_number
from crmdesk.i18n import LANGUAGES, _

Made = TypeVar("Made")


@dataclass(slots=True)
class _Question:
    """A question that is being read, with the rows of its chips."""

    cells: Cells
    key: str
    chips: list[tuple[Chip, Cells]] = field(default_factory=list)


@dataclass(slots=True)
class _Note:
    """A note that is being read; ``row`` is where it begins."""

    row: int
    cells: Cells
    questions: dict[str, _Question] = field(default_factory=dict)
    is_good: bool = True


def read_note_sheet(
    path: Path, *, cancelled: Callable[[], bool] = lambda: False
) -> tuple[NoteSet, tuple[RowIssue, ...]]:
    """The notes of a workbook, and the rows that cannot be read.

    Raises ImportRejectedError for a file that is no such sheet.
    """
    from crmdesk.exchange.tables.continuations import join_continuations
    from crmdesk.exchange.tables.reading.sheets import read_sheets

    for sheet in read_sheets(path, cancelled=cancelled):
        columns = columns_of(sheet, HEADERS)
        if {"note", "question", "chip"} <= columns.keys():
            rows = join_continuations(sheet).rows
            numbered = [(number, cells_of(row, columns)) for number, row in enumerate(rows[1:], start=2)]
            reading = _Reading()
            for number, cells in numbered:
                reading.take(number, cells)
            return NoteSet(sheet.name or path.stem, tuple(reading.templates())), tuple(sorted(reading.issues, key=_row))
    raise ImportRejectedError(_("“{file}” holds no sheet of quick notes.").format(file=path.name))


class _Reading:
    """Collects rows into notes."""

    def __init__(self) -> None:
        self.issues: list[RowIssue] = []
        self._notes: dict[str, _Note] = {}
        self._latest: _Note | None = None
        self._question = ""

    def take(self, number: int, cells: Cells) -> None:
        """Read one row; an empty note or question is that of the row above."""
        if not any(cells.values()):
            return
        name = cells.get("note", "")
        question, chip = cells.get("question", ""), cells.get("chip", "")
        if name and not (question or chip):
            self._begin(number, name, cells)
            return
        note = self._notes.get(name) if name else self._latest
        if note is None:
            self._refuse(number, _("There is no row for the note “{name}” above it.").format(name=name))
            return
        self._latest = note
        self._question = question or self._question
        self._try(number, note, lambda: self._add(note, self._question, chip, cells))

    def templates(self) -> Iterator[Template]:
        """The notes all of whose rows are good."""
        for name, note in self._notes.items():
            if note.is_good:
                made = self._try(note.row, note, partial(_template, name, note))
                if made is not None:
                    yield made

    def _begin(self, number: int, name: str, cells: Cells) -> None:
        if name in self._notes:
            self._refuse(number, _("“{name}” is in it twice.").format(name=name))
            return
        self._latest = self._notes[name] = _Note(number, cells)
        self._question = ""

    def _add(self, note: _Note, question: str, chip: str, cells: Cells) -> None:
        if not chip:
            if question in note.questions:
                raise ValidationError(_("The question “{name}” is there twice.").format(name=question))
            key = cells.get("key", "") or new_key(question, [each.key for each in note.questions.values()])
            note.questions[question] = _Question(cells, key)
            _field(note.questions[question], question)
            return
        if question not in note.questions:
            raise ValidationError(_("There is no row for the question “{name}” above it.").format(name=question))
        chips = note.questions[question].chips
        if any(each.label == chip for each, _cells in chips):
            raise ValidationError(_("The chip “{name}” is there twice.").format(name=chip))
        key = cells.get("key", "") or new_key(chip, [each.key for each, _cells in chips])
        chips.append((Chip(key, chip, effects=read_effect_lines(cells.get("effects", ""))[0]), cells))

    def _try(self, number: int, note: _Note, work: Callable[[], Made]) -> Made | None:
        try:
            return work()
        except CrmError as error:
            note.is_good = False
            self._refuse(number, error.message)
            return None

    def _refuse(self, number: int, reason: str) -> None:
        self.issues.append(RowIssue(number, reason))


def _template(name: str, note: _Note) -> Template:
    effects, rules = read_effect_lines(note.cells.get("effects", ""))
    fields = tuple(_field(question, label) for label, question in note.questions.items())
    spoken = note.cells.get("language", "") or next((each for each in LANGUAGES if note.cells.get(each)), LANGUAGES[0])
    if not note.cells.get("type"):
        raise ValidationError(_("“{name}” does not say what it is logged as.").format(name=name))
    template = Template(
        key=note.cells.get("key", "") or new_key(name, ()),
        name=name,
        kind=note.cells["type"],
        language=spoken,
        fields=fields,
        sentence=tuple(f"{{{asked.key}}}" for asked in fields),
        effects=effects,
        rules=rules,
    )
    for language in LANGUAGES:
        template = _worded(template, language, note)
    check_note(template)
    return template


def _worded(template: Template, language: str, note: _Note) -> Template:
    text = note.cells.get(language, "")
    if text.startswith(NAME_MARK):
        first, _break, text = text.partition("\n")
        template = set_name_in(template, language, first.removeprefix(NAME_MARK))
    if text:
        template = set_sentence(template, language, text)
    for question in note.questions.values():
        for chip, cells in question.chips:
            if cells.get(language):
                template = set_words(template, question.key, chip.key, language, cells[language])
    return template


def _field(question: _Question, label: str) -> TemplateField:
    cells = question.cells
    return TemplateField(
        key=question.key,
        label=label,
        type=_type(cells.get("type", ""), has_chips=bool(question.chips)),
        chips=tuple(chip for chip, _cells in question.chips),
        optional=cells.get("needed", "").casefold() not in YES,
        hint=cells.get("hint", ""),
        low=whole_number(cells.get("low", "")),
        high=whole_number(cells.get("high", "")),
        whole=cells.get("whole", "").casefold() in YES,
        unit=cells.get("unit", ""),
        effects=read_effect_lines(cells.get("effects", ""))[0],
    )


def _type(text: str, *, has_chips: bool) -> FieldType:
    if not text:
        return FieldType.ONE if has_chips else FieldType.TEXT
    wanted = text.casefold()
    for kind, names in TYPES.items():
        if wanted in (kind.value, *(name.casefold() for name in names)):
            return kind
    raise ValidationError(_("“{text}” is no way to answer a question.").format(text=text))


def _row(issue: RowIssue) -> int:
    return issue.row
