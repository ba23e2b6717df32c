"""New rows in the journal: written there by SQL, they say exactly what the row says, and can be taken back."""

import json

import pytest
from sqlalchemy import text

from crmdesk.store import journal
from crmdesk.store.chunks import stretches
from crmdesk.store.schema import ContactPointRow, CustomerRow, MemberRow
from tests.factories import Office
from tests.store.dumps import logical_dump

TEXTS = [
    'quote " and backslash \\ and / slash',
    "line\nfeed, tab\t, return\r, bell\x07, escape\x1b, delete\x7f",
    "nul\0inside",
    "'single' and `back` ticks",
    "张伟 ＆ 😀 \u2028 \ufeff e\u0301",
    "{}",
    "null",
    "",
]
CREATED = {"created_at": -5, "created_offset": -330, "created_precision": "day"}


@pytest.mark.parametrize("said", TEXTS)
def test_the_journal_has_the_row_as_it_is(office: Office, said: str) -> None:
    workspace = office.desk.workspace
    before = logical_dump(workspace.path)
    extra = {said: said, "more": "null"}
    with workspace.unit("Add", "me") as unit:
        [owner] = unit.insert(MemberRow, [{"name": "Ann", "name_key": "ann"}])
        row = {"name": said, "name_key": said, "owner_id": owner, "holding": True, "extra": extra, **CREATED}
        [customer, empty] = unit.insert(CustomerRow, [row, {**row, "owner_id": None, "holding": False, "extra": {}}])
        unit.insert(ContactPointRow, [{"customer_id": customer, "kind": "qq", "value": said, "value_key": said}])
        unit.update(CustomerRow, [{"id": empty, "note": said}])
    with workspace.read() as source:
        images = dict(source.connection.execute(text("SELECT table_name || row_id, after FROM change_row")).all())
        uids = dict(source.connection.execute(text("SELECT id, uid FROM customer")).all())
        member = source.connection.execute(text("SELECT uid FROM member WHERE name = 'Ann'")).scalar()
        target = journal.undo_target(source.connection, "me")
    image = json.loads(images[f"customer{customer}"])
    assert image == {
        "uid": uids[customer], "name": said, "name_key": said, "owner_id": member, "address": "", "city": "",
        "note": "", "external_id": "", "holding": True, "extra": extra, **CREATED,
    }  # fmt: skip
    assert json.loads(images[f"customer{empty}"]).items() >= {"note": said, "holding": False}.items()
    assert "owner_id" not in json.loads(images[f"customer{empty}"])
    assert target is not None
    workspace.take_back([target], "me", journal.Kind.UNDO)
    assert logical_dump(workspace.path) == before


@pytest.mark.parametrize(
    ("keys", "found"),
    [
        ([], []),
        ([4], [(4, 4)]),
        ([3, 1, 2, 7, 8], [(1, 3), (7, 8)]),
        (range(1, 8), [(1, 3), (4, 6), (7, 7)]),
    ],
)
def test_stretches_of_keys(keys: list[int], found: list[tuple[int, int]]) -> None:
    assert list(stretches(keys, 3)) == found
