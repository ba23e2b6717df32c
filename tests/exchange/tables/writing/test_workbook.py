"""Written workbooks: values, formats and looks, and nothing that could run."""

import re
import zipfile
from datetime import UTC, date, datetime, timedelta, timezone
from datetime import time as clock_time
from decimal import Decimal

import openpyxl
import pytest

from crmdesk.domain.errors import UnwritableError, ValidationError
from crmdesk.exchange.tables.continuations import join_continuations
from crmdesk.exchange.tables.reading.sheets import read_sheets
from crmdesk.exchange.tables.sheet import Sheet
from crmdesk.exchange.tables.writing import workbook
from crmdesk.exchange.tables.writing.output import OutColumn, OutSheet
from crmdesk.exchange.tables.writing.workbook import write_workbook

SHANGHAI = timezone(timedelta(hours=8))
NOON = datetime.fromisoformat("2024-03-05T12:30:15")

VALUES = [
    ("text", "a", "a"),
    ("text", 13800138000, "13800138000"),
    ("id", 13800138000, "13800138000"),
    ("id", "00012", "00012"),
    ("integer", 5, 5),
    ("integer", 0, 0),
    ("integer", -(10**14), -(10**14)),
    ("integer", 10**15, "1000000000000000"),
    ("integer", 123456789012345678901, "123456789012345678901"),
    ("number", 0.25, 0.25),
    ("number", float("nan"), "nan"),
    ("money", Decimal("1234.50"), 1234.5),
    ("money", Decimal("-0.07"), -0.07),
    ("money", Decimal("9999999999999.99"), 9999999999999.99),
    ("money", Decimal("99999999999999.99"), "99999999999999.99"),
    ("money", Decimal("1E+20"), "100000000000000000000"),
    ("date", date(2024, 3, 5), date(2024, 3, 5)),
    ("date", date(1900, 3, 1), date(1900, 3, 1)),
    ("date", date(1899, 12, 31), "1899-12-31"),
    ("date", date(9999, 12, 31), date(9999, 12, 31)),
    ("datetime", NOON, NOON),
    ("datetime", NOON.replace(tzinfo=SHANGHAI), NOON),
    ("datetime", NOON.replace(tzinfo=UTC), NOON),
    ("datetime", datetime.fromisoformat("1850-01-01T10:00"), "1850-01-01 10:00:00"),
    ("any", clock_time(9, 30), clock_time(9, 30)),
    ("boolean", True, True),
    ("boolean", False, False),
    ("text", True, True),
    ("any", "=1+1", "=1+1"),
    ("text", "", None),
    ("money", None, None),
]


@pytest.mark.parametrize(("kind", "value", "read"), VALUES)
def test_values_come_back(kind, value, read, tmp_path):
    path = tmp_path / "a.xlsx"
    write_workbook(path, [OutSheet("S", (OutColumn("X", kind), OutColumn("Y")), [(value, "end")])])
    assert read_sheets(path)[0].rows[1] == (read, "end")


@pytest.mark.parametrize("seconds", range(0, 86_400, 7_919))
def test_every_second_comes_back(seconds, tmp_path):
    moment = datetime.fromisoformat("2031-07-09") + timedelta(seconds=seconds)
    write_workbook(tmp_path / "a.xlsx", [OutSheet("S", (OutColumn("X", "datetime"),), [(moment,)])])
    assert read_sheets(tmp_path / "a.xlsx")[0].rows[1][0] in (moment, moment.date() if not seconds else moment)


