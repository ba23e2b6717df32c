"""Rules of the business that a row must keep before it may be matched: names, money, text that can be stored."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial

from crmdesk.domain.customer import checked_name, storable
from crmdesk.domain.errors import ValidationError
from crmdesk.domain.money import Money, check_currency
from crmdesk.domain.rough_day import read_rough_day
from crmdesk.exchange.tables.records import CellIssue, DealText, ImportRow


def row_issues(row: ImportRow, currency: str, now: datetime) -> tuple[CellIssue, ...]:
    """All that keeps the row out; empty when it is sound. ``now`` is timezone-aware local time."""
    found: dict[str, None] = {}
    for check in _checks(row, currency, now):
        try:
            check()
        except ValidationError as error:
            found[error.message] = None
    return tuple(CellIssue(row.where, "", message) for message in found)


def _checks(row: ImportRow, currency: str, now: datetime) -> Iterator[Callable[[], object]]:
    for thing, field in ((row.customer, "customer"), (row.contact, "contact")):
        # One that is only referred to by an id need not be named.
        if thing is not None and (thing.name or not (thing.uid or thing.external_id)):
            yield partial(checked_name, thing.name, field)
    if row.customer is not None:
        yield partial(read_rough_day, row.customer.first_when, now)
    if row.deal is not None:
        yield from _checks_of_deal(row.deal, currency)
    for tag in row.tags:
        yield partial(checked_name, tag.name, "tag")
    for touch in row.touches:
        yield partial(storable, touch.body, "body")


def _checks_of_deal(deal: DealText, currency: str) -> Iterator[Callable[[], object]]:
    if deal.name:
        yield partial(checked_name, deal.name, "deal")
    yield lambda: _check_money(deal, currency)
    for name in (deal.owner, deal.stage, deal.lost_reason, deal.lost_subreason):
        if name:
            yield partial(checked_name, name, "name")


def _check_money(deal: DealText, currency: str) -> None:
    code = check_currency(deal.currency or currency)
    if deal.amount is not None:
        Money.of(deal.amount, code)
