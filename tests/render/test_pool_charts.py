from datetime import date
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import QSizeF

from crmdesk.domain.loss import NOT_RECORDED, LossReason
from crmdesk.domain.loss_pool import PoolFilter, PoolTallies, Tally
from crmdesk.i18n import use_language
from crmdesk.insight.loss_board import BoardNames, LossBoard, loss_board
from crmdesk.qt.fonts import load_fonts
from crmdesk.qt.theme import DARK, LIGHT
from crmdesk.render.drawing import Box, Text
from crmdesk.render.graphic import Graphic
from crmdesk.render.picture import save_picture
from crmdesk.render.pool_pareto import draw_pool_pareto, pool_bars
from crmdesk.render.pool_trend import draw_pool_trend

CARDS = [QSizeF(420, 200), QSizeF(440, 230), QSizeF(760, 330), QSizeF(1400, 500)]
TODAY = date(2026, 3, 4)
ALL = PoolFilter()
NOTES = ("61 losses · last 12 months · Amy Chen", "3 not recorded", "2 with an unknown date")


@pytest.fixture(autouse=True)
def _fonts(qapp: object) -> None:
    del qapp
    load_fonts()


def reason(number: int, name: str, parent: int | None = None, key: str = "") -> LossReason:
    flags = {"ask_win_back_date": False, "ask_competitor": False, "ask_note": False, "system": False, "retired": False}
    return LossReason(number, f"r{number}", key, name, parent, "", None, **flags)


NAMES = (
    *("Price", "Chose a competitor", "Need ended", "Product", "Relationship", "Service", "Our follow-up", "Channel"),
    *(
        "Timing",
        "No decision / no reply",
        "We declined",
        "The customer’s new management decided otherwise",
        "竞品客情更深",
    ),
)
REASONS = [
    *(reason(number, name) for number, name in enumerate(NAMES)),
    reason(20, "over budget", 0),
    reason(21, "payment terms", 0),
    reason(99, "not recorded", key=NOT_RECORDED),
]


