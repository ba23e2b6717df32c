"""Documents on paper and as a page for the phone: strict, whole, and harmless whatever people wrote."""

import json
import re
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument

from crmdesk.domain.document import (
    Badge,
    Callout,
    ChipGroup,
    Chips,
    Document,
    Item,
    Items,
    Pairs,
    Part,
    Sentence,
    Table,
    Tone,
)
from crmdesk.domain.errors import UnwritableError, ValidationError
from crmdesk.qt.theme import LIGHT
from crmdesk.render.document_file import save_document
from crmdesk.render.document_page import document_page
from crmdesk.render.document_paper import document_sheets
from crmdesk.render.drawing import Text
from crmdesk.render.paper import A4, COLUMN, Sheet
from crmdesk.render.type_area import Ink, broken

pytestmark = pytest.mark.usefixtures("qapp")

HOSTILE = '<script>alert(1)</script> "&amp;" \' <img src=x onerror=alert(1)> \u202eevil\u202c \x00\x07 ]]> --> {}'


def document(text: str = "华晨教育 wants two pumps", repeat: int = 1) -> Document:
    blocks = (
        Pairs(((text, f"{text}\n{text}"),)),
        Items((Item(text, text, (Badge(text, Tone.BAD),), text, text, Tone.WARNING, (text,), 0.5), Item(text)), text),
        Chips((ChipGroup(text, (text, text), 11),)),
        Table((text, text), ((text, "¥86,000"),), frozenset({1})),
        Sentence(text, Tone.GOOD),
        Callout(text, text, Tone.BAD),
    )
    parts = (Part(text, blocks),) * repeat
    return Document(text, "Handover", "4 Mar 2026, Li Na", "zh_CN", parts, (Badge(text, Tone.ACCENT),), text)


def texts(sheet: Sheet) -> list[str]:
    marks = (*sheet.margins, *(mark for _top, leaf in sheet.leaves for mark in leaf.marks))
    return [mark.text for mark in marks if isinstance(mark, Text)]


