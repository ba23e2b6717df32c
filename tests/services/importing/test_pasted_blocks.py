"""Blocks as Excel, WPS and browsers put them on the clipboard, as text and as markup."""

import pytest

from crmdesk.exchange.tables.sheet import Cell
from crmdesk.services.importing.sources import is_markup, read_block

EXCEL = (
    '<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">'
    "<head><meta name=Generator content='Microsoft Excel 15'><style>td {{mso-number-format:General}}</style></head>"
    "<body><table border=0><!--StartFragment--><col width=64>{rows}<!--EndFragment--></table></body></html>"
)
WPS = (
    '<html xmlns:v="urn:schemas-microsoft-com:vml"><head><meta name="Generator" content="WPS Office ET">'
    "<style><!-- .font0 {{color:windowtext}} --></style></head><body><!--StartFragment-->"
    '<table width="144" style="border-collapse:collapse">{rows}</table><!--EndFragment--></body></html>'
)
WINDOWS = "Version:0.9\r\nStartHTML:0000000105\r\nEndHTML:0000000300\r\nStartFragment:0000000141\r\n"


def table(*rows: str) -> str:
    return "".join(f"<tr>{row}</tr>" for row in rows)


BLOCKS: dict[str, tuple[str, list[list[Cell]]]] = {
    "two by two": ("Name\tCity\nAcme\tWuhan\n", [["Name", "City"], ["Acme", "Wuhan"]]),
    "windows line ends": ("Name\tCity\r\nAcme\tWuhan\r\n", [["Name", "City"], ["Acme", "Wuhan"]]),
    "no last line end": ("Name\tCity\nAcme\tWuhan", [["Name", "City"], ["Acme", "Wuhan"]]),
    "line break in a cell": ('Name\tNote\nAcme\t"a\nb"\n', [["Name", "Note"], ["Acme", "a\nb"]]),
    "quotes in a cell": ('Name\tNote\nAcme\t"say ""yes"" \n"\n', [["Name", "Note"], ["Acme", 'say "yes" \n']]),
    "commas in cells": ("Name\tAmount\nAcme, Inc.\t1,200.50\n", [["Name", "Amount"], ["Acme, Inc.", "1,200.50"]]),
    "semicolons in cells": ("Name\tTags\nAcme\ta;b;c\n", [["Name", "Tags"], ["Acme", "a;b;c"]]),
    "pipes in cells": ("Name\tTags\nAcme\ta|b|c\n", [["Name", "Tags"], ["Acme", "a|b|c"]]),
    "empty cells": ("Name\tCity\tNote\nAcme\t\tx\n", [["Name", "City", "Note"], ["Acme", None, "x"]]),
    "empty last cells": ("Name\tCity\tNote\nAcme\t\t\n", [["Name", "City", "Note"], ["Acme"]]),
    "an empty line": ("Name\tCity\n\t\nAcme\tWuhan\n", [["Name", "City"], [], ["Acme", "Wuhan"]]),
    "chinese": ("客户名称\t电话\n晨光机械\t13800004821\n", [["客户名称", "电话"], ["晨光机械", "13800004821"]]),
    "leading zeros": ("Name\tPhone\nAcme\t0551-6360\n", [["Name", "Phone"], ["Acme", "0551-6360"]]),
    "a percentage": ("Name\tShare\nAcme\t40%\n", [["Name", "Share"], ["Acme", "40%"]]),
    "yuan": ("Name\tAmount\nAcme\t¥1,200.00\n", [["Name", "Amount"], ["Acme", "¥1,200.00"]]),
    "a date": ("Name\tOn\nAcme\t2026/3/4\n", [["Name", "On"], ["Acme", "2026/3/4"]]),
    "merged cells as text": (
        "Region\tName\nEast\tAcme\n\tBolt\n",
        [["Region", "Name"], ["East", "Acme"], [None, "Bolt"]],
    ),
    "one column": ("Name\nAcme\nBolt\n", [["Name"], ["Acme"], ["Bolt"]]),
    "a text like markup": ("Name\tNote\nAcme\t<b>x</b>\n", [["Name", "Note"], ["Acme", "<b>x</b>"]]),
    "commas only": ("Name,City\nAcme,Wuhan\n", [["Name", "City"], ["Acme", "Wuhan"]]),
    "an emoji": ("Name\tNote\nAcme\t👍 ok\n", [["Name", "Note"], ["Acme", "👍 ok"]]),
    "excel markup": (
        EXCEL.format(rows=table("<td class=xl65>Name</td><td>City</td>", "<td>Acme</td><td>Wuhan</td>")),
        [["Name", "City"], ["Acme", "Wuhan"]],
    ),
    "excel numbers": (
        EXCEL.format(rows=table("<td>Name</td><td>Amount</td>", "<td>Acme</td><td align=right x:num>1,200.50</td>")),
        [["Name", "Amount"], ["Acme", "1,200.50"]],
    ),
    "excel line break": (
        EXCEL.format(rows=table("<td>Name</td><td>Note</td>", "<td>Acme</td><td>a<br>\r\n  b</td>")),
        [["Name", "Note"], ["Acme", "a\nb"]],
    ),
    "excel merged down": (
        EXCEL.format(
            rows=table("<td>Region</td><td>Name</td>", "<td rowspan=2>East</td><td>Acme</td>", "<td>Bolt</td>")
        ),
        [["Region", "Name"], ["East", "Acme"], [None, "Bolt"]],
    ),
    "excel merged across": (
        EXCEL.format(
            rows=table("<td colspan=2>Our list</td>", "<td>Name</td><td>City</td>", "<td>Acme</td><td>X</td>")
        ),
        [["Our list"], ["Name", "City"], ["Acme", "X"]],
    ),
    "excel blanks": (
        EXCEL.format(rows=table("<td>Name</td><td>City</td>", "<td>Acme</td><td>&nbsp;</td>")),
        [["Name", "City"], ["Acme"]],
    ),
    "excel signs": (
        EXCEL.format(rows=table("<td>Name</td><td>Note</td>", "<td>A &amp; B</td><td>&lt;1&gt;</td>")),
        [["Name", "Note"], ["A & B", "<1>"]],
    ),
    "wps markup": (
        WPS.format(rows=table("<td height='18'>客户名称</td><td>电话</td>", "<td>晨光机械</td><td>138 0000 4821</td>")),
        [["客户名称", "电话"], ["晨光机械", "138 0000 4821"]],
    ),
    "wps fonts": (
        WPS.format(rows=table("<td>名称</td><td>备注</td>", "<td><font class='font0'>晨</font>光</td><td>x</td>")),
        [["名称", "备注"], ["晨光", "x"]],
    ),
    "wps merged": (
        WPS.format(rows=table("<td>区域</td><td>名称</td>", "<td rowspan='2'>华东</td><td>甲</td>", "<td>乙</td>")),
        [["区域", "名称"], ["华东", "甲"], [None, "乙"]],
    ),
    "as windows hands markup over": (
        WINDOWS + EXCEL.format(rows=table("<td>Name</td><td>City</td>", "<td>Acme</td><td>Wuhan</td>")),
        [["Name", "City"], ["Acme", "Wuhan"]],
    ),
    "a table of a web page": (
        f"<table>{table('<th>Name</th><th>City</th>', '<td><a href=x>Acme</a></td><td>Wuhan</td>')}</table>",
        [["Name", "City"], ["Acme", "Wuhan"]],
    ),
}


@pytest.mark.parametrize("name", BLOCKS)
def test_a_block_is_read_as_its_cells(name: str):
    text, expected = BLOCKS[name]
    [sheet] = read_block(text, "Pasted block", progress=lambda _done, _total: None, cancelled=lambda: False)
    assert [list(row) for row in sheet.rows] == expected
    assert sheet.file == "Pasted block"


def test_only_a_table_in_markup_is_taken_for_markup():
    assert not is_markup("<b>no table</b>")
    assert not is_markup("Name\t<table>\nx\ty")
