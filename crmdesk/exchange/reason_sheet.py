"""Loss reasons as a sheet: a row for each reason and, below it, for each of its sub-reasons.

Its columns are called in the language in use, and known in any. Rows that cannot be read are handed back.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from crmdesk.domain.errors import ImportRejectedError, ValidationError
from crmdesk.domain.listed import ReasonDemands
from crmdesk.domain.note_set import RowIssue
from crmdesk.domain.reason_set import ReasonSet, SharedReason, check_reason, walk
from crmdesk.exchange.own_sheet import YES, Cells, Headers, cells_of, columns_of, whole_number
from crmdesk.exchange.tables.sheet import Sheet
from crmdesk.exchange.tables.writing.error_rows import FailedRows
from crmdesk.i18n import LANGUAGES, _, language

HEADERS: Headers = {
    "reason": ("Reason", "失败原因", "失敗原因"),
    "below": ("Sub-reason", "具体原因", "具體原因"),
    "words": ("Also called", "别名", "別名"),
    "area": ("Remedy area", "改进领域", "改進領域"),
    "days": ("Try again after (days)", "多少天后再试", "多少天後再試"),
    "date": ("Ask when to try again", "询问再试日期", "詢問再試日期"),
    "competitor": ("Ask which competitor", "询问竞品", "詢問競品"),
    "note": ("Demand a note", "必须备注", "必須備註"),
    "retired": ("Retired", "已停用", "已停用"),
    "key": ("Key", "键", "鍵"),
}
AREAS: Headers = {
    "product": ("Product", "产品", "產品"),
    "price": ("Price", "价格", "價格"),
    "service": ("Service", "服务", "服務"),
    "channel": ("Channel", "渠道", "通路"),
    "selling": ("Selling", "销售", "銷售"),
}
_BETWEEN = "; "
_ALSO_BETWEEN = ("；", "、", "\n")
_ASKED = {
    "date": "ask_win_back_date",
    "competitor": "ask_competitor",
    "note": "ask_note",
    "days": "win_back_days",
    "area": "area",
}

Row = dict[str, str | int | None]


@dataclass(frozen=True, slots=True)
class ReadReasons:
    """The reasons of a sheet, the rows that cannot be read, and those rows to be handed back."""

    reasons: ReasonSet
    issues: tuple[RowIssue, ...]
    failed: FailedRows


def write_reason_sheet(reasons: ReasonSet, path: Path) -> None:
    """Write a set as a workbook.

    Raises UnwritableError when the file cannot be written; what was there is then still whole.
    """
    from crmdesk.exchange.tables.writing.output import OutColumn, OutSheet
    from crmdesk.exchange.tables.writing.workbook import write_workbook

    place = LANGUAGES.index(language())
    columns = tuple(
        OutColumn(names[place], "integer" if key == "days" else "text", hidden=key == "key")
        for key, names in HEADERS.items()
    )
    rows = [[_row(reason, above, place).get(key) for key in HEADERS] for reason, above in walk(reasons)]
    write_workbook(path, [OutSheet(reasons.name, columns, rows)])


def read_reason_sheet(path: Path, *, cancelled: Callable[[], bool] = lambda: False) -> ReadReasons:
    """The reasons of a workbook.

    Raises ImportRejectedError for a file that is no such sheet.
    """
    from crmdesk.exchange.tables.reading.sheets import read_sheets

    for sheet in read_sheets(path, cancelled=cancelled):
        columns = columns_of(sheet, HEADERS)
        if "reason" in columns:
            reading = _Reading()
            for number, row in enumerate(sheet.rows[1:], start=2):
                reading.take(number, cells_of(row, columns))
            return reading.found(sheet, sheet.name or path.stem)
    raise ImportRejectedError(_("“{file}” holds no sheet of loss reasons.").format(file=path.name))


class _Reading:
    """Collects rows into reasons."""

    def __init__(self) -> None:
        self._issues: dict[int, str] = {}
        self._reasons: dict[str, SharedReason] = {}
        self._latest = ""

    def take(self, number: int, cells: Cells) -> None:
        """Read one row; an empty reason is that of the row above."""
        if any(cells.values()):
            try:
                self._add(cells)
            except ValidationError as error:
                self._issues[number] = error.message

    def found(self, sheet: Sheet, name: str) -> ReadReasons:
        """What has been read."""
        return ReadReasons(
            ReasonSet(name, tuple(self._reasons.values())),
            tuple(RowIssue(number, reason) for number, reason in self._issues.items()),
            FailedRows(sheet, 0, {number - 1: [reason] for number, reason in self._issues.items()}),
        )

    def _add(self, cells: Cells) -> None:
        name, below = cells["reason"] or self._latest, cells.get("below", "")
        if not name:
            raise ValidationError(_("It does not say which reason it is about."))
        self._latest = name
        place = name.casefold()
        known = self._reasons.get(place)
        reason = _shared(below or name, cells)
        check_reason(reason)
        if not below:
            # A reason that so far was only named above its sub-reasons gets what its own row says.
            if known is not None and known.demands is not None:
                raise ValidationError(_("“{name}” is in it twice.").format(name=name))
            self._reasons[place] = replace(reason, below=known.below if known else ())
        else:
            home = known or SharedReason(name)
            if any(lower.name.casefold() == below.casefold() for lower in home.below):
                raise ValidationError(_("“{name}” is in it twice.").format(name=below))
            self._reasons[place] = replace(home, below=(*home.below, reason))


def _row(reason: SharedReason, above: SharedReason | None, place: int) -> Row:
    demands = reason.demands or ReasonDemands()

    def said(value: bool) -> str:  # noqa: FBT001 – a cell of a sheet
        return YES[place] if value else ""

    return {
        "reason": above.name if above is not None else reason.name,
        "below": reason.name if above is not None else "",
        "words": _BETWEEN.join(reason.words),
        "area": AREAS[demands.area][place] if demands.area in AREAS else demands.area,
        "days": demands.win_back_days,
        "date": said(demands.ask_win_back_date),
        "competitor": said(demands.ask_competitor),
        "note": said(demands.ask_note),
        "retired": said(reason.retired),
        "key": reason.key,
    }


def _shared(name: str, cells: Cells) -> SharedReason:
    unsaid = tuple(asked for column, asked in _ASKED.items() if column not in cells)
    return SharedReason(
        name=name,
        key=cells.get("key", ""),
        words=tuple(dict.fromkeys(_words(cells.get("words", "")))),
        demands=_demands(cells) if len(unsaid) < len(_ASKED) else None,
        unsaid=unsaid,
        retired=_is_on(cells, "retired"),
    )


def _demands(cells: Cells) -> ReasonDemands:
    return ReasonDemands(
        ask_competitor=_is_on(cells, "competitor"),
        ask_note=_is_on(cells, "note"),
        ask_win_back_date=_is_on(cells, "date"),
        win_back_days=whole_number(cells.get("days", "")),
        area=_area(cells.get("area", "")),
    )


def _words(text: str) -> Iterator[str]:
    for other in _ALSO_BETWEEN:
        text = text.replace(other, _BETWEEN.strip())
    return (word.strip() for word in text.split(_BETWEEN.strip()) if word.strip())


def _is_on(cells: Cells, column: str) -> bool:
    """Whether a cell says yes.

    Raises ValidationError for one that says something else than yes or no.
    """
    text = cells.get(column, "").casefold()
    if text in YES or text in ("true", "1", "x", "✓"):
        return True
    if text in ("", "no", "否", "false", "0"):
        return False
    raise ValidationError(_("“{text}” is neither yes nor no.").format(text=cells[column]))


def _area(text: str) -> str:
    """The key of an area called so in any language; any other text is a word of the user's own."""
    wanted = text.casefold()
    return next((key for key, names in AREAS.items() if wanted in (key, *map(str.casefold, names))), text)
