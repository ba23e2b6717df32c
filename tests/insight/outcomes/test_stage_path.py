from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmdesk.domain.loss_pool import NOBODY
from crmdesk.insight.outcomes.columns import Named, OutcomeColumns
from crmdesk.insight.outcomes.stage_path import StagePath, stage_path
from tests.insight.outcomes.made_columns import NONE, Deal, columns_of, everything, stated

STAGES = (NONE, Named("lead", "Lead"), Named("quoted", "Quoted"), Named("contract", "Contract"))


def at_stages(deals: list[tuple[str, int]]) -> OutcomeColumns:
    columns = columns_of(*(Deal(status, amount=100, currency=1 + at % 2) for at, (status, _stage) in enumerate(deals)))
    return replace(columns, stage=np.array([stage for _status, stage in deals], np.int32), stages=STAGES)


def path(deals: list[tuple[str, int]]) -> StagePath:
    columns = at_stages(deals)
    return stage_path(columns, everything(columns), stated(columns, minimum=2), currency="CNY")


@given(st.lists(st.tuples(st.sampled_from(["won", "lost", "open"]), st.integers(0, 3)), max_size=40))
def test_the_parts_of_a_stage_make_up_what_reached_it_and_all_parts_make_up_all(deals):
    made = path(deals)
    ahead = [stage.reached for stage in made.stages[1:]] + [made.won]
    for stage, on in zip(made.stages, ahead, strict=True):
        assert stage.reached == stage.lost + stage.still + stage.on.part
        assert stage.on.part == on
        assert stage.on.whole == on + stage.lost
    still = sum(stage.still for stage in made.stages)
    assert made.lost + still + made.won + made.unplaced == len(deals)


def test_a_stage_that_was_skipped_counts_as_passed():
    [lead, quoted, contract] = path([("lost", 3), ("open", 1), ("won", 2)]).stages
    assert (lead.reached, lead.on.part, lead.still) == (3, 2, 1)
    assert (quoted.reached, quoted.lost, quoted.on.rate) == (2, 0, 1.0)
    assert (contract.lost, contract.on.rate, contract.amount) == (1, pytest.approx(0.5), 100)


def test_a_stage_leads_to_what_was_lost_at_it():
    made = path([("lost", 0), ("won", 3)])
    assert (made.unplaced, made.unplaced_lost) == (1, 1)
    assert made.wish("quoted").stages == {"quoted"}
    assert made.wish(NOBODY).stages == {NOBODY}
    assert made.wish("won").won is True
    assert made.wish("elsewhere") is None
