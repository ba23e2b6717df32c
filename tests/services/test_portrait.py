"""The numbers of a portrait equal plain SQL, under any filter, and each count leads to just those customers."""

from collections import Counter
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from sqlalchemy import text

from crmdesk.domain.moment import WallTime
from crmdesk.domain.portrait import CustomerGroup, Portrait, PortraitFilter
from crmdesk.domain.tag import TagAssignmentDraft
from crmdesk.services.customer_list import CustomerListService
from crmdesk.services.loss_accounts import LossWords
from crmdesk.services.portrait import customers_with
from crmdesk.store.repos import tags
from crmdesk.store.repos.customers import change_customers
from crmdesk.store.schema import TagRow
from crmdesk.store.times import milliseconds
from tests.factories import Office, add_customer, add_deal
from tests.filled import Filled

SIGNED, PROSPECTS, LOST = CustomerGroup.SIGNED, CustomerGroup.PROSPECTS, CustomerGroup.LOST
_PLACES = {"North": "", "Yinchuan": "North", "Lanzhou": "North", "South": "", "Canton": "South", "Tianhe": "Canton"}

_SQL = """
WITH RECURSIVE
now(id, tag) AS (SELECT id, coalesce(merged_into_id, id) FROM tag),
up(id, tag) AS (
    SELECT id, tag FROM now
    UNION SELECT up.id, now.tag FROM up JOIN tag ON tag.id = up.tag JOIN now ON now.id = tag.parent_id),
grouped AS (SELECT c.id, CASE
    WHEN c.id IN (SELECT customer_id FROM deal WHERE status = 'won') THEN 'signed'
    WHEN c.id IN (SELECT d.customer_id FROM deal d JOIN loss_event l ON l.deal_id = d.id)
        AND c.id NOT IN (SELECT customer_id FROM deal WHERE status IN ('open', 'hold')) THEN 'lost'
    ELSE 'prospects' END AS kind FROM customer c WHERE NOT c.holding AND {obtained})
SELECT tag.name, grouped.kind, count(DISTINCT grouped.id)
FROM grouped JOIN tag_assignment a ON a.customer_id = grouped.id JOIN up ON up.id = a.tag_id
JOIN tag ON tag.id = up.tag JOIN tag_group g ON g.id = tag.group_id
WHERE a.to_day IS NULL AND a.contact_id IS NULL AND a.deal_id IS NULL AND g.applies_to = 'customer' AND {tags}
GROUP BY tag.id, grouped.kind
"""


def _fill(office: Office) -> None:
    """Sixty customers of all kinds with tags in a tree, retired, taken off, and on people and deals."""
    chance = Random(7)
    add_places(office)
    for number in range(60):
        name = f"Customer {number:02}"
        uid = add_customer(office, name)
        words = ["Source:referral", "Source:exhibition", "Level:A", "Level:B", "Motive:save", "gold", "silver"]
        places = [f"Region:{place}" for place in _PLACES]
        office.tags.change_tags(uid, add=[*chance.sample(words, 3), *chance.sample(places, chance.choice((0, 1, 2)))])
        for outcome in chance.choices(("open", "won", "lost", "reopened"), k=chance.randint(0, 2)):
            give_outcome(office, add_deal(office, uid, f"Deal of {number} {chance.random()}"), outcome)
    for number in range(0, 60, 9):
        held = office.tags.tags_of(f"Customer {number:02}")
        office.tags.change_tags(f"Customer {number:02}", remove=held[:1])
    with office.desk.change("Shape") as unit:
        ids = {row.name: row.id for row in unit.connection.execute(text("SELECT id, name FROM tag"))}
        unit.update(TagRow, [{"id": ids["B"], "retired": True}])
        day = unit.now.local_date
        [deal] = unit.connection.execute(text("SELECT id FROM deal LIMIT 1")).scalars()
        tags.assign(unit, [TagAssignmentDraft(ids["gold"], 2, day, deal_id=deal)])
        days = [WallTime.of_day(date(2026, 3, 5) - timedelta(days=7 * at)) for at in range(60)]
        moments = [office.desk.clock.localise(one) for one in days]
        change_customers(unit, {at + 1: {"created_at": milliseconds(moment)} for at, moment in enumerate(moments)})


@pytest.fixture
def company(filled: Filled) -> Office:
    return filled(_fill)


def add_places(office: Office) -> None:
    with office.desk.change("Places") as unit:
        group = tags.ensure_groups(unit, {"region": tags.NewGroup("Region", "customer", single_choice=False)})["region"]
        made = tags.ensure_tags(unit, [(group, place) for place in _PLACES])
        tags.set_parents(unit, {made[group, place]: made[group, above] for place, above in _PLACES.items() if above})


def give_outcome(office: Office, deal: str, outcome: str) -> None:
    if outcome == "won":
        office.deals.win(deal)
    elif outcome != "open":
        office.deals.mark_lost(deal, LossWords("price"))
        if outcome == "reopened":
            office.deals.reopen(deal)


