"""Only what cannot run by itself, and is what it is called, may be opened by another program."""

import pytest

from crmdesk.domain.file_opening import may_open

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.mark.parametrize(
    ("media_type", "name"),
    [
        ("application/pdf", "Quote.PDF"),
        ("image/jpeg", "a.jpeg"),
        ("image/png", "报价.png"),
        ("audio/mpeg", "call.mp3"),
        ("text/plain", "notes.txt"),
        ("application/msword", "old.doc"),
        (WORD, "new.docx"),
    ],
)
def test_what_may_be_opened(media_type: str, name: str) -> None:
    assert may_open(media_type, name)


@pytest.mark.parametrize(
    ("media_type", "name"),
    [
        ("application/x-msdownload", "setup.exe"),
        ("application/x-msdownload", "photo.png"),
        ("image/png", "photo.exe"),
        ("image/png", "photo.png.exe"),
        ("image/png", "photo.png."),
        ("image/png", "photo"),
        ("image/png", "photo.jpg"),
        ("image/svg+xml", "drawing.svg"),
        ("text/html", "page.html"),
        ("text/html", "page.txt"),
        ("text/plain", "run.bat"),
        ("text/plain", "run.ps1"),
        ("text/plain", "run.sh"),
        ("text/plain", "link.url"),
        ("text/plain", "start.desktop"),
        ("text/plain", "table.csv"),
        ("text/x-script", "notes.txt"),
        ("application/x-ms-shortcut", "a.lnk"),
        ("application/zip", "all.zip"),
        ("application/zip", "app.jar"),
        (f"{WORD};macros=yes", "letter.docx"),
        (f"{WORD};macros=yes", "letter.docm"),
        (WORD, "letter.docm"),
        ("application/msword;macros=yes", "letter.doc"),
        ("application/octet-stream", "unknown.bin"),
        ("", ""),
    ],
)
def test_what_may_not(media_type: str, name: str) -> None:
    assert not may_open(media_type, name)