class _Strict(HTMLParser):
    """Takes note of every element and attribute, and refuses what is not closed."""

    VOID = frozenset({"meta", "br"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.attributes |= {name for name, _value in attrs}
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in self.VOID
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("text", ["Acme", HOSTILE, "多行\r\n文字\ttab", ""])
def test_the_page_is_strict_and_asks_for_nothing(text: str):
    page = document_page(document(text))
    root = ET.fromstring(page)  # noqa: S314  # our own output
    assert root.get("lang") == "zh-Hans"
    parser = _Strict()
    parser.feed(page)
    parser.close()
    assert parser.open == []
    assert parser.seen.isdisjoint({"script", "img", "link", "iframe", "object", "a", "form", "base"})
    assert parser.attributes <= {"lang", "charset", "name", "content", "http-equiv", "class", "style"}
    style = re.search(r"<style>(.*)</style>", page, re.DOTALL)
    assert style is not None
    assert not re.search(r"url\(|@import|expression|https?:", style[1])
    assert "http" not in page.replace("http-equiv", "")
    assert "prefers-color-scheme: dark" in page
    assert "width=device-width" in page


def test_the_page_says_what_people_wrote_as_they_wrote_it():
    root = ET.fromstring(document_page(document(HOSTILE)))  # noqa: S314
    said = "".join(root.find("body").itertext())
    assert said.count("<script>alert(1)</script>") >= 12
    assert "\u202e" not in said
    assert "\x00" not in said


def test_naughty_strings_do_no_harm(root: Path):
    naughty = json.loads((root / "tests" / "data" / "naughty_strings.json").read_text("utf-8"))
    page = document_page(document("\n".join(naughty).encode("utf-8", "replace").decode()))
    assert ET.fromstring(page).tag == "html"  # noqa: S314


def test_a_page_needs_no_qt(tmp_path: Path):
    code = (
        "import sys\nfrom pathlib import Path\nfrom crmdesk.domain.document import Document\n"
        "from crmdesk.render.document_file import save_document\n"
        "save_document(Document('A', 'B', 'C', 'en', ()), Path(sys.argv[1]))\n"
        "assert not [name for name in sys.modules if name.startswith('PySide6')]\n"
    )
    out = tmp_path / "page.html"
    subprocess.run([sys.executable, "-c", code, str(out)], check=True)
    assert out.read_text("utf-8").startswith("<!DOCTYPE html>")


def test_the_colours_of_the_page_are_those_of_the_theme(root: Path):
    style = (root / "resources" / "documents" / "page.css").read_text("utf-8")
    light = style[: style.index("@media")]
    kept = (LIGHT.canvas, LIGHT.surface, LIGHT.text, LIGHT.muted, LIGHT.accent, LIGHT.negative, *LIGHT.data)
    assert [colour for colour in kept if colour.lower() not in light] == []


def test_paper_has_numbered_pages_with_the_name_on_each():
    pages = document_sheets(document("Acme", repeat=12))
    assert len(pages) > 2
    for number, page in enumerate(pages, start=1):
        assert f"{number} / {len(pages)}" in texts(page)
        assert "4 Mar 2026, Li Na" in texts(page)
        assert ("Acme · Handover" in texts(page)) is (number > 1)
        assert all(COLUMN.top() <= top and top + leaf.height <= COLUMN.bottom() + 0.01 for top, leaf in page.leaves)


def test_nothing_is_left_out_and_nothing_stands_beside_the_paper():
    words = [f"word{number}" for number in range(900)]
    long = Document("T", "K", "M", "en", (Part("P", (Pairs((("Note", " ".join(words)),)),)),))
    pages = document_sheets(long)
    said = " ".join(text for page in pages for text in texts(page)).split()
    assert [word for word in words if word not in said] == []
    for page in document_sheets(document("W" * 3000)):
        for _top, leaf in page.leaves:
            rects = [mark.rect for mark in leaf.marks if isinstance(mark, Text)]
            assert all(rect.right() <= COLUMN.width() + 1 for rect in rects)


def test_a_heading_is_never_the_last_on_its_page():
    for lines in range(30, 50):
        filler = Part("Before", tuple(Sentence(f"line {number}") for number in range(lines)))
        pages = document_sheets(Document("T", "K", "M", "en", (filler, Part("After", (Sentence("said"),)))))
        for page in pages:
            body = [mark.text for _top, leaf in page.leaves for mark in leaf.marks if isinstance(mark, Text)]
            assert body[-1] != "After"


def test_lines_are_broken_wherever_they_must_be():
    ink = Ink(14, "#000000")
    assert broken("one\n\ntwo", 400, ink) == ["one", "", "two"]
    assert "".join(broken("字" * 200, 300, ink)) == "字" * 200
    assert len(broken("字" * 200, 300, ink)) > 5


def test_a_pdf_holds_its_fonts_and_looks_like_the_pages(tmp_path: Path):
    out = save_document(document(), tmp_path / "sheet.PDF")
    data = out.read_bytes()
    assert data.startswith(b"%PDF")
    assert b"/FontFile" in data
    pdf = QPdfDocument()
    assert pdf.load(str(out)) == QPdfDocument.Error.None_
    assert pdf.pageCount() == len(document_sheets(document()))
    size = pdf.pagePointSize(0)
    assert (round(size.width()), round(size.height())) == (595, 842)
    assert "华晨教育" in pdf.getAllText(0).text()
    assert not pdf.render(0, QSize(200, 283)).isNull()
    pdf.close()


def test_a_page_of_paper_is_white_with_ink_on_it():
    image = QImage(A4.toSize(), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    document_sheets(document())[0].paint(painter)
    painter.end()
    colours = {image.pixelColor(x, y).name() for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}
    assert "#ffffff" in colours
    assert len(colours) > 5


def test_other_forms_and_places_that_cannot_be_written_are_refused(tmp_path: Path):
    with pytest.raises(ValidationError) as refused:
        save_document(document(), tmp_path / "sheet.xlsx")
    assert refused.value.field == "out"
    with pytest.raises(UnwritableError):
        save_document(document(), tmp_path / "nowhere" / "sheet.html")
    assert list(tmp_path.iterdir()) == []


def test_the_language_is_said():
    assert 'lang="en"' in document_page(replace(document(), language="en"))
    assert 'lang="zh-Hant"' in document_page(replace(document(), language="zh_TW"))