def sql(office: Office, *, obtained: str = "1", tags: str = "1") -> dict[tuple[str, str], int]:
    with office.desk.read() as source:
        rows: Any = source.connection.execute(text(_SQL.format(obtained=obtained, tags=tags)))
        return {(name, kind): n for name, kind, n in rows}


def counted(portrait: Portrait) -> dict[tuple[str, str], int]:
    return {(use.tag.name, group.value): n for use in portrait.uses for group, n in use.counts.items() if n}


def family(portrait: Portrait, name: str) -> str:
    return next(one.uid for one in portrait.families if one.name == name)


def test_the_counts_equal_plain_sql(company: Office):
    shown = company.portrait.portrait()
    assert counted(shown) == sql(company)
    assert len({kind for _name, kind in sql(company)}) == 3
    assert {"North", "Canton", "gold", "B"} <= {use.tag.name for use in shown.uses}


def test_who_has_a_tag_that_was_merged_has_what_it_became(company: Office):
    with company.desk.change("Merge") as unit:
        ids = {row.name: row.id for row in unit.connection.execute(text("SELECT id, name FROM tag"))}
        unit.update(TagRow, [{"id": ids["silver"], "merged_into_id": ids["gold"], "retired": True}])
    shown = company.portrait.portrait()
    assert counted(shown) == sql(company)
    assert "silver" not in {use.tag.name for use in shown.uses}


def test_the_groups_hold_every_customer_once(company: Office):
    sizes = company.portrait.portrait().sizes
    statuses = Counter(customer.status.value for customer in company.customers.list_customers())
    assert sizes == {SIGNED: statuses["signed"], PROSPECTS: statuses["prospect"], LOST: statuses["lost"]}
    assert sum(sizes.values()) == 60


def test_tags_come_by_how_many_have_them(company: Office):
    totals = [use.total for use in company.portrait.portrait().uses]
    assert totals == sorted(totals, reverse=True)


def test_only_some_groups_of_tags(company: Office):
    region = family(company.portrait.portrait(), "Region")
    shown = company.portrait.portrait(PortraitFilter(groups=frozenset({region})))
    assert counted(shown) == sql(company, tags="g.name = 'Region'")
    assert len(shown.families) > 3


def test_a_level_of_the_trees_leaves_flat_groups_as_they_are(company: Office):
    assert {one.name: one.levels for one in company.portrait.portrait().families}["Region"] == 3
    shown = company.portrait.portrait(PortraitFilter(level=2))
    assert {use.tag.name for use in shown.uses if use.tag.group == "Region"} == {"Yinchuan", "Lanzhou", "Canton"}
    assert {use.tag.level for use in shown.uses if use.tag.group != "Region"} == {1}


def test_only_customers_of_a_period(company: Office):
    first, last = date(2025, 6, 1), date(2025, 12, 31)
    start, after = company.desk.day_span(first)[0], company.desk.day_span(last)[1]
    shown = company.portrait.portrait(PortraitFilter(since=first, until=last))
    assert counted(shown) == sql(company, obtained=f"c.created_at >= {start} AND c.created_at < {after}")
    assert 0 < sum(shown.sizes.values()) < 60


@pytest.mark.parametrize("wanted", [PortraitFilter(), PortraitFilter(since=date(2025, 6, 1), until=date(2026, 1, 31))])
def test_each_count_leads_to_just_so_many_customers(company: Office, wanted: PortraitFilter):
    listed = CustomerListService(company.desk)
    for use in company.portrait.portrait(wanted).uses:
        for group, n in use.counts.items():
            assert len(listed.ids(customers_with([use.tag], [group], wanted))) == n
        assert len(listed.ids(customers_with([use.tag], wanted=wanted))) == use.total


def test_several_tags_mean_any_of_each_group(company: Office):
    by_name = {use.tag.name: use.tag for use in company.portrait.portrait().uses}
    chosen = [by_name[name] for name in ("Yinchuan", "Canton", "A")]
    found = CustomerListService(company.desk).ids(customers_with(chosen))
    alike = [set(CustomerListService(company.desk).ids(customers_with([tag]))) for tag in chosen]
    assert set(found) == (alike[0] | alike[1]) & alike[2]
    assert len(found) > 0


def test_a_tag_with_a_quote_in_its_name_can_be_looked_up(office: Office):
    add_customer(office, "Acme")
    office.tags.change_tags("Acme", add=['10" pipes, blue'])
    [use] = office.portrait.portrait().uses
    assert len(CustomerListService(office.desk).ids(customers_with([use.tag], [PROSPECTS]))) == 1


def test_a_comparison_takes_the_minimum_of_the_company_unless_it_is_told_another(company: Office):
    company.configuration.company.set_evidence(1)
    assert all(row.enough for row in company.portrait.compare(SIGNED, LOST).rows)
    assert not any(row.enough for row in company.portrait.compare(SIGNED, LOST, minimum=1000).rows)


def test_without_customers_there_is_nothing_and_it_is_said_so(office: Office):
    shown = office.portrait.portrait()
    assert (sum(shown.sizes.values()), shown.uses, shown.families) == (0, (), ())
