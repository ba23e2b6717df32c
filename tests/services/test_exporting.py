"""The round-trip workbook as a spreadsheet program sees it, and as the program itself reads it back."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from crmdesk.domain.errors import CancelledError, UnwritableError, ValidationError
from crmdesk.exchange.tables.continuations import join_continuations
from crmdesk.exchange.tables.own_format import OWN_SHEETS, split_tags, split_values
from crmdesk.exchange.tables.reading.sheets import read_sheets
from crmdesk.exchange.tables.sheet import Sheet
from crmdesk.i18n import use_language
from crmdesk.services.exporting import SHEETS, ExportService
from crmdesk.services.loss_accounts import LossWords
from crmdesk.services.losses import LossQuestion
from tests.factories import Office, office_at
from tests.fakes import FixedClock
from tests.services.filled_office import FORMULA, LONG, PHONE, PLUS, naughty_strings

# The rows of each sheet by header.
Rows = dict[str, list[dict[str, Any]]]


@pytest.fixture(scope="module")
def exported(filled_workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Everything of the filled workspace, for tests that only look."""
    path = tmp_path_factory.mktemp("exported") / "out.xlsx"
    export(office_at(filled_workspace, FixedClock()), path)
    return path


@pytest.fixture(scope="module")
def in_excel(exported: Path) -> openpyxl.Workbook:
    """The same as another program sees it."""
    return openpyxl.load_workbook(exported)


@pytest.fixture(scope="module")
def found(exported: Path) -> Rows:
    """The same as an import reads it."""
    return read_back(exported)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out.xlsx"


def export(office: Office, out: Path, what: str = "", expression: str = "") -> Mapping[str, int]:
    return ExportService(office.desk).export(
        out, what=what.split(), expression=expression, progress=lambda _done, _total: None, cancelled=lambda: False
    )


def cells(worksheet: Worksheet, header: str, *, key: str = "", of: str = "") -> list[Any]:
    """The cells under a header, of the rows whose ``key`` column says ``of`` if one is named."""
    headers = [cell.value for cell in worksheet[1]]
    rows = [row for row in worksheet.iter_rows(min_row=2) if not key or row[headers.index(key)].value == of]
    return [row[headers.index(header)] for row in rows]


def read_back(path: Path) -> Rows:
    """The rows of each sheet by header, as an import reads them."""
    return {sheet.name: list(_rows(join_continuations(sheet))) for sheet in read_sheets(path)}


def _rows(sheet: Sheet) -> Iterator[dict[str, Any]]:
    headers = [str(header) for header in sheet.rows[0]]
    for row in sheet.rows[1:]:
        yield dict(zip(headers, [*row, *[None] * (len(headers) - len(row))], strict=True))


def test_every_sheet_has_the_columns_of_the_shared_format(full_office: Office, out: Path) -> None:
    counts = export(full_office, out)
    workbook = openpyxl.load_workbook(out)
    assert workbook.sheetnames == [sheet.name("en") for sheet in OWN_SHEETS]
    assert tuple(counts) == SHEETS
    for own, name in zip(OWN_SHEETS, SHEETS, strict=True):
        worksheet = workbook[own.name("en")]
        headers = [cell.value for cell in worksheet[1]]
        own_headers = [column.header("en") for column in own.columns]
        assert [header for header in headers if header in own_headers] == own_headers
        assert worksheet.max_row - 1 == counts[name] > 0


def test_counts_say_what_the_workspace_holds(full_office: Office, out: Path, root: Path) -> None:
    counts = export(full_office, out)
    assert (counts["customers"], counts["contacts"], counts["deals"], counts["losses"]) == (4, 2, 11, 3)
    assert counts["timeline"] > len(naughty_strings(root))


def test_sheets_are_fit_for_a_spreadsheet_program(in_excel: openpyxl.Workbook) -> None:
    for worksheet in in_excel:
        assert worksheet.freeze_panes == "A2"
        assert worksheet.auto_filter.ref.startswith("A1:")
        assert not [cell for row in worksheet.iter_rows() for cell in row if cell.data_type == "f"]
        widths = [dimension.width for dimension in worksheet.column_dimensions.values() if not dimension.hidden]
        assert all(8 <= width <= 60 for width in widths)


