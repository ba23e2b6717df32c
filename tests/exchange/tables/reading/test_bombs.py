"""Files built to eat the machine: refused or read under limits of time and memory, parent and child in 600 MB."""

import json
import struct
import subprocess
import sys

import pytest

from crmdesk.exchange.tables.reading.limits import MEMORY_BYTES, seconds_allowed
from tests.exchange.tables.packages import (
    SHEET,
    ods_parts,
    row,
    shared_strings,
    text_cell,
    xlsx,
    xlsx_parts,
    zipped,
)

VALUE = "<v>1</v></c>"
ONE = row(1, f'<c r="A1">{VALUE}')
SPREADSHEET = (
    'xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"'
)

# Reads the file in a fresh process and tells the outcome, its own peak memory and that of its child, in kilobytes.
MEASURE = """
import json, re, resource, sys
from pathlib import Path
from crmdesk.domain.errors import ImportRejectedError
from crmdesk.exchange.tables.reading.sheets import read_sheets
try:
    outcome = sum(len(sheet.rows) for sheet in read_sheets(Path(sys.argv[1])))
except ImportRejectedError as refusal:
    outcome = refusal.message
# Not ru_maxrss for itself: Linux lets a process inherit the peak of the one that started it.
own = int(re.search("VmHWM:\\s+([0-9]+)", Path("/proc/self/status").read_text())[1])
children = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([outcome, own + children.ru_maxrss, children.ru_utime + children.ru_stime]))
"""

# Reads the file as the child does and tells the limits that are then on the process.
LIMITS = """
import json, resource, sys
from crmdesk.exchange.tables.reading.child import main
main(sys.argv[1:])
names = ("RLIMIT_CPU", "RLIMIT_AS", "RLIMIT_CORE")
print(json.dumps([resource.getrlimit(getattr(resource, name))[0] for name in names]), file=sys.stderr)
"""

TOO_LARGE = "too large"
UNSAFE = "unfold"


