"""Workbook files made by hand, so that tests can break them anywhere."""

import io
import zipfile

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_OOXML = "http://schemas.openxmlformats.org"
_MAIN = f"{_OOXML}/spreadsheetml/2006/main"
_RELATION = f"{_OOXML}/officeDocument/2006/relationships"
SHEET = "xl/worksheets/sheet1.xml"


def text_cell(ref: str, text: str) -> str:
    return f'<c r="{ref}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def row(number: int, cells: str) -> str:
    return f'<row r="{number}">{cells}</row>'


PLAIN = row(1, text_cell("A1", "Name") + text_cell("B1", "Amount")) + row(
    2, text_cell("A2", "Acme") + '<c r="B2"><v>5</v></c>'
)


def xlsx_parts(data: str = PLAIN, *, workbook: str = "", before_root: str = "", after: str = "") -> dict[str, str]:
    """The parts of the smallest workbook; ``data`` is what stands inside its ``sheetData``."""
    relation = f'Type="{_RELATION}/'
    package = f"{_OOXML}/package/2006"
    content = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    return {
        "[Content_Types].xml": f'{_XML}<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{content}.sheet.main+xml"/>'
        f'<Override PartName="/{SHEET}" ContentType="{content}.worksheet+xml"/></Types>',
        "_rels/.rels": f'{_XML}<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="rId1" {relation}officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_RELATION}">{workbook}'
        '<sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{_XML}<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="rId1" {relation}worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" {relation}styles" Target="styles.xml"/>'
        f'<Relationship Id="rId3" {relation}sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/styles.xml": f'{_XML}<styleSheet xmlns="{_MAIN}"><cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="14"/>'
        '<xf numFmtId="22"/><xf numFmtId="46"/></cellXfs></styleSheet>',
        SHEET: f'{_XML}{before_root}<worksheet xmlns="{_MAIN}"><sheetData>{data}</sheetData>{after}</worksheet>',
    }


def shared_strings(items: str) -> str:
    return f'{_XML}<sst xmlns="{_MAIN}">{items}</sst>'


def ods_parts(table: str, manifest: str = "") -> dict[str, str]:
    """The parts of an OpenDocument spreadsheet; ``table`` is what stands inside its one table."""
    oasis = "urn:oasis:names:tc:opendocument:xmlns"
    return {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "META-INF/manifest.xml": f'{_XML}<manifest:manifest xmlns:manifest="{oasis}:manifest:1.0">'
        f"{manifest}</manifest:manifest>",
        "content.xml": f'{_XML}<office:document-content xmlns:office="{oasis}:office:1.0" '
        f'xmlns:table="{oasis}:table:1.0" xmlns:text="{oasis}:text:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="T">{table}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>",
    }


def zipped(parts: dict[str, str] | list[tuple[str, str | bytes]]) -> bytes:
    """The parts as a zip file; a list may name a part twice."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items() if isinstance(parts, dict) else parts:
            package.writestr(name, content)
    return buffer.getvalue()


def xlsx(data: str = PLAIN, **options: str) -> bytes:
    return zipped(xlsx_parts(data, **options))
