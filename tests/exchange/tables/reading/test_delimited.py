"""Delimited text: delimiters, quotes, encodings, and files that break off."""

import pytest

from crmdesk.exchange.tables.reading.sheets import read_sheets
from crmdesk.exchange.tables.reading.text_encoding import detect_encoding

SIMPLIFIED = (
    "客户名称,联系人,电话,商机阶段,备注\r\n远景能源有限公司,张伟,13800138000,报价,上周拜访过，客户对价格不满意\r\n"
)
TRADITIONAL = (
    "客戶名稱,聯絡人,電話,商機階段,備註\r\n遠景能源有限公司,張偉,0912345678,報價,上週拜訪過，客戶對價格不滿意\r\n"
)
WESTERN = "Name;Ort;Umsatz\r\nMüller & Söhne;Köln;1.234,50\r\nCafé à la carte;Besançon;12,00\r\n"
CYRILLIC = "Название,Город\r\nОбщество с ограниченной ответственностью,Санкт-Петербург\r\nЗавод имени Кирова,Москва\r\n"
JAPANESE = "会社名,担当者,電話番号\r\n株式会社サンプル,山田太郎さん,03-1234-5678\r\nテスト商事,すずき,06-1111-2222\r\n"


def read(tmp_path, content):
    path = tmp_path / "table.csv"
    path.write_bytes(content)
    (sheet,) = read_sheets(path)
    return sheet


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *((SIMPLIFIED, name) for name in ("utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be")),
        *((TRADITIONAL, name) for name in ("utf-8", "utf-8-sig", "big5", "cp950", "utf-16", "utf-16-le", "gb18030")),
        *((WESTERN, name) for name in ("utf-8", "cp1252", "iso8859-1", "utf-16", "utf-16-be")),
        *((CYRILLIC, name) for name in ("utf-8", "cp1251")),
        *((JAPANESE, name) for name in ("utf-8", "cp932")),
        ("客户名称,电话\r\n", "gb18030"),
        ("客戶名稱,電話\r\n", "big5"),
        ("姓名\r\n张伟\r\n李娜\r\n", "gb18030"),
        ("姓名\r\n陳怡君\r\n林志豪\r\n", "big5"),
        ("公司,省\r\n鑫淼,粤\r\n", "gb18030"),
        ("負責人,階段\r\n", "cp950"),
        ("𠀀,龘\r\n客户,电话\r\n", "gb18030"),
        ("name,city\r\nJosé,León\r\n", "cp1252"),
        ("Preis €,Größe\r\n5,6\r\n", "cp1252"),
    ],
)
def test_encodings(text, encoding, tmp_path):
    sheet = read(tmp_path, text.encode(encoding))
    delimiter = ";" if text is WESTERN else ","
    assert sheet.rows == tuple(tuple(line.split(delimiter)) for line in text.split("\r\n") if line)
    assert sheet.cut_row is None


def test_the_encoding_may_show_late(tmp_path):
    text = "name,city\r\n" + "Acme,London\r\n" * 90_000 + SIMPLIFIED
    assert read(tmp_path, text.encode("gb18030")).rows[-1][0] == "远景能源有限公司"


@pytest.mark.parametrize(("text", "encoding"), [(SIMPLIFIED * 40, "utf-8"), (SIMPLIFIED * 40, "gb18030")])
def test_one_wrong_byte_does_not_change_the_encoding(text, encoding, tmp_path):
    content = bytearray(text.encode(encoding))
    content[900] = 0xFF
    (tmp_path / "a.csv").write_bytes(content)
    assert detect_encoding(tmp_path / "a.csv") == encoding


