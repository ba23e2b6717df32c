"""When two rows that name a customer alike mean one, and when two."""

from pathlib import Path

import pytest

from crmdesk.wiring import Services
from tests.services.importing.tables import assert_unchanged_by, import_files, lines
from tests.store.dumps import logical_dump


def customers(services: Services) -> list[str]:
    return sorted(row["name"] for row in logical_dump(services.desk.workspace.path)["customer"].values())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Company name|City\nAcme|\nAcme|Rome\nACME |", 1, id="nothing against it"),
        pytest.param("Company name|City\nAcme|Paris\nAcme|Rome", 2, id="cities"),
        pytest.param("Company name|City\nAcme|Rome\nAcme|rome", 1, id="one city in other letters"),
        pytest.param("Company name|Country\nAcme|France\nAcme|Italy", 2, id="countries"),
        pytest.param("客户名称|客户编号|级别\n甲公司|1|A\n甲公司|2|A", 2, id="external ids"),
        pytest.param("Company name|Mobile\nAcme|138 0013 8000\nAcme|139 0013 9000", 2, id="own mobiles"),
        pytest.param("Company name|Mobile\nAcme|138 0013 8000\nAcme|+86 13800138000", 1, id="one mobile, two ways"),
        pytest.param("Company name|E-mail\nAcme|a@acme.test\nAcme|b@acme.test", 2, id="own addresses"),
        pytest.param("Company name|Phone\nAcme|010-65123456\nAcme|010-65123457", 1, id="two lines of one office"),
        pytest.param("公司|联系人|手机\n甲公司|王|13800138000\n甲公司|李|13900139000", 1, id="mobiles of its people"),
        pytest.param("Company name|City\nＡｃｍｅ|Rome\nAcme|Rome", 1, id="wide letters"),
    ],
)  # fmt: skip
def test_same_name(book: Services, tmp_path: Path, text: str, expected: int) -> None:
    file = lines(tmp_path / "customers.csv", text)
    assert import_files(book, file).failed == 0
    assert len(customers(book)) == expected
    assert_unchanged_by(book, file)
    assert len(customers(book)) == expected


@pytest.mark.parametrize("here", ["Paris", ""])
def test_a_customer_of_the_workspace_is_joined_unless_its_city_differs(
    book: Services, tmp_path: Path, here: str
) -> None:
    import_files(book, lines(tmp_path / "here.csv", f"Company name|City\nAcme|{here}"))
    import_files(book, lines(tmp_path / "there.csv", "Company name|City|Website\nAcme|Rome|acme.test"))
    assert len(customers(book)) == (2 if here else 1)


def test_places_that_are_tags_of_the_workspace_count(book: Services, tmp_path: Path) -> None:
    import_files(book, lines(tmp_path / "here.csv", "Company name|Country\nAcme|France"))
    import_files(book, lines(tmp_path / "there.csv", "Company name|Country\nAcme|Italy"))
    assert customers(book) == ["Acme", "Acme"]


def test_rows_without_a_customer_go_under_one_visible_customer(book: Services, tmp_path: Path) -> None:
    file = lines(tmp_path / "deals.csv", "Deal name|Company|Amount\nPump||10\nTube||20\nRig|Acme|30")
    import_files(book, file)
    assert_unchanged_by(book, file)
    [holding] = [customer for customer in book.customers.list_customers() if customer.holding]
    assert {deal.name for deal in book.customers.card(holding.uid).deals} == {"Pump", "Tube"}


