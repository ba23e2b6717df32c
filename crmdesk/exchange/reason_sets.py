"""Sets of loss reasons as files: one JSON document, written whole and read with distrust. Knows no workspace."""

from pathlib import Path

from crmdesk.domain.errors import ValidationError
from crmdesk.domain.reason_set import ReasonSet, check_reason_set
from crmdesk.domain.record_json import from_json, to_json
from crmdesk.exchange.own_document import not_taken_in, read_document, write_document
from crmdesk.i18n import _

_KIND = "loss reasons"


def write_reason_set(reasons: ReasonSet, path: Path) -> None:
    """Write a set.

    Raises UnwritableError when the place cannot be written to; what was there is then still whole.
    """
    write_document(_KIND, to_json(reasons), path)


def read_reason_set(path: Path) -> ReasonSet:
    """The set in a file.

    Raises ImportRejectedError, in one sentence, for a file that is none, is broken, or is too large.
    """
    document = read_document(
        _KIND,
        path,
        foreign=_("“{file}” holds no loss reasons of crmdesk."),
        too_large=_("“{file}” is too large for a set of loss reasons."),
    )
    try:
        return check_reason_set(from_json(ReasonSet, document, "reasons"))
    except ValidationError as error:
        raise not_taken_in(path.name, error.message) from None
