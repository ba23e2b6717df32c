from datetime import date
from itertools import combinations

import pytest
from PySide6.QtCore import QSizeF

from crmdesk.domain.loss import LossFact
from crmdesk.domain.money import Money
from crmdesk.insight.losses import LossTable, group_losses
from crmdesk.qt.fonts import load_fonts
from crmdesk.qt.theme import DARK, LIGHT
from crmdesk.render.drawing import Box, Dot, Line, Text
from crmdesk.render.pareto import ParetoChart
from crmdesk.render.pareto_bars import Measure, bars_of
from crmdesk.render.scale import ticks

CANVAS = QSizeF(1280, 800)

REASONS = {
    "Price": 46,
    "Chose a competitor": 38,
    "Need ended": 21,
    "Product": 17,
    "No decision / no reply": 6,
    "Other": 4,
}
CHINESE = {"价格问题": 46, "选择竞品": 38, "需求终止": 21, "无决定与失联": 9, "竞品客情更深": 7, "其他": 1}
TWELVE = {f"Cause {number}": 40 - 3 * number for number in range(12)}
THIRTY = {f"竞品 Competitor {number}": 62 - 2 * number for number in range(30)}
HUNDRED = {f"Cause {number}": 1 + number % 7 for number in range(100)}
EQUAL = {f"Cause {number}": 10 for number in range(12)}
LONG = {
    "The customer decided that the present supplier renewed on far better terms than ours": 30,
    "竞品客情更深，且客户内部支持者在签约之前已经离职，后续联系人不再回复我们的任何消息，项目被迫终止" * 3: 22,
    "Averyveryverylongword" * 20: 12,
    "Two\nlines\tand \u202e a hidden sign": 9,
}


@pytest.fixture(autouse=True)
def _fonts(qapp: object) -> None:
    del qapp
    load_fonts()


def table(counts: dict[str, int], not_recorded: int = 0, by: str = "reason") -> LossTable:
    reasons = [reason for reason, count in counts.items() for _ in range(count)] + [""] * not_recorded
    return group_losses([fact(number, reason) for number, reason in enumerate(reasons)], by, currency="CNY")


def fact(number: int, reason: str) -> LossFact:
    return LossFact(
        event_uid=str(number),
        deal_uid="",
        customer="",
        lost_on=date(2025, 1 + number % 12, 1) if reason else None,
        amount=Money(100_000 * (1 + number % 9), "CNY"),
        reason=reason,
        subreason="",
        stage="",
        competitors=("EduSoft", "Qiming"),
        owner="",
        sources=(),
        tags=(),
        remedy="",
        recorded=bool(reason),
    )


def chart(losses: LossTable, measure: Measure = "count", size: QSizeF = CANVAS) -> ParetoChart:
    return ParetoChart(losses, title="Why we lose", subtitle="2025", theme=LIGHT, size=size, measure=measure)


def texts(drawn: ParetoChart) -> list[Text]:
    return [mark for mark in drawn.drawing if isinstance(mark, Text)]


CASES = {
    "reasons": table(REASONS, 12),
    "Chinese": table(CHINESE, 3),
    "three": table(dict(list(REASONS.items())[:3])),
    "one": table({"Price": 3}, 1),
    "none": table({}),
    "twelve": table(TWELVE),
    "equal": table(EQUAL, 5),
    "thirty": table(THIRTY, 9),
    "a hundred": table(HUNDRED, 9),
    "long": table(LONG, 2),
    "only unknown": table({}, 61),
    "mostly unknown": table(REASONS, 900),
    "months": table(REASONS, 4, by="month"),
    "competitors": table(REASONS, by="competitor"),
}


@pytest.mark.parametrize("size", [CANVAS, QSizeF(640, 420), QSizeF(1920, 1080)], ids=lambda size: str(size.width()))
@pytest.mark.parametrize("measure", ["count", "amount"])
@pytest.mark.parametrize("losses", CASES.values(), ids=CASES.keys())
def test_no_text_overlaps_another_or_leaves_the_canvas(losses: LossTable, measure: Measure, size: QSizeF) -> None:
    drawn = chart(losses, measure, size)
    written = texts(drawn)
    for text in written:
        assert drawn.boundingRect().contains(text.rect), text
    # The line box of a font has empty edges; a touch of two of them is no overlap.
    inked = [(text.text, text.rect.adjusted(1, 4, -1, -4)) for text in written]
    clashes = [(one, other) for (one, a), (other, b) in combinations(inked, 2) if a.intersects(b)]
    assert not clashes


@pytest.mark.parametrize("losses", CASES.values(), ids=CASES.keys())
def test_everything_is_inside_the_canvas(losses: LossTable) -> None:
    drawn = chart(losses)
    for mark in drawn.drawing:
        if isinstance(mark, Box):
            assert drawn.boundingRect().contains(mark.rect)
        elif isinstance(mark, Line):
            assert all(drawn.boundingRect().contains(point) for point in mark.points)


