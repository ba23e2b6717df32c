"""SpreadsheetML 2003: the one-file XML workbook of old Excel, which many systems still write as .xls."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from crmdesk.exchange.tables.reading import limits
from crmdesk.exchange.tables.reading.refusal import Reason, RefusedFileError
from crmdesk.exchange.tables.sheet import Cell, Table

_NS = "{urn:schemas-microsoft-com:office:spreadsheet}"


def spreadsheet_xml_tables(path: Path) -> Iterator[Table]:
    """The worksheets with typed cells.

    Raises RefusedFileError for damage, document types and what is too large.
    """
    try:
        with path.open("rb") as file:
            for _event, element in iterparse(file, events=("end",), forbid_dtd=True):
                if element.tag == f"{_NS}Worksheet":
                    rows = _rows(element)
                    yield Table(element.get(f"{_NS}Name", ""), iter(rows), expected=len(rows))
                    element.clear()
    except DefusedXmlException:
        raise RefusedFileError(Reason.UNSAFE) from None
    except (ParseError, ValueError):
        raise RefusedFileError(Reason.DAMAGED) from None


def _rows(worksheet: Element) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    cells = 0
    for row in worksheet.iterfind(f"{_NS}Table/{_NS}Row"):
        index = int(row.get(f"{_NS}Index", len(rows) + 1))
        values = _cells(row)
        cells += len(values)
        if index > limits.MAX_ROWS or cells > limits.MAX_CELLS:
            raise RefusedFileError(Reason.TOO_LARGE)
        rows.extend([] for _ in range(index - 1 - len(rows)))
        rows.append(values)
    return rows


def _cells(row: Element) -> list[Cell]:
    cells: list[Cell] = []
    for cell in row.iterfind(f"{_NS}Cell"):
        index = int(cell.get(f"{_NS}Index", len(cells) + 1))
        across = int(cell.get(f"{_NS}MergeAcross", 0))
        if index + across > limits.MAX_COLUMNS:
            raise RefusedFileError(Reason.TOO_LARGE)
        cells.extend([None] * (index - 1 - len(cells)))
        data = cell.find(f"{_NS}Data")
        cells.append(None if data is None else _value(data))
        cells.extend([None] * across)
    return cells


def _value(data: Element) -> Cell:
    text = "".join(data.itertext())
    if len(text) > limits.MAX_TEXT:
        raise RefusedFileError(Reason.TOO_LARGE)
    match data.get(f"{_NS}Type"):
        case "Number":
            number = float(text)
            return int(number) if number.is_integer() and abs(number) <= 2**53 else number
        case "Boolean":
            return text.strip() == "1"
        case "DateTime":
            moment = datetime.fromisoformat(text).replace(microsecond=0, tzinfo=None)
            return moment if "T00:00:00" not in text else moment.date()
        case "Error":
            return None
        case _:
            return text or None
