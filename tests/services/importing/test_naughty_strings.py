r"""715 strings that programs trip over, through every field of an import and back unchanged.

What may differ afterwards, and nothing else:

- Names (customers, people, deals, tags) and every cell of a foreign table lose the white space around them
  (``str.strip``); a cell of nothing but white space is empty. Our own workbook keeps all but the names to the letter.
- A name, and a tag, is needed and has at most 500 characters: other rows are handed back.
- In CSV one apostrophe before a formula mark is taken off (``formula_guard``): there it is no part of the text.
- Names that differ in width, case, diacritics, simplified or traditional form, or in characters nobody sees are one
  name: the first way to write it stays. Here each row has an id of its own, as other programs give.
- Text that is not valid Unicode (half a surrogate pair) is no text in UTF-8: refused before anything is written.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from crmdesk.domain.errors import ValidationError
from crmdesk.exchange.tables.formula_guard import unguarded
from crmdesk.exchange.tables.writing.output import OutColumn, OutSheet
from crmdesk.exchange.tables.writing.workbook import write_workbook
from crmdesk.services.customers import NewCustomer
from crmdesk.services.importing import ImportResult
from crmdesk.services.loss_accounts import LossWords
from crmdesk.services.touches import TouchWords
from crmdesk.store.text.folding import fold
from crmdesk.wiring import Services
from tests.services.filled_office import naughty_strings
from tests.services.importing.tables import assert_unchanged_by, counts, import_files, table
from tests.store.dumps import logical_dump

HEADERS = {
    "k1": "customer.external_id",
    "k2": "customer.name",
    "k3": "customer.note",
    "k4": "contact.external_id",
    "k5": "contact.name",
    "k6": "deal.external_id",
    "k7": "deal.name",
    "k8": "deal.status",
    "k9": "deal.lost_note",
    "k10": "tag:Naughty",
}
TIMELINE = {"t1": "customer.external_id", "t2": "touch.occurred", "t3": "touch.external_id", "t4": "touch.body"}
Write = Callable[[Path, list[list[str]]], Path]


@pytest.fixture(scope="module")
def strings(root: Path) -> list[str]:
    return naughty_strings(root)


def is_name(text: str) -> bool:
    return 0 < len(text.strip()) <= 500


def rows_of(strings: list[str]) -> list[list[str]]:
    """A deal lost by a customer of its own for each string, which stands in every field."""
    rows = [list(HEADERS)]
    for number, text in enumerate(strings):
        rows.append([f"c{number}", text, text, f"p{number}", text, f"d{number}", text, "Lost", text, text])
    return rows


def timeline_of(strings: list[str]) -> list[list[str]]:
    days = [[f"c{number}", "2025-03-01", f"t{number}", text] for number, text in enumerate(strings)]
    return [list(TIMELINE), *days]


def write_xlsx(path: Path, rows: list[list[str]]) -> Path:
    write_workbook(path, [OutSheet("Sheet", tuple(map(OutColumn, rows[0])), rows[1:])])
    return path


def import_all(services: Services, folder: Path, strings: list[str], write: Write, suffix: str) -> ImportResult:
    deals = write(folder / f"deals{suffix}", rows_of(strings))
    timeline = write(folder / f"touches{suffix}", timeline_of(strings))
    result = import_files(services, deals, timeline, mapping={**HEADERS, **TIMELINE})
    assert_unchanged_by(services, deals, timeline, mapping={**HEADERS, **TIMELINE})
    return result


@pytest.mark.parametrize(("write", "suffix"), [(table, ".csv"), (write_xlsx, ".xlsx")])
def test_through_an_import_and_back(
    book: Services, tmp_path: Path, strings: list[str], write: Write, suffix: str
) -> None:
    names = [text for text in strings if is_name(text)]
    result = import_all(book, tmp_path, names, write, suffix)
    assert counts(result) == {"created": 2 * len(names)}
    dump = logical_dump(book.desk.workspace.path)
    told = [(unguarded(text) if suffix == ".csv" else text).strip() for text in names]
    for kind, field, key in [
        ("customer", "name", "c"),
        ("customer", "note", "c"),
        ("contact", "name", "p"),
        ("deal", "name", "d"),
    ]:
        found = {row["external_id"]: row[field] for row in dump[kind].values()}
        assert [found[f"{key}{number}"] for number in range(len(told))] == told
    customers = {uid: row["external_id"] for uid, row in dump["customer"].items()}
    deals = {uid: row["external_id"] for uid, row in dump["deal"].items()}
    bodies = {
        customers[row["customer_id"]]: row["body"] for row in dump["touch"].values() if row["source_key"] is not None
    }
    assert bodies == {f"c{number}": text for number, text in enumerate(told)}
    notes = {deals[row["deal_id"]]: row["note"] for row in dump["loss_event"].values()}
    assert notes == {f"d{number}": text for number, text in enumerate(told)}
    tags = {row["name"] for row in dump["tag"].values()}
    assert tags <= {*told, *(row["name"] for row in dump["tag"].values() if row["key"])}
    held = {customers[row["customer_id"]] for row in dump["tag_assignment"].values()}
    assert len(held) == len(told)


def test_what_is_no_name_is_handed_back(book: Services, tmp_path: Path, strings: list[str]) -> None:
    others = [text for text in strings if text.strip() and not is_name(text)]
    assert others
    result = import_all(book, tmp_path, others, table, ".csv")
    assert counts(result) == {"created": len(others), "failed": len(others)}


def test_through_the_services_and_our_own_workbook(book: Services, tmp_path: Path, strings: list[str]) -> None:
    # One in twelve: each goes through six commands, and what they share with imports is tried with all above.
    names = [text for text in strings if is_name(text)][::12]
    uids: list[str] = []
    for text in names:
        customer, _changes, _alike = book.customers.add_customer(NewCustomer(text, note=text))
        uids.append(customer.uid)
        deal, _changes = book.deals.add_deal(customer.uid, text)
        book.deals.mark_lost(deal.uid, LossWords("other", note=text))
        book.touches.log_touch(customer.uid, TouchWords(kind="note", text=text))
        tags, _changes = book.tags.change_tags(customer.uid, add=[text])
        assert fold(text.strip()) in map(fold, tags)
    before = logical_dump(book.desk.workspace.path)
    assert [before["customer"][uid]["name"] for uid in uids] == [text.strip() for text in names]
    assert [before["customer"][uid]["note"] for uid in uids] == names
    assert sorted(row["name"] for row in before["deal"].values()) == sorted(text.strip() for text in names)
    assert sorted(row["note"] for row in before["loss_event"].values()) == sorted(names)
    logged = [row["body"] for row in before["touch"].values() if not row["system"]]
    assert sorted(logged) == sorted(names)
    out = tmp_path / "ours.xlsx"
    book.exports.export(out, progress=lambda _done, _total: None, cancelled=lambda: False)
    assert_unchanged_by(book, out)
    assert logical_dump(book.desk.workspace.path) == before


def test_half_a_surrogate_pair_is_refused(book: Services) -> None:
    before = logical_dump(book.desk.workspace.path)
    for text in ("\ud800", "a\udfffb"):
        attempts: tuple[Callable[[], Any], ...] = (
            lambda text=text: book.customers.add_customer(NewCustomer(text)),
            lambda text=text: book.customers.add_customer(NewCustomer("Acme", note=text)),
        )
        for attempt in attempts:
            with pytest.raises(ValidationError):
                attempt()
    assert logical_dump(book.desk.workspace.path) == before
