"""The bytes of an attached file in one piece, for what is shown or heard inside the program."""

from crmdesk.domain.errors import ValidationError
from crmdesk.i18n import _
from crmdesk.ui.workbench import Workbench

_MOST = 256 * 1024**2
"""In bytes: hours of a recording."""


def read_whole(bench: Workbench, digest: str) -> bytes:
    """All of a file; for a thread beside the window's.

    Raises CrmError where it is gone, cannot be read, or is too large to be held in memory.
    """
    with bench.services.attached_files.read(digest) as stream:
        data = stream.read(_MOST + 1)
    if len(data) > _MOST:
        raise ValidationError(_("This file is too large to be shown here; save a copy of it."))
    return data
