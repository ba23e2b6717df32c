"""Which files may be handed to another program to be opened. Everything else is shown by name and saved as a copy.

What a file is must be told by its content and by its name alike: a program called like a picture, or a picture called
like a program, is neither. What can run by itself, or brings along what can (macros, pages with scripts), never opens.
"""

from pathlib import PurePosixPath

_OPENED_AS = {
    "application/pdf": "pdf",
    "image/png": "png",
    "image/jpeg": "jpg jpeg jpe jfif",
    "image/gif": "gif",
    "image/webp": "webp",
    "image/bmp": "bmp",
    "image/tiff": "tif tiff",
    "image/heic": "heic heif",
    "audio/mpeg": "mp3",
    "audio/mp4": "m4a",
    "audio/x-wav": "wav",
    "audio/ogg": "ogg oga opus",
    "audio/x-flac": "flac",
    "audio/aac": "aac",
    "audio/amr": "amr",
    "video/mp4": "mp4 m4v",
    "video/quicktime": "mov",
    "text/plain": "txt",
    "application/msword": "doc wps",
    "application/vnd.ms-excel": "xls et",
    "application/vnd.ms-powerpoint": "ppt dps",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
    "application/vnd.oasis.opendocument.presentation": "odp",
}


def may_open(media_type: str, name: str) -> bool:
    """Whether a file of this type, told by its content, and of this name may be opened by another program."""
    ending = PurePosixPath(name).suffix.lower().removeprefix(".")
    return bool(ending) and ending in _OPENED_AS.get(media_type, "").split()