def board(wanted: PoolFilter = ALL, months: int = 12, most: int = 40) -> LossBoard:
    """Losses for thirteen reasons, two of them in more detail, and some not recorded."""
    reasons = {f"r{n}": Tally(max(1, most // (n + 1)), 0, (("CNY", 1_000_000 * (n + 1)),)) for n in range(len(NAMES))}
    reasons |= {"r20": Tally(9, 0, (("CNY", 100),)), "r21": Tally(4, 0, (("CNY", 300),))}
    reasons[NOT_RECORDED] = Tally(3, 3)
    spread = {
        (f"{2026 - (month > 2)}-{(2 - month) % 12 + 1:02}", uid): Tally(max(1, tally.n // months), 0, tally.sums)
        for month in range(min(months, 12))
        for uid, tally in reasons.items()
    }
    total = sum(reasons.values(), Tally())
    counts = PoolTallies(total, total, Tally(2), reasons=reasons, months=spread, ranks=reasons)
    return loss_board(wanted, counts, REASONS, BoardNames({}, {}), currency="CNY", today=TODAY)


def pareto(shown: LossBoard, size: QSizeF, measure="count", inside: str = "") -> Graphic:
    return draw_pool_pareto(shown, inside, measure=measure, notes=NOTES, title="Why we lose", theme=LIGHT, size=size)


def trend(shown: LossBoard, size: QSizeF, measure="count") -> Graphic:
    return draw_pool_trend(shown, measure=measure, notes=NOTES, title="Trend by month", theme=LIGHT, size=size)


@pytest.mark.parametrize("size", CARDS, ids=lambda size: str(size.width()))
@pytest.mark.parametrize("measure", ["count", "amount"])
@pytest.mark.parametrize("draw", [pareto, trend])
@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_no_text_overlaps_another_or_leaves_the_card(draw, measure, size, language):
    use_language(language)
    try:
        drawn = draw(board(), size, measure)
    finally:
        use_language("en")
    written = [mark for mark in drawn.drawing if isinstance(mark, Text)]
    for text in written:
        assert drawn.boundingRect().adjusted(-1, -1, 1, 1).contains(text.rect), text
    inked = [(text.text, text.rect.adjusted(1, 4, -1, -4)) for text in written]
    assert [(one, other) for (one, a), (other, b) in combinations(inked, 2) if a.intersects(b)] == []


def few(reasons: dict[str, Tally], months: list[str]) -> LossBoard:
    """The same losses in each of the months."""
    spread = {(month, uid): tally for month in months for uid, tally in reasons.items()}
    total = sum(reasons.values(), Tally())
    counts = PoolTallies(total, total, reasons=reasons, months=spread, ranks=reasons)
    return loss_board(ALL, counts, REASONS, BoardNames({}, {}), currency="CNY", today=TODAY)


TWO_YEARS = [f"{2024 + (month + 2) // 12}-{(month + 2) % 12 + 1:02}" for month in range(24)]


@pytest.mark.parametrize("size", [QSizeF(280, 200), *CARDS], ids=lambda size: str(size.width()))
@pytest.mark.parametrize(
    "shown",
    [
        few({"r0": Tally(1, 0, (("CNY", 100),))}, ["2026-02"]),
        few({NOT_RECORDED: Tally(7, 7)}, ["2026-01", "2026-02"]),
        few({"r0": Tally(3, 0, (("CNY", 10_000_000_00),)), "r1": Tally(1)}, TWO_YEARS),
    ],
    ids=["one bar", "only not recorded", "two years"],
)
@pytest.mark.parametrize("draw", [pareto, trend])
def test_few_or_many_are_drawn_without_overlap(draw, shown, size):
    graphic = draw(shown, size)
    texts = [mark for mark in graphic.drawing if isinstance(mark, Text)]
    for text in texts:
        assert graphic.boundingRect().adjusted(-1, -1, 1, 1).contains(text.rect), text
    for one, other in combinations(texts, 2):
        overlap = one.rect.intersected(other.rect)
        assert overlap.width() < 1 or overlap.height() < 4, (one.text, other.text)
    assert graphic.bars()


def test_a_reason_has_one_colour_in_both_charts():
    shown = board()
    in_pareto = {bar.key: bar.colour for bar in pareto(shown, CARDS[-1]).bars()}
    for box in trend(shown, CARDS[-1]).bars():
        for uid in box.key.partition("|")[2].split(","):
            if uid in in_pareto and shown.reason(uid).hue is not None:
                assert box.colour == in_pareto[uid]


def test_what_is_not_chosen_is_pale_and_stays_where_it_is():
    plain, chosen = board(), board(PoolFilter(reasons=frozenset({"r1"})))
    before, after = pareto(plain, CARDS[1]).bars(), pareto(chosen, CARDS[1]).bars()
    assert [bar.rect for bar in before] == [bar.rect for bar in after]
    changed = {bar.key for bar, other in zip(before, after, strict=True) if bar.colour != other.colour}
    assert "r1" not in changed
    assert {"r0", "r2"} <= changed


def test_bars_that_find_no_room_are_put_together_and_can_be_chosen_as_such():
    bars = pool_bars(board(), "", "count", 5).bars
    assert len(bars) == 5
    assert bars[-1].label == "9 others"
    assert len(bars[-1].key.split(",")) == 9
    assert bars[-1].cumulative == 1.0


def test_below_a_reason_what_has_no_detail_is_a_bar_of_its_own():
    bars = {bar.label: bar.value for bar in pool_bars(board(), "r0", "count", 20).bars}
    assert bars == {"no detail": 40, "over budget": 9, "payment terms": 4}


def test_only_the_month_that_goes_on_is_hatched():
    hatched = {box.key.partition("|")[0] for box in trend(board(), CARDS[2]).bars() if box.hatched}
    assert hatched == {"2026-03"}


def test_the_summary_says_what_is_seen():
    assert "61 losses" in pareto(board(), CARDS[1]).summary
    assert "Price 53" in pareto(board(), CARDS[1]).summary
    assert "Mar 2026" in trend(board(), CARDS[1]).summary
    drawn = pareto(board(), CARDS[1])
    assert drawn.tip("r1").startswith("Chose a competitor · 20 losses · ¥20,000.00")


def test_nothing_to_show_is_said(tmp_path: Path):
    empty = loss_board(PoolFilter(), PoolTallies(), REASONS, BoardNames({}, {}), currency="CNY", today=TODAY)
    for draw in (pareto, trend):
        drawn = draw(empty, CARDS[1])
        assert any("No deal" in mark.text for mark in drawn.drawing if isinstance(mark, Text))
        assert save_picture(drawn, tmp_path / f"{draw.__name__}.png").stat().st_size > 0


def test_the_ground_is_that_of_the_theme():
    drawn = draw_pool_pareto(board(), measure="count", notes=(), title="", theme=DARK, size=CARDS[1])
    ground = drawn.drawing[0]
    assert isinstance(ground, Box)
    assert ground.colour == DARK.surface
