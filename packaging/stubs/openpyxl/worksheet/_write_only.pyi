from collections.abc import Sequence

from openpyxl.worksheet.datavalidation import DataValidation

class ColumnDimension:
    width: float
    hidden: bool

class AutoFilter:
    ref: str

class DataValidationList:
    def append(self, dv: DataValidation) -> None: ...

class WriteOnlyWorksheet:
    freeze_panes: str
    auto_filter: AutoFilter
    column_dimensions: dict[str, ColumnDimension]
    data_validations: DataValidationList
    def append(self, row: Sequence[object]) -> None: ...
