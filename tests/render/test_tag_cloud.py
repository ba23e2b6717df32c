"""Clouds as pictures: shared words at one place, missing ones faint, nothing on anything else, all told."""

from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QImage, QPainter

from crmdesk.domain.portrait import CustomerGroup, Portrait
from crmdesk.i18n import use_language
from crmdesk.insight.tag_cloud import TagCloud, lay_out_cloud
from crmdesk.qt.fonts import font, load_fonts
from crmdesk.qt.theme import DARK, LIGHT
from crmdesk.render.cloud_legend import lay_out_legend, legend_room, sample_shares
from crmdesk.render.cloud_sheet import CloudSheet
from crmdesk.render.drawing import Dot, Text
from crmdesk.render.graphic import Graphic
from crmdesk.render.picture import render_png, render_svg
from crmdesk.render.tag_cloud import draw_cloud, ink_box, measure_words, word_text
from tests.portraits import CHINESE, ENGLISH, LOST, PROSPECTS, SIGNED, portrait, sample, tag, use

CARD = QSizeF(464, 284)
PAGE = QSizeF(1280, 800)
ALL = tuple(CustomerGroup)
NONE: frozenset[str] = frozenset()


@pytest.fixture(autouse=True)
def _fonts(qapp: object) -> None:
    del qapp
    load_fonts()


def laid_out(shown: Portrait, groups=ALL, size: QSizeF = CARD) -> TagCloud:
    return lay_out_cloud(shown, groups, measure_words(one.tag for one in shown.uses), (size.width(), size.height()))


def drawn(shown: Portrait, group: CustomerGroup, selected=NONE, theme=LIGHT) -> Graphic:
    return draw_cloud(laid_out(shown), group, selected, CARD, theme)


def texts(graphic: Graphic) -> dict[str, Text]:
    return {mark.text: mark for mark in graphic.drawing if isinstance(mark, Text)}


@pytest.mark.parametrize("words", [ENGLISH, CHINESE], ids=["English", "Chinese"])
def test_a_word_shared_by_two_clouds_has_the_same_centre_within_a_pixel(words):
    shown = sample(words)
    places = [{bar.key: bar.rect.center() for bar in drawn(shown, group).bars()} for group in ALL]
    for one, other in combinations(places, 2):
        assert one.keys() == other.keys()
        assert all((one[key] - other[key]).manhattanLength() < 1 for key in one)


@pytest.mark.parametrize("words", [ENGLISH, CHINESE], ids=["English", "Chinese"])
@pytest.mark.parametrize("group", ALL)
def test_no_word_is_on_another_or_off_the_card(words, group):
    graphic = drawn(sample(words), group)
    for bar in graphic.bars():
        assert graphic.boundingRect().contains(bar.rect)
    for one, other in combinations(graphic.bars(), 2):
        overlap = one.rect.intersected(other.rect)
        assert overlap.width() < 1 or overlap.height() < 1, (one.key, other.key)


def test_words_have_the_colour_of_their_group_of_tags_and_the_missing_are_faint():
    shown = portrait(use("here", 5, colour=1), use("gone", 0, 7, colour=2))
    signed = texts(drawn(shown, SIGNED))
    assert signed["here"].colour == LIGHT.data_ink[1]
    assert signed["gone"].colour not in {*LIGHT.data_ink, LIGHT.surface}
    assert texts(drawn(shown, PROSPECTS))["gone"].colour == LIGHT.data_ink[2]


def test_the_theme_changes_colours_and_nothing_else():
    light, dark = (texts(drawn(sample(), SIGNED, theme=theme)) for theme in (LIGHT, DARK))
    assert light.keys() == dark.keys()
    for name, text in light.items():
        # Qt's measures of a text differ in the hundredth of a pixel with what it has drawn before.
        assert text.rect.getRect() == pytest.approx(dark[name].rect.getRect(), abs=0.05)
    assert {text.colour for text in light.values()} != {text.colour for text in dark.values()}


def test_selected_words_stand_on_a_ground_of_their_own():
    shown = sample()
    chosen = shown.uses[0].tag.uid
    grounds = {bar.key: bar.colour for bar in drawn(shown, SIGNED, frozenset({chosen})).bars()}
    assert grounds.pop(chosen) == LIGHT.chip_accent
    assert set(grounds.values()) == {LIGHT.surface}


def test_a_word_tells_the_counts_of_every_group():
    graphic = drawn(portrait(use("referral", 46, 12, 0)), SIGNED)
    assert graphic.tip("Where from/referral").split("\n") == [
        "referral · Where from",
        "Signed: 46 of 212 (22%)",
        "Prospects: 12 of 871 (1%)",
        "Lost: 0 of 140 (0%)",
    ]


def test_those_who_cannot_see_it_hear_all_words_by_share():
    summary = drawn(portrait(use("rare", 2), use("referral", 106)), SIGNED).summary
    assert summary == "Signed. 212 customers. referral 50%, rare 1%"


@pytest.mark.parametrize(
    ("sizes", "sentence"),
    [
        ({SIGNED: 0, PROSPECTS: 9, LOST: 0}, "Nobody has signed yet."),
        ({SIGNED: 4, PROSPECTS: 9, LOST: 0}, "None of these customers has a tag."),
    ],
)
def test_a_cloud_without_words_says_why(sizes, sentence):
    graphic = draw_cloud(laid_out(portrait(use("web form", 0, 3), sizes=sizes)), SIGNED, NONE, CARD, LIGHT)
    assert sentence in texts(graphic)
    assert graphic.bars() == ()


