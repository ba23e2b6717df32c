"""Design tokens: every colour, distance and size of the program, in a light and a dark theme.

Nothing else may name a colour or a size. Knows neither widgets nor what they show; needs no application.
"""

from dataclasses import dataclass

from PySide6.QtGui import QColor, QPalette

FONT_FAMILIES = ("crmdesk Sans", "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", "sans-serif")
"""The bundled font, then those that have the rare characters it leaves out."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class FontSizes:
    """Sizes of text in logical pixels."""

    small: int = 12
    body: int = 14
    heading: int = 17
    title: int = 22


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Spacing:
    """Distances in logical pixels."""

    tiny: int = 4
    small: int = 8
    medium: int = 12
    large: int = 20
    huge: int = 32


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Radii:
    """Radii of rounded corners in logical pixels."""

    bar: int = 3
    control: int = 6
    card: int = 10


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Theme:
    """The colours (``#rrggbb``) of one appearance, and the measures that all share.

    ``data`` is the colour-blind-safe palette of M. Okabe and K. Ito ("Color Universal Design", 2008) with its yellow
    and its black exchanged where they would not show on the surface; ``data_ink`` are the same hues for text. ``bar``
    and ``bar_minor`` are a chart's vital causes and the rest. ``rail`` is the dark strip of navigation, ``outline`` the
    edge of what can be typed into, ``hover`` the ground under the pointer. ``heat`` are the steps from little to much
    with the ink of a number on each; they go from the paper away in luminance alone, which every eye tells apart.
    """

    name: str
    canvas: str
    surface: str
    text: str
    muted: str
    border: str
    accent: str
    on_accent: str
    positive: str
    negative: str
    warning: str
    chip: str
    chip_accent: str
    chip_negative: str
    chip_positive: str
    chip_warning: str
    bar: str
    bar_minor: str
    grid: str
    rail: str
    rail_text: str
    rail_selected: str
    on_rail: str
    hover: str
    outline: str
    accent_hover: str
    data: tuple[str, ...]
    data_ink: tuple[str, ...]
    heat: tuple[tuple[str, str], ...]
    sizes: FontSizes = FontSizes()
    spacing: Spacing = Spacing()
    radii: Radii = Radii()

    @property
    def text_pairs(self) -> tuple[tuple[str, str], ...]:
        """Every pair of text and background that may be used; each has the contrast of WCAG 2.2 level AA."""
        inks = (self.text, self.muted, self.accent, self.positive, self.negative, self.warning)
        chips = (self.chip, self.chip_accent, self.chip_negative, self.chip_positive, self.chip_warning)
        return (
            *((ink, ground) for ink in inks for ground in (self.surface, self.canvas, self.hover, *chips)),
            *((self.on_accent, ground) for ground in (*inks[2:], self.accent_hover)),
            *((ink, ground) for ink in self.data_ink for ground in (self.surface, self.hover, self.chip_accent)),
            *((ink, ground) for ground, ink in self.heat),
            *((ink, ground) for ink in (self.rail_text, self.on_rail) for ground in (self.rail, self.rail_selected)),
        )

    @property
    def part_pairs(self) -> tuple[tuple[str, str], ...]:
        """Every pair of the edge of something that can be used and what is around it; level AA asks for 3:1."""
        around = (self.surface, self.canvas, self.hover)
        return tuple((edge, ground) for edge in (self.outline, self.accent, self.negative) for ground in around)


LIGHT = Theme(
    name="light",
    canvas="#F5F6F8",
    surface="#FFFFFF",
    text="#1A2330",
    muted="#5B6678",
    border="#DFE4EB",
    accent="#0F62AE",
    on_accent="#FFFFFF",
    positive="#0B6E4B",
    negative="#B93C08",
    warning="#8A5600",
    chip="#EDF1F5",
    chip_accent="#E1EFFB",
    chip_negative="#FDEDE5",
    chip_positive="#E0F3EA",
    chip_warning="#FCF2DE",
    bar="#0072B2",
    bar_minor="#7093B0",
    grid="#E8ECF1",
    rail="#0F1B2A",
    rail_text="#BCC8D6",
    rail_selected="#223B59",
    on_rail="#FFFFFF",
    hover="#F0F3F7",
    outline="#7E8C9F",
    accent_hover="#0B5294",
    data=("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#D55E00", "#56B4E9", "#F5C710", "#000000"),
    data_ink=("#005CA8", "#8F5A00", "#007353", "#A23B74", "#B84300", "#00738B", "#6F6300", "#000000"),
    heat=(
        ("#EAF5D5", "#1A2330"),
        ("#C2E5B9", "#1A2330"),
        ("#86CFBB", "#1A2330"),
        ("#4DB3C1", "#1A2330"),
        ("#2577A8", "#FFFFFF"),
        ("#253B8E", "#FFFFFF"),
    ),
)

DARK = Theme(
    name="dark",
    canvas="#10161E",
    surface="#18212C",
    text="#E8EDF3",
    muted="#9DABBD",
    border="#2E3A49",
    accent="#6BB5F2",
    on_accent="#0B1520",
    positive="#4FC79A",
    negative="#FF9466",
    warning="#F0BC52",
    chip="#263241",
    chip_accent="#183650",
    chip_negative="#452617",
    chip_positive="#133A2C",
    chip_warning="#3C3014",
    bar="#56B4E9",
    bar_minor="#5C7F9C",
    grid="#27323F",
    rail="#0B1017",
    rail_text="#B4C0CE",
    rail_selected="#1F3650",
    on_rail="#FFFFFF",
    hover="#1F2A37",
    outline="#66788D",
    accent_hover="#8AC5F6",
    data=("#56B4E9", "#E69F00", "#009E73", "#CC79A7", "#D55E00", "#0072B2", "#F0E442", "#FFFFFF"),
    data_ink=("#56B4E9", "#E69F00", "#2DBB8F", "#DD95BC", "#F0813A", "#86A6F2", "#F0E442", "#FFFFFF"),
    heat=(
        ("#1F3246", "#FFFFFF"),
        ("#24506E", "#FFFFFF"),
        ("#237087", "#FFFFFF"),
        ("#38A39B", "#0B1520"),
        ("#84D0A0", "#0B1520"),
        ("#E6F0A3", "#0B1520"),
    ),
)


def palette(theme: Theme) -> QPalette:
    """Qt's palette in the theme's colours, for the Fusion style."""
    role = QPalette.ColorRole
    colours = {
        role.Window: theme.canvas,
        role.WindowText: theme.text,
        role.Base: theme.surface,
        role.AlternateBase: theme.canvas,
        role.Text: theme.text,
        role.PlaceholderText: theme.muted,
        role.Button: theme.surface,
        role.ButtonText: theme.text,
        role.ToolTipBase: theme.chip,
        role.ToolTipText: theme.text,
        role.BrightText: theme.negative,
        role.Link: theme.accent,
        role.LinkVisited: theme.accent,
        role.Accent: theme.accent,
        role.Highlight: theme.accent,
        role.HighlightedText: theme.on_accent,
        role.Mid: theme.border,
        role.Midlight: theme.rail_text,
    }
    made = QPalette()
    for key, colour in colours.items():
        made.setColor(key, QColor(colour))
    for key in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, key, QColor(theme.muted))
    return made
