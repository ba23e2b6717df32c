"""The charts of how deals end, drawn in every size and language: readable, within their card, told in words."""

from functools import partial
from itertools import combinations

import pytest
from PySide6.QtCore import QSizeF

from crmdesk.i18n import use_language
from crmdesk.qt.fonts import load_fonts
from crmdesk.qt.theme import DARK, LIGHT
from crmdesk.render import cohorts_chart
from crmdesk.render.chart_table import ChartTable
from crmdesk.render.cohorts_chart import cohorts_table
from crmdesk.render.drawing import Box, Dot, Line, Mark, Text
from crmdesk.render.graphic import Graphic
from crmdesk.render.heat_chart import heat_table
from crmdesk.render.lifetimes_chart import lifetimes_table
from crmdesk.render.obstacles_chart import obstacles_table
from crmdesk.render.rivals_chart import rivals_table
from crmdesk.render.silence_chart import silence_table
from crmdesk.render.stage_charts import stage_losses_table, stage_path_table
from crmdesk.render.voices_chart import voices_table
from crmdesk.render.win_backs_chart import win_backs_table
from crmdesk.render.win_rate_chart import win_rate_table
from tests.render import outcome_samples as samples

SIZES = [QSizeF(380, 220), QSizeF(640, 330), QSizeF(1800, 800)]
NOTES = ("325 deals · Nov 2025 – Nov 2026 · Amy Chen",)
CHARTS = {n: samples.charts(n) for n in (0, 3, 500)}
TABLES = {
    "rivals": (rivals_table, samples.sample_rivals),
    "lifetimes": (lifetimes_table, samples.sample_lifetimes),
    "silence": (silence_table, samples.sample_silence),
    "cohorts": (partial(cohorts_table, fate="won"), samples.sample_cohorts),
    "obstacles": (partial(obstacles_table, measure="amount"), samples.sample_obstacles),
    "voices": (voices_table, samples.sample_voices),
    "win backs": (win_backs_table, samples.sample_win_backs),
    "win rate": (win_rate_table, samples.sample_win_rate),
    "stage losses": (stage_losses_table, samples.sample_stages),
    "stage path": (stage_path_table, samples.sample_stages),
    "heat": (partial(heat_table, measure="amount"), samples.sample_heat),
}


@pytest.fixture(autouse=True)
def _fonts(qapp: object) -> None:
    del qapp
    load_fonts()


def drawn(name: str, size: QSizeF, n: int = 500, theme=LIGHT) -> Graphic:
    return CHARTS[n][name](notes=NOTES, heading="Chart", theme=theme, size=size)


def _extent(mark: Mark) -> list[tuple[float, float]]:
    match mark:
        case Line():
            return [(point.x(), point.y()) for point in mark.points]
        case Dot():
            return [(mark.centre.x() + side * mark.radius, mark.centre.y() + side * mark.radius) for side in (-1, 1)]
        case _:
            return [(mark.rect.left(), mark.rect.top()), (mark.rect.right(), mark.rect.bottom())]


@pytest.mark.parametrize("n", CHARTS)
@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("name", CHARTS[0])
def test_nothing_leaves_the_card_and_no_text_lies_on_another(name: str, language: str, n: int):
    use_language(language)
    for size in SIZES:
        chart = drawn(name, size, n)
        for mark in chart.drawing:
            for x, y in _extent(mark):
                assert -1 <= x <= size.width() + 1, (size, mark)
                assert -1 <= y <= size.height() + 1, (size, mark)
        inked = [(text.text, text.rect.adjusted(1, 4, -1, -4)) for text in chart.drawing if isinstance(text, Text)]
        assert [(size, one, other) for (one, a), (other, b) in combinations(inked, 2) if a.intersects(b)] == []


@pytest.mark.parametrize("name", CHARTS[0])
def test_every_mark_is_told_in_words_and_leads_to_deals(name: str):
    figure = CHARTS[500][name].args[0]
    for size in SIZES:
        chart = drawn(name, size)
        assert chart.bars()
        for bar in chart.bars():
            assert chart.tip(bar.key), bar.key
            assert figure.wish(bar.key) is not None, bar.key
        assert NOTES[0] in chart.summary
    assert len(chart.summary) > 100


@pytest.mark.parametrize("name", CHARTS[0])
def test_nothing_to_show_is_said_and_the_ground_is_that_of_the_theme(name: str):
    chart = drawn(name, SIZES[0], 0, DARK)
    assert chart.drawing[0].colour == DARK.surface
    assert not chart.bars()
    assert any(text.text.startswith("No ") for text in chart.drawing if isinstance(text, Text))


@pytest.mark.parametrize("name", TABLES)
def test_a_table_has_every_row_and_leads_where_its_marks_do(name: str):
    made, sample = TABLES[name]
    figure = sample()
    table: ChartTable = made(figure)
    assert table.rows
    assert all(len(row) == len(table.headings) for row in table.rows)
    assert len(table.keys) == len(table.rows)
    assert all(figure.wish(key) is not None for key in table.keys if key)


def test_what_is_too_young_is_hatched_without_a_number_and_what_is_too_few_is_grey():
    chart, figure = drawn("cohorts won", SIZES[2]), samples.sample_cohorts()
    immature = sum(share is None for row in figure.rows for share in row.won)
    hatched = [box for box in chart.drawing if isinstance(box, Box) and box.hatched]
    assert len(hatched) == immature > 0
    assert all(not box.key for box in hatched)
    few = [row for row in figure.rows if row.n < figure.stated.minimum]
    assert few
    for row in few:
        boxes = [box for box in chart.bars() if box.key.split("|")[1] == row.month]
        assert {box.colour for box in boxes} <= {LIGHT.chip}


def test_what_is_still_open_is_told_and_leads_nowhere():
    chart = cohorts_chart.draw_cohorts(
        samples.sample_cohorts(), fate="open", notes=NOTES, heading="", theme=LIGHT, size=SIZES[1]
    )
    assert "Share still open" in chart.title
    assert not chart.bars()


def test_where_both_voices_name_the_same_reason_there_is_a_frame():
    figure, chart = samples.sample_voices(), drawn("voices", SIZES[2])
    frames = [mark for mark in chart.drawing if isinstance(mark, Line)]
    assert len(frames) == sum(not line.folded for line in figure.lines)
    assert "Cohen’s kappa" in chart.summary


def test_lost_and_won_are_told_apart_by_more_than_colour():
    dashes = {
        line.colour: line.dashes
        for line in drawn("lifetimes", SIZES[1]).drawing
        if isinstance(line, Line) and line.width == 2
    }
    assert sorted(bool(dash) for dash in dashes.values()) == [False, True]
    radii = {bar.key.partition("|")[2]: bar.radius for bar in drawn("silence", SIZES[1]).bars()}
    assert radii["won"] != radii["lost"]


@pytest.mark.parametrize("name", ["lifetimes", "silence"])
def test_too_few_says_no_median(name: str):
    assert "median" not in drawn(name, SIZES[1], 3).summary
    assert "median" in drawn(name, SIZES[1]).summary
