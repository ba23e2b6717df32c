"""Every class of file that cannot be read: one sentence of the right kind, and no process that dies on us or stays."""

import random
import time
import warnings
import zlib
from contextlib import suppress

import pytest

from crmdesk.domain.errors import ImportRejectedError
from crmdesk.exchange.tables.reading.refusal import Reason, rejection
from crmdesk.exchange.tables.reading.sheets import read_sheets
from tests.exchange.tables.packages import (
    PLAIN,
    SHEET,
    ods_parts,
    row,
    shared_strings,
    text_cell,
    xlsx,
    xlsx_parts,
    zipped,
)

CFB = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 40 + b"\1\0\0\0" + b"\xff" * 460
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]>'
SPREADSHEET = (
    'xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"'
)


def wide(name):
    return name.encode("utf-16-le")


def noise(size):
    return random.Random(7).randbytes(size)


def without(name):
    parts = xlsx_parts()
    del parts[name]
    return zipped(parts)


def changed(name, old, new):
    parts = xlsx_parts()
    assert old in parts[name]
    return zipped({**parts, name: parts[name].replace(old, new)})


def with_part(name, content):
    return zipped({**xlsx_parts(), name: content})


def twice(name):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return zipped([*xlsx_parts().items(), (name, "<a/>")])


def flagged():
    """The bit that says "encrypted" in the directory."""
    content = bytearray(xlsx())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def flipped():
    """One byte of packed data gone wrong."""
    content = bytearray(xlsx(row(1, text_cell("A1", noise(4000).hex()))))
    at = content.index(SHEET.encode()) + len(SHEET) + 900
    content[at] ^= 0xFF
    return bytes(content)


