"""How customers first came across us: asked once, taken back, merged, brought in and out."""

from pathlib import Path

import openpyxl
import pytest

from crmdesk.domain.customer_list import CustomerQuery, Scope
from crmdesk.domain.errors import ValidationError
from crmdesk.domain.first_touch import FirstTouch
from crmdesk.i18n import use_language
from crmdesk.services.customer_list import CustomerListService
from crmdesk.services.first_touchpoints import FirstTouchService
from crmdesk.services.importing import ImportRequest, ImportResult, ImportService
from crmdesk.services.touches import TouchWords
from crmdesk.services.wording import first_touch_words
from tests.factories import Office, add_customer
from tests.store.dumps import logical_dump


@pytest.fixture
def first(office: Office) -> FirstTouchService:
    return FirstTouchService(office.desk)


def bring_in(office: Office, path: Path) -> ImportResult:
    return ImportService(office.desk).apply_import(
        ImportRequest(files=(path,)), progress=lambda _done, _total: None, cancelled=lambda: False
    )


def sheet(path: Path, *rows: tuple[object, ...]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def waiting(office: Office) -> list[str]:
    lists = CustomerListService(office.desk)
    found = lists.lines(lists.ids(CustomerQuery(Scope.NO_FIRST_TOUCH)))
    return sorted(line.customer.name for line in found.values())


def test_an_answer_is_kept_and_taken_back(office: Office, first: FirstTouchService):
    add_customer(office, "Acme")
    add_customer(office, "Birch")
    assert first.of("Acme").is_empty
    assert waiting(office) == ["Acme", "Birch"]
    before = logical_dump(office.desk.workspace.path)
    changes = first.tell("Acme", FirstTouch("search", "去年5月", "  a comparison of pumps "))
    assert first.of("Acme") == FirstTouch("search", "2025-05", "a comparison of pumps")
    assert waiting(office) == ["Birch"]
    touched = office.customers.touched_by(changes)
    assert touched is not None
    assert touched.uids == {office.customers.card("Acme").customer.uid}
    first.tell("Acme", FirstTouch("referral"))
    assert first.of("Acme") == FirstTouch("referral")
    office.history.undo()
    office.history.undo()
    assert logical_dump(office.desk.workspace.path) == before


def test_not_remembering_is_an_answer(office: Office, first: FirstTouchService):
    add_customer(office, "Acme")
    first.tell("Acme", FirstTouch("search", "2024", "x", forgotten=True))
    assert first.of("Acme") == FirstTouch(forgotten=True)
    assert waiting(office) == []
    first.tell("Acme", FirstTouch())
    assert first.of("Acme").is_empty
    assert waiting(office) == ["Acme"]


def test_what_is_known_without_a_channel_leaves_the_question_open(office: Office, first: FirstTouchService):
    add_customer(office, "Acme")
    first.tell("Acme", FirstTouch(when="2024", saw="a poster"))
    assert not first.of("Acme").is_answered
    assert waiting(office) == ["Acme"]


def test_a_day_that_cannot_be_read_changes_nothing(office: Office, first: FirstTouchService):
    add_customer(office, "Acme")
    with pytest.raises(ValidationError) as refused:
        first.tell("Acme", FirstTouch("search", "some day"))
    assert refused.value.field == "when"
    assert first.of("Acme").is_empty


def test_channels_are_the_tags_of_their_group_and_a_new_one_becomes_one(office: Office, first: FirstTouchService):
    add_customer(office, "Acme")
    known = first.channels()
    assert "search" in known
    first.tell("Acme", FirstTouch("a podcast"))
    assert first.channels() == [*known, "a podcast"]
    assert office.customers.card("Acme").customer.source == ""


def test_a_quick_note_answers_it_once(office: Office, first: FirstTouchService):
    add_customer(office, "Acme", source="advert")
    note = TouchWords(template="first_call", fills={"heard": "friend"})
    touch = office.touches.log_touch("Acme", note)[0]
    assert first.of("Acme") == FirstTouch("referral")
    assert touch.detail["first_touch"] == "referral"
    assert office.customers.card("Acme").customer.source == "advert"
    office.touches.log_touch("Acme", TouchWords(template="first_call", fills={"heard": "fair"}))
    assert first.of("Acme") == FirstTouch("referral")


def test_a_quick_note_tells_the_source_where_nobody_has(office: Office, first: FirstTouchService):
    add_customer(office, "Acme")
    first.tell("Acme", FirstTouch(forgotten=True))
    office.touches.log_touch("Acme", TouchWords(template="first_call", fills={"heard": "friend"}))
    assert first.of("Acme") == FirstTouch("referral")
    assert office.customers.card("Acme").customer.source == "referral"
    office.history.undo()
    assert first.of("Acme") == FirstTouch(forgotten=True)


def test_channels_that_become_one_take_their_answers_along(office: Office, first: FirstTouchService):
    add_customer(office, "Acme")
    first.tell("Acme", FirstTouch("a podcast", "2024"))
    tags = office.configuration.tags
    sources = next(group.uid for group in office.configuration.tag_groups.entries() if group.name == "Source")
    uids = {entry.name: entry.uid for entry in tags.entries(sources)}
    tags.merge(uids["a podcast"], uids["search"])
    assert first.of("Acme") == FirstTouch("search", "2024")


def test_a_customer_goes_with_its_answer_and_comes_back_with_it(office: Office, first: FirstTouchService):
    add_customer(office, "Acme")
    first.tell("Acme", FirstTouch("search"))
    office.customers.delete("Acme")
    office.history.undo()
    assert first.of("Acme") == FirstTouch("search")


def test_a_foreign_table_fills_in_only_what_nobody_told(office: Office, first: FirstTouchService, tmp_path: Path):
    for name in ("Acme", "Birch"):
        add_customer(office, name)
    first.tell("Acme", FirstTouch("search", "2024"))
    table = sheet(
        tmp_path / "in.xlsx",
        ("Company name", "First touchpoint", "First touchpoint: when", "First touchpoint: saw"),
        ("Acme", "advert", "2023", "a poster"),
        ("Birch", "a podcast", "May 2024", ""),
    )
    result = bring_in(office, table)
    assert result.failed == 0
    assert (first.of("Acme"), first.of("Birch")) == (
        FirstTouch("search", "2024", "a poster"),
        FirstTouch("a podcast", "2024-05"),
    )
    assert bring_in(office, table).updated == 0


def test_a_row_with_a_day_that_cannot_be_read_is_handed_back(office: Office, tmp_path: Path):
    table = sheet(
        tmp_path / "in.xlsx", ("Company name", "First touchpoint: when"), ("Acme", "some day"), ("Birch", "2024")
    )
    result = bring_in(office, table)
    assert (result.created, result.failed) == (1, 1)
    assert "says no day" in result.issues[0].reason


@pytest.mark.parametrize(
    ("language", "told", "words"),
    [
        ("en", FirstTouch("search", "2024-05-03", "a page"), "search · 3 May 2024 · a page"),
        ("en", FirstTouch("search", "2024-05"), "search · May 2024"),
        ("en", FirstTouch(when="2024"), "2024"),
        ("en", FirstTouch(forgotten=True), "does not remember"),
        ("zh_CN", FirstTouch("搜索", "2024-05"), "搜索 · 2024年5月"),
        ("zh_CN", FirstTouch("搜索", "2024"), "搜索 · 2024年"),
        ("zh_CN", FirstTouch("搜索", "2024-05-03"), "搜索 · 2024年5月3日"),
        ("en", FirstTouch(), ""),
    ],
)
def test_in_words(language: str, told: FirstTouch, words: str):
    use_language(language)
    assert first_touch_words(told) == words
