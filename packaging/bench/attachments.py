"""Attached files: what ten thousand of them cost those who do not look at them, and what those of one page cost."""

import shutil
from collections.abc import Iterator

from bench.context import ME, SMALL, Context
from bench.results import Result
from bench.timing import Work, compare, seconds
from bench.workspace.touches import BUSIEST
from crmdesk.domain.attachment import FileSource, KeptFile
from crmdesk.domain.customer_list import CustomerQuery
from crmdesk.domain.timeline import TimelineFilter
from crmdesk.services.watch import Unwatched
from crmdesk.store.queries.customer_page import uids_of
from crmdesk.store.repos.attachments import add_attachments
from crmdesk.store.repos.members import ensure_one
from crmdesk.wiring import Services

_FILES = 10_000
_PAGE = 200
_REPEAT = 5


def measure(context: Context) -> Iterator[Result]:
    """P19: the same workspace with and without the files."""
    # A copy of its own: what is deleted elsewhere must have no files.
    crowded = shutil.copyfile(context.path(SMALL), context.folder / "attachments.crmdesk")
    without, full = context.services(context.path(SMALL)), context.services(crowded)
    with full.desk.read() as source:
        [customer] = uids_of(source, [BUSIEST])
    _attach(full, customer)
    for name, ours, theirs in (
        ("list of customers", _list(full), _list(without)),
        (f"timeline page of {_PAGE}", _page(full, customer), _page(without, customer)),
    ):
        yield compare(ours, theirs, rounds=context.rounds, repeat=_REPEAT).result("P19a", name)
    touches = [touch.uid for touch in full.timeline.page(customer, TimelineFilter(), _PAGE).touches]
    milliseconds = seconds(lambda: full.attachments.of_touches(touches), context.rounds) * 1000
    files = sum(map(len, full.attachments.of_touches(touches).values()))
    yield Result("P19b", f"{files} files on {_PAGE} touches", milliseconds)


def _attach(services: Services, customer: str) -> None:
    """As many files as touches on the busiest customer's timeline, one after the other from the latest on."""
    [kept] = services.attached_files.keep([FileSource(name="quote.pdf", data=b"%PDF-1.7")], Unwatched())
    with services.desk.change("Attach") as unit:
        query = "SELECT touch.id FROM touch JOIN customer ON customer.id = customer_id WHERE customer.uid=?"
        rows = unit.connection.exec_driver_sql(f"{query} ORDER BY occurred_at DESC LIMIT ?", (customer, _FILES))
        touches = rows.scalars().all()
        me = ensure_one(unit, ME)
        for number in range(_FILES):
            file = KeptFile(f"quote {number}.pdf", kept.digest, kept.size, kept.media_type)
            add_attachments(unit, touches[number % len(touches)], [file], me)


def _list(services: Services) -> Work:
    def work() -> None:
        ids = services.customer_list.ids(CustomerQuery())
        services.customer_list.lines(ids[:_PAGE])

    return work


def _page(services: Services, customer: str) -> Work:
    return lambda: services.timeline.page(customer, TimelineFilter(), _PAGE)
