"""What sets two groups of customers apart: bars to the right for tags of the one, to the left for those of the other.

Each bar is a log-odds ratio with its interval; the axis tells how many times as high the odds are. Knows the numbers,
not how they are made, nor what a click leads to.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from PySide6.QtCore import QPointF, QRectF, QSizeF

from crmdesk.domain.portrait import CustomerGroup
from crmdesk.i18n import _
from crmdesk.insight.log_odds import Comparison, TagOdds
from crmdesk.qt.theme import Theme
from crmdesk.render import cloud_wording as wording
from crmdesk.render.drawing import Box, Drawing, Line, Mark, Text, line_height, place, shorten, text_width
from crmdesk.render.graphic import Graphic
from crmdesk.render.notes import lay_out_notes, lay_out_title
from crmdesk.render.pareto_bars import one_line
from crmdesk.render.pareto_colours import faded
from crmdesk.render.scale import guide_line
from crmdesk.services.wording import group_name

_TIMES = (1.5, 2, 3, 5, 10, 20, 50, 100, 1000)
_GUIDE_GAP = 40.0
_LOWEST_ROW, _HIGHEST_ROW = 20.0, 27.0
_BEYOND = 1.4
_BAR_OF_ROW = 0.58
_CAP = 3.0
GROUP_HUES = {CustomerGroup.SIGNED: 2, CustomerGroup.PROSPECTS: 0, CustomerGroup.LOST: 4}
"""The places of the groups in the palette."""


def draw_odds_bars(
    comparison: Comparison,
    selected: frozenset[str],
    size: QSizeF,
    theme: Theme,
    *,
    heading: str = "",
    notes: Sequence[str] = (),
) -> Graphic:
    """The bars that find room, the clearest ones; their keys are the uids of the tags.

    ``heading`` is drawn above, ``notes`` below.
    """
    canvas = QRectF(0, 0, size.width(), size.height())
    margin = theme.spacing.large if heading else 0
    head, room = lay_out_title(heading, canvas.adjusted(margin, margin, -margin, -margin), theme)
    foot, room = lay_out_notes((*notes, wording.odds_legend()), room, theme)
    drawing = _Bars.fitted(comparison, room, theme).drawing(selected) if comparison.rows else _nothing(room, theme)
    return Graphic(
        (Box(canvas, theme.surface), *head, *drawing, *foot),
        size,
        title=wording.comparison_title(comparison),
        summary=wording.comparison_summary(comparison),
        tips={row.tag.uid: wording.odds_tip(comparison, row) for row in comparison.rows},
    )


def surest(rows: Sequence[TagOdds], most: int) -> tuple[TagOdds, ...]:
    """At most so many rows in their order: the surest of both sides, then those there are too few customers for.

    A difference is the surer the farther the near end of its interval is from none.
    """
    ahead = sorted((row for row in rows if row.enough and row.log_odds > 0), key=lambda row: -row.low)
    behind = sorted((row for row in rows if row.enough and row.log_odds <= 0), key=lambda row: row.high)
    unsure = sorted((row for row in rows if not row.enough), key=lambda row: -(row.a + row.b))
    first = ahead[: max(most // 2, most - len(behind))]
    then = behind[: most - len(first)]
    chosen = {row.tag.uid for row in (*first, *then, *unsure[: most - len(first) - len(then)])}
    return tuple(row for row in rows if row.tag.uid in chosen)


def _nothing(area: QRectF, theme: Theme) -> Drawing:
    size, middle = theme.sizes.body, area.center()
    shown = shorten(_("No customer of these groups has a tag."), area.width(), size)
    return (place(shown, middle.x(), middle.y(), size=size, colour=theme.muted, across=0.5, down=0.5),)


@dataclass(frozen=True, slots=True)
class _Bars:
    """Rows in ``plot``, between the counts of the second group on the left and those of the first on the right.

    ``reach`` is the log-odds at both ends of the plot.
    """

    comparison: Comparison
    rows: tuple[TagOdds, ...]
    area: QRectF
    plot: QRectF
    reach: float
    theme: Theme

    @classmethod
    def fitted(cls, comparison: Comparison, area: QRectF, theme: Theme) -> "_Bars":
        """The bars that an area has room for."""
        size, line = theme.sizes.small, line_height(theme.sizes.small)
        groups = (comparison.group_a, comparison.group_b)
        counts = [text for row in comparison.rows for text in _counts(comparison, row)]
        beside = max(text_width(text, size) for text in (*counts, *map(group_name, groups)))
        beside += theme.spacing.medium
        plot = area.adjusted(beside, line + theme.spacing.tiny, -beside, -line - theme.spacing.tiny)
        rows = surest(comparison.rows, max(1, int(plot.height() / _LOWEST_ROW)))
        # The bars rule, not their intervals: those of rare tags would leave no room for anything else.
        reach = max(log(2), *(_BEYOND * abs(row.log_odds) for row in rows))
        return cls(comparison, rows, area, plot, reach, theme)

    def drawing(self, selected: frozenset[str]) -> Drawing:
        """All marks; the rows of the selected tags stand out."""
        step = min(_HIGHEST_ROW, self.plot.height() / len(self.rows))
        tops = [self.plot.top() + at * step for at in range(len(self.rows))]
        grounds = [
            Box(
                QRectF(self.area.left(), top, self.area.width(), step),
                self.theme.chip_accent if row.tag.uid in selected else self.theme.surface,
                self.theme.radii.bar,
                key=row.tag.uid,
            )
            for row, top in zip(self.rows, tops, strict=True)
        ]
        bars = [mark for row, top in zip(self.rows, tops, strict=True) for mark in self._row(row, top, step)]
        return (*grounds, *self._axis(tops[-1] + step), *bars, *self._captions())

    def _x(self, odds: float) -> float:
        part = max(-1.0, min(1.0, odds / self.reach))
        return self.plot.center().x() + part * self.plot.width() / 2

    def _text(self, text: str, x: float, y: float, *, across: float, strong: bool = False) -> Text:
        colour = self.theme.text if strong else self.theme.muted
        return place(text, x, y, size=self.theme.sizes.small, colour=colour, across=across, down=0.5)

    def _row(self, row: TagOdds, top: float, step: float) -> Sequence[Mark]:
        middle = top + step / 2
        start, end = sorted((self._x(0), self._x(row.log_odds)))
        height = step * _BAR_OF_ROW
        bar = Box(QRectF(start, middle - height / 2, end - start, height), self._colour(row), self.theme.radii.bar)
        count_a, count_b = _counts(self.comparison, row)
        return (
            bar,
            *self._whisker(row, middle),
            *self._label(row, middle),
            self._text(count_b, self.area.left(), middle, across=0.0),
            self._text(count_a, self.area.right(), middle, across=1.0),
        )

    def _colour(self, row: TagOdds) -> str:
        if not row.enough:
            return self.theme.border
        group = self.comparison.group_a if row.log_odds > 0 else self.comparison.group_b
        hue = self.theme.data[GROUP_HUES[group]]
        return faded(hue, self.theme) if row.low <= 0 <= row.high else hue

    def _whisker(self, row: TagOdds, middle: float) -> Sequence[Line]:
        ink = self.theme.text if row.enough else self.theme.outline
        low, high = self._x(row.low), self._x(row.high)
        # An end beyond the axis has no cap.
        ends = [x for x, odds in ((low, row.low), (high, row.high)) if abs(odds) <= self.reach]
        caps = (Line((QPointF(x, middle - _CAP), QPointF(x, middle + _CAP)), ink) for x in ends)
        return (Line((QPointF(low, middle), QPointF(high, middle)), ink), *caps)

    def _label(self, row: TagOdds, middle: float) -> Sequence[Mark]:
        """The name on the other side of the axis: beyond the whisker if that crosses over, but on it if it is long."""
        gap, size, name = self.theme.spacing.small, self.theme.sizes.small, one_line(row.tag.name)
        ahead = row.log_odds > 0
        axis = self._x(0)
        beyond = min(axis, self._x(row.low)) - gap if ahead else max(axis, self._x(row.high)) + gap
        beside = axis - gap if ahead else axis + gap
        end = self.plot.left() if ahead else self.plot.right()
        x = beyond if text_width(name, size) <= abs(beyond - end) else beside
        text = self._text(shorten(name, abs(x - end), size), x, middle, across=float(ahead), strong=True)
        ground = Box(text.rect.adjusted(-2, 0, 2, 0), self.theme.surface)
        return (text,) if x == beyond else (ground, text)

    def _axis(self, bottom: float) -> Sequence[Mark]:
        """The middle line, and guides where the odds are so many times as high."""
        top, middle = self.plot.top(), self.plot.center().x()
        marks = list[Mark]()
        for times in self._guides():
            for x in (self._x(log(times)), self._x(-log(times))):
                marks.append(guide_line(QPointF(x, top), QPointF(x, bottom), self.theme, strong=False))
                marks.append(self._text(wording.times(times), x, self._heads_middle, across=0.5))
        marks.append(Line((QPointF(middle, top), QPointF(middle, bottom)), self.theme.outline, 1.5))
        for group, x, across in (
            (self.comparison.group_b, self.area.left(), 0.0),
            (self.comparison.group_a, self.area.right(), 1.0),
        ):
            marks.append(self._text(group_name(group), x, self._heads_middle, across=across))
        return marks

    @property
    def _heads_middle(self) -> float:
        return self.area.top() + line_height(self.theme.sizes.small) / 2

    def _guides(self) -> list[float]:
        """Round multiples along the axis with room for their names, from outside in."""
        found = list[float]()
        last = self.plot.right()
        for times in (times for times in reversed(_TIMES) if log(times) < self.reach):
            x = self._x(log(times))
            near = last - x < (_GUIDE_GAP if found else _GUIDE_GAP / 2)
            if not near and x - self.plot.center().x() >= _GUIDE_GAP:
                found.append(times)
                last = x
        return found

    def _captions(self) -> Sequence[Text]:
        """What each direction means, and how many tags found no room."""
        size = self.theme.sizes.small
        middle = self.area.bottom() - line_height(size) / 2
        behind = wording.more_common(self.comparison.group_b, ahead=False)
        ahead = wording.more_common(self.comparison.group_a, ahead=True)
        left_out = wording.left_out(len(self.comparison.rows) - len(self.rows))
        half = (self.area.width() - self.theme.spacing.medium) / 2
        ends = [
            self._text(shorten(behind, half, size), self.area.left(), middle, across=0.0),
            self._text(shorten(ahead, half, size), self.area.right(), middle, across=1.0),
        ]
        told = self._text(left_out, self.area.center().x(), middle, across=0.5)
        clear = all(not told.rect.adjusted(-8, 0, 8, 0).intersects(end.rect) for end in ends)
        return [*ends, told] if left_out and clear else ends


def _counts(comparison: Comparison, row: TagOdds) -> tuple[str, str]:
    """How many customers of the first and of the second group have a tag."""
    return wording.share_of(row.a, comparison.n_a), wording.share_of(row.b, comparison.n_b)
