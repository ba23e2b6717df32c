"""Search finds by any part of names, numbers and notes exactly what a look through everything would find."""

import json
import random
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crmdesk.domain.customer import ContactDraft, PointDraft, PointKind
from crmdesk.domain.moment import Moment
from crmdesk.services.finding import FindingService
from crmdesk.services.points import read_point
from crmdesk.services.touch_editing import TouchEdit
from crmdesk.services.touches import TouchWords
from crmdesk.store.check import check
from crmdesk.store.repos.customers import add_contacts, add_points
from crmdesk.store.repos.touches import change_touches
from crmdesk.store.schema import TouchRow
from crmdesk.store.text.folding import fold
from tests.factories import Office, add_customer, add_deal, attach, bulk_customers, bulk_notes, log, office_at
from tests.fakes import FixedClock
from tests.store.dumps import value_of

HAN = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年動產種傳統軟體報價價格"
NAUGHTY = Path(__file__).parent.parent / "data" / "naughty_strings.json"


def found(office: Office, query: str, kind: str, limit: int = 1000) -> list[str]:
    return [hit.uid for hit in office.customers.search(query, limit) if hit.kind == kind]


def test_three_hundred_han_substrings_are_found_exactly(office: Office) -> None:
    """After inserts, edits, deletions and an undo; LIKE on the folded text says what is right."""
    chance = random.Random(20260304)

    def note() -> str:
        words = "".join(chance.choices(HAN, k=chance.randrange(2, 30)))
        return chance.choice(("{}", "{}，{}", "Call: {} 3台", "{}\n{}。")).format(words, words[::-1])

    add_customer(office, "Acme")
    with office.desk.change("Notes") as unit:
        ids = bulk_notes(unit, 1, [(note(), unit.now) for _ in range(400)])
    with office.desk.change("Edit") as unit:
        change_touches(unit, {row: {"body": note()} for row in ids[::3]})
    with office.desk.change("Delete") as unit:
        unit.delete(TouchRow, ids[1::7])
    office.customers.delete("Acme")
    office.history.undo()
    with office.desk.read() as source:
        rows = source.connection.exec_driver_sql("SELECT uid, title || char(10) || body FROM touch").all()
    texts = {uid: fold(text) for uid, text in rows}
    checked = 0
    while checked < 300:
        text = chance.choice(list(texts.values()))
        length = chance.randrange(1, 6)
        start = chance.randrange(max(1, len(text) - length))
        part = text[start : start + length]
        if len(part) == length and all("一" <= character <= "鿿" for character in part):
            expected = {uid for uid, held in texts.items() if part in held}
            assert set(found(office, part, "touch")) == expected, part
            checked += 1


def test_latest_to_occur_first_also_back_dated(office: Office) -> None:
    uid = add_customer(office, "Acme")
    for at in ("", "3 days ago", "yesterday 9:00", "in 2 days", "2019-05-01"):
        log(office, uid, "about the pump", at=at)
    with office.desk.change("Import") as unit:
        bulk_notes(unit, 1, [("old pump", Moment(unit.now.utc - timedelta(days=days), 480)) for days in (5000, 2, 90)])
    touches = {touch.uid: touch.occurred_at.utc for touch in office.touches.timeline(uid)}
    order = [touches[each] for each in found(office, "pump", "touch")]
    assert len(order) == 8
    assert order == sorted(order, reverse=True)


@pytest.fixture
def people(office: Office) -> Office:
    add_customer(office, "Zenith", phones=("+86 138-1234-5678",))
    add_customer(office, "晨光科技有限公司", phones=("010-8765 4321",), emails=("sales@chenguang.cn",))
    add_customer(office, "重慶機械", note="喜欢喝茶")
    with office.desk.change("Add people") as unit:
        [contact, _other] = add_contacts(
            unit, [ContactDraft(1, "曾国强", title="采购总监"), ContactDraft(2, "Łukasz Müller")]
        )
        add_points(unit, [PointDraft(1, read_point(PointKind.MOBILE, "13900001111"), contact)])
    add_deal(office, "Zenith", "包装线改造")
    return office


@pytest.mark.parametrize(
    ("query", "kind", "title"),
    [
        ("zenith", "customer", "Zenith"),
        ("ZEN", "customer", "Zenith"),
        ("Ｚｅｎｉｔｈ", "customer", "Zenith"),
        ("光科", "customer", "晨光科技有限公司"),
        ("晨", "customer", "晨光科技有限公司"),
        ("chenguang", "customer", "晨光科技有限公司"),
        ("keji", "customer", "晨光科技有限公司"),
        ("cgkj", "customer", "晨光科技有限公司"),
        ("chongqing", "customer", "重慶機械"),
        ("cqjx", "customer", "重慶機械"),
        ("重庆机械", "customer", "重慶機械"),
        ("重慶", "customer", "重慶機械"),
        ("喝茶", "customer", "重慶機械"),
        ("曾国", "contact", "曾国强"),
        ("曾國強", "contact", "曾国强"),
        ("zeng", "contact", "曾国强"),
        ("zengguoqiang", "contact", "曾国强"),
        ("zgq", "contact", "曾国强"),
        ("采购", "contact", "曾国强"),
        ("muller", "contact", "Łukasz Müller"),
        ("lukasz", "contact", "Łukasz Müller"),
        ("sales@chenguang.cn", "customer", "晨光科技有限公司"),
        ("改造", "deal", "包装线改造"),
        ("bzxgz", "deal", "包装线改造"),
    ],
)
def test_names(people: Office, query: str, kind: str, title: str) -> None:
    assert [hit.title for hit in people.customers.search(query) if hit.kind == kind] == [title]


