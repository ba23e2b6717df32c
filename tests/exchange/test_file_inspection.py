"""What a file is, told by its content: real containers where the standard library can write them, first bytes else."""

import io
import struct
import wave
import zipfile
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmdesk.exchange.file_inspection import Inspection

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000)
OFFICE = "application/vnd.openxmlformats-officedocument"


def archive(*names: str, first: tuple[str, bytes] | None = None) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        if first:
            file.writestr(*first)
        for name in names:
            file.writestr(name, "<x/>")
    return made.getvalue()


def recording() -> bytes:
    made = io.BytesIO()
    with wave.open(made, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(bytes(800))
    return made.getvalue()


def media_type(name: str, pieces: Iterable[bytes]) -> str:
    inspection = Inspection(name)
    for _piece in inspection.watch(pieces):
        pass
    return inspection.media_type()


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.pdf", b"%PDF-1.7\n", "application/pdf"),
        ("a.png", b"\x89PNG\r\n\x1a\n" + bytes(50), "image/png"),
        ("a.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(50), "image/jpeg"),
        ("a.heic", struct.pack(">I", 24) + b"ftypheic" + bytes(4) + b"mif1heic" + bytes(40), "image/heic"),
        ("a.mp3", b"ID3\x03" + bytes(50), "audio/mpeg"),
        ("a.wav", recording(), "audio/x-wav"),
        ("a.m4a", struct.pack(">I", 24) + b"ftypM4A " + bytes(40), "audio/mp4"),
        ("a.amr", b"#!AMR\n" + bytes(40), "audio/amr"),
        ("voice.silk", b"\x02#!SILK_V3" + bytes(40), "audio/x-silk"),
        (
            "a.docx",
            archive("[Content_Types].xml", "_rels/.rels", "word/document.xml"),
            f"{OFFICE}.wordprocessingml.document",
        ),
        ("a.xlsx", archive("[Content_Types].xml", "_rels/.rels", "xl/workbook.xml"), f"{OFFICE}.spreadsheetml.sheet"),
        (
            "a.odt",
            archive("content.xml", first=("mimetype", b"application/vnd.oasis.opendocument.text")),
            "application/vnd.oasis.opendocument.text",
        ),
        ("a.zip", archive("a.txt"), "application/zip"),
        ("a.doc", OLE, "application/msword"),
        ("a.xls", OLE, "application/vnd.ms-excel"),
        ("a.msi", OLE, "application/x-ole-storage"),
        ("a.exe", b"MZ" + bytes(60), "application/x-msdownload"),
        ("photo.png", b"MZ" + bytes(60), "application/x-msdownload"),
        ("a.lnk", b"L\x00\x00\x00\x01\x14\x02\x00" + bytes(60), "application/x-ms-shortcut"),
        ("a.txt", "你好".encode(), "text/plain"),
        ("a.txt", "你好".encode("gb18030"), "text/plain"),
        ("a.txt", b"#!/bin/sh\nrm -rf", "text/x-script"),
        ("a.txt", b"\xef\xbb\xbf  <!DOCTYPE html><script>", "text/html"),
        ("a.png", b"<?xml version='1.0'?><svg onload='x()'>", "image/svg+xml"),
        ("a.bin", b"abc\x00def", "application/octet-stream"),
        ("a.txt", b"", "text/plain"),
    ],
)
def test_told_by_content(name: str, data: bytes, expected: str) -> None:
    assert media_type(name, [data]) == expected


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", archive("[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/vbaProject.bin")),
        ("a.xlsm", archive("[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/VBAPROJECT.BIN")),
        ("a.xls", OLE + bytes(3 << 20) + "_VBA_PROJECT".encode("utf-16-le") + bytes(100)),
    ],
)
@pytest.mark.parametrize("size", [7, 4096, 1 << 20])
def test_macros_are_seen_wherever_they_stand(name: str, data: bytes, size: int) -> None:
    size = max(size, len(data) // 5000)
    pieces = [data[start : start + size] for start in range(0, len(data), size)]
    assert media_type(name, pieces).endswith(";macros=yes")


def test_a_text_about_macros_has_none() -> None:
    assert media_type("a.txt", [b"see vbaProject.bin"]) == "text/plain"


@given(st.lists(st.binary(max_size=300), max_size=4), st.text(max_size=10))
def test_nothing_makes_it_fail(pieces: list[bytes], name: str) -> None:
    assert "/" in media_type(name, pieces)
