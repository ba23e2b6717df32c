from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

class Cell:
    value: object
    data_type: str
    number_format: str
    quotePrefix: bool
    font: Font
    fill: PatternFill
    alignment: Alignment
    comment: Comment | None

def WriteOnlyCell(ws: WriteOnlyWorksheet, value: object = None) -> Cell: ...
