"""Ten thousand files cost the lists nothing: no list or timeline reads them, and a page's files come by index."""

from typing import Any

import pytest
from sqlalchemy import Engine, event

from crmdesk.domain.attachment import KeptFile
from crmdesk.domain.timeline import TimelineFilter
from crmdesk.services.customer_list import CustomerListService
from crmdesk.store.repos.attachments import add_attachments
from crmdesk.store.repos.members import ensure_one
from tests.factories import Office, add_customer, bulk_notes

FILES = 10_000
TOUCHES = 500


@pytest.fixture
def sent(office: Office) -> list[tuple[str, Any]]:
    """The statements that the workspace is asked from now on, with their values."""
    statements: list[tuple[str, Any]] = []

    def note(
        _connection: object, _cursor: object, statement: str, values: Any, _context: object, _many: object
    ) -> None:
        statements.append((statement, values))

    engine: Engine = office.workspace._engine
    event.listen(engine, "before_cursor_execute", note)
    return statements


@pytest.fixture
def crowded(office: Office) -> list[str]:
    """A customer with five hundred touches that have ten thousand files; the uids of the touches."""
    acme = add_customer(office, "Acme")
    with office.desk.change("Fill") as unit:
        customer = unit.connection.exec_driver_sql("SELECT id FROM customer WHERE uid=?", (acme,)).scalar_one()
        touches = bulk_notes(unit, customer, [(f"note {number}", unit.now) for number in range(TOUCHES)])
        me = ensure_one(unit, "Lin Tao")
        for touch in touches:
            files = [KeptFile(f"{number}.pdf", f"{touch:032}{number:032}", 1, "") for number in range(FILES // TOUCHES)]
            add_attachments(unit, touch, files, me)
    with office.desk.read() as source:
        rows = source.connection.exec_driver_sql("SELECT uid FROM touch WHERE body LIKE 'note%' ORDER BY id")
        return [uid for (uid,) in rows]


def plan(office: Office, statement: str, values: Any) -> str:
    with office.desk.read() as source:
        rows = source.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
        return "\n".join(row[-1] for row in rows)


def test_no_list_asks_for_files(office: Office, crowded: list[str], sent: list[tuple[str, Any]]) -> None:
    assert len(crowded) == TOUCHES
    customer = office.customers.list_customers()[0]
    sent.clear()
    CustomerListService(office.desk).counts()
    office.customers.card(customer.uid)
    office.customers.values([customer])
    office.timeline.beginning(customer.uid, TimelineFilter(), 200)
    office.timeline.overview(customer.uid)
    office.touches.timeline(customer.uid, limit=200)
    assert sent
    assert [statement for statement, _values in sent if "attachment" in statement] == []


def test_the_files_of_a_page_are_one_query_by_index(
    office: Office, crowded: list[str], sent: list[tuple[str, Any]]
) -> None:
    sent.clear()
    found = office.attachments.of_touches(crowded[100:300])
    assert sum(map(len, found.values())) == 200 * FILES // TOUCHES
    asked = [(statement, values) for statement, values in sent if "FROM attachment" in statement]
    assert len(asked) == 1
    steps = plan(office, *asked[0])
    assert "ix_attachment_touch_id" in steps
    assert "SCAN" not in steps


def test_the_documents_of_a_customer_are_found_by_index(
    office: Office, crowded: list[str], sent: list[tuple[str, Any]]
) -> None:
    globex = add_customer(office, "Globex")
    sent.clear()
    assert office.attachments.documents(globex) == ()
    assert len(office.attachments.documents("Acme")) == FILES
    assert crowded
    for statement, values in [each for each in sent if "FROM attachment" in each[0]]:
        assert "SCAN" not in plan(office, statement, values)
