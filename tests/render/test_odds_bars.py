"""Bars of what sets groups apart: sides, names, counts, doubt, and what is left out."""

from itertools import combinations

import pytest
from PySide6.QtCore import QSizeF

from crmdesk.i18n import use_language
from crmdesk.insight.log_odds import Comparison, compare_groups
from crmdesk.qt.fonts import load_fonts
from crmdesk.qt.theme import DARK, LIGHT
from crmdesk.render.drawing import Box, Line, Text
from crmdesk.render.graphic import Graphic
from crmdesk.render.odds_bars import draw_odds_bars, surest
from tests.portraits import CHINESE, ENGLISH, LOST, PROSPECTS, SIGNED, portrait, sample, use

CARDS = [QSizeF(420, 240), QSizeF(940, 300), QSizeF(1280, 800)]
CLEAR = portrait(use("referral", 90, 20, 10), use("price-led", 10, 90, 60), use("even", 53, 217, 35), use("odd", 2, 1))
RARE = portrait(use("referral", 20, 20, 1), use("hardly any", 1, 0, 1))


@pytest.fixture(autouse=True)
def _fonts(qapp: object) -> None:
    del qapp
    load_fonts()


def compared(shown=CLEAR, a=SIGNED, b=LOST, minimum: int = 5) -> Comparison:
    return compare_groups(shown, a, b, minimum=minimum)


def bars(comparison: Comparison, size: QSizeF = CARDS[1], theme=LIGHT, selected=frozenset(), **told: str) -> Graphic:
    return draw_odds_bars(comparison, selected, size, theme, **told)


def filled(graphic: Graphic) -> list[Box]:
    """The bars themselves, from above."""
    return [mark for mark in graphic.drawing if isinstance(mark, Box) and mark.radius and not mark.key]


def texts(graphic: Graphic) -> dict[str, Text]:
    return {mark.text: mark for mark in graphic.drawing if isinstance(mark, Text)}


@pytest.mark.parametrize("size", CARDS, ids=lambda size: str(size.width()))
@pytest.mark.parametrize("words", [ENGLISH, CHINESE], ids=["English", "Chinese"])
@pytest.mark.parametrize("language", ["en", "zh_CN", "zh_TW"])
def test_no_text_is_on_another_or_off_the_card(size, words, language):
    use_language(language)
    try:
        graphic = bars(compared(sample(words), minimum=30), size, heading="What sets them apart", notes=("all years",))
    finally:
        use_language("en")
    written = [mark for mark in graphic.drawing if isinstance(mark, Text)]
    for text in written:
        assert graphic.boundingRect().adjusted(-1, -1, 1, 1).contains(text.rect), text
    for one, other in combinations(written, 2):
        overlap = one.rect.intersected(other.rect)
        assert overlap.width() < 1 or overlap.height() < 5, (one.text, other.text)


def test_bars_point_to_the_group_and_names_stand_on_the_other_side():
    graphic = bars(compared())
    middle = graphic.boundingRect().center().x()
    first, *_between, last = filled(graphic)
    assert first.rect.left() == pytest.approx(middle)
    assert last.rect.right() == pytest.approx(middle)
    assert texts(graphic)["referral"].rect.right() < middle < texts(graphic)["price-led"].rect.left()


def test_a_name_stands_beyond_a_whisker_that_crosses_the_middle():
    graphic = bars(compared())
    lines = [mark for mark in graphic.drawing if isinstance(mark, Line) and mark.points[0].y() == mark.points[1].y()]
    rect = texts(graphic)["even"].rect
    [whisker] = [line for line in lines if rect.top() < line.points[0].y() < rect.bottom()]
    assert rect.right() < whisker.points[0].x() or rect.left() > whisker.points[1].x()


def test_a_name_is_never_lost_to_a_long_whisker():
    for size in CARDS:
        assert "hardly any" in texts(bars(compared(RARE, minimum=1), size))


def test_exchanging_the_groups_mirrors_the_picture():
    there, back = filled(bars(compared(a=SIGNED, b=LOST))), filled(bars(compared(a=LOST, b=SIGNED)))
    width = CARDS[1].width()
    for bar, other in zip(there, reversed(back), strict=True):
        assert (width - bar.rect.right(), bar.colour) == (pytest.approx(other.rect.left()), other.colour)


def test_counts_of_both_groups_are_printed_at_their_sides():
    written = texts(bars(compared()))
    assert written["90 (42%)"].rect.right() == pytest.approx(CARDS[1].width())
    assert written["10 (7%)"].rect.left() == pytest.approx(0)


def test_what_there_are_too_few_customers_for_is_grey_and_what_may_be_chance_pale():
    comparison = compared()
    colours = dict(
        zip((row.tag.name for row in comparison.rows), (bar.colour for bar in filled(bars(comparison))), strict=True)
    )
    assert colours["odd"] == LIGHT.border
    assert colours["even"] not in {LIGHT.border, *LIGHT.data}
    assert colours["referral"] == LIGHT.data[2]
    assert colours["price-led"] == LIGHT.data[4]


def test_each_group_has_its_colour():
    for theme in (LIGHT, DARK):
        for pair, hues in (((SIGNED, LOST), (2, 4)), ((PROSPECTS, SIGNED), (0, 2))):
            colours = {bar.colour for bar in filled(bars(compared(a=pair[0], b=pair[1]), theme=theme))}
            assert {theme.data[hue] for hue in hues} <= colours


def test_where_there_is_little_room_the_surest_are_kept_and_the_rest_is_counted():
    graphic = bars(compared(sample(), minimum=5), QSizeF(940, 200))
    assert 4 <= len(graphic.bars()) < len(compared(sample()).rows)
    left_out = len(compared(sample()).rows) - len(graphic.bars())
    assert f"{left_out} more tags in the table" in texts(graphic)


def test_the_surest_of_both_sides_keep_their_order():
    rows = compared(sample()).rows
    kept = surest(rows, 8)
    assert list(kept) == [row for row in rows if row in kept]
    assert {row.log_odds > 0 for row in kept} == {True, False}
    assert surest(rows, len(rows)) == rows


def test_selected_rows_stand_on_a_ground_of_their_own():
    comparison = compared()
    chosen = comparison.rows[0].tag.uid
    grounds = {bar.key: bar.colour for bar in bars(comparison, selected=frozenset({chosen})).bars()}
    assert grounds.pop(chosen) == LIGHT.chip_accent
    assert set(grounds.values()) == {LIGHT.surface}


def test_a_bar_tells_how_much_higher_the_odds_are():
    comparison = compared()
    lines = bars(comparison).tip("Where from/price-led").split("\n")
    assert lines[:3] == ["price-led · Where from", "Signed: 10 of 212 (5%)", "Lost: 60 of 140 (43%)"]
    assert lines[3].startswith("The odds are 1")
    assert "× as high among lost customers (95 %: " in lines[3]
    assert bars(comparison).tip("Where from/odd").endswith("Too few customers to tell.")


def test_those_who_cannot_see_it_hear_what_is_more_than_chance():
    summary = bars(compared()).summary
    assert summary == (
        "What sets signed customers apart from lost customers. "
        "More common among signed customers: referral. More common among lost customers: price-led"
    )
    assert bars(compared(portrait(use("odd", 1)))).summary.endswith("No difference that is more than chance.")


def test_nothing_to_compare_is_said():
    graphic = bars(compared(portrait()))
    assert "No customer of these groups has a tag." in texts(graphic)
    assert graphic.bars() == ()
