import pytest

from crmdesk.services.contacts import ContactService, ContactWords
from crmdesk.services.finding import Findings, FindingService, Titled, matching_titles
from tests.factories import Office, add_customer, add_deal, log

COMMANDS = (
    Titled("deal.mark_lost", ("标记失单…", "Lost…")),
    Titled("view.losses", ("失单池", "Lost pool")),
    Titled("customer.new", ("新建客户…", "New customer…")),
    Titled("view.dark", ("深色", "Dark")),
    Titled("edit.history", ("历史记录…", "History…")),
)


@pytest.fixture
def book(office: Office) -> Office:
    add_customer(office, "华晨教育")
    add_customer(office, "Acme", phones=("138 0000 4821",))
    add_customer(office, "Old Acme Works")
    add_deal(office, "华晨教育", "两校区许可", amount="86000")
    add_deal(office, "Acme", "Pump")
    log(office, "Acme", "asked about the two-campus licence", at="yesterday 10:42")
    return office


def find(office: Office, query: str, **more: object) -> Findings:
    return FindingService(office.desk).find(query, COMMANDS, **more)  # type: ignore[arg-type]


def names(found: Findings) -> list[str]:
    return [each.customer.name for each in found.customers]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("hcjy", ["华晨教育"]),
        ("huachen", ["华晨教育"]),
        ("华晨", ["华晨教育"]),
        ("4821", ["Acme"]),
        ("acme", ["Acme", "Old Acme Works"]),
        ("", []),
        ("  ", []),
        ('"*:(', []),
    ],
)
def test_customers_are_found_by_name_pinyin_and_number(book: Office, query: str, expected: list[str]):
    assert names(find(book, query)) == expected


def test_a_name_that_begins_so_comes_before_newer_ones_that_contain_it(book: Office):
    for number in range(12):
        add_customer(book, f"The acme of everything {number}")
    assert names(find(book, "acme", limit=3))[0] == "Acme"


def test_a_customer_is_found_through_the_people_there(book: Office):
    ContactService(book.desk).add_contact("Acme", ContactWords(name="赵敏"))
    [found] = find(book, "zhaomin").customers
    assert (found.customer.name, found.through) == ("Acme", "赵敏")


@pytest.mark.parametrize(
    ("query", "deals"), [("pump", ["Pump"]), ("lxq", ["两校区许可"]), ("hcjy", ["两校区许可"]), ("nothing", [])]
)
def test_deals_are_found_by_their_name_and_their_customers(book: Office, query: str, deals: list[str]):
    assert [deal.name for deal in find(book, query).deals] == deals


def test_what_happened_is_found_with_its_words_around_it(book: Office):
    [found] = find(book, "campus lic").touches
    assert found.touch.customer == "Acme"
    assert "two-campus licence" in found.snippet
    assert find(book, "a").touches == ()


@pytest.mark.parametrize(
    ("query", "command"),
    [
        ("sd", "view.losses"),
        ("shidan", "view.losses"),
        ("失单", "view.losses"),
        ("标记", "deal.mark_lost"),
        ("bjsd", "deal.mark_lost"),
        ("lost p", "view.losses"),
        ("dark", "view.dark"),
        ("histroy", "edit.history"),
        ("cust", "customer.new"),
        ("xjkh", "customer.new"),
    ],
)
def test_commands_are_found_in_both_languages_by_pinyin_and_nearly(query: str, command: str):
    assert matching_titles(query, COMMANDS, 3)[0] == command


def test_nonsense_finds_no_command():
    assert matching_titles("qqqqxx", COMMANDS, 3) == ()
    assert matching_titles("", COMMANDS, 3) == ()


def test_customers_of_before_come_in_the_order_asked_for(book: Office):
    uids = {customer.name: customer.uid for customer in book.customers.list_customers()}
    finding = FindingService(book.desk)
    asked = (uids["Old Acme Works"], "0" * 36, uids["Acme"])
    assert [each.customer.name for each in finding.customers(asked)] == ["Old Acme Works", "Acme"]
    assert finding.customers(()) == ()