def sheet_of(size, piece):
    return zipped({**xlsx_parts(), SHEET: xlsx_parts("@")[SHEET].replace("@", piece * (size // len(piece)))})


def varied(size):
    """Text that packs 40 times at best, so that only its length gives it away."""
    return "".join(f"{number * 7919 % 1000003:06}" + "a" * 300 for number in range(size // 306))


def with_strings(items, data):
    return zipped({**xlsx_parts(data), "xl/sharedStrings.xml": shared_strings(items)})


def crowd(count):
    parts = xlsx_parts()
    return zipped(parts | {f"xl/media/{number}.txt": "" for number in range(count)})


def lying_end_record():
    """A directory said to be of half a gigabyte."""
    content = bytearray(xlsx())
    struct.pack_into("<I", content, content.rindex(b"PK\x05\x06") + 12, 2**29)
    return bytes(content)


def repeated(rows, columns):
    cell = f'<table:table-cell table:number-columns-repeated="{columns}" office:value-type="string">'
    return zipped(
        ods_parts(
            f'<table:table-row table:number-rows-repeated="{rows}">{cell}<text:p>a</text:p></table:table-cell>'
            "</table:table-row>"
        )
    )


def spreadsheet_xml(table):
    return f"<Workbook {SPREADSHEET}><Worksheet><Table>{table}</Table></Worksheet></Workbook>".encode()


BOMBS = {
    "far cell": (lambda: xlsx(ONE + row(1_048_576, f'<c r="XFD1048576">{VALUE}')), TOO_LARGE),
    "far cell, other order": (lambda: xlsx(ONE + row(1_048_576, f"<c s='0' r='XFD1048576'>{VALUE}")), TOO_LARGE),
    "far row": (lambda: xlsx(ONE + row(1_048_576, f'<c r="A1048576">{VALUE}')), TOO_LARGE),
    "far column": (lambda: xlsx(row(1, f'<c r="XFD1">{VALUE}')), TOO_LARGE),
    "wide and deep": (lambda: xlsx(ONE + row(90_000, f'<c r="ZZ90000">{VALUE}')), TOO_LARGE),
    "beyond all columns": (lambda: xlsx(row(1, f'<c r="ZZZZZZ1">{VALUE}')), TOO_LARGE),
    "beyond all rows": (lambda: xlsx(row(1, f'<c r="A99999999999">{VALUE}')), TOO_LARGE),
    "300 MB string": (lambda: xlsx(row(1, text_cell("A1", "a" * 300_000_000))), UNSAFE),
    "100 MB string": (lambda: xlsx(row(1, text_cell("A1", varied(100_000_000)))), TOO_LARGE),
    "100 MB shared string": (
        lambda: with_strings(f"<si><t>{varied(100_000_000)}</t></si>", row(1, '<c r="A1" t="s"><v>0</v></c>')),
        TOO_LARGE,
    ),
    "one long string everywhere": (
        lambda: with_strings(
            f"<si><t>{varied(1_900_000)}</t></si>",
            "".join(row(n, f'<c r="A{n}" t="s"><v>0</v></c>') for n in range(1, 3000)),
        ),
        TOO_LARGE,
    ),
    "a million rows": (
        lambda: xlsx("".join(row(n, f'<c r="A{n}"><v>{n * 7919}</v></c>') for n in range(1, 1_000_001))),
        TOO_LARGE,
    ),
    "packed 1000 times": (lambda: sheet_of(300_000_000, ONE), UNSAFE),
    "50,000 parts": (lambda: crowd(50_000), TOO_LARGE),
    "directory that lies": (lying_end_record, TOO_LARGE),
    "ods repeated a million times": (lambda: repeated(1_048_576, 16_384), "damaged"),
    "ods repeated widely": (lambda: repeated(1, 2**31), ""),
    "csv, one line of 100 MB": (lambda: b"a" * 100_000_000, TOO_LARGE),
    "csv, open quote and 100 MB": (lambda: b'a,b\n1,"' + b"line\n" * 20_000_000, TOO_LARGE),
    "csv of a million rows": (lambda: b"a,b,c\n" * 1_000_000, TOO_LARGE),
    "csv of 50,000 columns": (lambda: b"a," * 50_000 + b"\n", TOO_LARGE),
    "csv of 5,000,000 cells": (lambda: (b"a," * 499 + b"a\n") * 10_000, TOO_LARGE),
    "file of 129 MB": (lambda: b"a,b\n" * (129 * 2**18), TOO_LARGE),
    "html span": (lambda: b"<html><table><tr><td colspan=999999999 rowspan=999999999>a</td></tr></table>", TOO_LARGE),
    "html of too many rows": (lambda: b"<html><table>" + b"<tr><td>a</td>" * 550_000, TOO_LARGE),
    "html nested deeply": (lambda: b"<html>" + b"<table><tr><td>" * 100_000 + b"a", ""),
    "spreadsheet xml, far row": (lambda: spreadsheet_xml("<Row ss:Index='1000000000'/>"), TOO_LARGE),
    "spreadsheet xml, far cell": (lambda: spreadsheet_xml("<Row><Cell ss:Index='1000000000'/></Row>"), TOO_LARGE),
    "40,000 merged ranges": (
        lambda: xlsx(ONE, after="<mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 40_000 + "</mergeCells>"),
        1,
    ),
    "declared to the far end": (
        lambda: zipped(
            {
                **xlsx_parts(),
                SHEET: xlsx_parts(ONE)[SHEET].replace("<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>'),
            }
        ),
        1,
    ),
    "coloured to the far end": (lambda: xlsx(ONE + row(1_048_576, '<c r="XFD1048576" s="1"/>')), 1),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_costs_little(name, tmp_path, root):
    build, expected = BOMBS[name]
    path = tmp_path / "bomb.xlsx"
    path.write_bytes(build())
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, path], capture_output=True, cwd=root, env={"PYTHONPATH": str(root)}, check=True
    )
    outcome, kilobytes, seconds = json.loads(done.stdout)
    if isinstance(expected, int):
        assert outcome == expected
    else:
        assert expected in str(outcome)
    assert kilobytes < 600_000
    # The reader's own clock and processor limit see to the five seconds; a busy machine must not decide a test.
    print(f"{name}: {seconds:.1f} s of processor time, {kilobytes / 1024:.0f} MB")
    assert seconds_allowed(path.stat().st_size) <= 5 or path.stat().st_size > 2**19


def test_the_reader_is_under_limits_of_time_and_memory(tmp_path, root):
    path = tmp_path / "a.csv"
    path.write_bytes(b"a,b\n1,2\n")
    done = subprocess.run(
        [sys.executable, "-c", LIMITS, path], capture_output=True, cwd=root, env={"PYTHONPATH": str(root)}, check=True
    )
    assert json.loads(done.stderr) == [5, MEMORY_BYTES, 0]
