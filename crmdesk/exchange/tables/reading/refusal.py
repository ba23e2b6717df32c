"""Why a foreign file is not read, and the one sentence a person is told. Knows nothing of any format."""

from enum import StrEnum

from crmdesk.domain.errors import ImportRejectedError
from crmdesk.exchange.tables.reading import limits
from crmdesk.i18n import _


class Reason(StrEnum):
    """The classes of refusal; the value travels from the reading process to the program."""

    MISSING = "missing"
    FOLDER = "folder"
    UNREADABLE = "unreadable"
    EMPTY = "empty"
    PROTECTED = "protected"
    PICTURE = "picture"
    DOCUMENT = "document"
    FOREIGN = "foreign"
    DAMAGED = "damaged"
    TOO_LARGE = "too_large"
    UNSAFE = "unsafe"
    GAVE_UP = "gave_up"


class RefusedFileError(Exception):
    """Raised by the readers; becomes an ImportRejectedError with a sentence where people are near."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


def rejection(reason: Reason, file: str) -> ImportRejectedError:
    """The error for a person; ``file`` is the name without its folders."""
    return ImportRejectedError(_sentence(reason).format(file=file, rows=limits.MAX_ROWS, cells=limits.MAX_CELLS))


def _sentence(reason: Reason) -> str:
    return {
        Reason.MISSING: _("There is no file “{file}”."),
        Reason.FOLDER: _("“{file}” is a folder; choose a file inside it."),
        Reason.UNREADABLE: _("“{file}” cannot be opened; check that you may read it and that no program holds it."),
        Reason.EMPTY: _("“{file}” is empty: it holds no cells."),
        Reason.PROTECTED: _("“{file}” is protected by a password; save it without one and import it again."),
        Reason.PICTURE: _("“{file}” is a picture, not a spreadsheet."),
        Reason.DOCUMENT: _("“{file}” is a text document or presentation, not a spreadsheet."),
        Reason.FOREIGN: _("“{file}” is not a spreadsheet, nor a text file with columns."),
        Reason.DAMAGED: _("“{file}” is damaged or cut off and cannot be read."),
        Reason.TOO_LARGE: _(
            "“{file}” is too large: a sheet may reach down to row {rows} and a file may hold {cells} cells,"
            " none of them with more than two million characters."
        ),
        Reason.UNSAFE: _("“{file}” was not opened: it is built to unfold without end, as no honest spreadsheet is."),
        Reason.GAVE_UP: _("“{file}” could not be read in the time and memory allowed; it is too large or damaged."),
    }[reason]
