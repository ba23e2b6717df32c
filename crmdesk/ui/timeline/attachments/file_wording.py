"""What is said of a file on the screen, and the icon of its kind. Every name is shown harmlessly."""

from pathlib import PurePath

from PySide6.QtCore import QLocale

from crmdesk.domain.attachment import Attachment, FileFamily
from crmdesk.domain.file_name import shown_name
from crmdesk.i18n import _, language

_ICONS = {
    "sheet": {"xlsx", "xls", "xlsm", "ods", "csv", "tsv", "et"},
    "presentation": {"pptx", "ppt", "odp", "dps"},
    "file-archive": {"zip", "rar", "7z", "gz", "tar", "xz", "bz2"},
    "film": {"mp4", "mov", "avi", "mkv", "webm", "m4v", "wmv"},
    "file-text": {"pdf", "docx", "doc", "odt", "rtf", "txt", "md", "wps"},
    "mail": {"eml", "msg"},
}
_BY_ENDING = {ending: icon for icon, endings in _ICONS.items() for ending in endings}


def icon_name(attachment: Attachment) -> str:
    """The icon of its family, or of what its name ends in."""
    if attachment.is_missing:
        return "file-x"
    return icon_of_name(attachment.name, attachment.family)


def icon_of_name(name: str, family: FileFamily = FileFamily.OTHER) -> str:
    """``icon_name`` for a file that is not attached yet."""
    of_family = {FileFamily.PICTURE: "image", FileFamily.AUDIO: "volume-2"}
    return of_family.get(family) or _BY_ENDING.get(PurePath(name).suffix[1:].lower(), "file")


def size_words(size: int) -> str:
    """So many bytes, roughly."""
    decimals = 0 if size < 1_000_000 else 1
    return QLocale(language()).formattedDataSize(size, decimals, QLocale.DataSizeFormat.DataSizeTraditionalFormat)


def clock_words(milliseconds: int) -> str:
    """A place in a recording: minutes and seconds, hours where there are any."""
    minutes, seconds = divmod(milliseconds // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"


def rate_words(rate: float) -> str:
    """How fast a recording is played."""
    # Translators: one and a half times as fast; the sign comes behind the number.
    return _("{rate}×").format(rate=f"{rate:g}")


def note_words(attachment: Attachment) -> str:
    """What stands behind the name: which version it is and how large, or that it is gone."""
    if attachment.is_missing:
        return _("the file is missing")
    return " · ".join(part for part in (version_words(attachment), size_words(attachment.size)) if part)


def version_words(attachment: Attachment) -> str:
    """Which version it is; nothing of a document that has only had one."""
    return version_name(attachment.version) if attachment.version > 1 else ""


def version_name(version: int) -> str:
    """What a version is called."""
    # Translators: the number of a version, as short as can be, such as v2.
    return _("v{number}").format(number=version)


def spoken(attachment: Attachment) -> str:
    """A file as a screen reader says it."""
    family = {
        FileFamily.PICTURE: _("Picture"),
        FileFamily.AUDIO: _("Recording"),
        FileFamily.OTHER: _("File"),
    }[attachment.family]
    return ", ".join((family, shown_name(attachment.name), note_words(attachment)))