def test_a_name_that_is_very_long_or_empty_is_drawn_all_the_same():
    assert word_text(tag("x" * 80)) == "x" * 27 + "…"
    graphic = drawn(portrait(use("x" * 80, 9), use(" ", 3), use("two\nlines", 2)), SIGNED)
    assert len(graphic.bars()) == 3
    assert "two lines" in texts(graphic)


@pytest.mark.parametrize("width", [260.0, 460.0, 960.0, 1240.0])
@pytest.mark.parametrize("language", ["en", "zh_CN", "zh_TW"])
def test_the_legend_stays_inside_and_its_height_does_not_depend_on_the_scale(width, language):
    use_language(language)
    try:
        area = QRectF(0, 0, width, 400)
        clouds = [laid_out(sample(), size=size) for size in (CARD, PAGE)]
        rooms = {legend_room((word.use.tag for word in cloud.words), area, LIGHT).height() for cloud in clouds}
        assert len(rooms) == 1
        for cloud in clouds:
            marks, room = lay_out_legend(cloud, area, LIGHT)
            assert {room.height()} == rooms
            strip = QRectF(0, room.bottom() - 1, width + 1, 402 - room.bottom())
            lines = [mark for mark in marks if isinstance(mark, Text)]
            assert all(strip.contains(text.rect) for text in lines)
            for one, other in combinations(lines, 2):
                overlap = one.rect.intersected(other.rect)
                assert overlap.width() < 1 or overlap.height() < 6, (one.text, other.text)
    finally:
        use_language("en")


def test_the_legend_shows_shares_in_the_very_sizes_of_the_words():
    cloud = laid_out(sample())
    marks, _room = lay_out_legend(cloud, QRectF(0, 0, 960, 100), LIGHT)
    sizes = {mark.text: mark.size for mark in marks if isinstance(mark, Text)}
    shares = sample_shares(cloud.scale, 960)
    assert len(shares) == 3
    assert all(sizes[f"{share:.0%}"] == cloud.scale.size(share) for share in shares)
    assert [mark.colour for mark in marks if isinstance(mark, Dot)] == list(LIGHT.data_ink[:5])


def test_there_is_no_legend_without_words():
    assert lay_out_legend(laid_out(portrait()), QRectF(0, 0, 400, 100), LIGHT)[0] == ()


@pytest.mark.parametrize("text", ["和质 partner", "银川 Yinchuan", "referral", "老客户转介绍", "<50 staff"])
@pytest.mark.parametrize("size", [11, 20, 64])
def test_all_ink_of_a_word_is_inside_its_box(text, size):
    box = ink_box(text, size)
    image = QImage(14 * size, 3 * size, QImage.Format.Format_Alpha8)
    image.fill(0)
    painter = QPainter(image)
    painter.setFont(font(size))
    painter.drawText(size, 2 * size, text)
    painter.end()
    inside = box.translated(size, 2 * size).toAlignedRect()
    dots = ((x, y) for x in range(image.width()) for y in range(image.height()) if image.pixelColor(x, y).alpha())
    assert all(inside.contains(x, y) for x, y in dots)


def sheet(groups, theme=LIGHT, **told: str) -> CloudSheet:
    return CloudSheet.laid_out(sample(), groups, union=ALL, size=PAGE, theme=theme, **told)


@pytest.mark.parametrize("groups", [(SIGNED,), (SIGNED, LOST), ALL], ids=len)
def test_nothing_on_a_page_covers_anything_else(groups):
    graphic = sheet(groups, heading="Who signs?", note="last 24 months").draw()
    written = [mark for mark in graphic.drawing if isinstance(mark, Text)]
    assert {"Who signs?", "last 24 months", "Signed"} <= {text.text for text in written}
    for text in written:
        assert graphic.boundingRect().contains(text.rect.adjusted(0, text.size / 3, 0, -text.size / 3))
    for one, other in combinations(written, 2):
        inks = [text.rect.adjusted(1, text.size * 0.35, -1, -text.size * 0.35) for text in (one, other)]
        assert not inks[0].intersects(inks[1]), (one.text, other.text)


def test_pages_of_one_group_each_have_a_tag_at_one_place():
    signed, lost = sheet((SIGNED,)), sheet((LOST,))
    for word, other in zip(signed.cloud.words, lost.cloud.words, strict=True):
        if {SIGNED, LOST} <= word.sizes.keys():
            distance = signed.box(word, SIGNED).center() - lost.box(other, LOST).center()
            assert distance.manhattanLength() < 1e-6


def test_the_same_portrait_gives_the_same_picture(tmp_path):
    first = render_svg(sheet(ALL).draw(), tmp_path / "first.svg").read_bytes()
    for scale in (1, 1.5, 3):
        # What Qt has drawn is left in its store of letters.
        render_png(sheet(ALL, theme=DARK).draw(), tmp_path / "other.png", scale)
        # Not compared by ``assert``: half a megabyte of differences would take minutes to tell.
        is_same = render_svg(sheet(ALL).draw(), tmp_path / "again.svg").read_bytes() == first
        assert is_same, f"after a picture at {scale} dots per pixel"
    dots = [pixels(render_png(sheet(ALL).draw(), tmp_path / f"{number}.png")) for number in (1, 2)]
    # Not to the last dot: a letter out of Qt's store of drawn letters may have other edges than one drawn anew.
    assert np.mean(dots[0] != dots[1]) < 1e-4


def pixels(file: Path) -> np.ndarray:
    return np.asarray(Image.open(file).convert("RGB"))
