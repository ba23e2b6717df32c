"""Rules of the business that a row must keep before it may be matched: names, money, text that can be stored."""

from crmdesk.domain.customer import checked_name, storable
from crmdesk.domain.errors import ValidationError
from crmdesk.domain.money import Money, check_currency
from crmdesk.exchange.tables.records import CellIssue, DealText, ImportRow


def row_issues(row: ImportRow, currency: str) -> tuple[CellIssue, ...]:
    """What keeps the row out; empty when it is sound. A row that has failed already is not looked at again."""
    if row.failed:
        return ()
    try:
        _check(row, currency)
    except ValidationError as error:
        return (CellIssue(row.where, "", error.message),)
    return ()


def _check(row: ImportRow, currency: str) -> None:
    for thing, field in ((row.customer, "customer"), (row.contact, "contact")):
        # One that is only referred to by an id need not be named.
        if thing is not None and (thing.name or not (thing.uid or thing.external_id)):
            checked_name(thing.name, field)
    if row.deal is not None:
        _check_deal(row.deal, currency)
    for tag in row.tags:
        checked_name(tag.name, "tag")
    for touch in row.touches:
        storable(touch.body, "body")


def _check_deal(deal: DealText, currency: str) -> None:
    if deal.name:
        checked_name(deal.name, "deal")
    code = check_currency(deal.currency or currency)
    if deal.amount is not None:
        Money.of(deal.amount, code)
    for name in (deal.owner, deal.stage, deal.lost_reason, deal.lost_subreason):
        if name:
            checked_name(name, "name")
