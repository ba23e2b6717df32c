"""Errors a person can do something about. Everything else that is raised is a bug of ours.

Each carries one plain, already translated sentence; ``field`` names the input it belongs to, if one does.
"""

from collections.abc import Sequence
from typing import ClassVar


class CrmError(Exception):
    """Base of all expected errors; ``code`` is stable and machine-readable, ``message`` is for people."""

    code: ClassVar[str] = "error"

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class ValidationError(CrmError):
    """An input breaks a rule."""

    code = "validation"


class NotFoundError(CrmError):
    """Nothing has the given name or id."""

    code = "not_found"


class AmbiguousError(CrmError):
    """Several things have the given name; ``candidates`` are their names."""

    code = "ambiguous"

    def __init__(self, message: str, candidates: Sequence[str], *, field: str | None = None) -> None:
        super().__init__(message, field=field)
        self.candidates = tuple(candidates)


class ConflictError(CrmError):
    """The data has changed in a way that makes the operation impossible."""

    code = "conflict"


class ImportRejectedError(CrmError):
    """A foreign file cannot be read, or must not be; nothing was written."""

    code = "import_rejected"


class CancelledError(CrmError):
    """The person stopped a long job; nothing was written."""

    code = "cancelled"


class UnwritableError(CrmError):
    """A file somebody asked for, such as a picture or a workbook, cannot be written; what was there is still whole."""

    code = "unwritable"


class StorageUnavailableError(CrmError):
    """The workspace is missing, locked, read-only or on a full disk."""

    code = "storage_unavailable"


class WorkspaceRefusedError(StorageUnavailableError):
    """The file is not a crmdesk workspace, or is damaged; it is left untouched."""

    code = "workspace_refused"


class NewerWorkspaceError(StorageUnavailableError):
    """The workspace was written by a newer crmdesk; it is left untouched."""

    code = "newer_workspace"
