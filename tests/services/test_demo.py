"""The sample company: as large as promised, with patterns to be found, in each language, gone without a trace."""

import contextlib
import json
import shutil
import statistics
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from crmdesk.domain.customer_list import Scope
from crmdesk.domain.errors import CancelledError
from crmdesk.domain.portrait import CustomerGroup
from crmdesk.domain.touch import TouchStatus
from crmdesk.i18n import use_language
from crmdesk.services.customers import NewCustomer
from crmdesk.services.demo.script import load_script
from crmdesk.services.losses import LossQuestion
from crmdesk.services.touches import TouchWords
from crmdesk.settings import LANGUAGES
from crmdesk.store.dialects import sqlite
from crmdesk.wiring import Services, new_services, open_services
from tests.fakes import FixedClock, Unwatched
from tests.sample_years import ME, NOW, Samples
from tests.store.dumps import logical_dump

DAY = 86_400_000
LATE = date(2026, 6, 1)


@pytest.fixture(scope="module")
def company(samples: Samples) -> Services:
    """The sample company in English, to be read only."""
    return open_services(samples("en"), FixedClock(NOW), ME)


@pytest.fixture
def own_company(samples: Samples, tmp_path: Path) -> Services:
    """The sample company of this test's own."""
    sample = samples("en")
    return open_services(shutil.copytree(sample.parent, tmp_path / "own") / sample.name, FixedClock(NOW), ME)


def rows(services: Services, query: str) -> list[tuple[Any, ...]]:
    with contextlib.closing(sqlite.connect_raw(services.desk.workspace.path)) as raw:
        return [tuple(row) for row in raw.execute(query)]


def test_it_is_as_large_as_promised(company: Services):
    size = company.demo.size()
    assert (size.customers, size.deals) == (300, 600)
    assert 8_000 <= size.touches <= 9_000
    statuses = Counter(dict(rows(company, "SELECT status, count(*) FROM deal GROUP BY 1")))
    assert statuses["lost"] == 140
    assert min(statuses[status] for status in ("won", "open")) > 150
    kinds = dict(
        rows(company, "SELECT k.key, count(t.id) FROM touch_kind k LEFT JOIN touch t ON t.kind_id = k.id GROUP BY 1")
    )
    assert {kind for kind, count in kinds.items() if not count} == {"value"}
    first, last = rows(company, "SELECT min(created_at), max(created_at) FROM deal")[0]
    assert 600 * DAY < last - first < 760 * DAY


def test_some_told_how_they_came_some_do_not_remember_and_some_were_not_asked(company: Services):
    query = "SELECT forgotten, channel_id IS NOT NULL, count(*) FROM first_touchpoint GROUP BY 1, 2"
    counts = {(forgotten, told): count for forgotten, told, count in rows(company, query)}
    assert counts.keys() == {(0, 1), (1, 0)}
    assert counts[0, 1] > 140
    assert counts[1, 0] > 15
    assert company.customer_list.counts()[Scope.NO_FIRST_TOUCH] == 300 - sum(counts.values()) > 60


def test_everything_is_in_order(company: Services):
    assert company.care.check(lambda _done, _total: None) == []
    assert company.customers.search("Swiftline")


def test_each_sentence_is_a_new_one(company: Services):
    said = [body for (body,) in rows(company, "SELECT body FROM touch WHERE body <> ''")]
    assert len(set(said)) > 0.6 * len(said)
    assert not [body for body in said if "{" in body or "}" in body]


def test_one_competitor_is_rising(company: Services):
    half = LossQuestion(by="competitor", until=date(2025, 12, 31))
    early, late = (share_of_swiftline(company, question) for question in (half, LossQuestion("competitor", None, LATE)))
    assert late > 0.4
    assert late > 2 * early


def share_of_swiftline(company: Services, question: LossQuestion) -> float:
    counts = {row.key: row.count for row in company.losses.table(question).rows}
    return counts.get("Swiftline Automation", 0) / sum(counts.values())


def test_late_quotes_cost_orders(company: Services):
    table = company.losses.table(LossQuestion(by="subreason"))
    assert any("quote too late" in row.key for row in table.rows[:4])
    query = """
        SELECT (SELECT min(l.reason_id IN (SELECT id FROM loss_reason WHERE key = 'quote_too_late'))
                FROM loss_event e JOIN loss_reason_link l ON l.loss_id = e.id AND l.voice = 'seller'
                WHERE e.deal_id = t.deal_id) AS late,
               min(CASE k.key WHEN 'quote' THEN t.occurred_at END)
                   - min(CASE k.key WHEN 'enquiry' THEN t.occurred_at END)
        FROM touch t JOIN touch_kind k ON k.id = t.kind_id WHERE t.deal_id IS NOT NULL GROUP BY t.deal_id"""
    waits: dict[bool, list[float]] = {True: [], False: []}
    for late, wait in rows(company, query):
        if wait is not None and wait > 0:
            waits[bool(late)].append(wait / DAY)
    assert statistics.median(waits[True]) > 4 * statistics.median(waits[False])