def test_ids_and_clocks_are_hidden_and_explained(in_excel: openpyxl.Workbook) -> None:
    customers = in_excel["Customers"]
    hidden = [cell.value for cell in customers[1] if customers.column_dimensions[cell.column_letter].hidden]
    assert hidden == ["uid", "Created (clock)"]
    assert "import it again" in customers["B1"].comment.text
    assert "import it again" in in_excel["Tags"]["A1"].comment.text


@pytest.mark.parametrize("header", ["Phones", "Mobiles", "External ID", "uid"])
def test_numbers_that_are_none_are_text(in_excel: openpyxl.Workbook, header: str) -> None:
    filled = [cell for cell in cells(in_excel["Customers"], header) if cell.value is not None]
    assert filled
    assert all(cell.data_type in ("s", "inlineStr") and cell.number_format == "@" for cell in filled)


def test_amounts_are_real_numbers_unless_a_spreadsheet_would_change_them(in_excel: openpyxl.Workbook) -> None:
    deals = in_excel["Deals"]
    found = {name: cells(deals, "Amount", key="Name", of=name)[0] for name in ("-2 pumps", "Deal in KWD", "Held")}
    assert found["-2 pumps"].value == 1234567.89
    assert found["-2 pumps"].number_format == "#,##0.00"
    assert Decimal(str(found["Deal in KWD"].value)) == Decimal("0.125")
    assert found["Held"].value is None
    assert cells(deals, "Amount", key="Name", of="Deal in EUR")[0].value == "12345678901234.56"
    assert cells(deals, "Probability, %", key="Name", of="Deal in USD")[0].value == 40


def test_dates_are_real_dates(in_excel: openpyxl.Workbook) -> None:
    losses, deals = in_excel["Losses"], in_excel["Deals"]
    [lost] = cells(losses, "Lost", key="Deal", of="Lost")
    assert (lost.value, lost.number_format) == (datetime.fromisoformat("2026-02-14"), "yyyy-mm-dd")
    [created] = cells(deals, "Created", key="Name", of="Lost")
    assert created.value == datetime.fromisoformat("2026-03-04 10:00")
    assert created.number_format == "yyyy-mm-dd hh:mm:ss"
    assert [cell.value for cell in cells(losses, "Lost (clock)", key="Deal", of="Lost")] == ["day +08:00"]
    assert cells(deals, "On hold until", key="Name", of="Held")[0].is_date
    assert cells(deals, "Created", key="Name", of="Very old")[0].value.startswith("1890-")


def test_texts_come_back_exactly(found: Rows, root: Path) -> None:
    assert [row["Name"] for row in found["Customers"]] == sorted(
        [FORMULA, PLUS, "@SUM(A1)", "带联系人"], key=str.casefold
    )
    notes = {row["Name"]: row["Note"] for row in found["Customers"]}
    bodies = [row["Text"] for row in found["Timeline"]]
    assert notes[PLUS] == LONG
    assert len(LONG) > 32_767
    assert {LONG, *naughty_strings(root)} - {""} <= set(bodies)


def test_a_customer_is_told_completely(found: Rows) -> None:
    rows = {row["Name"]: row for row in found["Customers"]}
    first, second, third = rows[FORMULA], rows[PLUS], rows["带联系人"]
    assert (first["Owner"], first["Status"], first["Source"]) == ("Li Na", "signed", "Fair")
    assert split_values(first["Mobiles"]) == (PHONE,)
    assert split_values(first["Phones"]) == ("010-6512 3456",)
    assert ("Level", "A") in split_tags(first["Tags"])
    assert {name for _group, name in split_tags(first["Tags"])} >= {"gold;en", "back\\slash", "hot", "Fair"}
    assert "old" not in first["Tags"].split("; ")
    assert second["Address"] == "  1 \\ Road; \n 2nd floor "
    assert (third["City"], third["External ID"]) == ("上海", "00042")
    assert (third["x: 税号"], third["x: Note"]) == ("0012", "=x")
    assert split_values(third["Websites"]) == ("https://例子.cn/?a=1;b=2",)


