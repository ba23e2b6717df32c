"""What the program hands to another workspace as one JSON document: written whole and read with distrust.

Knows no workspace, and nothing of what is in the document.
"""

import json
from pathlib import Path
from typing import Any

from crmdesk.domain.errors import ImportRejectedError, UnwritableError
from crmdesk.exchange.whole_file import whole_file
from crmdesk.i18n import _

SUFFIX = ".json"
LARGEST = 2_000_000
"""Bytes; the largest document the program makes is far below."""

_VERSION = 1
# The deepest of ours nest two brackets per level of tags, and a few around them.
_DEEPEST = 32


def write_document(kind: str, content: dict[str, Any], path: Path) -> None:
    """Write a document of a kind.

    Raises UnwritableError when the place cannot be written to; what was there is then still whole.
    """
    document = {"crmdesk": kind, "version": _VERSION, **content}
    try:
        with whole_file(path) as draft:
            draft.write_text(json.dumps(document, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    except OSError:
        raise UnwritableError(_("“{file}” cannot be written there.").format(file=path.name)) from None


def read_document(kind: str, path: Path, *, foreign: str, too_large: str) -> dict[str, Any]:
    """The content of a document of a kind.

    Raises ImportRejectedError, saying ``foreign`` or ``too_large`` of ``{file}``, or that it cannot be read.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
    except OSError:
        raise ImportRejectedError(_("“{file}” cannot be read.").format(file=path.name)) from None
    if len(raw) > LARGEST:
        raise ImportRejectedError(too_large.format(file=path.name))
    return _content(kind, raw, path.name, ImportRejectedError(foreign.format(file=path.name)))


def not_taken_in(name: str, reason: str) -> ImportRejectedError:
    """The refusal of a document whose content is unsound."""
    return ImportRejectedError(_("“{file}” cannot be taken in. {reason}").format(file=name, reason=reason))


def _content(kind: str, raw: bytes, name: str, foreign: ImportRejectedError) -> dict[str, Any]:
    try:
        text = raw.decode("utf-8-sig")
        if _depth(text) > _DEEPEST:
            raise foreign
        document = json.loads(text)
    except ValueError:
        raise foreign from None
    if not isinstance(document, dict) or document.pop("crmdesk", None) != kind:
        raise foreign
    if document.pop("version", None) != _VERSION:
        raise ImportRejectedError(_("“{file}” was written by a newer crmdesk.").format(file=name))
    return document


def _depth(text: str) -> int:
    """How deep brackets nest at most, counted generously: those in texts count as well."""
    deepest = depth = 0
    for character in text:
        if character in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif character in "]}":
            depth -= 1
    return deepest
