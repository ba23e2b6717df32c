"""Tables on the clipboard: what spreadsheets, browsers and mail programs put there, and what is put there for them."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication


def table_text(copied: QMimeData | None) -> str:
    """What was copied as a block of cells: as text, or else the HTML with the table in it."""
    # A clipboard on which nothing was ever put has no data at all.
    if copied is None:
        return ""
    text = copied.text()
    return copied.html() if "\t" not in text and _has_html_table(copied) else text


def holds_table(copied: QMimeData | None) -> bool:
    """Whether it is more than a word or a line somebody copied to put it into a field."""
    if copied is None:
        return False
    text = copied.text().strip("\r\n")
    return "\t" in text or "\n" in text or _has_html_table(copied)


def put_rows(rows: Iterable[Sequence[str | int]]) -> None:
    """Put a table on the clipboard, every cell on one line."""
    text = "\n".join("\t".join(" ".join(str(cell).split()) for cell in row) for row in rows)
    QGuiApplication.clipboard().setText(text)


def _has_html_table(copied: QMimeData) -> bool:
    return copied.hasHtml() and "<table" in copied.html().lower()
