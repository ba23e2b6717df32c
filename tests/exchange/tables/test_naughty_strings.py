"""715 strings that programs trip over, through every table format and back unchanged."""

import csv
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmdesk.exchange.tables.continuations import join_continuations
from crmdesk.exchange.tables.formula_guard import unguarded
from crmdesk.exchange.tables.reading.sheets import read_sheets
from crmdesk.exchange.tables.writing.output import OutColumn, OutSheet
from crmdesk.exchange.tables.writing.workbook import write_workbook
from crmdesk.exchange.tables.xml_text import pieces, unescaped

# Not text in UTF-8: no file and no database holds them. They must not stop an export either.
LONE_SURROGATES = ("\ud800", "a\udfffb", "\udc00\ud800")


@pytest.fixture(scope="module")
def strings(root):
    return json.loads((root / "tests/data/naughty_strings.json").read_text("utf-8"))


def columns(kind="text"):
    return (OutColumn("Number", "integer"), OutColumn("Text", kind), OutColumn("After"))


def numbered(strings):
    return [(number, text, "end") for number, text in enumerate(strings)]


def test_there_are_715_of_them(strings):
    assert len(set(strings)) == len(strings) == 715


@pytest.mark.parametrize("kind", ["text", "id", "any", "number", "date"])
def test_through_a_workbook(kind, strings, tmp_path):
    path = tmp_path / "out.xlsx"
    write_workbook(path, [OutSheet("Naughty", columns(kind), numbered(strings))])
    (sheet,) = read_sheets(path)
    rows = join_continuations(sheet).rows
    assert [row[1] for row in rows[1:]] == strings
    assert {row[-1] for row in rows[1:]} == {"end"}


def test_through_csv(strings, tmp_path):
    path = tmp_path / "out.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([("Number", "Text", "After"), *numbered(guarded(text) for text in strings)])
    (sheet,) = read_sheets(path)
    assert [row[1] for row in sheet.rows[1:]] == strings
    assert sheet.cut_row is None


def test_as_headers_and_titles(strings, tmp_path):
    short = [text for text in strings if len(text) < 1000]
    path = tmp_path / "out.xlsx"
    write_workbook(path, [OutSheet(text, (OutColumn(text),), [("x",)]) for text in short[:200]])
    sheets = read_sheets(path)
    assert [sheet.rows[0][0] for sheet in sheets] == short[:200]
    assert len({sheet.name.casefold() for sheet in sheets}) == 200


def guarded(text):
    """The text as a careful program writes it, so that no spreadsheet takes it for a formula."""
    return f"'{text}" if text.lstrip("'")[:1] in tuple("=+-@\t\r\n\0＝＋－＠") else text


def test_guard_is_undone_exactly(strings):
    for text in strings:
        assert unguarded(guarded(text)) == text


TOKENS = ["_", "x", "_x", "005F", "_x005F_", "FFFE", "_xFFFE_", "\ufffe", "\uffff", "\0", "\r", "0041", "_xD800_", "😀"]


@given(st.lists(st.sampled_from(TOKENS), min_size=1, max_size=12).map("".join))
def test_escapes_are_undone_exactly(text):
    (piece,) = pieces(text)
    assert re.fullmatch("[^\0\r\ufffe\uffff]*", piece)
    assert unescaped(re.sub("_x([0-9A-Fa-f]{4})_", as_a_reader_does, piece)) == text


def as_a_reader_does(match):
    char = chr(int(match[1], 16))
    return match[0] if "\ud800" <= char <= "\udfff" or char in "\ufffe\uffff" else char


def test_no_piece_is_longer_than_a_cell(strings):
    for text in strings:
        assert all(len(piece.encode("utf-16-le")) // 2 <= 32_767 for piece in pieces(text))


@pytest.mark.parametrize("text", LONE_SURROGATES)
def test_half_characters_do_not_stop_an_export(text, tmp_path):
    path = tmp_path / "out.xlsx"
    write_workbook(path, [OutSheet("S", columns(), [(1, text, "end"), (2, "whole", "end")])])
    rows = read_sheets(path)[0].rows
    assert rows[1][1] == "".join(f"_x{ord(char):04X}_" if char >= "\ud800" else char for char in text)
    assert rows[2] == (2, "whole", "end")