def test_people_are_told_completely(found: Rows) -> None:
    [person, plain] = found["Contacts"]
    assert (person["Name"], person["Job title"], person["Role"]) == ("王'小", "=boss", "决策人")
    assert (person["WeChat"], person["QQ"], person["Faxes"]) == ("wx\\;id", "0123456", "021-5555 0000 ext. 9")
    assert split_tags(person["Tags"]) == (("Role: in deal", "decides"),)
    assert (person["External ID"], person["x: Shoe"]) == ("007", "42")
    assert (plain["Customer"], plain["Tags"], plain["x: Shoe"]) == ("带联系人", None, None)


def test_losses_are_told_completely(found: Rows) -> None:
    losses = {(row["Deal"], row["Reason"]): row for row in found["Losses"]}
    assert set(losses) == {("Lost", "Price"), ("Twice", "Product"), ("Twice", "Unknown yet")}
    lost = losses["Lost", "Price"]
    assert (lost["Sub-reason"], lost["Note"], lost["Reviewed"]) == ("over budget", "=note", True)
    assert (lost["Can be won back"], lost["Win back when"], lost["Finding"]) == ("maybe", "when; ever", "=finding; one")
    assert lost["Seller says"] == "Price › over budget ×4; Service ×2; Product"
    assert lost["Customer says"] == "Service ×9; Price"
    assert split_values(lost["Competitors"]) == ("Rival; Inc", "Other \\ Co")
    assert (lost["Stage at loss"], lost["Amount"], lost["Currency"]) == ("New lead", 500, "CNY")
    assert lost["Win back on"] == date(2026, 9, 1)


def test_the_timeline_holds_plans_and_entries_of_the_program(found: Rows) -> None:
    timeline = found["Timeline"]
    [plan] = [row for row in timeline if row["Status"] == "planned"]
    assert (plan["Title"], plan["Customer"], plan["When (clock)"]) == ("回电", PLUS, "minute +08:00")
    [call] = [row for row in timeline if row["Kind"] == "call" and row["Direction"]]
    assert (call["Direction"], call["Deal"], call["Text"], call["Who"]) == ("in", "-2 pumps", "-1 call #hot", "Lin Tao")
    assert {"lead obtained", "win", "loss", "on hold", "reopened", "invalid", "stage move"} <= {
        row["Kind"] for row in timeline
    }
    moments = [row["When"] for row in timeline if isinstance(row["When"], datetime)]
    assert moments == sorted(moments, reverse=True)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("status:lost", {"customers": 0, "contacts": 0, "deals": 1, "losses": 1}),
        ("name:带联系人", {"customers": 1, "contacts": 2, "deals": 0, "timeline": 0, "tags": 1}),
        ("stage:quote", {"customers": 1, "deals": 1, "losses": 0}),
        ("tag:hot -name:pumps", {"customers": 1, "deals": 8}),
        ("name:nobody", dict.fromkeys(SHEETS, 0)),
    ],
)
def test_filter(full_office: Office, out: Path, expression: str, expected: dict[str, int]) -> None:
    counts = export(full_office, out, expression=expression)
    assert {name: counts[name] for name in expected} == expected


def test_touches_follow_the_chosen_deal_where_its_customer_is_not_chosen(full_office: Office, out: Path) -> None:
    export(full_office, out, expression="status:lost")
    assert {row["Deal"] for row in read_back(out)["Timeline"]} == {"Lost"}


def test_only_the_sheets_asked_for(full_office: Office, out: Path) -> None:
    assert list(export(full_office, out, "Tags customers")) == ["customers", "tags"]
    assert openpyxl.load_workbook(out).sheetnames == ["Customers", "Tags"]