DELIMITERS = {
    "commas": ("a,b,c\n1,2,3\n", ("1", "2", "3")),
    "semicolons": ("a;b;c\n1;2;3\n", ("1", "2", "3")),
    "tabs": ("a\tb\tc\n1\t2\t3\n", ("1", "2", "3")),
    "pipes": ("a|b|c\n1|2|3\n", ("1", "2", "3")),
    "amounts with commas": ("a;b\nx;1,5\ny;2,5\nz;3,5\n", ("x", "1,5")),
    "prose with commas": ("name\tnote\nA\tone, two, three\nB\tfour\nC\tfive, six\n", ("A", "one, two, three")),
    "quoted delimiters": ('a,b\n"x, y; z",2\n"p; q",3\n', ("x, y; z", "2")),
    "header with a quoted comma": ('"Deal Value, $",b\n5,6\n', ("5", "6")),
    "said by the file": ("sep=;\na;b\n1,0;2,0\n", None),
    "one column": ("name\nSmith, John\nAcme\nBeta\nGamma\n", ("Smith, John",)),
    "one column without any": ("name\nAcme\n", ("Acme",)),
    "a title above": ("Sales report\n\na,b,c\n1,2,3\n4,5,6\n", ()),
    "old line ends": ("a,b\r1,2\r", ("1", "2")),
    "break inside quotes": ('a,b\n"one\r\ntwo",2\n', ("one\r\ntwo", "2")),
    "doubled quotes": ('a,b\n"say ""hi""",2\n', ('say "hi"', "2")),
    "quote inside": ('a,b\n5" pipe,2\n', ('5" pipe', "2")),
    "empty cells": ("a,b,c\n,2,\n", (None, "2")),
    "ragged": ("a,b,c\n1\n1,2,3,4\n", ("1",)),
    "guarded": ("a,b,c,d\n'=1+1,'+86,'abc,''x\n", ("=1+1", "+86", "'abc", "''x")),
}


@pytest.mark.parametrize("name", DELIMITERS)
def test_second_row(name, tmp_path):
    text, second = DELIMITERS[name]
    rows = read(tmp_path, text.encode()).rows
    assert rows[1] == (second if second is not None else ("1,0", "2,0"))


CUT = {
    "inside a quoted field": ('a,b,c\n1,2,3\n4,"5', 2),
    "inside a quoted field, after a line break": ('a,b,c\n1,2,3\n4,"5\n6', 2),
    "in the middle of a row": ("a,b,c\n1,2,3\n4,5", 2),
    "in the header": ("a,b,c", None),
    "after the last field": ("a,b,c\n1,2,3\n4,5,6", None),
    "after a line break": ("a,b,c\n1,2,3\n", None),
    "short row with a line break": ("a,b,c\n1,2,3\n4,5\n", None),
    "footer": ("a,b,c\n1,2,3\n4,5,6\n\nGrand total", None),
    "inside a character": ("a,b\n1,客户\n2,客户".encode()[:-1], 2),
}


@pytest.mark.parametrize("name", CUT)
def test_a_file_that_breaks_off_says_where(name, tmp_path):
    content, cut = CUT[name]
    sheet = read(tmp_path, content if isinstance(content, bytes) else content.encode())
    assert sheet.cut_row == cut
    if cut is not None:
        assert len(sheet.rows) == cut + 1


def test_every_cut_of_a_file_keeps_its_whole_rows(tmp_path):
    content = b'a,b,c\r\n1,"x\r\ny",3\r\n4,"5,5",6\r\n7,8,9\r\n'
    whole = read(tmp_path, content).rows
    for size in range(len("a,b,c\r\n1,2,3"), len(content)):
        sheet = read(tmp_path, content[:size])
        certain = sheet.rows[: sheet.cut_row] if sheet.cut_row is not None else sheet.rows[:-1]
        assert certain == whole[: len(certain)]


def test_the_real_pipeline(root):
    (sheet,) = read_sheets(root.parent / "shared/samples/pipelines-3000.csv")
    assert len(sheet.rows) == 3001
    assert sheet.rows[0][13] == "Deal Value, $"
    assert sheet.cut_row is None