def test_referrals_sign_and_one_region_is_strong(company: Services):
    odds = {
        (row.tag.group, row.tag.name): row
        for row in company.portrait.compare(CustomerGroup.SIGNED, CustomerGroup.LOST).rows
    }
    assert odds["Source", "referral"].log_odds > 0.3
    assert odds["Region", "Jiangsu"].low > 0
    assert odds["Decision style", "group purchasing"].high < 0.2
    assert odds["Purchase kind", "tender"].log_odds < 0
    assert {row.tag.level for row in odds.values() if row.tag.group == "Region"} == {1, 2, 3}


def test_silence_goes_before_losses(company: Services):
    query = """
        SELECT d.status, (d.closed_at - max(t.occurred_at)) / 86400000.0 FROM deal d
        JOIN touch t ON t.deal_id = d.id AND NOT t.system AND t.occurred_at <= d.closed_at
        WHERE d.status IN ('won', 'lost') GROUP BY d.id"""
    gaps: dict[str, list[float]] = {"won": [], "lost": []}
    for status, gap in rows(company, query):
        gaps[status].append(gap)
    assert statistics.median(gaps["lost"]) > 18
    assert statistics.median(gaps["won"]) < 4


def test_customers_recommend_one_another_in_chains(company: Services):
    query = """
        SELECT c.name, json_extract(t.detail, '$.name') FROM touch t JOIN customer c ON c.id = t.customer_id
        WHERE json_extract(t.detail, '$.reaction') = 'gave_name'"""
    sent_by = {sent: by for by, sent in rows(company, query)}
    assert len(sent_by) > 25
    assert any(by in sent_by for by in sent_by.values())


def test_there_are_versions_of_quotes_and_answers_to_questions(company: Services):
    versions = rows(company, "SELECT DISTINCT json_extract(detail, '$.version') FROM touch ORDER BY 1")
    assert {1, 2, 3} <= {version for (version,) in versions}
    questions = rows(company, "SELECT DISTINCT json_extract(detail, '$.answer.question') FROM touch")
    assert {"channel", "competitor", "scene", "obstacle", "word_of_mouth"} <= {question for (question,) in questions}
    assert len(rows(company, "SELECT DISTINCT voice FROM loss_reason_link")) == 3


def test_losses_are_judged_reviewed_and_won_back(company: Services):
    reasons = dict(rows(company, "SELECT loss_id, count(*) FROM loss_reason_link WHERE voice = 'seller' GROUP BY 1"))
    assert {1, 2, 3} == set(reasons.values())
    verdicts = dict(rows(company, "SELECT win_back, count(*) FROM loss_event GROUP BY 1"))
    assert min(verdicts[verdict] for verdict in ("", "yes", "maybe", "closed")) >= 8
    assert rows(company, "SELECT count(*) > 5 FROM loss_event WHERE win_back_trigger <> ''") == [(1,)]
    assert rows(company, "SELECT count(*) > 20 FROM loss_event WHERE finding <> '' AND reviewed_at <> 0") == [(1,)]
    taken_up = "SELECT d.status, count(*) FROM loss_event e JOIN deal d ON d.id = e.deal_id WHERE e.reopened_at <> 0"
    ends = dict(rows(company, f"{taken_up} GROUP BY 1"))
    assert min(ends["won"], ends["lost"]) >= 10
    assert len(rows(company, "SELECT DISTINCT deal_id FROM win_reason_link")) > 50
    query = "SELECT d.status, count(p.price_minor) FROM deal_competitor p JOIN deal d ON d.id = p.deal_id GROUP BY 1"
    prices = dict(rows(company, query))
    assert min(prices["won"], prices["lost"]) > 20
    assert company.win_backs.queue()[0].n > 0


def test_some_steps_are_due_today_and_some_overdue(company: Services):
    planned = f"SELECT local_day FROM touch WHERE status = '{TouchStatus.PLANNED.value}'"
    days = Counter(day for (day,) in rows(company, planned))
    assert days["2026-11-21"] == 12
    assert sum(count for day, count in days.items() if day < "2026-11-21") >= 15


def test_the_same_seed_tells_the_same_story(samples: Samples, tmp_path: Path):
    again = tmp_path / "again.crmdesk"
    new_services(again, FixedClock(NOW), ME, currency="CNY", packs=(), sample=Unwatched())
    assert told(again) == told(samples("en"))


def told(path: Path) -> list[tuple[Any, ...]]:
    """All touches, without what tells two workspaces apart."""
    with contextlib.closing(sqlite.connect_raw(path)) as raw:
        detail = "json_replace(detail, '$.answered_by', '')"
        query = f"SELECT customer_id, deal_id, kind_id, occurred_at, title, body, {detail} FROM touch ORDER BY id"
        return [tuple(row) for row in raw.execute(query)]


