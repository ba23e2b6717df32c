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
from crmdesk.i18n import _

_NOT_READABLE = ("malformed", "not a database", "file is encrypted", "unsupported file format", "could not decode")


@contextmanager
def as_domain_errors() -> Iterator[None]:
    """Translate what the driver raises; anything that is not about the file or the data passes unchanged."""
    try:
        yield
    except IntegrityError as error:
        raise ConflictError(_("Something else still refers to this, so nothing was changed.")) from error
    except DBAPIError as error:
        raise _from_message(str(error.orig)) or error from error
    except sqlite.Error as error:
        raise _from_message(str(error)) or error from error
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


def _from_message(message: str) -> CrmError | None:
    lowered = message.lower()
    if any(part in lowered for part in _NOT_READABLE):
        return damaged()
    if "locked" in lowered or "busy" in lowered:
        return StorageUnavailableError(_("Another program is writing to this workspace; try again in a moment."))
    if "readonly" in lowered or "unable to open" in lowered:
        return StorageUnavailableError(_("This workspace cannot be written: the file or its folder is read-only."))
    if "disk is full" in lowered:
        return StorageUnavailableError(_("The disk is full; nothing was changed."))
    if "disk i/o" in lowered:
        return StorageUnavailableError(_("The disk reported an error; nothing was changed."))
    return None