def test_empty_workspace(office: Office, out: Path) -> None:
    counts = export(office, out)
    assert {name for name, count in counts.items() if count} == {"tags"}
    assert openpyxl.load_workbook(out)["Deals"].max_row == 1


@pytest.mark.parametrize(("language", "sheet", "header"), [("zh_CN", "客户", "名称"), ("zh_TW", "客戶", "名稱")])
def test_sheets_speak_the_language_of_the_person(
    office: Office, out: Path, language: str, sheet: str, header: str
) -> None:
    use_language(language)
    try:
        export(office, out, "customers")
    finally:
        use_language("en")
    assert openpyxl.load_workbook(out)[sheet]["B1"].value == header


@pytest.mark.parametrize(
    ("name", "what", "expression", "field"),
    [
        ("out.csv", "", "", "out"),
        ("out", "", "", "out"),
        ("out.xlsx", "quotes", "", "what"),
        ("out.xlsx", "", "colour:red", "filter"),
    ],
)
def test_refusals(office: Office, tmp_path: Path, name: str, what: str, expression: str, field: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        export(office, tmp_path / name, what, expression)
    assert refusal.value.field == field
    assert not (tmp_path / name).exists()


def test_choices_are_named_when_one_is_unknown(office: Office, out: Path) -> None:
    with pytest.raises(ValidationError, match="customers, contacts, deals, timeline, losses, tags"):
        export(office, out, "quotes")


def test_a_folder_that_is_not_there(office: Office, tmp_path: Path) -> None:
    with pytest.raises(UnwritableError):
        export(office, tmp_path / "nowhere" / "out.xlsx")


def test_cancelling_leaves_what_was_there(full_office: Office, out: Path) -> None:
    out.write_bytes(b"before")
    answers = iter([False, False, False, True])
    with pytest.raises(CancelledError):
        ExportService(full_office.desk).export(out, progress=lambda _d, _t: None, cancelled=lambda: next(answers))
    assert out.read_bytes() == b"before"
    assert [path.name for path in out.parent.glob(".*.part")] == []


def test_progress_counts_rows_to_the_end(full_office: Office, out: Path) -> None:
    heard: list[tuple[int, int | None]] = []
    counts = ExportService(full_office.desk).export(
        out, progress=lambda done, total: heard.append((done, total)), cancelled=lambda: False
    )
    total = sum(counts.values())
    assert heard[0] == (0, total)
    assert heard[-1] == (total, total)
    assert [done for done, _total in heard] == sorted(done for done, _total in heard)


@pytest.mark.parametrize(
    ("by", "heading", "share"),
    [("reason", "Reason", 100), ("competitor", "Competitor", 50), ("tag:Level", "Level", 100)],
)
def test_grouped_losses_as_a_workbook(full_office: Office, out: Path, by: str, heading: str, share: int) -> None:
    table = full_office.losses.table(LossQuestion(by=by, versus="stage"))
    ExportService(full_office.desk).export_losses(out, table)
    worksheet = openpyxl.load_workbook(out)["Losses"]
    rows = [[cell.value for cell in row] for row in worksheet.iter_rows()]
    assert rows[0] == [heading, "Losses", "Amount (CNY)", "Share, %", "Cumulative share, %", *table.columns]
    assert rows[1][1:5] == [1, 500, share, share]
    assert worksheet["C2"].number_format == "#,##0.00"


def test_losses_without_the_attribute_stand_in_a_last_line(full_office: Office, out: Path) -> None:
    full_office.deals.mark_lost("Twice", LossWords("price"))
    ExportService(full_office.desk).export_losses(out, full_office.losses.table(LossQuestion(by="competitor")))
    rows = [[cell.value for cell in row] for row in openpyxl.load_workbook(out)["Losses"].iter_rows()]
    assert [row[:2] for row in rows[1:]] == [["Other \\ Co", 1], ["Rival; Inc", 1], ["not recorded", 1]]
    assert rows[-1][2:] == [None, None, None]
