from decimal import Decimal

import pytest

from crmdesk.domain.deal import DealStatus
from crmdesk.exchange.tables.meaning.headers import squash
from crmdesk.exchange.tables.meaning.outcomes import Signs, Word, outcome_of
from crmdesk.exchange.tables.meaning.synonyms import read_glossary
from tests.exchange.tables.invented import read, rows_of, tags_of

WON, LOST, OPEN = (Word(text, DealStatus(text.lower())) for text in ("Won", "Lost", "Open"))
DEMO = Word("Demo")


@pytest.mark.parametrize(
    ("meaning", "words"),
    [
        ("won", "赢单 贏單 赢了 成交 已成交 已签约 签约 Won won Closed_Won closedwon"),
        ("lost", "输单 輸單 丢单 流失 Lost Closed_Lost closedlost"),
        ("invalid", "无效 作废 Disqualified invalid junk"),
        ("hold", "搁置 暂停 On_hold"),
        ("open", "进行中 open"),
    ],
)
def test_words_for_outcomes(meaning, words):
    outcomes = read_glossary().cells["outcome"]
    assert {outcomes[squash(word)] for word in words.split()} == {meaning}


@pytest.mark.parametrize(
    ("signs", "status", "stage"),
    [
        (Signs(), None, ""),
        (Signs(stage=DEMO), None, "Demo"),
        (Signs(stage=WON), DealStatus.WON, ""),
        (Signs(stage=OPEN), None, "Open"),
        (Signs(status=OPEN, stage=DEMO), DealStatus.OPEN, "Demo"),
        (Signs(status=LOST, stage=DEMO), DealStatus.LOST, "Demo"),
        (Signs(stage=DEMO, is_won=True), DealStatus.WON, "Demo"),
        (Signs(stage=DEMO, is_won=False, is_closed=True), DealStatus.LOST, "Demo"),
        (Signs(stage=DEMO, is_closed=True), None, "Demo"),
        (Signs(stage=DEMO, is_lost=True), DealStatus.LOST, "Demo"),
        (Signs(stage=DEMO, active=False, probability=Decimal(0)), DealStatus.LOST, "Demo"),
        (Signs(stage=DEMO, active=False, probability=Decimal(50)), None, "Demo"),
        (Signs(stage=DEMO, probability=Decimal(100)), None, "Demo"),
    ],
)
def test_outcome(signs, status, stage):
    outcome = outcome_of(signs)
    assert (outcome.status, outcome.stage, outcome.contradiction) == (status, stage, None)


@pytest.mark.parametrize(
    "signs", [Signs(status=WON, stage=LOST), Signs(status=OPEN, stage=WON), Signs(stage=LOST, is_won=True)]
)
def test_signs_that_contradict(signs):
    assert outcome_of(signs).contradiction is not None


def test_a_contradicting_row_is_handed_back():
    (row,) = read("Company|Deal|Stage|Status\nAcme|Pumps|Won|Lost").rows
    assert row.failed
    assert row.issues[0].value == "Won / Lost"


def test_a_status_that_is_no_outcome_becomes_a_tag():
    (row,) = rows_of("Company|Deal|Stage|Status\nAcme|Pumps|Demo|Qualified")
    assert row.deal.status is None
    assert ("deal", "status", "Qualified") in tags_of(row)


def test_one_and_zero_count_only_under_a_flag():
    rows = rows_of("Company|Deal|Won|Stage\nAcme|Pumps|1|1\nAcme|Tubes|0|0")
    assert [(row.deal.status, row.deal.stage) for row in rows] == [(DealStatus.WON, "1"), (None, "0")]


def test_a_reason_for_loss_alone_loses_nothing():
    (row,) = rows_of("Company|Deal|Stage|Lost reason\nAcme|Pumps|Demo|Price")
    assert (row.deal.status, row.deal.lost_reason, row.deal.extra) == (None, "", {"Lost reason": "Price"})


@pytest.mark.parametrize(
    ("stage", "status"),
    [("7 - Closed Won", DealStatus.WON), ("0. Lost (0%)", DealStatus.LOST), ("3 - Winning", None), ("1", None)],
)
def test_numbered_stages(stage, status):
    (row,) = rows_of(f"Company|Deal|Stage\nAcme|Pumps|{stage}")
    assert (row.deal.status, row.deal.stage) == (status, "" if status else stage)


@pytest.mark.parametrize("header", ["Actual close date", "Won date", "Lost at"])
def test_a_closing_day_without_an_outcome_is_remarked(header):
    (row,) = rows_of(f"Company|Deal|Status|{header}\nAcme|Pumps|Customer|2024-06-27")
    assert (row.deal.status, row.deal.extra[header]) == (None, "2024-06-27")
    (issue,) = row.issues
    assert (issue.where, issue.value, issue.fatal) == ("table.csv!D2", "2024-06-27", False)
    assert "without an outcome" in issue.reason


def test_a_closing_day_with_an_outcome_is_not_remarked():
    (row,) = rows_of("Company|Deal|Status|Actual close date\nAcme|Pumps|Won|2024-06-27")
    assert row.issues == ()
