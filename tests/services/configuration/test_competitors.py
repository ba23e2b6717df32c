"""The list of competitors: renamed, called otherwise, retired, merged with recount; the deals behind their numbers."""

import pytest

from crmdesk.domain.competitor import Meetings
from crmdesk.domain.errors import ValidationError
from crmdesk.domain.loss_pool import PoolFilter
from crmdesk.insight.outcomes.rivals import Rival
from crmdesk.services.loss_accounts import LossWords, WinWords
from crmdesk.services.outcome_book import OutcomeBook
from crmdesk.services.outcome_figures import OutcomeFigures
from tests.factories import Office, add_customer, add_deal
from tests.filled import Filled
from tests.store.dumps import logical_dump


def _fill(office: Office) -> None:
    add_customer(office, "Acme")
    for name in ("Lost", "Both", "Won", "Open", "Again"):
        add_deal(office, "Acme", name, amount="100")
    office.deals.mark_lost("Lost", LossWords("price", competitors=("Globex",)))
    office.deals.mark_lost("Both", LossWords("price", competitors=("Globex", "Globex Inc.")))
    office.deals.mark_lost("Again", LossWords("price", competitors=("Globex Inc.",)))
    office.deals.reopen("Again")
    office.deals.win("Won", WinWords((), ("Globex Inc.",), ""))
    office.competitors.meet("Open", "Globex", price="90")
    office.competitors.meet("Lost", "Globex", price="80")
    office.competitors.meet("Open", "Globex Inc.", price="95")
    office.competitors.describe("Globex", strengths="cheap", weaknesses="slow")
    office.competitors.describe("Globex Inc.", strengths="cheap", weaknesses="far away")


@pytest.fixture
def book(filled: Filled) -> Office:
    return filled(_fill)


def uid_of(book: Office, name: str) -> str:
    return next(each.uid for each in book.configuration.competitors.entries() if each.name == name)


def rivals(book: Office) -> tuple[Rival, ...]:
    figures = OutcomeFigures(book.desk, OutcomeBook(book.desk), book.configuration.company)
    return figures.rivals(PoolFilter()).rows


def names(book: Office, which: Meetings, competitor: str = "Globex") -> set[str]:
    return {meeting.deal for meeting in book.competitors.meetings(competitor, which)}


def test_each_number_has_its_deals(book: Office) -> None:
    [rival] = [row for row in rivals(book) if row.name == "Globex"]
    assert names(book, Meetings.ALL) == {"Lost", "Both", "Open"}
    assert names(book, Meetings.LOST) == {"Lost", "Both"}
    assert names(book, Meetings.OPEN) == {"Open"}
    assert names(book, Meetings.PRICED) == {"Lost", "Open"}
    assert names(book, Meetings.ALL, "Globex Inc.") == {"Both", "Open", "Won"}, "a loss taken up again counts no longer"
    assert names(book, Meetings.WON, "Globex Inc.") == {"Won"}
    assert (rival.met, rival.lost, rival.won.part, rival.open, rival.gap.n) == (3, 2, 0, 1, 2)


def test_one_that_goes_into_another_is_counted_there_and_found_by_its_name(book: Office) -> None:
    competitors = book.configuration.competitors
    one, other = uid_of(book, "Globex Inc."), uid_of(book, "Globex")
    before = logical_dump(book.path)
    told = competitors.outlook(one, other)
    assert (told.deals, told.both, told.then) == (3, 2, 4)
    competitors.add_alias(one, "GBX")
    competitors.merge(one, other)
    [entry] = competitors.entries()
    assert {alias.name for alias in entry.aliases} == {"Globex Inc.", "GBX"}
    assert (entry.strengths, entry.weaknesses) == ("cheap", "slow\nfar away")
    [rival] = rivals(book)
    assert (rival.met, rival.lost, rival.won.part, rival.open) == (4, 2, 1, 1)
    assert names(book, Meetings.ALL, "gbx") == {"Lost", "Both", "Open", "Won"}
    [price] = [met.price for met in book.competitors.met("Open")]
    assert price is not None
    assert str(price) == "90.00 CNY", "what was known of the other stays"
    book.deals.mark_lost("Open", LossWords("price", competitors=("globex inc.",)))
    assert {lost.competitors for lost in book.losses.pool('competitor:"GBX"')} == {("Globex",)}
    for _step in range(3):
        book.history.undo()
    assert logical_dump(book.path) == before


def test_a_retired_one_is_not_offered_and_stays_in_the_past(book: Office) -> None:
    competitors = book.configuration.competitors
    competitors.retire(uid_of(book, "Globex"))
    assert book.loss_accounts.choices().competitors == ("Globex Inc.",)
    assert {row.name for row in rivals(book)} == {"Globex", "Globex Inc."}
    assert [target.name for target in competitors.targets(uid_of(book, "Globex Inc."))] == []
    competitors.bring_back(uid_of(book, "Globex"))
    assert book.loss_accounts.choices().competitors == ("Globex", "Globex Inc.")


def test_a_name_is_taken_once(book: Office) -> None:
    competitors = book.configuration.competitors
    uid, _changes = competitors.add("Initech")
    competitors.add_alias(uid, "INI")
    for name in ("globex", "ini"):
        with pytest.raises(ValidationError):
            competitors.rename(uid, name)
    competitors.rename(uid, "Initrode")
    competitors.delete(uid)
    assert {entry.name for entry in competitors.entries()} == {"Globex", "Globex Inc."}
