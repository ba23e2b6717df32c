"""A chart that is a table: names at the left, columns of numbers, and between them a plot that all rows share.

Columns that find no room are left out, the least important first. Knows nothing of what the rows are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from PySide6.QtCore import QPointF, QRectF

from crmdesk.i18n import _, ngettext
from crmdesk.insight.outcomes.stated import Share
from crmdesk.qt.theme import Theme
from crmdesk.render import pareto_wording as wording
from crmdesk.render.drawing import Box, Dot, Drawing, Line, Mark, Text, line_height, place, shorten, text_width
from crmdesk.render.pareto_bars import looked_into
from crmdesk.render.pareto_colours import WON_HUE, faded
from crmdesk.render.reason_heading import heading_ground
from crmdesk.render.scale import guide_line

_LOWEST_ROW, _HIGHEST_ROW = 19.0, 40.0
_NAMES_OF_WIDTH = 0.3
_LEAST_PLOT = 120.0
_BAR_OF_ROW = 0.5
_THICKEST_BAR = 14.0
_DOT = 4.5
_RATES = (0.0, 0.25, 0.5, 0.75, 1.0)
_TICK_GAP = 46.0


@dataclass(frozen=True, slots=True)
class NumberColumn:
    """A column of texts; ``rank`` says how soon it is left out, 0 never. A text with a key can be pointed at."""

    heading: str
    texts: tuple[str, ...]
    rank: int = 0
    keys: tuple[str, ...] = ()
    ink: str = ""

    def width(self, theme: Theme) -> float:
        """What its widest text needs, with the room around it."""
        texts = (*self.texts, self.heading)
        return max(text_width(text, theme.sizes.small, bold=True) for text in texts) + theme.spacing.medium


@dataclass(frozen=True, slots=True)
class RowTable:
    """The rows that find room, with ``before`` and ``after`` at the two sides of the ``plot``."""

    names: tuple[str, ...]
    before: tuple[NumberColumn, ...]
    after: tuple[NumberColumn, ...]
    area: QRectF
    plot: QRectF
    pitch: float
    shown: int
    theme: Theme
    headings: tuple[str, ...] = ()

    @classmethod
    def fitted(
        cls,
        names: Sequence[str],
        before: Sequence[NumberColumn],
        after: Sequence[NumberColumn],
        area: QRectF,
        theme: Theme,
        *,
        headings: Sequence[str] = (),
    ) -> "RowTable":
        """The table for an area; there must be a row. ``headings`` are the keys of the names, empty for none."""
        names = [looked_into(name) if key else name for name, key in zip_longest(names, headings, fillvalue="")]
        line = line_height(theme.sizes.small)
        widest = max(text_width(name, theme.sizes.small) for name in names) + theme.spacing.medium
        name_width = min(widest, area.width() * _NAMES_OF_WIDTH)
        room = area.width() - name_width - _LEAST_PLOT - theme.spacing.medium
        kept = _kept((*before, *after), room, theme)
        before, after = ([one for one in side if one in kept] for side in (before, after))
        left = area.left() + name_width + sum(one.width(theme) for one in before)
        right = area.right() - sum(one.width(theme) for one in after)
        body = area.adjusted(0, line + theme.spacing.tiny, 0, -line - theme.spacing.tiny)
        shown = max(1, min(len(names), int(body.height() / _LOWEST_ROW)))
        pitch = min(_HIGHEST_ROW, body.height() / shown)
        plot = QRectF(left + theme.spacing.medium, body.top(), right - left - theme.spacing.medium, pitch * shown)
        return cls(tuple(names), tuple(before), tuple(after), area, plot, pitch, shown, theme, (*headings,))

    def middle(self, row: int) -> float:
        """The height of the middle of a row."""
        return self.plot.top() + (row + 0.5) * self.pitch

    def bar_height(self) -> float:
        """How thick a bar of a row may be."""
        return min(_THICKEST_BAR, self.pitch * _BAR_OF_ROW)

    def drawing(self) -> Drawing:
        """All but the plot."""
        return (*self._rules(), *self._columns(), *self._rest(), *self._names())

    def _text(self, text: str, x: float, y: float, *, across: float, ink: str = "", bold: bool = False) -> Text:
        colour = ink or self.theme.muted
        return place(text, x, y, size=self.theme.sizes.small, colour=colour, bold=bold, across=across, down=0.5)

    @property
    def _head(self) -> float:
        return self.area.top() + line_height(self.theme.sizes.small) / 2

    def _rules(self) -> Drawing:
        tops = (self.plot.top() + row * self.pitch for row in range(self.shown + 1))
        left, right = self.area.left(), self.area.right()
        return tuple(guide_line(QPointF(left, y), QPointF(right, y), self.theme, strong=False) for y in tops)

    def _names(self) -> Drawing:
        room = self._starts()[0] - self.area.left() - self.theme.spacing.small
        size, ink = self.theme.sizes.small, self.theme.text
        named = list(zip_longest(self.names[: self.shown], self.headings[: self.shown], fillvalue=""))
        made: list[Mark] = []
        for row, (name, key) in reversed(list(enumerate(named))):
            text = self._text(shorten(name, room, size), self.area.left(), self.middle(row), across=0.0, ink=ink)
            made += [*heading_ground(key, self.theme, text), text]
        return tuple(made)

    def _starts(self) -> list[float]:
        """Where the columns begin, those before the plot and then those after it."""
        x = self.plot.left() - self.theme.spacing.medium - sum(one.width(self.theme) for one in self.before)
        starts = []
        for at, one in enumerate((*self.before, *self.after)):
            x = self.plot.right() if at == len(self.before) else x
            starts.append(x)
            x += one.width(self.theme)
        return starts or [x]

    def _columns(self) -> Drawing:
        made: list[Mark] = []
        for start, one in zip(self._starts(), (*self.before, *self.after), strict=False):
            right = start + one.width(self.theme)
            made.append(self._text(one.heading, right, self._head, across=1.0, ink=one.ink, bold=bool(one.ink)))
            # From below, as the stacks of a chart are walked along by keyboard.
            for row, text in reversed(list(enumerate(one.texts[: self.shown]))):
                made += self._cell(one, row, text, start, right)
        return tuple(made)

    def _cell(self, one: NumberColumn, row: int, text: str, start: float, right: float) -> list[Mark]:
        middle, ink = self.middle(row), one.ink or self.theme.text
        told = self._text(text, right, middle, across=1.0, ink=ink)
        key = one.keys[row] if one.keys else ""
        if not key:
            return [told]
        height = min(self.pitch - 2, line_height(self.theme.sizes.small) + 2)
        edge = self.theme.spacing.tiny
        left = max(start + edge, told.rect.left() - 2 * edge)
        ground = QRectF(left, middle - height / 2, right - left + edge, height)
        return [Box(ground, self.theme.hover, self.theme.radii.bar, key=key), told]

    def _rest(self) -> Drawing:
        """How many rows found no room."""
        left_out = len(self.names) - self.shown
        if not left_out:
            return ()
        text = ngettext("{n} more", "{n} more", left_out).format(n=left_out)
        y = self.area.bottom() - line_height(self.theme.sizes.small) / 2
        room = self.plot.left() - self.area.left() - self.theme.spacing.small
        return (self._text(shorten(text, room, self.theme.sizes.small), self.area.left(), y, across=0.0),)


def _kept(columns: Sequence[NumberColumn], room: float, theme: Theme) -> list[NumberColumn]:
    """The columns that fit, without the least important ones."""
    kept = list(columns)
    while sum(one.width(theme) for one in kept) > room and any(one.rank for one in kept):
        kept.remove(max(kept, key=lambda one: one.rank))
    return kept


def lay_out_rates(
    table: RowTable, shares: Sequence[Share], keys: Sequence[str], heading: str, *, pale: Sequence[bool] = ()
) -> Drawing:
    """Rates as dots in their intervals on one axis from 0 to 100 %; of too few deals only how many they are.

    ``pale`` says which of the rows stand back.
    """
    theme, plot = table.theme, table.plot
    size = theme.sizes.small
    top = shorten(heading, plot.width(), size)
    y = table.area.top() + line_height(size) / 2
    made: list[Mark] = [place(top, plot.left(), y, size=size, colour=theme.muted, down=0.5)]
    wide = plot.width() / (len(_RATES) - 1) >= _TICK_GAP
    for rate in _RATES if wide else _RATES[::2]:
        x = plot.left() + rate * plot.width()
        made.append(Line((QPointF(x, plot.top()), QPointF(x, plot.bottom())), theme.grid))
        below = plot.bottom() + theme.spacing.tiny
        made.append(place(wording.percent(rate), x, below, size=size, colour=theme.muted, across=rate))
    for row, (share, key) in reversed(list(enumerate(zip(shares[: table.shown], keys, strict=False)))):
        made += _rate(table, row, share, key, pale=bool(pale) and pale[row])
    return tuple(made)


def _rate(table: RowTable, row: int, share: Share, key: str, *, pale: bool) -> list[Mark]:
    theme, plot, middle = table.theme, table.plot, table.middle(row)
    if not share.enough:
        text = _("n = {n}").format(n=wording.number(share.whole)) if share.whole else "—"
        return [place(text, plot.left() + 2, middle, size=theme.sizes.small, colour=theme.muted, down=0.5)]
    height = table.bar_height()
    left, right = (plot.left() + end * plot.width() for end in (share.low, share.high))
    ink = faded(theme.data[WON_HUE], theme) if pale else theme.data[WON_HUE]
    bar = QRectF(left, middle - height / 2, right - left, height)
    at = QPointF(plot.left() + share.rate * plot.width(), middle)
    return [Box(bar, faded(ink, theme), theme.radii.bar, key=key), Dot(at, _DOT, ink, theme.surface)]
