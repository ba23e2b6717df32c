"""A document as a file: ``.pdf`` or ``.html``. Loads Qt only for a PDF."""

from pathlib import Path

from crmdesk.domain.document import Document
from crmdesk.domain.errors import UnwritableError, ValidationError
from crmdesk.domain.file_failures import failure_words
from crmdesk.exchange.whole_file import whole_file
from crmdesk.i18n import _
from crmdesk.render.document_page import document_page

PDF, PAGE = ".pdf", ".html"


def suffix_of(out: Path) -> str:
    """What a document is written as: ``PDF`` or ``PAGE``.

    Raises ValidationError (field ``out``) for anything else.
    """
    suffix = {".htm": PAGE}.get(out.suffix.lower(), out.suffix.lower())
    if suffix not in (PDF, PAGE):
        raise ValidationError(
            _("This report can be written as .pdf or .html, not as “{name}”.").format(name=out.name), field="out"
        )
    return suffix


def save_document(document: Document, out: Path) -> Path:
    """Write a document in the form of its suffix; works with or without a running application. Returns the path.

    Raises ValidationError for another suffix and UnwritableError if the file cannot be written; a file that was there
    is then still whole.
    """
    data = _pdf(document) if suffix_of(out) == PDF else document_page(document).encode("utf-8")
    try:
        with whole_file(out) as draft:
            draft.write_bytes(data)
    except OSError as error:
        raise UnwritableError(
            _("The report “{file}” cannot be written: {reason}.").format(file=out, reason=failure_words(error))
        ) from error
    return out


def _pdf(document: Document) -> bytes:
    from crmdesk.render.document_paper import pdf_of
    from crmdesk.render.picture import application

    with application():
        return pdf_of(document)
