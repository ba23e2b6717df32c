"""Names of files: kept as they came, shown without tricks, harmless on any disk when written out."""

import unicodedata

import pytest

from crmdesk.domain.file_name import safe_name, shown_name, stored_name

RESERVED = [
    name
    for port in (
        "CON",
        "PRN",
        "AUX",
        "NUL",
        "COM1",
        "com9",
        "LPT1",
        "lpt0",
        "COM¹",
        "LPT³",
        "CONIN$",
        "CONOUT$",
        "CLOCK$",
    )
    for name in (port, f"{port}.txt", f"{port.title()}.tar.gz")
]
TRICKS = [
    ("", "file"),
    (".", "file"),
    ("..", "file"),
    ("...", "file"),
    (" ", "file"),
    (" . ", "file"),
    ("\x00", "file"),
    ("\u202e", "file"),
    ("../../etc/passwd", "_.._etc_passwd"),
    ("/etc/passwd", "_etc_passwd"),
    ("..\\..\\windows\\system32", "_.._windows_system32"),
    ("C:\\boot.ini", "C__boot.ini"),
    ("C:", "C_"),
    ("file.txt:stream", "file.txt_stream"),
    ("a<b>c.txt", "a_b_c.txt"),
    ('say "hi".txt', "say _hi_.txt"),
    ("what?.pdf", "what_.pdf"),
    ("star*.pdf", "star_.pdf"),
    ("pipe|.pdf", "pipe_.pdf"),
    ("trailing dot.", "trailing dot"),
    ("trailing dots...", "trailing dots"),
    ("trailing blank ", "trailing blank"),
    ("trailing both. . ", "trailing both"),
    (" leading", "leading"),
    (".hidden", "hidden"),
    (".ssh/config", "ssh_config"),
    ("-rf", "_-rf"),
    ("--help.txt", "_--help.txt"),
    ("~", "_~"),
    ("~root", "_~root"),
    ("line\nbreak.txt", "linebreak.txt"),
    ("carriage\rreturn.txt", "carriagereturn.txt"),
    ("tab\there.txt", "tabhere.txt"),
    ("bell\x07.txt", "bell.txt"),
    ("escape\x1b[31m.txt", "escape[31m.txt"),
    ("delete\x7f.txt", "delete.txt"),
    ("c1\x85.txt", "c1.txt"),
    ("photo\u202egnp.exe", "photognp.exe"),
    ("\u2066isolate\u2069.txt", "isolate.txt"),
    ("\u200emark\u200f.txt", "mark.txt"),
    ("zero\u200bwidth.txt", "zerowidth.txt"),
    ("joiner\u200d.txt", "joiner.txt"),
    ("soft\u00adhyphen.txt", "softhyphen.txt"),
    ("\ufeffbom.txt", "bom.txt"),
    ("line\u2028separator.txt", "lineseparator.txt"),
    ("paragraph\u2029separator.txt", "paragraphseparator.txt"),
    ("half\ud800.txt", "half.txt"),
    ("byte\udcff.txt", "byte.txt"),
    ("none\ufffe.txt", "none.txt"),
    ("none\U0001ffff.txt", "none.txt"),
    ("tag\U000e0041.txt", "tag.txt"),
    ("e\u0301.txt", "é.txt"),
    ("报价单.pdf", "报价单.pdf"),
    ("見積書（最終）.xlsx", "見積書（最終）.xlsx"),
    ("𠮷野家.docx", "𠮷野家.docx"),
    ("😀.png", "😀.png"),
    ("a\u00a0b.txt", "a\u00a0b.txt"),
    ("%2e%2e%2f", "%2e%2e%2f"),
    ("$(rm -rf).txt", "$(rm -rf).txt"),
    ("`id`.txt", "`id`.txt"),
    ("a;b.txt", "a;b.txt"),
    ("a&b.txt", "a&b.txt"),
    ("it's.txt", "it's.txt"),
    ("=cmd.csv", "=cmd.csv"),
    ("@name.txt", "@name.txt"),
    ("#1.txt", "#1.txt"),
    ("CONTRACT.pdf", "CONTRACT.pdf"),
    ("console.log", "console.log"),
    ("com10.txt", "com10.txt"),
    ("nul .txt", "_nul .txt"),
    ("aux. .txt", "_aux. .txt"),
    ("archive.tar.gz", "archive.tar.gz"),
    ("no ending", "no ending"),
]
LONG = [
    "x" * 300,
    "x" * 300 + ".pdf",
    "报" * 200 + ".pdf",
    "😀" * 100 + ".png",
    "a." + "e" * 300,
    ("x" * 250 + " . ") * 2,
]


@pytest.mark.parametrize(("name", "safe"), TRICKS)
def test_tricks(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@pytest.mark.parametrize("name", RESERVED)
def test_names_of_devices(name: str) -> None:
    assert safe_name(name) == f"_{name}"


@pytest.mark.parametrize("name", [*(name for name, _safe in TRICKS), *RESERVED, *LONG])
def test_every_name_is_valid_on_every_disk(name: str) -> None:
    safe = safe_name(name)
    assert 0 < len(safe.encode("utf-8")) <= 255
    assert not set(safe) & set('<>:"/\\|?*')
    assert not any(unicodedata.category(character) in {"Cc", "Cf", "Cs"} for character in safe)
    assert safe == safe.strip(" .")
    assert safe_name(safe) == safe, "a safe name is left alone"


@pytest.mark.parametrize("name", LONG)
def test_long_names_keep_their_ending(name: str) -> None:
    if name.endswith((".pdf", ".png")):
        assert safe_name(name).endswith(name[-4:])


@pytest.mark.parametrize(
    ("name", "stored"),
    [
        ("报价.pdf", "报价.pdf"),
        ("photo\u202egnp.exe", "photo\u202egnp.exe"),
        ("byte\udcff.txt", "byte?.txt"),
        ("zero\x00.txt", "zero\N{REPLACEMENT CHARACTER}.txt"),
        ("C:\\cards\\a.png", "a.png"),
        ("folder/a.png", "a.png"),
        ("folder/", "folder/"),
    ],
)
def test_kept_as_it_came_where_it_can_be(name: str, stored: str) -> None:
    assert stored_name(name) == stored


def test_shown_without_tricks() -> None:
    assert shown_name("photo\u202egnp.exe") == "photo\N{REPLACEMENT CHARACTER}gnp.exe"
    assert shown_name("a\nb.txt") == "a\N{REPLACEMENT CHARACTER}b.txt"
    assert shown_name("报价 (2).pdf") == "报价 (2).pdf"
