"""Closing days without an outcome are counted before the import."""

from crmdesk.exchange.tables.meaning.endings import Undecided
from crmdesk.exchange.tables.meaning.options import InterpretationOptions
from crmdesk.exchange.tables.meaning.understanding import understand
from tests.exchange.tables.invented import TODAY, sheet_of

_HEAD = "Company|Deal|Status|Stage|Actual close date\n"


def undecided(rows: str) -> tuple[Undecided, ...]:
    (reading,) = understand([sheet_of(_HEAD + rows)], InterpretationOptions("CNY", TODAY))
    return reading.undecided


def test_words_beside_closing_days_without_an_outcome_are_counted() -> None:
    rows = "A|x|Customer||2024-06-27\nB|y|Gone||2024-06-28\nC|z|Customer||2024-06-29\nD|w||Demo|2024-06-30"
    (found,) = undecided(rows)
    assert (found.header, found.rows) == ("Actual close date", 4)
    assert dict(found.words) == {"Customer": 2, "Gone": 1, "Demo": 1}


def test_outcomes_and_deals_without_a_closing_day_are_not_counted() -> None:
    assert undecided("A|x|Won||2024-06-27\nB|y|Customer||\nC|z||Lost|2024-06-28") == ()
