"""Every form of table that is read, and what its cells become."""

import sys
from datetime import date, datetime
from datetime import time as clock_time

import openpyxl
import pytest

from crmdesk.domain.errors import CancelledError, ImportRejectedError
from crmdesk.exchange.tables.reading.sheets import limits, read_sheets
from tests.exchange.tables.packages import ods_parts, row, text_cell, xlsx, zipped

SPREADSHEET = (
    'xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"'
)


def read(tmp_path, content, name="table.xls"):
    (tmp_path / name).write_bytes(content)
    return read_sheets(tmp_path / name)


CELLS = {
    "whole number": ("<v>13800138000</v>", 13800138000),
    "fraction": ("<v>0.1</v>", 0.1),
    "negative": ("<v>-5</v>", -5),
    "beyond exact": ("<v>123456789012345678</v>", 123456789012345678.0),
    "huge": ("<v>1e300</v>", 1e300),
}


@pytest.mark.parametrize("name", CELLS)
def test_numbers(name, tmp_path):
    inner, expected = CELLS[name]
    (sheet,) = read(tmp_path, xlsx(row(1, f'<c r="A1">{inner}</c>')))
    assert sheet.rows == ((expected,),)
    assert type(sheet.rows[0][0]) is type(expected)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ('<c r="A1" s="1"><v>45000</v></c>', date(2023, 3, 15)),
        ('<c r="A1" s="2"><v>45000.5</v></c>', datetime.fromisoformat("2023-03-15T12:00")),
        ('<c r="A1" s="2"><v>45000.402777777781</v></c>', datetime.fromisoformat("2023-03-15T09:40")),
        ('<c r="A1" s="3"><v>0.25</v></c>', clock_time(6, 0)),
        ('<c r="A1" s="3"><v>1.5</v></c>', "36:00:00"),
        ('<c r="A1" t="b"><v>1</v></c>', True),
        ('<c r="A1" t="str"><f>1+1</f><v>two</v></c>', "two"),
        (text_cell("A1", "123456789012345678"), "123456789012345678"),
        (text_cell("A1", "a_x000D_b"), "a\rb"),
        (text_cell("A1", "_x005F_x0041_"), "_x0041_"),
        (text_cell("A1", " x "), " x "),
    ],
)
def test_typed_cells(cell, expected, tmp_path):
    (sheet,) = read(tmp_path, xlsx(row(1, cell)))
    assert sheet.rows == ((expected,),)


def test_dates_of_old_macintosh_workbooks(tmp_path):
    content = xlsx(row(1, '<c r="A1" s="1"><v>43538</v></c>'), workbook='<workbookPr date1904="1"/>')
    assert read(tmp_path, content)[0].rows == ((date(2023, 3, 15),),)


def test_a_table_keeps_its_place(tmp_path):
    (sheet,) = read(tmp_path, xlsx(row(3, text_cell("C3", "here"))))
    assert sheet.rows == ((), (), (None, None, "here"))
    assert sheet.address(2, 2) == "table.xls, Sheet1!C3"


def test_old_workbook(root):
    (sheet,) = read_sheets(root / "tests/data/customers.xls")
    assert sheet.name == "客户"
    assert sheet.rows[1] == ("远景能源", 13800138000, 1234.5, date(2024, 3, 5), True)
    assert sheet.rows[2] == ("Müller GmbH", "021-1234")


def test_open_document(tmp_path):
    cells = (
        '<table:table-cell office:value-type="string"><text:p>客户</text:p></table:table-cell>'
        '<table:table-cell office:value-type="float" office:value="5"/>'
        '<table:table-cell office:value-type="date" office:date-value="2024-01-02"/>'
        '<table:table-cell table:number-columns-repeated="16381"/>'
    )
    far = '<table:table-row table:number-rows-repeated="1048574"><table:table-cell/></table:table-row>'
    (sheet,) = read(tmp_path, zipped(ods_parts(f"<table:table-row>{cells}</table:table-row>{far}")))
    assert sheet.rows == (("客户", 5, date(2024, 1, 2)),)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_page_saved_as_a_workbook(encoding, tmp_path):
    page = (
        '<html><head><meta charset="gb2312"><style>td {color: red}</style></head><body><h1>Report</h1><table>'
        "<tr><th>客户名称</th><th>电话</th><th>备注</th></tr>"
        "<tr><td>远景能源</td><td>&nbsp;021-1&nbsp;</td><td>one<br>two &amp; three</td></tr>"
        "<tr><td colspan=2>both</td><td rowspan=2>down</td></tr><tr><td>x<td>y</tr>"
        "</table></body></html>"
    )
    (sheet,) = read(tmp_path, page.encode(encoding))
    assert sheet.rows == (
        ("客户名称", "电话", "备注"),
        ("远景能源", "021-1", "one\ntwo & three"),
        ("both", None, "down"),
        ("x", "y"),
    )