def test_looks(tmp_path):
    path = tmp_path / "a.xlsx"
    columns = (
        OutColumn("客户名称客户名称", comment="Who"),
        OutColumn("Phone", "id"),
        OutColumn("Amount", "money", width=14),
        OutColumn("Won", "date", choices=("yes", "no")),
        OutColumn("uid", hidden=True),
    )
    row = ("远景", "+86 138", Decimal("1234.5"), date(2024, 3, 5), "u")
    assert write_workbook(path, [OutSheet("Deals", columns, [row], note="Read me")]) == {"Deals": 1}
    sheet = openpyxl.load_workbook(path)["Deals"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:E2"
    assert [sheet[f"{letter}1"].font.bold for letter in "ABCDE"] == [True] * 5
    assert sheet["A1"].fill.fgColor.rgb == "00DCE6F1"
    assert sheet["A1"].comment.text == "Read me\nWho"
    assert [sheet.column_dimensions[letter].width for letter in "ABC"] == [18, 9, 14]
    assert [sheet.column_dimensions[letter].hidden for letter in "DE"] == [False, True]
    assert [sheet[f"{letter}2"].number_format for letter in "ABCD"] == ["General", "@", "#,##0.00", "yyyy-mm-dd"]
    assert sheet["B2"].quotePrefix
    assert [(rule.formula1, str(rule.sqref)) for rule in sheet.data_validations.dataValidation] == [('"yes,no"', "D2")]


FORMULAS = ["=1+1", "=cmd|' /C calc'!A0", "+1", "-1", "@SUM(1)", "\t=1", "#N/A", "#REF!", "TRUE", "{=1}", "'=1"]


@pytest.mark.parametrize("kind", ["text", "id", "integer", "number", "money", "date", "datetime", "boolean", "any"])
def test_nothing_runs(kind, tmp_path):
    path = tmp_path / "a.xlsx"
    write_workbook(path, [OutSheet("=1+1", (OutColumn("=1+1", kind),), [(text,) for text in FORMULAS])])
    with zipfile.ZipFile(path) as package:
        xml = package.read("xl/worksheets/sheet1.xml").decode()
    assert re.findall(r"<f\b", xml) == []
    assert re.findall(r'<c [^>]*t="(\w+)"', xml) == ["inlineStr"] * (len(FORMULAS) + 1)


def test_titles_are_made_to_fit(tmp_path):
    titles = ["a" * 40, "A" * 40, "a/b:c", "", "'x'", "History", "😀" * 20, "a\0b"]
    write_workbook(tmp_path / "a.xlsx", [OutSheet(title, (OutColumn("X"),), []) for title in titles])
    names = openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames
    assert names == ["a" * 31, "A" * 27 + " (2)", "a_b_c", "Sheet", "x", "History (2)", "😀" * 15, "ab"]


def test_long_text_is_continued_and_joined(tmp_path):
    path = tmp_path / "a.xlsx"
    long = "客" * 70_000
    columns = (OutColumn("Name"), OutColumn("Note"), OutColumn("Last"))
    write_workbook(path, [OutSheet("S", columns, [("a", long, 1), ("b", "short", 2), ("c", None, 3)])])
    (sheet,) = read_sheets(path)
    assert sheet.rows[0] == ("Name", "Note", "Note (2)", "Note (3)", "Last")
    joined = join_continuations(sheet)
    assert joined.rows[0] == ("Name", "Note", None, None, "Last")
    assert joined.rows[1] == ("a", long, None, None, "1")
    assert joined.rows[2] == ("b", "short", None, None, "2")


def test_columns_numbered_by_others_are_left_alone():
    rows = (("Phone", "Phone (2)"), ("1", "2"), ("3", None))
    assert join_continuations(Sheet("a.xlsx", "S", rows)).rows == rows


def test_what_was_there_stays_when_writing_fails(tmp_path, monkeypatch):
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"old")
    monkeypatch.setattr(workbook, "MAX_ROWS", 1)
    with pytest.raises(ValidationError):
        write_workbook(path, [OutSheet("S", (OutColumn("X"),), [("a",), ("b",)])])
    assert path.read_bytes() == b"old"
    with pytest.raises(UnwritableError):
        write_workbook(tmp_path / "none" / "a.xlsx", [OutSheet("S", (OutColumn("X"),), [("a",)])])
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.xlsx"]
