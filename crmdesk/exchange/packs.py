"""Tag packs as files: one JSON document, written whole and read with distrust. Knows no workspace."""

import json
from pathlib import Path
from typing import Any

from crmdesk.domain.errors import ImportRejectedError, UnwritableError, ValidationError
from crmdesk.domain.record_json import from_json, to_json
from crmdesk.domain.tag_pack import TagPack, check_pack
from crmdesk.exchange.whole_file import whole_file
from crmdesk.i18n import _

SUFFIX = ".json"
LARGEST = 2_000_000
"""Bytes; the largest pack the program makes is far below."""

_KIND, _VERSION = "tag pack", 1
# A pack nests two brackets per level of tags, and a few around them.
_DEEPEST = 32


def write_pack(pack: TagPack, path: Path) -> None:
    """Write a pack.

    Raises UnwritableError when the place cannot be written to; what was there is then still whole.
    """
    document = {"crmdesk": _KIND, "version": _VERSION, **to_json(pack)}
    try:
        with whole_file(path) as draft:
            draft.write_text(json.dumps(document, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    except OSError:
        raise UnwritableError(_("“{file}” cannot be written there.").format(file=path.name)) from None


def read_pack(path: Path) -> TagPack:
    """The pack in a file.

    Raises ImportRejectedError, in one sentence, for a file that is none, is broken, or is too large.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
    except OSError:
        raise ImportRejectedError(_("“{file}” cannot be read.").format(file=path.name)) from None
    if len(raw) > LARGEST:
        raise ImportRejectedError(_("“{file}” is too large for a tag pack.").format(file=path.name))
    document = _document(raw, path.name)
    try:
        return check_pack(from_json(TagPack, document, "pack"))
    except ValidationError as error:
        raise ImportRejectedError(
            _("“{file}” cannot be taken in. {reason}").format(file=path.name, reason=error.message)
        ) from None


def _document(raw: bytes, name: str) -> dict[str, Any]:
    foreign = ImportRejectedError(_("“{file}” is no tag pack of crmdesk.").format(file=name))
    try:
        text = raw.decode("utf-8-sig")
        if _depth(text) > _DEEPEST:
            raise foreign
        document = json.loads(text)
    except ValueError:
        raise foreign from None
    if not isinstance(document, dict) or document.pop("crmdesk", None) != _KIND:
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
