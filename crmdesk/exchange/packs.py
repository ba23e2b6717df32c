"""Tag packs as files: one JSON document, written whole and read with distrust. Knows no workspace."""

from pathlib import Path

from crmdesk.domain.errors import ValidationError
from crmdesk.domain.record_json import from_json, to_json
from crmdesk.domain.tag_pack import TagPack, check_pack
from crmdesk.exchange.own_document import not_taken_in, read_document, write_document
from crmdesk.i18n import _

_KIND = "tag pack"


def write_pack(pack: TagPack, path: Path) -> None:
    """Write a pack.

    Raises UnwritableError when the place cannot be written to; what was there is then still whole.
    """
    write_document(_KIND, to_json(pack), path)


def read_pack(path: Path) -> TagPack:
    """The pack in a file.

    Raises ImportRejectedError, in one sentence, for a file that is none, is broken, or is too large.
    """
    document = read_document(
        _KIND,
        path,
        foreign=_("“{file}” is no tag pack of crmdesk."),
        too_large=_("“{file}” is too large for a tag pack."),
    )
    try:
        return check_pack(from_json(TagPack, document, "pack"))
    except ValidationError as error:
        raise not_taken_in(path.name, error.message) from None