def lying_size():
    """The directory says that a sheet is a tenth of what it is."""
    content = xlsx(row(1, text_cell("A1", "a" * 9000)))
    size = len(xlsx_parts(row(1, text_cell("A1", "a" * 9000)))[SHEET])
    return content.replace(size.to_bytes(4, "little"), (size // 10).to_bytes(4, "little"))


def book(record):
    return CFB + wide("Workbook\0") + b"\0" * 512 + record


def protected_xls(root):
    """An old workbook whose second record is FILEPASS."""
    content = bytearray((root / "tests/data/customers.xls").read_bytes())
    at = content.index(b"\x09\x08\x10\x00\x00\x06\x05\x00") + 20
    content[at : at + 2] = b"\x2f\x00"
    return bytes(content)


R = Reason
FILES = {
    # Nothing in it
    "no bytes": (b"", R.EMPTY),
    "blanks": (b" \r\n\r\n ", R.EMPTY),
    "delimiters alone": (b",,,\r\n,,,\r\n", R.EMPTY),
    "only a mark": ("\ufeff".encode() + b"\r\n", R.EMPTY),
    "xlsx without cells": (xlsx(""), R.EMPTY),
    "xlsx with empty cells": (xlsx(row(1, '<c r="A1" s="1"/>')), R.EMPTY),
    "xlsx with one error": (xlsx(row(1, '<c r="A1" t="e"><v>#N/A</v></c>')), R.EMPTY),
    "ods without cells": (zipped(ods_parts("")), R.EMPTY),
    "html with an empty table": (b"<html><table><tr><td> </td></tr></table></html>", R.EMPTY),
    "zeros": (b"\0" * 5000, R.EMPTY),
    # Pictures, documents, others
    "png": (b"\x89PNG\r\n\x1a\n" + noise(4000), R.PICTURE),
    "jpeg": (b"\xff\xd8\xff\xe0\0\x10JFIF" + noise(4000), R.PICTURE),
    "gif": (b"GIF89a" + noise(500), R.PICTURE),
    "bmp": (b"BM\x36\0\x0c\0\0\0\0\0\x36\0\0\0" + noise(500), R.PICTURE),
    "webp": (b"RIFF\x24\x10\0\0WEBPVP8 " + noise(500), R.PICTURE),
    "tiff": (b"II*\0\x08\0\0\0" + noise(500), R.PICTURE),
    "heic": (b"\0\0\0\x24ftypheic" + noise(500), R.PICTURE),
    "svg": (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', R.PICTURE),
    "pdf": (b"%PDF-1.7\n" + noise(4000), R.DOCUMENT),
    "rtf": (b"{\\rtf1 hello}", R.DOCUMENT),
    "docx": (zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"}), R.DOCUMENT),
    "pptx": (zipped({"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": "<p/>"}), R.DOCUMENT),
    "odt": (zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}), R.DOCUMENT),
    "old doc": (CFB + wide("WordDocument\0") + b"\0" * 900, R.DOCUMENT),
    "old msi": (CFB + b"\0" * 2000, R.FOREIGN),
    "plain zip": (zipped({"readme.txt": "hello"}), R.FOREIGN),
    "zip in a zip": (zipped([("a.zip", zipped({"a": "b"}))]), R.FOREIGN),
    "random bytes": (noise(20_000), R.FOREIGN),
    "gzip": (b"\x1f\x8b\x08\0" + noise(500), R.FOREIGN),
    "sqlite": (b"SQLite format 3\0" + noise(500), R.FOREIGN),
    "json": (b'{"customers": []}', R.FOREIGN),
    "vcard": (b"BEGIN:VCARD\r\nFN:A\r\nEND:VCARD\r\n", R.FOREIGN),
    "xml of others": (b'<?xml version="1.0"?><smses count="1"><sms/></smses>', R.FOREIGN),
    "html without a table": (b"<html><body>hello</body></html>", R.FOREIGN),
    "mhtml without a table": (
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x--",
        R.FOREIGN,
    ),
    # Protected
    "xlsx with a password": (CFB + wide("EncryptedPackage\0") + b"\0" * 900, R.PROTECTED),
    "zip with a password": (flagged(), R.PROTECTED),
    "ods with a password": (zipped(ods_parts("", manifest="<manifest:encryption-data/>")), R.PROTECTED),
    # Damaged
    "half an xlsx": (xlsx()[: len(xlsx()) // 2], R.DAMAGED),
    "xlsx without its last bytes": (xlsx()[:-8], R.DAMAGED),
    "xlsx of two bytes": (b"PK", R.DAMAGED),
    "xlsx without its first part": (xlsx()[:4] + xlsx()[200:], R.DAMAGED),
    "xlsx with a wrong byte": (flipped(), R.DAMAGED),
    "xlsx with a lying size": (lying_size(), R.DAMAGED),
    "xlsx without workbook": (without("xl/workbook.xml"), R.DAMAGED),
    "xlsx without sheet": (without(SHEET), R.DAMAGED),
    "xlsx without relations": (without("xl/_rels/workbook.xml.rels"), R.DAMAGED),
    "xlsx with broken xml": (changed(SHEET, "</row>", "<row"), R.DAMAGED),
    "xlsx cut in a sheet": (changed(SHEET, "</sheetData></worksheet>", "<c"), R.DAMAGED),
    "xlsx with a missing string": (xlsx(row(1, '<c r="A1" t="s"><v>7</v></c>')), R.DAMAGED),
    "xlsx with an unknown entity": (xlsx(row(1, text_cell("A1", "&nosuch;"))), R.DAMAGED),
    "xlsx with a sheet that is noise": (with_part(SHEET, noise(3000).hex()), R.DAMAGED),
    "types alone": (zipped({"[Content_Types].xml": "<Types/>"}), R.DAMAGED),
    "ods with broken content": (zipped({**ods_parts(""), "content.xml": "<office:"}), R.DAMAGED),
    "xls without a directory": (CFB[:48] + b"\xff\xff\0\0" + CFB[52:], R.DAMAGED),
    "xls of noise": (book(noise(3000)), R.DAMAGED),
    "cut spreadsheet xml": (f"<?xml version='1.0'?><Workbook {SPREADSHEET}><Worksheet>".encode(), R.DAMAGED),
    "bad row number": (
        f"<Workbook {SPREADSHEET}><Worksheet><Table><Row ss:Index='x'/></Table></Worksheet></Workbook>".encode(),
        R.DAMAGED,
    ),
    # Unsafe
    "entities in a sheet": (xlsx(before_root=LAUGHS), R.UNSAFE),
    "entities in strings": (with_part("xl/sharedStrings.xml", LAUGHS + "<sst>&c;</sst>"), R.UNSAFE),
    "entities in relations": (changed("_rels/.rels", "<Relationships", LAUGHS + "<Relationships"), R.UNSAFE),
    "external entity": (xlsx(before_root='<!DOCTYPE x SYSTEM "file:///etc/passwd">'), R.UNSAFE),
    "entities in utf-16": (zipped([*xlsx_parts().items(), ("xl/a.xml", wide("\ufeff" + LAUGHS + "<a/>"))]), R.UNSAFE),
    "entities behind a long comment": (xlsx(before_root="<!--" + "-x" * 60_000 + "-->" + LAUGHS), R.UNSAFE),
    "entities in ods": (zipped({**ods_parts(""), "content.xml": LAUGHS + "<a>&c;</a>"}), R.UNSAFE),
    "entities in bare xml": (f"<?xml version='1.0'?>{LAUGHS}<x>&c;</x>".encode(), R.UNSAFE),
    "doctype in spreadsheet xml": (f"<!DOCTYPE Workbook><Workbook {SPREADSHEET}/>".encode(), R.UNSAFE),
    "parts of one name": (twice(SHEET), R.UNSAFE),
    "part outside": (with_part("../../evil.xml", "<a/>"), R.UNSAFE),
    "part outside, other slash": (with_part("xl\\..\\..\\evil.xml", "<a/>"), R.UNSAFE),
}


@pytest.mark.parametrize("name", FILES)
def test_refused_with_a_sentence_of_its_class(name, tmp_path, child_processes):
    content, reason = FILES[name]
    path = tmp_path / "book.xlsx"
    path.write_bytes(content)
    started = time.monotonic()
    with pytest.raises(ImportRejectedError) as refusal:
        read_sheets(path)
    assert refusal.value.message == rejection(reason, "book.xlsx").message
    print(f"{name}: {time.monotonic() - started:.1f} s")
    assert all(reader.returncode is not None for reader in child_processes)


def test_there_are_enough_classes_of_them():
    assert len(FILES) >= 60


def test_an_encrypted_workbook_of_excel(root):
    with pytest.raises(ImportRejectedError, match="password"):
        read_sheets(root / "tests/data/protected.xlsx")


def test_an_encrypted_workbook_of_old_excel(root, tmp_path):
    (tmp_path / "old.xls").write_bytes(protected_xls(root))
    with pytest.raises(ImportRejectedError, match="password"):
        read_sheets(tmp_path / "old.xls")


@pytest.mark.parametrize("seed", range(12))
def test_old_workbooks_damaged_anywhere_do_not_hurt(seed, root, tmp_path):
    content = bytearray((root / "tests/data/customers.xls").read_bytes())
    chance = random.Random(seed)
    for _ in range(40):
        content[chance.randrange(512, len(content))] = chance.randrange(256)
    (tmp_path / "old.xls").write_bytes(content)
    with suppress(ImportRejectedError):
        assert read_sheets(tmp_path / "old.xls")


def test_every_reason_has_its_own_sentence():
    sentences = {rejection(reason, "a.xlsx").message for reason in Reason}
    assert len(sentences) == len(Reason)
    assert all(sentence.count(".xlsx") == 1 and sentence.endswith(".") for sentence in sentences)


def test_what_is_no_file(tmp_path):
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    for path, reason in [
        (tmp_path / "loop", R.UNREADABLE),
        (tmp_path, R.FOLDER),
        (tmp_path / "none.csv", R.MISSING),
        (tmp_path / "a\0b", R.UNREADABLE),
    ]:
        with pytest.raises(ImportRejectedError) as refusal:
            read_sheets(path)
        assert refusal.value.message == rejection(reason, path.name).message


def test_packed_well_but_small_is_honest(tmp_path):
    content = xlsx("".join(row(n, text_cell(f"A{n}", "same")) for n in range(1, 20_000)))
    assert len(zlib.decompress(zlib.compress(content))) == len(content)
    (tmp_path / "same.xlsx").write_bytes(content)
    assert len(read_sheets(tmp_path / "same.xlsx")[0].rows) == 19_999


def test_the_smallest_workbook_is_read(tmp_path):
    (tmp_path / "a.png").write_bytes(xlsx(PLAIN))
    (sheet,) = read_sheets(tmp_path / "a.png")
    assert sheet.rows == (("Name", "Amount"), ("Acme", 5))


def test_shared_strings(tmp_path):
    parts = {
        **xlsx_parts(row(1, '<c r="A1" t="s"><v>0</v></c>')),
        "xl/sharedStrings.xml": shared_strings("<si><t>é</t></si>"),
    }
    (tmp_path / "a.xlsx").write_bytes(zipped(parts))
    assert read_sheets(tmp_path / "a.xlsx")[0].rows == (("é",),)