def test_two_tables_and_a_nested_one(tmp_path):
    page = b"<table><tr><td>a<table><tr><td>in</td></tr></table></td></tr></table><table><tr><td>b</td></tr></table>"
    assert [sheet.rows for sheet in read(tmp_path, page)] == [(("ain",),), (("b",),)]


def test_spreadsheet_xml(tmp_path):
    content = f"""<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
        <Workbook {SPREADSHEET}><Worksheet ss:Name="客户"><Table>
        <Row><Cell><Data ss:Type="String">客户</Data></Cell>
        <Cell ss:Index="3"><Data ss:Type="Number">5</Data></Cell></Row>
        <Row ss:Index="3"><Cell ss:MergeAcross="1"><Data ss:Type="Boolean">1</Data></Cell>
        <Cell><Data ss:Type="DateTime">2024-03-05T09:30:00.000</Data></Cell>
        <Cell><Data ss:Type="DateTime">2024-03-05T00:00:00.000</Data></Cell>
        <Cell><Data ss:Type="Error">#N/A</Data></Cell></Row></Table></Worksheet></Workbook>"""
    (sheet,) = read(tmp_path, content.encode())
    assert sheet.name == "客户"
    assert sheet.rows == (
        ("客户", None, 5),
        (),
        (True, None, datetime.fromisoformat("2024-03-05T09:30"), date(2024, 3, 5)),
    )


def test_web_archive(tmp_path):
    content = (
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n"
        'Content-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n'
        "<html><table><tr><td>=E5=AE=A2=E6=88=B7</td><td>5</td></tr></table></html>\r\n--x--\r\n"
    )
    assert read(tmp_path, content.encode())[0].rows == (("客户", "5"),)


def test_progress_is_told(tmp_path):
    told = []
    (tmp_path / "a.csv").write_bytes(b"a,b\n" * 1000)
    read_sheets(tmp_path / "a.csv", progress=lambda done, total: told.append((done, total)))
    assert told == [(400, 1000), (800, 1000), (1000, 1000)]


@pytest.mark.parametrize("polls", [0, 1, 3])
def test_cancelling_stops_the_reader_where_it_is(polls, tmp_path, child_processes):
    (tmp_path / "a.csv").write_bytes(b"a,b,c,d\n" * 400_000)
    asked = iter([False] * polls + [True])
    rows = []
    with pytest.raises(CancelledError):
        read_sheets(tmp_path / "a.csv", cancelled=lambda: next(asked), progress=lambda done, _total: rows.append(done))
    assert len(rows) <= polls
    [reader] = child_processes
    assert reader.returncode not in (None, 0)


def test_a_reader_that_takes_too_long_is_given_up(tmp_path, monkeypatch, child_processes):
    monkeypatch.setattr(limits, "seconds_allowed", lambda _size: 0.0)
    with pytest.raises(ImportRejectedError, match="time and memory"):
        read(tmp_path, b"a,b\n")
    [reader] = child_processes
    assert reader.returncode is not None


def test_a_reader_that_dies_is_a_refusal(tmp_path, monkeypatch):
    deadly = tmp_path / "python"
    deadly.write_text("#!/bin/sh\nkill -9 $$\n", "utf-8")
    deadly.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(deadly))
    with pytest.raises(ImportRejectedError, match="time and memory"):
        read(tmp_path, b"a,b\n")


def test_hidden_sheets_are_read_but_not_those_of_macros_and_charts(tmp_path):
    book = openpyxl.Workbook()
    for name, state in [("seen", "visible"), ("hidden", "hidden"), ("secret", "veryHidden"), ("blank", "visible")]:
        sheet = book.create_sheet(name)
        sheet.sheet_state = state
        sheet["A1"] = None if name == "blank" else name
    book.create_chartsheet("chart")
    book.save(tmp_path / "a.xlsx")
    assert [sheet.name for sheet in read_sheets(tmp_path / "a.xlsx")] == ["seen", "hidden"]


def test_modules_lying_about_are_not_run(tmp_path, monkeypatch):
    (tmp_path / "json.py").write_text("raise SystemExit('run')", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert read(tmp_path, b"a,b\n1,2\n")[0].rows == (("a", "b"), ("1", "2"))


def test_odd_file_names(tmp_path):
    for name in ("-h", "客户 名.csv", "a'b\"c.csv", "--", "x\ny"):
        assert read(tmp_path, b"a,b\n", name)[0].file == name
