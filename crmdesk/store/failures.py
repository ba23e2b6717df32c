"""Driver errors become domain errors at the edge of the store."""

from collections.abc import Iterator
from contextlib import contextmanager
from json import JSONDecodeError

from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlcipher3 import dbapi2 as sqlite

from crmdesk.domain.errors import (
    ConflictError,
    CrmError,
    StorageUnavailableError,
    ValidationError,
    WorkspaceRefusedError,
)
from crmdesk.domain.file_failures import failure_words
from crmdesk.i18n import _

_NOT_READABLE = ("malformed", "not a database", "file is encrypted", "unsupported file format", "could not decode")


@contextmanager
def as_domain_errors() -> Iterator[None]:
    """Translate what the driver and the file system raise; also a decorator.

    What is about neither the file nor the data, such as a wrong statement, is a bug and passes unchanged.
    """
    try:
        yield
    except IntegrityError as error:
        if "foreign key" in str(error.orig).lower():
            raise ConflictError(_("Something else still refers to this, so nothing was changed.")) from error
        raise ConflictError(_("This clashes with something that is there already; nothing was changed.")) from error
    except DBAPIError as error:
        raise _from_message(str(error.orig)) or error from error
    except sqlite.Error as error:
        raise _from_message(str(error)) or error from error
    except OSError as error:
        raise StorageUnavailableError(
            _("A file cannot be used: {reason}.").format(reason=failure_words(error))
        ) from error
    except JSONDecodeError as error:
        raise damaged() from error
    except UnicodeEncodeError as error:
        # Half a surrogate pair, from an argument or a file name, whether it was to be saved or searched for.
        raise ValidationError(_("The text holds a broken character; remove it and try again.")) from error


def damaged() -> WorkspaceRefusedError:
    """The file cannot be read as a database."""
    return WorkspaceRefusedError(
        _("This workspace is damaged; it was left untouched. Restore the newest backup with “crmdesk restore”.")
    )


def is_not_readable(message: str) -> bool:
    """Whether the driver says that what it reads is no sound database."""
    return any(part in message.lower() for part in _NOT_READABLE)


def _from_message(message: str) -> CrmError | None:
    lowered = message.lower()
    if is_not_readable(message):
        return damaged()
    sentences = {
        "locked": _("Another program is writing to this workspace; try again in a moment."),
        "busy": _("Another program is writing to this workspace; try again in a moment."),
        "unable to open": _("This workspace cannot be opened: its folder is read-only, or its name is too long."),
        "readonly": _("This workspace cannot be written: the file or its folder is read-only."),
        "disk is full": _("The disk is full; nothing was changed."),
        "disk i/o": _("The disk reported an error; nothing was changed."),
    }
    sentence = next((sentence for sign, sentence in sentences.items() if sign in lowered), None)
    return StorageUnavailableError(sentence) if sentence else None
