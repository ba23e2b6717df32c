"""Why the operating system did not let us at a file, in the person's language. Knows no file and no format."""

import errno

from crmdesk.i18n import _


def failure_words(error: OSError) -> str:
    """The cause without a full stop, to stand inside a sentence; a rare one stays in the words of the system."""
    return {
        errno.ENOENT: _("no such file or folder"),
        errno.ENOTDIR: _("a folder was expected, but there is a file"),
        errno.EISDIR: _("a file was expected, but there is a folder"),
        errno.EACCES: _("permission denied"),
        errno.EPERM: _("permission denied"),
        errno.EROFS: _("the disk is read-only"),
        errno.ENOSPC: _("the disk is full"),
        errno.EDQUOT: _("the disk is full"),
        errno.EBUSY: _("another program is using it"),
        errno.ENAMETOOLONG: _("the name is too long"),
        errno.EIO: _("the disk reported an error"),
    }.get(error.errno or 0) or str(error.strerror or error)