@pytest.mark.parametrize("language", ["zh_CN", "zh_TW"])
def test_every_language_tells_of_the_same_company(company: Services, samples: Samples, language: str):
    other = open_services(samples(language), FixedClock(NOW), ME)
    for query in (
        "SELECT count(*) FROM touch",
        "SELECT customer_id, status, amount_minor, created_at, closed_at FROM deal ORDER BY id",
        "SELECT customer_id, deal_id, kind_id, occurred_at FROM touch WHERE system ORDER BY id",
    ):
        assert rows(other, query) == rows(company, query)
    assert other.care.check(lambda _done, _total: None) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_a_language_are_complete(language: str):
    english, other = load_script("en").words, load_script(language).words
    for table in ("say", "slots", "products", "offers", "rivals", "rivals_known", "cities", "trades", "cast"):
        assert set(other[table]) == set(english[table])
    assert len(other["cast"]["members"]) == len(english["cast"]["members"])


def test_removing_it_leaves_nothing_and_undo_brings_all_back(own_company: Services):
    before = logical_dump(own_company.desk.workspace.path)
    own_company.demo.remove(Unwatched())
    after = logical_dump(own_company.desk.workspace.path)
    assert own_company.demo.size().touches == 0
    assert not own_company.demo.is_present()
    lists = {"setting", "stage", "touch_kind", "tag_group", "tag", "template", "loss_reason", "engagement_level"}
    assert {table for table, kept in after.items() if kept} <= lists
    assert not any(tag["group_id"] for tag in after["tag"].values() if not tag["key"])
    own_company.history.undo()
    assert logical_dump(own_company.desk.workspace.path) == before


def test_what_is_ones_own_stays(own_company: Services):
    mine = own_company.customers.add_customer(NewCustomer("My own customer", owner="Amy Chen"))[0]
    own_company.tags.change_tags(mine.uid, add=["region:Suzhou", "company size:<50 people"])
    own_company.touches.log_touch(mine.uid, TouchWords(kind="call", text="Hello"))
    own_company.demo.remove(Unwatched())
    [left] = own_company.customers.list_customers()
    assert (left.name, left.owner) == ("My own customer", "Amy Chen")
    assert {"Suzhou", "<50 people"} <= set(left.tags)
    assert len(own_company.touches.timeline(mine.uid)) == 2
    assert own_company.care.check(lambda _done, _total: None) == []
    used = rows(own_company, "SELECT name FROM tag_group WHERE pack = 'industrial_equipment' AND NOT retired")
    assert used == [("Company size",)]


@pytest.mark.parametrize("patience", [0, 2, 6])
def test_nothing_is_left_of_one_that_was_cancelled(tmp_path: Path, patience: int):
    with pytest.raises(CancelledError):
        new_services(
            tmp_path / "half.crmdesk", FixedClock(NOW), ME, currency="EUR", packs=(), sample=Unwatched(patience)
        )
    assert list(tmp_path.iterdir()) == []


def test_amounts_are_in_the_currency_of_the_workspace(tmp_path: Path):
    use_language("en")
    services = new_services(
        tmp_path / "yen.crmdesk", FixedClock(NOW), ME, currency="JPY", packs=("retail",), sample=Unwatched()
    )
    [(currency, amount)] = rows(services, "SELECT currency, max(amount_minor) FROM deal GROUP BY 1")
    assert currency == "JPY"
    assert amount > 5_000_000


def facts_of(services: Services, kind: str) -> list[dict[str, Any]]:
    kinds = f"JOIN touch_kind k ON k.id = t.kind_id WHERE k.key = '{kind}'"
    query = f"SELECT t.detail FROM touch t {kinds} AND t.status = 'done'"
    return [json.loads(detail) for (detail,) in rows(services, query)]


def test_every_kind_of_touch_tells_its_facts(company: Services):
    visits, promises, enquiries = (facts_of(company, kind) for kind in ("visit", "promise", "enquiry"))
    assert all(visit["place"] and visit["our_people"] for visit in visits)
    assert {"minor", "currency"} == set(facts_of(company, "dinner")[0]["cost"])
    states = Counter(promise.get("state", "open") for promise in promises)
    assert states["kept"] > 2 * states["broken"] > 0 < states["open"]
    assert {promise["side"] for promise in promises} == {"ours", "theirs"}
    answered = [enquiry for enquiry in enquiries if "answered_by" in enquiry]
    assert 0.4 * len(enquiries) < len(answered) < len(enquiries)
    assert all(isinstance(quote["version"], int) for quote in facts_of(company, "quote"))
    assert {"stated", "hidden"} == {pain["voiced"] for pain in facts_of(company, "pain")}
    assert all(need["purpose"] for need in facts_of(company, "need"))


def test_answers_come_after_the_questions(company: Services):
    assert not [touch for touch in company.standings.unanswered() if "answered_by" in touch.detail]
    query = (
        "SELECT count(*) FROM touch q JOIN touch a ON a.uid = json_extract(q.detail, '$.answered_by')"
        " WHERE a.occurred_at < q.occurred_at OR a.customer_id <> q.customer_id"
    )
    assert rows(company, query) == [(0,)]


def test_promises_are_due(company: Services):
    due = [item for item in company.care.due() if item.what == "promise"]
    assert due
    assert all(item.text and "：" not in item.text[:3] and not item.text.startswith("We:") for item in due)
