"""An export brought back: unchanged it changes nothing, and in an empty workspace it makes the same once more."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy import select

from crmdesk.domain.customer import ContactDraft, CustomerDraft
from crmdesk.domain.deal import DealDraft, DealStatus
from crmdesk.domain.loss import Voice
from crmdesk.domain.moment import Moment, Precision
from crmdesk.domain.money import Money
from crmdesk.domain.tag import TagAssignmentDraft
from crmdesk.domain.touch import TouchDraft
from crmdesk.exchange.tables.own_format import OWN_SHEETS
from crmdesk.i18n import LANGUAGES, use_language
from crmdesk.services.exporting import SHEETS
from crmdesk.services.importing import ImportRequest, ImportResult, ImportService
from crmdesk.services.loss_accounts import LossWords
from crmdesk.store.queries.catalogue import loss_reasons, stages, touch_kinds
from crmdesk.store.queries.tag_packs import known_groups, known_tags
from crmdesk.store.repos import tags
from crmdesk.store.repos.customers import add_contacts, add_customers, change_customers
from crmdesk.store.repos.deals import add_deals
from crmdesk.store.repos.edited_lists import EditedList
from crmdesk.store.repos.losses import LossDraft, add_losses, set_reasons
from crmdesk.store.repos.nested_lists import add_alias
from crmdesk.store.repos.touches import add_touches
from crmdesk.store.schema import LossReasonRow, StageRow, TagGroupRow, TouchRow
from crmdesk.store.unit import Unit
from tests.factories import Office, add_customer, attach, log, office_at
from tests.fakes import FixedClock
from tests.services.test_exporting import export, read_back
from tests.store.dumps import logical_dump


def bring_back(office: Office, path: Path, **how: Any) -> ImportResult:
    return ImportService(office.desk).apply_import(
        ImportRequest(files=(path,), **how), progress=lambda _done, _total: None, cancelled=lambda: False
    )


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out.xlsx"


def test_files_stay_on_their_touches(office: Office, out: Path) -> None:
    """A workbook holds the names of files only; one that comes back edited takes none away."""
    touch = log(office, add_customer(office, "Acme"), "as agreed")
    [file] = attach(office, touch, ("quote; v1.pdf", b"%PDF-1.7"))
    export(office, out)
    assert {row["Files"] for row in read_back(out)["Timeline"]} == {None, "quote\\; v1.pdf"}
    book = openpyxl.load_workbook(out)
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value == "as agreed":
                    cell.value = "as changed"
    book.save(out)
    assert bring_back(office, out).updated
    assert office.attachments.of_touches([touch]) == {touch: (file,)}


def effects(result: ImportResult) -> dict[str, Any]:
    """What an import did, without what it left alone."""
    done = {kind: {word: n for word, n in counts.items() if n} for kind, counts in result.by_type.items()}
    changed = {kind: counts for kind, counts in done.items() if counts.keys() - {"unchanged"}}
    return {"created": result.created, "updated": result.updated, "failed": result.failed, **changed}


NOTHING = {"created": 0, "updated": 0, "failed": 0}


@pytest.mark.parametrize("language", LANGUAGES)
def test_unchanged_export_changes_nothing(full_office: Office, out: Path, language: str) -> None:
    use_language(language)
    try:
        counts = export(full_office, out)
    finally:
        use_language("en")
    before = full_office.history.history()
    full_office.desk.clock.advance(days=3)
    result = bring_back(full_office, out)
    assert result.issues == ()
    assert effects(result) == NOTHING
    assert result.read == sum(counts.values())
    assert full_office.history.history() == before


def test_clocks_of_another_zone_change_nothing(full_office: Office, out: Path) -> None:
    export(full_office, out)
    full_office.desk.clock.travel("America/New_York")
    assert effects(bring_back(full_office, out)) == NOTHING


@pytest.mark.parametrize("sheet", SHEETS)
def test_each_sheet_alone_changes_nothing(full_office: Office, out: Path, sheet: str) -> None:
    export(full_office, out, sheet)
    assert effects(bring_back(full_office, out)) == NOTHING


def _retired_stage(unit: Unit, customer: int) -> None:
    stage = stages(unit)[2].id
    add_deals(unit, [DealDraft(customer, "Old", "CNY", unit.now, stage_id=stage)])
    unit.update(StageRow, [{"id": stage, "retired": True}])


def _holding_customer(unit: Unit, customer: int) -> None:
    change_customers(unit, {customer: {"holding": True}})


def _managers_reason(unit: Unit, customer: int) -> None:
    seller, manager = (_reason(unit, key) for key in ("price", "service"))
    [loss] = _lose(unit, customer, seller)
    set_reasons(unit, loss, {manager: 1}, Voice.MANAGER)


def _merged_reason(unit: Unit, customer: int) -> None:
    old, new = (_reason(unit, key) for key in ("price", "service"))
    _lose(unit, customer, old)
    unit.update(LossReasonRow, [{"id": old, "merged_into_id": new, "retired": True}])


def _loss_nobody_knows(unit: Unit, customer: int) -> None:
    _lose(unit, customer, _reason(unit, "not_recorded"))


def _lose(unit: Unit, customer: int, reason: int) -> list[int]:
    [deal] = add_deals(unit, [DealDraft(customer, "Lost", "CNY", unit.now, status=DealStatus.LOST)])
    return add_losses(unit, [LossDraft(deal, "CNY", None, None, None, {reason: 1})])


def _reason(unit: Unit, key: str) -> int:
    return next(reason.id for reason in loss_reasons(unit) if reason.key == key)


def _ids_with_separators(unit: Unit, customer: int) -> None:
    change_customers(unit, {customer: {"external_id": "A;B"}})
    add_contacts(unit, [ContactDraft(customer, "Ann", external_id="x; y")])


def _names_like_words(unit: Unit, _customer: int) -> None:
    names = [
        "Total",
        "合计",
        "Name",
        "uid",
        "Won",
        "n/a",
        "-",
        "None",
        "0",
        "TRUE",
        "2026-01-01",
        "1e5",
        "Same",
        "Same",
    ]
    customers = add_customers(unit, [CustomerDraft(name, unit.now) for name in names])
    for customer in customers[-2:]:
        add_deals(unit, [DealDraft(customer, "Same", "CNY", unit.now) for _ in range(2)])
        add_contacts(unit, [ContactDraft(customer, "Same") for _ in range(2)])


def _extras(unit: Unit, customer: int) -> None:
    extra = {"Name": "1", "uid": "2", "x: y": "3", "Note (2)": "4", "a" * 300: "5", "Dup__2": "6", "A\nB": "7"}
    extra |= {"number": "0012.50", "day": "2026-01-02", "share": "5%", "blanks": "  x  ", "none": ""}
    change_customers(unit, {customer: {"extra": extra}})


def _moments(unit: Unit, customer: int) -> None:
    kind = touch_kinds(unit)[0].id
    times = [
        f"{year}-02-28T{clock}" for year in (1850, 1900, 1970, 2026) for clock in ("00:00:00", "23:59:59", "12:30")
    ]
    moments = [
        Moment(datetime.fromisoformat(time).replace(tzinfo=UTC), offset, precision)
        for time in times
        for offset in (0, 480, -570, 345, 840)
        for precision in Precision
    ]
    add_touches(unit, [TouchDraft(customer, kind, occurred_at=at, recorded_at=at) for at in moments])


def _tags(unit: Unit, customer: int) -> None:
    names = ("A: b", "A; b", "\\", "source: x", "industry", "行业", "Tags")
    groups = tags.ensure_groups(unit, {name: tags.NewGroup(name, "customer", single_choice=False) for name in names})
    pairs = [(group, name) for group in groups.values() for name in ("x", "X:y", ";", "a\\", "#t", "=1")]
    ids = tags.ensure_tags(unit, pairs).values()
    tags.assign(unit, [TagAssignmentDraft(tag, customer, unit.now.local_date) for tag in ids])


def _amounts(unit: Unit, customer: int) -> None:
    amounts = [(0, "CNY"), (-12345, "CNY"), (123456789012345678, "CNY"), (1234567890123456, "KWD"), (5, "JPY")]
    money = [Money(minor, currency) for minor, currency in amounts]
    add_deals(unit, [DealDraft(customer, str(each), each.currency, unit.now, amount=each) for each in money])


@pytest.mark.parametrize(
    "make",
    [
        _amounts,
        _extras,
        _ids_with_separators,
        _loss_nobody_knows,
        _moments,
        _names_like_words,
        _tags,
        _holding_customer,
        _managers_reason,
        _merged_reason,
        _retired_stage,
    ],
)
def test_awkward_things_stay_as_they_are(office: Office, out: Path, make: Callable[[Unit, int], None]) -> None:
    with office.desk.change("Make") as unit:
        [customer] = add_customers(unit, [CustomerDraft("Acme", unit.now)])
        make(unit, customer)
    export(office, out)
    result = bring_back(office, out)
    assert result.issues == ()
    assert effects(result) == NOTHING


def test_an_empty_workspace_becomes_the_same(full_office: Office, workspace_path: Path, out: Path) -> None:
    full_office.deals.mark_lost("Twice", LossWords("price"))
    with full_office.desk.change("Make") as unit:
        add_contacts(unit, [ContactDraft(1, "Same", title=title) for title in ("buyer", "boss")])
        _use_pack(unit)
    full_office.desk.clock.advance(days=1)
    export(full_office, out)
    other = office_at(workspace_path, FixedClock("2026-04-01 08:00"))
    assert bring_back(other, out).failed == 0
    assert _rows(other) == _rows(full_office)
    assert _groups(other) == _groups(full_office)
    assert _tag_list(other) == _tag_list(full_office)
    again = out.with_name("again.xlsx")
    export(other, again)
    first, second = read_back(out), read_back(again)
    for own in OWN_SHEETS:
        name = own.name("en")
        assert _sorted(second[name]) == _sorted(first[name])
    facts = _touch_facts(full_office)
    assert _touch_facts(other) == facts
    # None of the three would be missed in a workspace that has none of them.
    assert {minutes for minutes, _system, _detail in facts.values()} == {None, 7}
    assert any(system for _minutes, system, _detail in facts.values())
    assert any(detail for _minutes, _system, detail in facts.values())
    assert _last_touches(other) == _last_touches(full_office)


def test_edited_minutes_and_details_are_taken_over_and_emptied_ones_are_kept(full_office: Office, out: Path) -> None:
    before = _touch_facts(full_office)
    export(full_office, out, "timeline")
    workbook = openpyxl.load_workbook(out)
    rows = workbook.active.iter_rows()
    headers = [cell.value for cell in next(rows)]
    minutes, detail, uid = (headers.index(header) for header in ("Minutes", "Detail", "uid"))
    edited: dict[str, tuple[int | None, bool, dict[str, Any]]] = {}
    for row in rows:
        length, system, known = before.get(row[uid].value, (None, False, {}))
        if length:
            row[minutes].value, row[detail].value = 8, '{"new":"值"}'
            edited[row[uid].value] = (8, system, {"new": "值"})
        elif known:
            row[detail].value = None
    workbook.save(out)
    assert effects(bring_back(full_office, out))["updated"] == len(edited) == 1
    assert _touch_facts(full_office) == before | edited


def test_words_of_voices_and_obstacles_are_asked_like_those_of_the_reason(full_office: Office, out: Path) -> None:
    """They are mapped, remembered, and taken back with the import."""
    export(full_office, out)
    book = openpyxl.load_workbook(out)
    _write_into(book, "Losses", "Customer says", "太贵了 ×2; Price")
    _write_into(book, "Deals", "Won in spite of", "太贵了; too slow")
    book.save(out)
    known = {entry.name: entry.uid for entry in full_office.configuration.reasons.entries()}
    told = bring_back(full_office, out, dry_run=True).unknown_reasons
    assert [(each.reason, each.rows) for each in told] == [("太贵了", 2), ("too slow", 1)]
    meant = {("太贵了", ""): known["over budget"], ("too slow", ""): known["Service"]}
    assert bring_back(full_office, out, reasons=meant).unknown_reasons == told
    assert {entry.name for entry in full_office.configuration.reasons.entries()} == set(known)
    [loss] = full_office.loss_voices.losses_of("Lost")
    said = loss.voice(Voice.CUSTOMER)
    assert said is not None
    assert [(one.subreason or one.reason, one.weight) for one in said.reasons] == [("over budget", 2), ("Price", 1)]
    assert bring_back(full_office, out, dry_run=True).unknown_reasons == ()
    full_office.history.undo()
    assert bring_back(full_office, out, dry_run=True).unknown_reasons == told


def _write_into(book: openpyxl.Workbook, sheet: str, header: str, text: str) -> None:
    """Let the first cell of a column that says anything say something else."""
    first, *rows = book[sheet].iter_rows()
    [place] = [at for at, cell in enumerate(first) if cell.value == header]
    next(row[place] for row in rows if row[place].value).value = text


def _rows(office: Office) -> dict[str, dict[str, dict[str, Any]]]:
    """Every column of what the workbook holds row by row, entries of lists and colleagues by name."""
    dump = logical_dump(office.path)
    lists = {uid: row["name"] for name in ("stage", "touch_kind", "member") for uid, row in dump[name].items()}
    return {
        name: {
            uid: {
                column: lists.get(value, value) if isinstance(value, str) else value
                for column, value in row.items()
                if column != "import_batch_id"
            }
            for uid, row in dump[name].items()
        }
        for name in ("customer", "contact", "deal", "touch", "loss_event")
    }


def _use_pack(unit: Unit) -> None:
    """Take a group of an industry pack into use that others share the name with, and give a tag another word."""
    group = next(group for group in known_groups(unit) if group.key == "software_worry")
    unit.update(TagGroupRow, [{"id": group.id, "retired": False}])
    tag = known_tags(unit, group.id)[0]
    add_alias(unit, EditedList.TAGS, tag.id, "sleepless; nights", {"group_id": group.id})
    own = tags.ensure_groups(unit, {"Grade": tags.NewGroup("Grade", "deal", single_choice=True)})["Grade"]
    ids = tags.ensure_tags(unit, [(own, "A"), (own, "B")])
    tags.set_parents(unit, {ids[own, "B"]: ids[own, "A"]})


def _groups(office: Office) -> list[tuple[Any, ...]]:
    columns = ("name", "key", "applies_to", "single_choice", "pack", "retired")
    return sorted(tuple(row[column] for column in columns) for row in logical_dump(office.path)["tag_group"].values())


def _tag_list(office: Office) -> list[tuple[Any, ...]]:
    """Every tag and other word: group, name, what is above, and what it leads to."""
    dump = logical_dump(office.path)
    groups, entries = dump["tag_group"], dump["tag"]

    def name(uid: str | None) -> str:
        return entries[uid]["name"] if uid else ""

    return sorted(
        (
            groups[row["group_id"]]["key"] or groups[row["group_id"]]["name"],
            row["name"],
            name(row["parent_id"]),
            name(row["merged_into_id"]),
            row["retired"],
        )
        for row in entries.values()
    )


def _touch_facts(office: Office) -> dict[str, tuple[int | None, bool, dict[str, Any]]]:
    """What a timeline sheet tells of each touch in its last columns, by uid."""
    with office.desk.workspace.read() as source:
        rows = source.connection.execute(select(TouchRow.uid, TouchRow.minutes, TouchRow.system, TouchRow.detail))
        return {uid: tuple(facts) for uid, *facts in rows}


def _last_touches(office: Office) -> dict[str, Moment | None]:
    return {customer.uid: customer.last_touch_at for customer in office.customers.list_customers()}


def _sorted(rows: list[dict[str, Any]]) -> list[list[tuple[str, str]]]:
    return sorted(sorted((header, str(cell)) for header, cell in row.items()) for row in rows)
