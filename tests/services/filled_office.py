"""A workspace with everything an export must carry: awkward texts, two currencies, every outcome, plans, tags."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

from crmdesk.domain.customer import ContactDraft, CustomerDraft, PointDraft, PointKind, storable
from crmdesk.domain.deal import DealDraft
from crmdesk.domain.errors import ValidationError
from crmdesk.domain.first_touch import FirstTouch
from crmdesk.domain.loss import WinBack
from crmdesk.domain.moment import Moment, WallTime
from crmdesk.domain.money import Money
from crmdesk.domain.tag import TagAssignmentDraft
from crmdesk.services.customers import NewCustomer
from crmdesk.services.first_touchpoints import FirstTouchService
from crmdesk.services.loss_accounts import LossWords, ReasonWords, WinWords
from crmdesk.services.loss_voices import ReviewWords
from crmdesk.services.points import read_point
from crmdesk.services.touches import TouchWords
from crmdesk.store.repos import tags
from crmdesk.store.repos.customers import add_contacts, add_customers, add_points, change_customers
from crmdesk.store.repos.deals import add_deals
from crmdesk.store.unit import Unit
from tests.factories import Office, bulk_notes

FORMULA = "=1+1"
PLUS = "+86 公司"
LONG = "长" * 20_000 + "long text " * 2_000 + "end"
PHONE = "+86 138 0013 8000"
ESTATE = Money.of("1234567.89", "CNY")


def naughty_strings(root: Path) -> list[str]:
    """The collection of strings that break programs, without those no file can hold."""
    texts = json.loads((root / "tests" / "data" / "naughty_strings.json").read_text("utf-8"))
    return [text for text in texts if _is_storable(text)]


def _is_storable(text: str) -> bool:
    try:
        storable(text, "text")
    except ValidationError:
        return False
    return True


def fill(office: Office, root: Path) -> None:
    """Put all of it in, through the services as far as they go."""
    _add_customers(office)
    _ask_first_touches(office)
    _add_deals(office)
    _lose_deals(office)
    _log_touches(office)
    _review_losses(office)
    with office.desk.change("Fill") as unit:
        _add_people(unit)
        _add_foreign_deal(unit)
        _add_naughty(unit, root)


def _add_customers(office: Office) -> None:
    office.customers.add_customer(
        NewCustomer(FORMULA, phones=(PHONE, "010-6512 3456"), emails=("a@example.com",), owner="Li Na", source="Fair")
    )
    office.customers.add_customer(NewCustomer(PLUS, note=LONG, address="  1 \\ Road; \n 2nd floor "))
    office.customers.add_customer(NewCustomer("@SUM(A1)"))
    office.tags.change_tags(FORMULA, add=["Level: A", "gold;en", "back\\slash", "old"])
    office.tags.change_tags(FORMULA, remove=["old"])


def _ask_first_touches(office: Office) -> None:
    service = FirstTouchService(office.desk)
    service.tell(FORMULA, FirstTouch("Trade fair; hall 3", "2024-05", "=the stand\nwith the pump"))
    service.tell(PLUS, FirstTouch(forgotten=True))
    service.tell("@SUM(A1)", FirstTouch(when="2023", saw="an advert"))


def _add_deals(office: Office) -> None:
    for name, amount in [("-2 pumps", "1234567.89"), ("Won", "0.10"), ("Held", ""), ("Lost", "500"), ("Twice", "70")]:
        office.deals.add_deal(FORMULA, name, amount=amount)
    office.deals.add_deal(PLUS, "Invalid")
    office.deals.move_stage("-2 pumps", "quote")
    won = WinWords((ReasonWords("price", weight=3), ReasonWords("product", "function_missing")), ("A; B",), "best")
    office.deals.win("Won", won)
    office.competitors.set_price("Won", "A; B", "0.20")
    office.deals.hold("Held", date(2026, 6, 1))
    office.deals.mark_invalid("Invalid")


def _lose_deals(office: Office) -> None:
    at = office.desk.clock.localise(WallTime.of_day(date(2026, 2, 14)))
    words = LossWords("price", "over_budget", ("Rival; Inc", "Other \\ Co"), "=note", date(2026, 9, 1))
    more = (ReasonWords("service", weight=2), ReasonWords("product"))
    words = replace(words, weight=4, more=more, verdict=WinBack.MAYBE, why="=hope", trigger="when; ever")
    office.deals.mark_lost("Lost", words, at=at)
    for reason in ("product", "unknown"):
        office.deals.mark_lost("Twice", LossWords(reason))
        office.deals.reopen("Twice")


def _review_losses(office: Office) -> None:
    said = office.touches.log_touch(FORMULA, TouchWords(kind="call", text="=too dear", deal="Lost"))[0].uid
    loss = office.loss_voices.losses_of("Lost")[0].uid
    office.loss_voices.quote_customer(loss, [ReasonWords("service", weight=9), ReasonWords("price")], said)
    review = ReviewWords(
        (ReasonWords("price", "over_budget", 2), ReasonWords("process")), "=finding; one", "lesson\ntwo", said
    )
    office.loss_voices.review(loss, review)
    office.loss_voices.confirm([office.loss_voices.losses_of("Twice")[1].uid])


def _log_touches(office: Office) -> None:
    office.touches.log_touch(
        FORMULA,
        TouchWords(kind="call", at="2026-03-01 09:05", direction="in", minutes=7, text="-1 call #hot", deal="-2 pumps"),
    )
    office.touches.log_touch(PLUS, TouchWords(kind="visit", at="2026-02-27", text=LONG, next_step="明天下午3点 回电"))
    _tell_facts(office)


def _tell_facts(office: Office) -> None:
    asked = office.touches.log_touch(PLUS, TouchWords(kind="enquiry", text="=how long?"))[0].uid
    facts = {"place": "湖边; hall 3", "their_people": "-Chen", "cost": "1,280.50"}
    dinner = office.touches.log_touch(PLUS, TouchWords(kind="dinner", facts=facts))[0].uid
    office.touch_states.answer_enquiry(asked, dinner)
    for kind, told in (
        ("promise", {"side": "theirs", "due": "2026-03-20", "state": "broken"}),
        ("need", {"purpose": "=quiet", "importance": "high", "voiced": "hidden"}),
        ("quote", {"version": "3", "state": "sent"}),
        ("call", {"answered": "missed"}),
    ):
        office.touches.log_touch(PLUS, TouchWords(kind=kind, facts=told))


def _add_people(unit: Unit) -> None:
    day = unit.now.local_date
    [customer] = add_customers(
        unit,
        [CustomerDraft("带联系人", unit.now, city="上海", external_id="00042", extra={"税号": "0012", "Note": "=x"})],
    )
    change_customers(unit, {1: {"external_id": "1e5"}})
    contacts = add_contacts(
        unit,
        [
            ContactDraft(customer, "王'小", title="=boss", role="决策人", external_id="007", extra={"Shoe": "42"}),
            ContactDraft(customer, "Ann"),
        ],
    )
    points = [(PointKind.WECHAT, "wx;id"), (PointKind.QQ, "0123456"), (PointKind.FAX, "021-5555 0000 ext. 9")]
    add_points(unit, [PointDraft(customer, read_point(kind, value), contacts[0]) for kind, value in points])
    add_points(unit, [PointDraft(customer, read_point(PointKind.WEBSITE, "https://例子.cn/?a=1;b=2"))])
    groups = tags.ensure_groups(unit, {"Role: in deal": tags.NewGroup("Role: in deal", "contact", single_choice=False)})
    pairs = [(groups["Role: in deal"], name) for name in ("decides", "=pays")]
    ids = tags.ensure_tags(unit, pairs)
    tags.assign(
        unit,
        [
            TagAssignmentDraft(ids[pairs[0]], customer, day, contact_id=contacts[0]),
            TagAssignmentDraft(ids[pairs[1]], 1, day, deal_id=1),
        ],
    )


def _add_foreign_deal(unit: Unit) -> None:
    old = Moment.of(unit.now.utc.replace(year=1890))
    for amount, currency in [("99.99", "USD"), ("12", "JPY"), ("0.125", "KWD"), ("12345678901234.56", "EUR")]:
        money = Money.of(amount, currency)
        name = f"Deal in {currency}"
        draft = DealDraft(1, name, currency, unit.now, amount=money, probability=40, extra={"Deal Value": amount})
        add_deals(unit, [draft])
    add_deals(unit, [DealDraft(2, "Very old", "CNY", old, expected_close=date(1890, 1, 2))])


def _add_naughty(unit: Unit, root: Path) -> None:
    bulk_notes(unit, 3, ((text, unit.now) for text in naughty_strings(root)))