def test_rows_that_name_a_deal_or_a_contact_by_id_need_no_customer(book: Services, tmp_path: Path) -> None:
    deals = lines(tmp_path / "deals.csv", "Deal ID|Deal name|Company|Stage|Next contact\nd1|Pump|Acme|Demo|")
    import_files(book, deals)
    later = lines(tmp_path / "later.csv", "Deal ID|Stage|Next contact\nd1|Offer|2026-05-05\nd2|Demo|")
    import_files(book, later)
    assert book.deals.find_deal("Pump").stage == "Offer"
    assert [touch.deal_uid for touch in book.touches.timeline("Acme")][:1] == [book.deals.find_deal("Pump").uid]
    moved = lines(tmp_path / "moved.csv", "Deal ID|Company|Tag|Next contact\nd1|Beta|hot|2026-06-06")
    import_files(book, moved)
    assert book.care.check(lambda _done, _total: None) == []
    assert_unchanged_by(book, later)
    assert_unchanged_by(book, moved)


def test_of_two_outcomes_of_one_deal_the_first_counts(book: Services, tmp_path: Path) -> None:
    file = lines(tmp_path / "deals.csv", "Deal ID|Deal name|Company|Stage\nd1|Pump|Acme|Won\nd1|Pump|Acme|Lost")
    import_files(book, file)
    assert_unchanged_by(book, file)
    assert book.deals.find_deal("Pump").status == "won"
    assert book.losses.pool() == []


def test_every_new_timeline_begins_with_the_lead(book: Services, tmp_path: Path) -> None:
    text = "Company name|Source|Created\nAcme|Fair|2025-03-01\nBeta||"
    import_files(book, lines(tmp_path / "customers.csv", text))
    [acme] = book.touches.timeline("Acme")
    [beta] = book.touches.timeline("Beta")
    assert (acme.kind, acme.title, acme.occurred_at.local_date.isoformat()) == ("lead", "Fair", "2025-03-01")
    assert (beta.kind, beta.occurred_at.local_date.isoformat()) == ("lead", "2026-03-04")
    assert acme.actor == book.desk.actor


def test_several_rows_about_one_thing_fill_each_other_in(book: Services, tmp_path: Path) -> None:
    text = """
        Company name|City|Industry|Address|Full name|Job title|Deal name|Deal ID|Amount|Stage
        Acme||Steel|Old Road 1|Ann||Pump|7||Demo
        Acme|Rome|Energy|New Road 2|Ann|CTO|Pump|7|100|
    """
    file = lines(tmp_path / "deals.csv", text)
    import_files(book, file)
    dump = logical_dump(book.desk.workspace.path)
    [customer], [contact], [deal] = (dump[name].values() for name in ("customer", "contact", "deal"))
    assert (customer["city"], customer["address"], contact["title"]) == ("Rome", "Old Road 1", "CTO")
    assert (deal["amount_minor"], deal["stage_id"] is not None) == (10000, True)
    assert book.tags.tags_of("Acme") == ["Steel"]
    assert_unchanged_by(book, file)


def test_remarks_on_deals_are_noted_on_their_customer(book: Services, tmp_path: Path) -> None:
    sheet = lines(tmp_path / "deals.csv", "Company|Deal|Stage|Remark\nAcme|Pump|Demo|Wants two\nAcme|Valve|Demo|In May")
    import_files(book, sheet)
    assert_unchanged_by(book, sheet)
    [customer] = book.customers.list_customers()
    assert customer.note == "Wants two\nIn May"
    assert {deal.extra["Remark"] for deal in book.deals.list_deals()} == {"Wants two", "In May"}
    [found] = book.customers.list_customers("May")
    assert found.uid == customer.uid


def test_new_stages_come_before_the_known_ones_and_are_told(book: Services, tmp_path: Path) -> None:
    known = [stage.name for stage in book.deal_edits.stages()]
    sheet = lines(
        tmp_path / "deals.csv", f"Company|Deal|Stage\nA|Pump|Cold\nB|Pump|{known[1]}\nC|Pump|Warm\nD|Nut|Cold"
    )
    rehearsed = import_files(book, sheet, dry_run=True)
    assert rehearsed.new_stages == ("Cold", "Warm")
    import_files(book, sheet)
    assert [stage.name for stage in book.deal_edits.stages()] == ["Cold", "Warm", *known]
    assert import_files(book, sheet).new_stages == ()
