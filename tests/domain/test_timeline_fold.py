"""Folding a timeline: every touch once and in order, no conversation over a gap, lines by lane and span."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmdesk.domain.moment import Moment, Precision
from crmdesk.domain.timeline import Lane, TimelineFilter, TouchGroup, lane_of
from crmdesk.domain.timeline_fold import USUAL_GAP, Bundle, Folding, Span, Stretch, size, stretches
from crmdesk.domain.touch import Direction, Touch, TouchStatus

_BEGIN = datetime(2026, 3, 4, tzinfo=UTC)
_CLASSES = {"wechat": "communication", "qq": "communication", "call": "communication", "email": "communication"}
_CLASSES |= {"visit": "visit", "quote": "document", "need": "voice", "note": "voice", "stage": "voice"}


def touch(number: int, kind: str, minutes: int, precision: Precision = Precision.MINUTE) -> Touch:
    at = Moment(_BEGIN - timedelta(minutes=minutes), 480, precision)
    return Touch(
        id=number, uid=f"u{number}", kind=kind, kind_name=kind, touch_class=_CLASSES[kind], status=TouchStatus.DONE,
        direction=Direction.IN, occurred_at=at, recorded_at=at, actor="", recorded_by="", customer="", customer_uid="",
        contact="", deal="", deal_uid="", minutes=None, title="", body="", detail={}, source="", system=False,
        pinned=False, extra={},
    )  # fmt: skip


@st.composite
def timelines(draw: st.DrawFn) -> list[Touch]:
    """Touches of several kinds, the latest first, minutes to hours apart."""
    kinds = draw(st.lists(st.sampled_from(["wechat"] * 6 + list(_CLASSES)), max_size=40))
    passed, made = 0, []
    for number, kind in enumerate(kinds):
        passed += draw(st.sampled_from([0, 1, 5, 59, 119, 120, 121, 600, 3000]))
        made.append(touch(number, kind, passed))
    return made


def foldings() -> st.SearchStrategy[Folding]:
    return st.builds(
        Folding,
        gap=st.sampled_from([None, timedelta(minutes=5), USUAL_GAP, timedelta(days=1)]),
        lanes=st.frozensets(st.sampled_from(list(Lane))),
        span=st.sampled_from(list(Span)),
    )


def unfolded(rows: Sequence[Stretch]) -> list[Touch]:
    return [each for row in rows for each in (row.touches if isinstance(row, Bundle) else (row,))]


@given(timelines(), foldings())
def test_every_touch_appears_once_and_in_order(told: list[Touch], folding: Folding) -> None:
    rows = list(stretches(told, folding))
    assert unfolded(rows) == told
    assert sum(map(size, rows)) == len(told)


@given(timelines(), foldings())
def test_no_conversation_goes_over_a_gap_or_another_kind(told: list[Touch], folding: Folding) -> None:
    for row in stretches(told, folding):
        if isinstance(row, Bundle) and row.is_conversation:
            assert len({each.kind for each in row.touches}) == 1
            assert len(row.touches) >= 3
            pairs = zip(row.touches, row.touches[1:], strict=False)
            assert all(a.occurred_at.utc - b.occurred_at.utc < folding.gap for a, b in pairs)


@given(timelines(), foldings())
def test_a_line_has_one_lane_and_stays_under_its_heading(told: list[Touch], folding: Folding) -> None:
    for row in stretches(told, folding):
        if isinstance(row, Bundle) and not row.is_conversation:
            assert {lane_of(each.kind, each.touch_class) for each in row.touches} == {row.lane}
            assert row.lane in folding.lanes
            assert len({folding.span.begin(each.occurred_at.local_date) for each in row.touches}) == 1


@given(timelines(), foldings(), st.integers(0, 40))
def test_to_let_go_of_whole_rows_at_either_end_changes_no_other_row(
    told: list[Touch], folding: Folding, cut: int
) -> None:
    rows = list(stretches(told, folding))
    for kept in (rows[:cut], rows[cut:]):
        assert list(stretches(unfolded(kept), folding)) == kept


@pytest.mark.parametrize(("minutes", "rows"), [(119, 1), (120, 3), (121, 3)])
def test_the_gap_itself_parts(minutes: int, rows: int) -> None:
    told = [touch(number, "wechat", number * minutes) for number in range(3)]
    assert len(list(stretches(told, Folding()))) == rows


def test_calls_mails_and_messages_of_a_whole_day_stand_alone() -> None:
    for kind in ("call", "email"):
        told = [touch(number, kind, number) for number in range(4)]
        assert list(stretches(told, Folding())) == told
    days = [touch(number, "wechat", number, Precision.DAY) for number in range(4)]
    assert list(stretches(days, Folding())) == days


def test_a_visit_between_them_parts_a_conversation() -> None:
    told = [touch(n, kind, n) for n, kind in enumerate(["qq"] * 3 + ["visit"] + ["qq"] * 3)]
    assert [size(row) for row in stretches(told, Folding())] == [3, 1, 3]


def test_spans_begin_on_mondays_and_firsts() -> None:
    day = date(2026, 3, 4)
    assert [span.begin(day).isoformat() for span in Span] == ["2026-03-04", "2026-03-02", "2026-03-01"]


def test_groups_and_kinds_add_up_and_hidden_lanes_come_first() -> None:
    wanted = TimelineFilter(groups=frozenset({TouchGroup.CALLS}), kinds=frozenset({"wechat"}))
    assert wanted.lets_through("call", "communication")
    assert wanted.lets_through("wechat", "communication")
    assert not wanted.lets_through("qq", "communication")
    assert TimelineFilter().lets_through("stage", "voice")
    assert not TimelineFilter(without=frozenset({Lane.STAGES})).lets_through("stage", "voice")
