"""A Pareto chart as lying bars, with the running share in a panel beside them: for many groups or long names.

Every name is readable without tilting one's head; the panels share their rows and have a scale of their own each.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from crmdesk.domain.loss import NOT_RECORDED
from crmdesk.i18n import _
from crmdesk.qt.theme import Theme
from crmdesk.render import pareto_wording as wording
from crmdesk.render.drawing import Box, Dot, Drawing, Line, Mark, Text, line_height, place, shorten, text_width, wrap
from crmdesk.render.pareto_bars import VITAL_SHARE, Bar, Bars, Measure
from crmdesk.render.pareto_colours import bar_colour
from crmdesk.render.reason_heading import heading_ground
from crmdesk.render.scale import break_mark, guide_line

_LOWEST_PITCH = 18.0
_HIGHEST_PITCH = 72.0
_BAR_OF_PITCH = 0.66
_THICKEST_BAR = 34.0
_NAMES_OF_WIDTH = 0.34
_SHARES_OF_WIDTH = 0.26
_GAP_APART = 0.5  # of a row, before what is not recorded
_SHARES = (0.0, 0.5, VITAL_SHARE, 1.0)
_SHARES_IF_NARROW = (0.0, VITAL_SHARE)
_NARROW = 200.0
_NARROWEST = 36.0  # less shows nothing of a running share


def most_rows(height: float, theme: Theme, *, apart: bool) -> int:
    """How many bars find room in a height, besides that of what is not recorded (``apart``)."""
    return max(1, int((height - _head(theme)) / _LOWEST_PITCH - (1 + _GAP_APART if apart else 0)))


def lay_out_rows(bars: Bars, area: QRectF, theme: Theme, measure: Measure, currency: str) -> Drawing:
    """The drawing; ``bars`` must not be more than ``most_rows`` allows."""
    rows = len(bars.bars) + (1 + (_GAP_APART if bars.bars else 0.0) if bars.not_recorded else 0.0)
    body = area.adjusted(0, _head(theme), 0, 0)
    pitch = min(_HIGHEST_PITCH, body.height() / rows)
    names = [bar.name for bar in bars.bars] + ([_("Not recorded")] if bars.not_recorded else [])
    widest = max(text_width(name, _size(pitch, theme)) for name in names)
    name_width = min(widest, area.width() * _NAMES_OF_WIDTH)
    share_width = area.width() * _SHARES_OF_WIDTH
    if not (bars.ranked and bars.bars) or share_width - 2 * theme.spacing.huge < _NARROWEST:
        share_width = 0.0
    left = body.left() + name_width + theme.spacing.medium
    values = QRectF(left, body.top(), body.right() - share_width - left, pitch * rows)
    shares = QRectF(
        body.right() - share_width + theme.spacing.huge, body.top(), share_width - 2 * theme.spacing.huge, pitch * rows
    )
    return _Rows(bars, values, shares, pitch, name_width, area.right(), theme, measure, currency).drawing(names)


def _head(theme: Theme) -> float:
    return 2 * line_height(theme.sizes.small) + theme.spacing.small


def _size(pitch: float, theme: Theme) -> int:
    return theme.sizes.body if pitch >= line_height(theme.sizes.body) else theme.sizes.small


@dataclass(frozen=True, slots=True)
class _Rows:
    """The parts of the chart: names, a panel of values, a panel of running shares, all in rows of one pitch."""

    bars: Bars
    values: QRectF
    shares: QRectF
    pitch: float
    name_width: float
    right: float
    theme: Theme
    measure: Measure
    currency: str

    def drawing(self, names: list[str]) -> Drawing:
        if self.shares.width() > 0:
            return self._share_axis() + self._values() + self._running_share() + self._names(names)
        return self._values() + self._names(names)

    @property
    def _top(self) -> int:
        """The value that fills the panel."""
        values = [max(bar.value, bar.before or 0) for bar in self.bars.bars]
        return max(values, default=self.bars.not_recorded) or 1

    def _middle(self, index: int) -> float:
        apart = _GAP_APART if index == len(self.bars.bars) and index else 0.0
        return self.values.top() + (index + apart + 0.5) * self.pitch

    def _names(self, names: list[str]) -> Drawing:
        size, right = _size(self.pitch, self.theme), self.values.left() - self.theme.spacing.medium
        made: list[Mark] = []
        keys = [*(bar.heading for bar in self.bars.bars), ""]
        for index, (name, key) in reversed(list(enumerate(zip(names, keys, strict=False)))):
            lines = self._lines(name, size)
            colour = self.theme.muted if index == len(self.bars.bars) else self.theme.text
            texts = []
            for number, line in enumerate(lines):
                y = self._middle(index) + (number - len(lines) / 2) * line_height(size)
                texts.append(place(line, right, y, size=size, colour=colour, across=1.0))
            made += [*heading_ground(key, self.theme, *texts), *texts]
        return tuple(made)

    def _lines(self, name: str, size: int) -> tuple[str, ...]:
        """The name in as many lines as the row has room for, the last one cut if need be."""
        room = max(1, int(self.pitch / line_height(size)))
        wrapped = wrap(name, self.name_width + 1, size)
        if wrapped is None:
            return (shorten(name, self.name_width, size),)
        if len(wrapped) <= room:
            return wrapped
        start = 0
        for line in wrapped[: room - 1]:
            start = name.index(line, start) + len(line)
        return (*wrapped[: room - 1], shorten(name[start:].lstrip(), self.name_width, size))

    def _values(self) -> Drawing:
        made: Drawing = (
            self._title(wording.axis_title(self.measure, self.currency, won=self.bars.won), self.values.left()),
        )
        for index, bar in enumerate(self.bars.bars):
            rect = self._rect(index, bar.value)
            box = Box(rect, bar_colour(bar, self.theme), self._radius(rect), key=bar.key)
            share = bar.share if self.bars.ranked else None
            made += (box, *self._before(bar, rect), *self._numbers(rect, bar, share))
        return made + (self._apart() if self.bars.not_recorded else ())

    def _apart(self) -> Drawing:
        """What is not recorded: hatched, and cut if it is longer than the panel."""
        value = self.bars.not_recorded
        rect = self._rect(len(self.bars.bars), value)
        box = Box(rect, self.theme.muted, self._radius(rect), hatched=True, key=NOT_RECORDED)
        number = wording.value(self.measure, value, self.currency)
        made: Drawing = (box, *self._texts(rect.right(), rect.center().y(), number, (), self.theme.muted))
        if value <= self._top:
            return made
        middle = QPointF(rect.left() + rect.width() * 0.8, rect.center().y())
        return (*made, break_mark(middle, QPointF(0.0, rect.height()), self.theme))

    def _rect(self, index: int, value: int) -> QRectF:
        thickness = min(_THICKEST_BAR, self.pitch * _BAR_OF_PITCH)
        return QRectF(self.values.left(), self._middle(index) - thickness / 2, self._length(value), thickness)

    def _length(self, value: int) -> float:
        return (self.values.width() - self._text_room) * min(1.0, value / self._top)

    def _radius(self, rect: QRectF) -> float:
        return min(self.theme.radii.bar, rect.width() / 2)

    def _before(self, bar: Bar, rect: QRectF) -> Drawing:
        """A thin mark where the bar ended in the period before."""
        if bar.before is None:
            return ()
        x = self.values.left() + self._length(bar.before)
        over = QPointF(0, min(2.0, self.pitch * (1 - _BAR_OF_PITCH) / 2))
        ends = (QPointF(x, rect.top()) - over, QPointF(x, rect.bottom()) + over)
        return (Line(ends, self.theme.surface, 5.0), Line(ends, self.theme.text, 2.0))

    def _numbers(self, rect: QRectF, bar: Bar, share: float | None) -> tuple[Text, ...]:
        """The value behind its bar (and behind the mark), then its share and what has changed, where they are told."""
        said = [] if share is None else [wording.percent(share)]
        end = rect.right()
        if bar.before is not None:
            said.append(wording.change(self.measure, bar.value, bar.before, self.currency))
            end = max(end, rect.left() + self._length(bar.before))
        number = wording.value(self.measure, bar.value, self.currency)
        return self._texts(end, rect.center().y(), number, said, self.theme.text)

    def _texts(self, end: float, y: float, number: str, said: Sequence[str], colour: str) -> tuple[Text, ...]:
        size, gap = _size(self.pitch, self.theme), self.theme.spacing.small
        made = [place(number, end + gap, y, size=size, colour=colour, bold=True, down=0.5)]
        for text in said:
            made.append(place(text, made[-1].rect.right() + gap, y, size=size, colour=self.theme.muted, down=0.5))
        return tuple(made)

    @property
    def _floor(self) -> float:
        """Where the counted rows end."""
        return self.values.top() + len(self.bars.bars) * self.pitch

    @property
    def _text_room(self) -> float:
        """What the widest value and share need behind the longest bar."""
        size, gap = _size(self.pitch, self.theme), self.theme.spacing.small
        values = [*(bar.value for bar in self.bars.bars), self.bars.not_recorded]
        widest = max(text_width(wording.value(self.measure, value, self.currency), size, bold=True) for value in values)
        changes = [
            text_width(wording.change(self.measure, bar.value, bar.before, self.currency), size) + gap
            for bar in self.bars.bars
            if bar.before is not None
        ]
        return widest + text_width(wording.percent(1.0), size) + 2 * gap + max(changes, default=0.0)

    def _share_axis(self) -> Drawing:
        theme, top = self.theme, self.shares.top()
        title = self._title(_("Running share"), self.shares.left())
        over = max(0.0, title.rect.right() - self.right)
        made: list[Line | Text] = [self._title(_("Running share"), self.shares.left() - over)]
        for share in self._shares_named():
            x, guide = self.shares.left() + share * self.shares.width(), share == VITAL_SHARE
            made.append(guide_line(QPointF(x, top), QPointF(x, self._floor), theme, strong=guide))
            text, colour = wording.percent(share), theme.text if guide else theme.muted
            made.append(place(text, x, top, size=theme.sizes.small, colour=colour, bold=guide, across=0.5, down=1.0))
        return tuple(made)

    def _shares_named(self) -> tuple[float, ...]:
        if self.shares.width() >= _NARROW:
            return _SHARES
        apart = text_width(wording.percent(VITAL_SHARE), self.theme.sizes.small, bold=True) + self.theme.spacing.small
        return _SHARES_IF_NARROW if self.shares.width() * VITAL_SHARE >= apart else (VITAL_SHARE,)

    def _title(self, title: str, x: float) -> Text:
        y = self.values.top() - line_height(self.theme.sizes.small)
        return place(title, x, y, size=self.theme.sizes.small, colour=self.theme.muted, down=1.0)

    def _running_share(self) -> Drawing:
        points = [
            QPointF(self.shares.left() + bar.cumulative * self.shares.width(), self._middle(index))
            for index, bar in enumerate(self.bars.bars)
        ]
        dots = (Dot(point, 3.5, self.theme.text, self.theme.surface) for point in points)
        return (Line(tuple(points), self.theme.text, 1.8), *dots)
