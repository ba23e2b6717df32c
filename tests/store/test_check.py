"""Check and repair: each rule is broken behind the program's back, found, counted, put right, and stays so."""

import shutil
from pathlib import Path

import pytest

from crmdesk.domain.customer import ContactDraft, PointDraft, PointKind
from crmdesk.services.loss_accounts import LossWords, ReasonWords, WinWords
from crmdesk.services.points import read_point
from crmdesk.store.check import check, repair
from crmdesk.store.repos.customers import add_contacts, add_points
from tests.factories import Office, add_customer, add_deal, log, office_at
from tests.fakes import FixedClock
from tests.store.dumps import Dump, execute, logical_dump, value_of


@pytest.fixture(scope="module")
def busy_workspace(blank_workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two customers with everything, two lost deals, one won, two open, tags, planned touches; all in order."""
    clock = FixedClock()
    office = office_at(Path(shutil.copy(blank_workspace, tmp_path_factory.mktemp("busy") / "busy.crmdesk")), clock)
    for name in ("Acme", "Globex"):
        uid = add_customer(office, name, phones=("13800138000",), emails=("a@example.com",), source="web")
        lost = add_deal(office, uid, f"Lost {name}", amount="1000")
        office.deals.mark_lost(lost, LossWords("price", competitors=("Initech",), note="too dear"))
        log(office, uid, "about #vip", at="tomorrow 10:00")
        log(office, uid, "hello #old")
        office.tags.change_tags(uid, add=["level:A"])
        clock.advance(minutes=5)
    office.deals.win(add_deal(office, "Acme", "Won"), WinWords((ReasonWords("service"), ReasonWords("product"))))
    office.competitors.meet("Won", "Globex", price="100")
    add_deal(office, "Acme", "Open 1")
    add_deal(office, "Globex", "Open 2")
    with office.desk.change("Add people") as unit:
        people = add_contacts(unit, [ContactDraft(1, "Li Na"), ContactDraft(2, "曾国强")])
        add_points(unit, [PointDraft(1, read_point(PointKind.PHONE, "13900139000"), people[0])])
    return office.path


@pytest.fixture
def busy(busy_workspace: Path, tmp_path: Path, clock: FixedClock) -> Office:
    return office_at(Path(shutil.copy(busy_workspace, tmp_path / "busy.crmdesk")), clock)


# What is broken, how often, and how: statements apart by semicolons.
BREAKS = [
    ("references", 2, "UPDATE customer SET owner_id=999"),
    ("references", 1, "UPDATE touch SET deal_id=999 WHERE id=(SELECT min(id) FROM touch WHERE deal_id IS NOT NULL)"),
    ("references", 1, "UPDATE contact_point SET contact_id=999 WHERE contact_id IS NOT NULL"),
    ("references", 2, "UPDATE loss_reason_link SET reason_id=999"),
    ("references", 1, "UPDATE deal SET customer_id=999 WHERE name='Lost Acme'"),
    ("references", 4, "UPDATE deal SET stage_id=99 WHERE name LIKE 'Lost%'; UPDATE deal SET owner_id=99 WHERE id<3"),
    ("strangers", 1, "UPDATE contact_point SET customer_id=2 WHERE contact_id IS NOT NULL"),
    ("strangers", 1, "UPDATE touch SET contact_id=2 WHERE id=(SELECT min(id) FROM touch WHERE customer_id=1)"),
    ("strangers", 1, "UPDATE touch SET deal_id=2 WHERE id=(SELECT min(id) FROM touch WHERE customer_id=1)"),
    ("loops", 3, "UPDATE tag SET parent_id=CASE id WHEN 5 THEN 6 WHEN 6 THEN 7 ELSE 5 END WHERE id IN (5,6,7)"),
    ("loops", 1, "UPDATE loss_reason SET merged_into_id=id WHERE id=3"),
    ("lost", 2, "DELETE FROM loss_competitor; DELETE FROM loss_reason_link; DELETE FROM loss_event"),
    (
        "lost",
        1,
        """UPDATE deal SET status='lost', closed_at=1772589600000, closed_offset=480, closed_precision='day'
           WHERE name='Open 1'""",
    ),
    ("superfluous", 2, "UPDATE deal SET status='open', closed_at=NULL WHERE status='lost'"),
    (
        "superfluous",
        1,
        """INSERT INTO loss_event (uid, deal_id, currency, note, win_back)
             SELECT 'u', deal_id, 'CNY', '', '' FROM loss_event LIMIT 1;
           INSERT INTO loss_reason_link (uid, loss_id, reason_id, voice, weight, is_primary)
             SELECT 'v', id, 1, 'seller', 1, 1 FROM loss_event WHERE uid='u'""",
    ),
    ("reason", 2, "DELETE FROM loss_reason_link"),
    ("reason", 2, "UPDATE loss_reason_link SET voice='customer'"),
    (
        "primary",
        2,
        """INSERT INTO loss_reason_link (uid, loss_id, reason_id, voice, weight, is_primary)
             SELECT 'x' || id, id, 2, 'seller', 1, 1 FROM loss_event""",
    ),
    ("merged", 2, "UPDATE loss_reason SET merged_into_id=2, retired=1 WHERE id=1"),
    ("merged", 1, "UPDATE loss_reason SET merged_into_id=2, retired=1 WHERE key='product'"),
    (
        "twice",
        2,
        """INSERT INTO loss_reason_link (uid, loss_id, reason_id, voice, weight, is_primary)
             SELECT 'x' || id, loss_id, reason_id, voice, 1, 0 FROM loss_reason_link""",
    ),
    ("none_primary", 1, "UPDATE win_reason_link SET is_primary=0"),
    ("obstacle", 1, "UPDATE win_reason_link SET is_primary=1"),
    ("weight", 4, "UPDATE loss_reason_link SET weight=0; UPDATE win_reason_link SET weight=10"),
    (
        "evidence",
        1,
        """UPDATE loss_reason_link SET evidence_touch_id=(SELECT min(id) FROM touch WHERE customer_id=1)""",
    ),
    ("never_won", 2, "UPDATE win_reason_link SET deal_id=(SELECT id FROM deal WHERE name='Open 1')"),
    ("price", 1, "UPDATE deal_competitor SET currency=''"),
    ("closed", 2, "UPDATE deal SET closed_at=1 WHERE status='open'"),
    ("keys", 1, "UPDATE customer SET name='ＧＬＯＢＥＸ Ltd' WHERE id=2"),
    ("keys", 5, "UPDATE deal SET name_key='?'"),
    ("keys", 1, "UPDATE member SET name_key='someone else' WHERE id=1"),
    ("days", 1, "UPDATE touch SET local_day='2020-01-01' WHERE id=3"),
    ("days", 2, "UPDATE loss_event SET lost_day=NULL"),
    ("due", 2, "UPDATE touch SET due_at=NULL WHERE status='planned'"),
    ("due", 2, "UPDATE touch SET due_at=due_at+1 WHERE status='planned'"),
    (
        "assigned",
        3,
        """INSERT INTO tag_assignment (uid, tag_id, customer_id, from_day)
             SELECT 'y' || id, tag_id, customer_id, from_day FROM tag_assignment WHERE customer_id=1 LIMIT 3""",
    ),
]


def found(office: Office) -> dict[str, int]:
    return {finding.code: finding.count for finding in check(office.workspace)}


def logical_dump_if_whole(office: Office, code: str) -> Dump | None:
    """None where rows refer to nothing: that cannot be written down, nor come back."""
    return None if code == "references" else logical_dump(office.path)


def test_all_in_order(busy: Office) -> None:
    assert check(busy.workspace) == []
    assert repair(busy.workspace, "Lin Tao") == []


@pytest.mark.parametrize(("code", "count", "statements"), BREAKS)
def test_each_rule(busy: Office, code: str, count: int, statements: str) -> None:
    execute(busy.path, *statements.split(";"))
    broken, counts = logical_dump_if_whole(busy, code), found(busy)
    assert counts[code] == count
    reported = repair(busy.workspace, "Lin Tao")
    assert {finding.code: finding.count for finding in reported} == counts
    assert all(finding.sentence and finding.repairable for finding in reported)
    assert found(busy) == {}
    assert value_of(busy.path, "SELECT count(*) FROM pragma_foreign_key_check()") == 0
    if broken is not None:
        while (step := busy.history.next_undo()) and step.label.startswith("Repair"):
            busy.history.undo()
        assert logical_dump(busy.path) == broken, "repairs are units of work and can be taken back"


def test_everything_at_once(busy: Office) -> None:
    for _code, _count, statements in BREAKS:
        execute(busy.path, *statements.replace("INSERT", "INSERT OR IGNORE").split(";"))
    assert len(found(busy)) > 8
    repair(busy.workspace, "Lin Tao")
    assert found(busy) == {}


@pytest.mark.parametrize(
    ("statement", "count"),
    [
        ("DELETE FROM touch_search WHERE rowid=3", 1),
        ("DELETE FROM name_search", 9),
        ("DELETE FROM name_search_docsize", 9),
        ("DELETE FROM touch_search_data", 1),
        ("INSERT INTO touch_search(rowid, terms) VALUES (4711, 'left over')", 1),
        ("INSERT INTO name_search(rowid, terms) VALUES (4711, 'left over')", 1),
        ("UPDATE touch SET body='something else' WHERE id=3", 1),
        ("UPDATE contact_point SET value='13911112222', value_key='13911112222' WHERE contact_id IS NOT NULL", 1),
        ("INSERT INTO touch_search(touch_search) VALUES ('delete-all')", None),
    ],
)
def test_search_index(busy: Office, statement: str, count: int | None) -> None:
    expected = count or value_of(busy.path, "SELECT count(*) FROM touch WHERE title || body != ''")
    execute(busy.path, statement)
    assert found(busy) == {"search": expected}
    repair(busy.workspace, "Lin Tao")
    assert found(busy) == {}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE sqlite_sequence SET seq=1 WHERE name='customer'",
        "DELETE FROM sqlite_sequence WHERE name='customer'",
        "UPDATE sqlite_sequence SET seq=3 WHERE name='customer'",
    ],
)
def test_sequences_cover_deleted_rows_too(busy: Office, statement: str) -> None:
    for name in ("Third", "Fourth"):
        add_customer(busy, name)
    busy.customers.delete("Fourth")
    execute(busy.path, statement)
    assert found(busy) == {"sequence": 1}
    repair(busy.workspace, "Lin Tao")
    assert found(busy) == {}
    add_customer(busy, "Fifth")
    assert value_of(busy.path, "SELECT id FROM customer WHERE name='Fifth'") == 5


def test_damaged_file_is_said_and_left(busy: Office) -> None:
    data = bytearray(busy.path.read_bytes())
    data[4096 * 20 : 4096 * 21] = bytes(4096)
    busy.path.write_bytes(data)
    [finding] = check(busy.workspace)
    assert (finding.code, finding.count, finding.repairable) == ("file", 1, False)
    assert repair(busy.workspace, "Lin Tao") == [finding]
    assert busy.path.read_bytes() == bytes(data)


def test_two_colleagues_whose_names_fold_alike(busy: Office) -> None:
    execute(
        busy.path,
        "INSERT INTO member (uid, name, name_key, extra) VALUES ('m1', 'WEI', '1', '{}'), ('m2', 'wei', '2', '{}')",
    )
    repair(busy.workspace, "Lin Tao")
    assert found(busy) == {}


def test_repair_backs_up_first(busy: Office) -> None:
    log(busy, "Acme", "one more")
    log(busy, "Acme", "and another, too soon for a backup of its own")
    execute(busy.path, "UPDATE touch SET due_at=NULL WHERE status='planned'")
    busy.care.repair(lambda _done, _total: None)
    assert busy.care.backups()[0].reason == "before-repair"


def test_progress_is_told(busy: Office) -> None:
    steps: list[tuple[int, int]] = []
    check(busy.workspace, lambda done, total: steps.append((done, total)))
    assert steps == [(number, steps[0][1]) for number in range(steps[0][1] + 1)]