@pytest.mark.parametrize("counts", [REASONS, CHINESE, THIRTY])
def test_every_name_and_count_is_written_whole(counts: dict[str, int]) -> None:
    written = [text.text for text in texts(chart(table(counts)))]
    joined = "".join(written).replace(" ", "")
    assert all(name.replace(" ", "") in joined for name in counts)
    assert all(str(count) in written for count in counts.values())


def test_columns_are_as_high_as_their_counts() -> None:
    drawn = chart(table(REASONS))
    heights = [mark.rect.height() for mark in drawn.drawing if isinstance(mark, Box) and mark.radius]
    assert [height / heights[0] for height in heights] == pytest.approx([n / 46 for n in REASONS.values()])


def test_lying_bars_are_as_long_as_their_counts() -> None:
    drawn = chart(table(THIRTY))
    lengths = [mark.rect.width() for mark in drawn.drawing if isinstance(mark, Box) and mark.radius]
    assert [length / lengths[0] for length in lengths] == pytest.approx([n / 62 for n in THIRTY.values()])


def test_the_running_share_rises_to_the_hundred_per_cent_line() -> None:
    drawn = chart(table(REASONS))
    heights = [mark.centre.y() for mark in drawn.drawing if isinstance(mark, Dot)]
    assert heights == sorted(heights, reverse=True)
    top = min(point.y() for mark in drawn.drawing if isinstance(mark, Line) for point in mark.points)
    assert heights[-1] == pytest.approx(top)


def test_the_vital_few_are_told_in_colour_and_words() -> None:
    drawn = chart(table(REASONS))
    colours = [mark.colour for mark in drawn.drawing if isinstance(mark, Box) and mark.radius]
    assert colours == [LIGHT.bar] * 4 + [LIGHT.bar_minor] * 2
    assert "The 4 largest of 6 make up 92% of the total." in [text.text for text in texts(drawn)]


def test_what_is_not_recorded_stands_hatched_behind_the_rest() -> None:
    boxes = [mark for mark in chart(table(REASONS, 12)).drawing if isinstance(mark, Box) and mark.radius]
    assert [box.hatched for box in boxes] == [False] * 6 + [True]
    assert boxes[-1].rect.left() > max(box.rect.right() for box in boxes[:-1])


@pytest.mark.parametrize(
    ("losses", "sentence"),
    [
        (CASES["none"], "No deal was lost here."),
        (CASES["only unknown"], "Nothing is recorded yet by which these losses could be grouped."),
        (CASES["one"], "So few losses cannot tell a pattern from chance."),
        (CASES["competitors"], "One loss can stand in several bars; shares are of the bars' sum."),
    ],
)
def test_what_a_reader_must_know_is_said(losses: LossTable, sentence: str) -> None:
    assert sentence in [text.text for text in texts(chart(losses))]


def test_months_have_neither_gaps_nor_a_running_share() -> None:
    facts = [fact(1, "Price"), fact(4, "Price")]
    losses = group_losses(facts, "month", currency="CNY")
    bars = bars_of(losses, "count", most=30)
    assert [(bar.label, bar.value) for bar in bars.bars] == [
        ("2025-02", 1), ("2025-03", 0), ("2025-04", 0), ("2025-05", 1),
    ]  # fmt: skip
    assert not any(isinstance(mark, Dot) for mark in chart(losses).drawing)


def test_the_tail_is_folded_and_nothing_is_lost() -> None:
    bars = bars_of(table(HUNDRED), "count", most=20)
    assert len(bars.bars) == 20
    assert bars.bars[-1].label == "81 others"
    assert sum(bar.value for bar in bars.bars) == bars.total == sum(HUNDRED.values())


def test_bars_by_amount_are_in_the_order_of_amounts() -> None:
    bars = bars_of(CASES["reasons"], "amount", most=30)
    values = [bar.value for bar in bars.bars]
    assert values == sorted(values, reverse=True)
    assert bars.total + bars.not_recorded == CASES["reasons"].amount.minor


def test_a_dark_chart_differs_only_in_colours() -> None:
    light = chart(CASES["reasons"])
    dark = ParetoChart(CASES["reasons"], title="Why we lose", subtitle="2025", theme=DARK, size=CANVAS)
    assert [text.rect for text in texts(light)] == [text.rect for text in texts(dark)]
    assert {text.colour for text in texts(dark)} == {DARK.text, DARK.muted}


@pytest.mark.parametrize(
    ("top", "expected"), [(1, [0, 1]), (7, [0, 2, 4, 6]), (141, [0, 50, 100]), (60, list(range(0, 61, 10)))]
)
def test_ticks_are_round(top: int, expected: list[int]) -> None:
    assert list(ticks(top)) == expected
