from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

class WriteOnlyCell:
    value: object
    data_type: str
    number_format: str
    quotePrefix: bool
    font: Font
    fill: PatternFill
    alignment: Alignment
    comment: Comment | None
    def __init__(self, ws: WriteOnlyWorksheet, value: object = None) -> None: ...