@pytest.mark.parametrize(
    ("digits", "kind"), [("13812345678", "customer"), ("01087654321", "customer"), ("13900001111", "contact")]
)
def test_phones_by_any_two_or_more_digits(people: Office, digits: str, kind: str) -> None:
    [uid] = found(people, digits, kind)
    for start in range(len(digits) - 1):
        for end in range(start + 2, len(digits) + 1):
            assert uid in found(people, digits[start:end], kind), digits[start:end]


def test_names_and_numbers_follow_their_changes(people: Office) -> None:
    people.customers.rename("Zenith", "Nadir")
    assert found(people, "zenith", "customer") == []
    assert len(found(people, "nadir", "customer")) == 1
    people.history.undo()
    assert found(people, "nadir", "customer") == []
    people.customers.delete("Zenith")
    assert (
        found(people, "zenith", "customer") == found(people, "曾国强", "contact") == found(people, "改造", "deal") == []
    )
    people.history.undo()
    assert len(found(people, "zgq", "contact")) == 1


@pytest.fixture(scope="module")
def shared(blank_workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> Office:
    path = tmp_path_factory.mktemp("search") / "search.crmdesk"
    path.write_bytes(blank_workspace.read_bytes())
    office = office_at(path, FixedClock())
    log(office, add_customer(office, "Acme 晨光"), "about price 13800138000")
    return office


queries = st.text(max_size=40) | st.text(alphabet="\"*^():+-{}[]\\\\'%_#/ANDORNOT NEAR晨光13", max_size=30)


@settings(max_examples=max(settings().max_examples * 5, 100), suppress_health_check=list(HealthCheck))
@given(query=queries)
def test_no_query_raises(shared: Office, query: str) -> None:
    shared.customers.search(query)


def test_no_naughty_query_raises(shared: Office) -> None:
    strings = json.loads(NAUGHTY.read_text(encoding="utf-8"))
    for query in [*strings, *('"' + text for text in strings[:100]), "\ud800", "a\x00b", "x" * 100_000, "９" * 5000]:
        shared.customers.search(query)


@pytest.mark.parametrize(("limit", "expected"), [(0, 0), (-5, 0), (1, 1), (7, 7), (10**6, 60)])
def test_limits(office: Office, limit: int, expected: int) -> None:
    uid = add_customer(office, "Acme")
    with office.desk.change("More") as unit:
        bulk_customers(unit, [f"Acme {number}" for number in range(29)])
        bulk_notes(unit, value_of(office.path, f"SELECT id FROM customer WHERE uid='{uid}'"), [("acme", unit.now)] * 30)
    assert len(office.customers.search("acme", limit)) == expected


def test_many_names_leave_room_for_what_happened(office: Office) -> None:
    uid = add_customer(office, "Acme")
    log(office, uid, "acme wants a pump")
    with office.desk.change("More") as unit:
        bulk_customers(unit, [f"Acme {number}" for number in range(300)])
    kinds = [hit.kind for hit in office.customers.search("acme", 50)]
    assert kinds.count("touch") == 1
    assert len(kinds) == 50
    assert kinds[0] == "customer"


def test_scores_fall(people: Office) -> None:
    scores = [hit.score for hit in people.customers.search("1")]
    assert scores == sorted(scores, reverse=True)


def test_the_words_among_the_facts_of_a_touch_are_found(office: Office) -> None:
    uid = add_customer(office, "Acme")
    facts = {"place": "Lakeside hall", "their_people": "Chen Gong", "cost": "880"}
    touch, _changes = office.touches.log_touch(uid, TouchWords(kind="dinner", text="talked", facts=facts))
    shown = "talked Lakeside hall Chen Gong"
    hits = {word: [hit.snippet for hit in office.customers.search(word)] for word in ("lakeside", "Gong", "880")}
    assert hits == {"lakeside": [shown], "Gong": [shown], "880": []}
    office.touch_editing.edit_touch(touch.uid, TouchEdit(facts={"place": "Riverside"}))
    assert [len(office.customers.search(word)) for word in ("lakeside", "riverside")] == [0, 1]
    assert check(office.workspace) == []
    assert FindingService(office.desk).find("gong").touches[0].snippet == "talked Riverside Chen Gong"


def test_files_are_found_by_their_names(office: Office) -> None:
    acme = add_customer(office, "Acme")
    touch, other = log(office, acme, "as agreed"), log(office, acme, "something else")
    [file] = attach(office, touch, ("设备报价单 final.pdf", b"%PDF-1.7"))

    def touches(query: str) -> list[str]:
        assert check(office.workspace) == []
        return found(office, query, "touch")

    assert touches("报价单") == touches("final agreed") == [touch]
    assert "报价单" in office.customers.search("报价单")[0].snippet
    office.attachments.rename(file.uid, "Contract.pdf")
    assert (touches("报价单"), touches("contract")) == ([], [touch])
    office.attachments.remove([file.uid])
    assert touches("contract") == []
    office.history.undo()
    assert touches("contract") == [touch]
    office.touch_editing.delete_touches([touch])
    assert touches("contract") == []
    office.history.undo()
    assert touches("contract") == [touch]
    office.touch_editing.edit_touch(touch, TouchEdit(text="otherwise"))
    assert touches("contract otherwise") == [touch]
    assert other not in touches("contract")
