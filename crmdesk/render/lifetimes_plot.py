"""Two curves of Kaplan and Meier with their intervals; below them how many ended at each age, and how many came so far.

Knows nothing of what is around it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from crmdesk.i18n import _
from crmdesk.insight.outcomes.lifetimes import Band, Curve, Lifetimes, band_key
from crmdesk.qt.theme import Theme
from crmdesk.render import pareto_wording as wording
from crmdesk.render.drawing import Box, Dot, Drawing, Line, Mark, line_height, place, text_width
from crmdesk.render.outcome_marks import outcome_ink, outcome_line
from crmdesk.render.pareto_colours import LOST_HUE, WON_HUE
from crmdesk.render.scale import guide_line

_SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)
_HALF = 0.5
_DOTS = (1.0, 2.0)
_SIGN = 4.5
_CELL = 17.0
_LOW = 150.0


@dataclass(frozen=True, slots=True)
class LifetimesPlot:
    """The plot of both curves with the numbers below it."""

    figure: Lifetimes
    bands: tuple[Band, ...]
    plot: QRectF
    has_risk: bool
    theme: Theme

    @classmethod
    def fitted(cls, figure: Lifetimes, bands: tuple[Band, ...], area: QRectF, theme: Theme) -> "LifetimesPlot":
        """The plot for an area, which must be high to have a line for how many came so far."""
        size, has_risk = theme.sizes.small, area.height() >= _LOW
        names = (wording.percent(1.0), _("days"), _("lost"), _("won"), *((_("at risk"),) if has_risk else ()))
        left = max(text_width(name, size, bold=True) for name in names) + theme.spacing.small
        right = text_width(wording.number(bands[-1].last + 1), size) / 2
        line = line_height(size)
        below = line + theme.spacing.tiny + _CELL * (3 if has_risk else 2)
        return cls(figure, bands, area.adjusted(left, line / 2, -right, -below), has_risk, theme)

    def drawing(self) -> Drawing:
        """All marks."""
        return (
            *self._axis(),
            *self._curve(self.figure.lost, won=False),
            *self._curve(self.figure.won, won=True),
            *self._numbers(),
        )

    @property
    def _size(self) -> int:
        return self.theme.sizes.small

    @property
    def _end(self) -> int:
        return self.bands[-1].last + 1

    def _x(self, day: float) -> float:
        return self.plot.left() + day / self._end * self.plot.width()

    def _y(self, share: float) -> float:
        return self.plot.bottom() - share * self.plot.height()

    def _text(self, text: str, x: float, y: float, *, across: float, ink: str = "", bold: bool = False) -> Mark:
        colour = ink or self.theme.muted
        return place(text, x, y, size=self._size, colour=colour, bold=bold, across=across, down=0.5)

    def _axis(self) -> Drawing:
        plot, theme = self.plot, self.theme
        made: list[Mark] = []
        has_room = plot.height() / (len(_SHARES) - 1) >= line_height(self._size)
        for share in _SHARES if has_room else _SHARES[::2]:
            y = self._y(share)
            made.append(guide_line(QPointF(plot.left(), y), QPointF(plot.right(), y), theme, strong=share == _HALF))
            made.append(self._text(wording.percent(share), plot.left() - theme.spacing.small, y, across=1.0))
        middle = plot.bottom() + theme.spacing.tiny + line_height(self._size) / 2
        made.append(self._text(_("days"), plot.left() - theme.spacing.small, middle, across=1.0))
        days = (*(band.first for band in self.bands), self._end)
        return (*made, *(self._text(wording.number(day), self._x(day), middle, across=0.5) for day in days))

    def _curve(self, curve: Curve, *, won: bool) -> Drawing:
        ink = outcome_ink(self.theme, won=won)
        bounds = [
            Line(self._stairs([(step.day, end) for step, end in ends]), ink, 1.0, _DOTS)
            for ends in (
                [(step, step.low) for step in curve.steps],
                [(step, step.high) for step in curve.steps],
            )
        ]
        line = outcome_line(self._stairs([(step.day, step.survival) for step in curve.steps]), self.theme, won=won)
        return (*bounds, line, *self._median(curve, ink, won=won))

    def _stairs(self, values: Sequence[tuple[int, float]]) -> tuple[QPointF, ...]:
        """The points of a curve that falls by steps, from 1 at the beginning."""
        points, before = [QPointF(self._x(0), self._y(1.0))], 1.0
        for day, value in values:
            x = self._x(min(day, self._end))
            points += [QPointF(x, self._y(share)) for share in (before, value)]
            before = value
            if day >= self._end:
                break
        return tuple(points)

    def _median(self, curve: Curve, ink: str, *, won: bool) -> tuple[Mark, ...]:
        if curve.median is None:
            return ()
        at = QPointF(self._x(curve.median), self._y(_HALF))
        if won:
            return (Dot(at, _SIGN, ink, self.theme.surface),)
        return (Box(QRectF(at.x() - _SIGN, at.y() - _SIGN, 2 * _SIGN, 2 * _SIGN), ink),)

    def _numbers(self) -> Drawing:
        """Below each stretch of age how many came so far, how many were lost and how many won."""
        theme = self.theme
        top = self.plot.bottom() + line_height(self._size) + theme.spacing.tiny
        made: list[Mark] = []
        if self.has_risk:
            made += self._row(_("at risk"), [band.at_risk for band in self.bands], top, theme.muted)
            top += _CELL
        for won, hue, name in ((False, LOST_HUE, _("lost")), (True, WON_HUE, _("won"))):
            counts = [band.won if won else band.lost for band in self.bands]
            keys = [band_key(band, won=won) for band in self.bands]
            made += self._row(name, counts, top + _CELL * won, theme.data_ink[hue], keys)
        return tuple(made)

    def _row(self, name: str, counts: Sequence[int], top: float, ink: str, keys: Sequence[str] = ()) -> list[Mark]:
        theme, middle = self.theme, top + _CELL / 2
        made = [self._text(name, self.plot.left() - theme.spacing.small, middle, across=1.0, ink=ink, bold=bool(keys))]
        for at, (band, n) in enumerate(zip(self.bands, counts, strict=True)):
            left, right = self._x(band.first), self._x(band.last + 1)
            if keys and n:
                cell = QRectF(left + 1, top + 1, right - left - 2, _CELL - 2)
                made.append(Box(cell, theme.hover, theme.radii.bar, key=keys[at]))
            if n:
                made.append(self._text(wording.number(n), (left + right) / 2, middle, across=0.5, ink=ink))
        return made
