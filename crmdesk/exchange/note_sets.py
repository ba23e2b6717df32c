"""Sets of quick notes as files: one JSON document, written whole and read with distrust. Knows no workspace."""

from pathlib import Path

from crmdesk.domain.errors import ValidationError
from crmdesk.domain.note_set import NoteSet, check_set
from crmdesk.domain.record_json import from_json, to_json
from crmdesk.exchange.own_document import not_taken_in, read_document, write_document
from crmdesk.i18n import _

_KIND = "quick notes"


def write_note_set(notes: NoteSet, path: Path) -> None:
    """Write a set.

    Raises UnwritableError when the place cannot be written to; what was there is then still whole.
    """
    write_document(_KIND, to_json(notes), path)


def read_note_set(path: Path) -> NoteSet:
    """The set in a file.

    Raises ImportRejectedError, in one sentence, for a file that is none, is broken, or is too large.
    """
    document = read_document(
        _KIND,
        path,
        foreign=_("“{file}” holds no quick notes of crmdesk."),
        too_large=_("“{file}” is too large for a set of quick notes."),
    )
    try:
        return check_set(from_json(NoteSet, document, "notes"))
    except ValidationError as error:
        raise not_taken_in(path.name, error.message) from None
