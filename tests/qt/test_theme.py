import math
import operator
from itertools import combinations, pairwise

import pytest
from PySide6.QtGui import QColor, QFontInfo, QFontMetricsF, QPalette, QRawFont

from crmdesk.qt.fonts import font, load_fonts
from crmdesk.qt.theme import DARK, LIGHT, Theme, palette
from crmdesk.render.pareto_colours import LOST_HUE, WON_HUE

both_themes = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_computed_as_in_the_standard() -> None:
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@both_themes
def test_every_text_is_readable_on_its_background(theme: Theme) -> None:
    low = {pair: round(contrast(*pair), 2) for pair in theme.text_pairs if contrast(*pair) < 4.5}
    assert not low


@both_themes
def test_every_edge_and_focus_is_seen(theme: Theme) -> None:
    low = {pair: round(contrast(*pair), 2) for pair in theme.part_pairs if contrast(*pair) < 3}
    assert not low


@both_themes
def test_the_parts_of_a_chart_stand_out(theme: Theme) -> None:
    for part in (theme.bar, theme.bar_minor, theme.muted, theme.text):
        assert contrast(part, theme.surface) >= 3, part
    assert contrast(theme.bar, theme.bar_minor) >= 1.5


@both_themes
def test_data_colours_show_on_the_surface_and_differ(theme: Theme) -> None:
    assert len(theme.data) == 8
    assert all(contrast(colour, theme.surface) >= 1.5 for colour in theme.data)
    for one, other in combinations(map(QColor, theme.data), 2):
        distance = abs(one.red() - other.red()) + abs(one.green() - other.green()) + abs(one.blue() - other.blue())
        assert distance > 60


# G. M. Machado, M. M. Oliveira, L. A. F. Fernandes, "A Physiologically-based Model for Simulation of Color Vision
# Deficiency", IEEE TVCG 15, 2009: the matrices of severity 1.0, for linear RGB.
EYES = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def seen(colour: str, eye: str) -> tuple[float, ...]:
    """The colour in CIELAB (D65) as an eye sees it."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    red, green, blue = (min(1.0, max(0.0, sum(map(operator.mul, row, linear)))) for row in EYES[eye])
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


@both_themes
@pytest.mark.parametrize("eye", EYES)
def test_what_stands_side_by_side_in_a_chart_is_told_apart_by_every_eye(theme: Theme, eye: str):
    hues = [seen(colour, eye) for colour in theme.data[:6]]
    assert min(math.dist(one, other) for one, other in combinations(hues, 2)) > 15
    won, lost = hues[WON_HUE], hues[LOST_HUE]
    assert math.dist(won, lost) > 80
    steps = [seen(ground, eye)[0] for ground, _ink in theme.heat]
    assert sorted(steps, reverse=theme is LIGHT) == steps, "from little to much in one direction of lightness"
    assert min(abs(one - other) for one, other in pairwise(steps)) > 6


@both_themes
@pytest.mark.usefixtures("qapp")
def test_the_palette_speaks_the_theme(theme: Theme) -> None:
    made = palette(theme)
    assert made.color(QPalette.ColorRole.Window).name().upper() == theme.canvas
    assert made.color(QPalette.ColorRole.Text).name().upper() == theme.text
    assert made.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text).name().upper() == theme.muted


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("bold", [False, True])
def test_the_bundled_font_has_both_scripts(*, bold: bool) -> None:
    load_fonts()
    load_fonts()
    made = font(14, bold=bold)
    assert QFontInfo(made).family() == "crmdesk Sans"
    assert QFontInfo(made).bold() is bold
    raw = QRawFont.fromFont(made)
    missing = [
        sign for sign in "Price 客情问题 客戶關係 ¥€£ “”·›—… ①★△ 喆堃镕 №" if not raw.supportsCharacter(ord(sign))
    ]
    assert not missing


@pytest.mark.usefixtures("qapp")
def test_bold_is_wider() -> None:
    load_fonts()
    regular, bold = (QFontMetricsF(font(14, bold=weight)).horizontalAdvance("Price") for weight in (False, True))
    assert bold > regular
