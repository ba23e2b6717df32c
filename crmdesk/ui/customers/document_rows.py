"""The documents of a customer as rows: each by its newest version, and below it the older ones where it is unfolded."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from crmdesk.domain.attachment import Attachment, Document
from crmdesk.domain.file_name import shown_name
from crmdesk.i18n import _, ngettext
from crmdesk.services.fact_words import choice_name
from crmdesk.ui import wording
from crmdesk.ui.timeline.attachments.file_wording import size_words, version_name


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A version of a document; the newest one stands for the whole of it. ``is_open`` is whether older ones follow."""

    document: Document
    version: Attachment
    is_open: bool = False

    @property
    def is_head(self) -> bool:
        """Whether it stands for the document."""
        return self.version == self.document.newest

    @property
    def can_unfold(self) -> bool:
        """Whether there is anything older to be seen."""
        return self.is_head and len(self.document.versions) > 1


def rows_of(documents: Sequence[Document], unfolded: Collection[str]) -> Iterator[DocumentRow]:
    """``unfolded`` are the documents whose older versions are shown, by what the versions have in common."""
    for document in documents:
        is_open = document.newest.document in unfolded
        yield DocumentRow(document, document.newest, is_open)
        if is_open:
            for version in document.versions[1:]:
                yield DocumentRow(document, version)


def name_words(row: DocumentRow) -> str:
    """What a document is called; of an older version only its number, and its name where that is another."""
    name = shown_name(row.version.name)
    if row.is_head:
        return name
    number = version_name(row.version.version)
    return number if row.version.name == row.document.newest.name else f"{number} · {name}"


def note_words(row: DocumentRow, today: date) -> str:
    """Which version it is, when it came, what kind it is and how it stands; of an older one, who added it."""
    version, document = row.version, row.document
    day = wording.day(version.added_at.local_date, today)
    if version.is_missing:
        return " · ".join((_("the file is missing"), day))
    if not row.is_head:
        parts: tuple[str, ...] = (day, version.added_by, size_words(version.size))
    else:
        number = version_name(version.version) if len(document.versions) > 1 else ""
        parts = (number, day, document.kind_name, choice_name(document.state), size_words(version.size))
    return " · ".join(part for part in parts if part)


def spoken(row: DocumentRow, today: date) -> str:
    """A row as a screen reader says it."""
    older = len(row.document.versions) - 1
    more = ngettext("{count} older version", "{count} older versions", older).format(count=wording.number(older))
    told = (name_words(row), note_words(row, today), more if row.can_unfold else "")
    return ", ".join(part for part in told if part)
