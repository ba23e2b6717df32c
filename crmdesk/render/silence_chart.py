"""Touches in the last 30 days before a loss against a win: columns side by side on one axis, in shares of each."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF

from crmdesk.i18n import _, ngettext
from crmdesk.insight.outcomes.silence import BUCKETS, Bucket, Contact, Silence
from crmdesk.qt.theme import Theme
from crmdesk.render import pareto_wording as wording
from crmdesk.render.chart_frame import framed
from crmdesk.render.chart_table import ChartTable, Percent
from crmdesk.render.drawing import Box, Drawing, Mark, line_height, place, shorten, text_width
from crmdesk.render.graphic import Graphic
from crmdesk.render.notes import lay_out_emptiness
from crmdesk.render.outcome_marks import lay_out_outcomes, outcome_ink
from crmdesk.render.outcome_wording import lost_deals, won_deals
from crmdesk.render.scale import guide_line, ticks

_PAIR_OF_SLOT = 0.72
_WIDEST_COLUMN = 54.0
_BETWEEN = 2.0


def silence_title(_figure: object) -> str:
    """What the chart is about."""
    return _("Touches in the last 30 days before the end")


def silence_notes(_figure: object) -> list[str]:
    """What is counted."""
    return [_("Done touches with the customer, not what the program noted")]


def silence_table(figure: Silence) -> ChartTable:
    """A row for each number of touches."""
    return ChartTable(
        (_("Touches"), _("Deals lost"), _("Share of lost"), _("Deals won"), _("Share of won")),
        tuple(
            (
                bucket_name(bucket),
                figure.lost.counts[at],
                Percent(figure.lost.share(at)) if figure.lost.enough else None,
                figure.won.counts[at],
                Percent(figure.won.share(at)) if figure.won.enough else None,
            )
            for at, bucket in enumerate(BUCKETS)
        ),
        tuple(bucket.key(won=False) for bucket in BUCKETS),
    )


def bucket_name(bucket: Bucket) -> str:
    """So many touches."""
    if bucket.last is None:
        return _("{n} or more").format(n=bucket.first)
    return str(bucket.first) if bucket.first == bucket.last else f"{bucket.first}–{bucket.last}"


def draw_silence(figure: Silence, *, notes: Sequence[str], heading: str, theme: Theme, size: QSizeF) -> Graphic:
    """Each column has a key; where deals of an outcome are too few, its columns are grey and tell counts."""

    def layout(area: QRectF) -> Drawing:
        if not figure.stated.n:
            return lay_out_emptiness(_("No deal with a known day ended here."), area, theme)
        legend, room = lay_out_outcomes(_side_words(figure, won=False), _side_words(figure, won=True), area, theme)
        return (*legend, *_Columns(figure, room, theme).drawing())

    return framed(
        layout,
        title=silence_title(figure),
        heading=heading,
        notes=[*notes, *silence_notes(figure)],
        facts=[_side_words(figure, won=won) for won in (False, True)]
        + [_tip(figure, at, won=won) for at in range(len(BUCKETS)) for won in (False, True)],
        tips={
            bucket.key(won=won): _tip(figure, at, won=won) for at, bucket in enumerate(BUCKETS) for won in (False, True)
        },
        theme=theme,
        size=size,
    )


def _side(figure: Silence, *, won: bool) -> Contact:
    return figure.won if won else figure.lost


def _side_words(figure: Silence, *, won: bool) -> str:
    side = _side(figure, won=won)
    n = won_deals(side.n) if won else lost_deals(side.n)
    if side.median is None or not side.enough:
        return n
    words = ngettext("{deals}, median {n} touch", "{deals}, median {n} touches", 1 if side.median == 1 else 2)
    return words.format(deals=n, n=f"{side.median:g}")


def _tip(figure: Silence, at: int, *, won: bool) -> str:
    side, bucket = _side(figure, won=won), BUCKETS[at]
    n = side.counts[at]
    deals = won_deals(n) if won else lost_deals(n)
    most = bucket.first if bucket.last is None else bucket.last
    touches = ngettext("{n} touch", "{n} touches", most).format(n=bucket_name(bucket))
    share = (_("{share} of {n}").format(share=wording.percent(side.share(at)), n=wording.number(side.n)),)
    return " · ".join((touches, deals, *(share if side.enough else ())))


@dataclass(frozen=True, slots=True)
class _Columns:
    figure: Silence
    area: QRectF
    theme: Theme

    @property
    def _plot(self) -> QRectF:
        size = self.theme.sizes.small
        left = text_width(wording.percent(1.0), size) + self.theme.spacing.small
        line = line_height(size)
        return self.area.adjusted(left, line, 0, -2 * line - self.theme.spacing.tiny)

    @property
    def _top(self) -> int:
        """The end of the axis in per cent."""
        sides = (self.figure.lost, self.figure.won)
        most = max(side.share(at) for side in sides for at in range(len(BUCKETS)))
        return min(100, -(-int(most * 100 + 1) // 10) * 10)

    def drawing(self) -> Drawing:
        slot = self._plot.width() / len(BUCKETS)
        made: list[Mark] = [*self._axis()]
        width = min(_WIDEST_COLUMN, slot * _PAIR_OF_SLOT / 2)
        for at, bucket in enumerate(BUCKETS):
            middle = self._plot.left() + (at + 0.5) * slot
            for won in (False, True):
                left = middle + _BETWEEN / 2 if won else middle - width - _BETWEEN / 2
                made += self._column(at, left, width, won=won)
            name = place(
                bucket_name(bucket), middle, self._plot.bottom() + 2,
                size=self.theme.sizes.small, colour=self.theme.text, across=0.5,
            )  # fmt: skip
            made.append(name)
        return (*made, *self._axis_name())

    def _axis_name(self) -> Drawing:
        size, plot = self.theme.sizes.small, self._plot
        text = shorten(_("touches in the last 30 days"), plot.width(), size)
        y = plot.bottom() + line_height(size) + 2
        return (place(text, plot.center().x(), y, size=size, colour=self.theme.muted, across=0.5),)

    def _axis(self) -> Drawing:
        plot, theme, size = self._plot, self.theme, self.theme.sizes.small
        made: list[Mark] = []
        steps = ticks(self._top)
        every = 1 if plot.height() / max(1, len(steps) - 1) >= line_height(size) else 2
        for tick in steps[::every]:
            y = plot.bottom() - tick / self._top * plot.height()
            made.append(guide_line(QPointF(plot.left(), y), QPointF(plot.right(), y), theme, strong=False))
            x = plot.left() - theme.spacing.small
            text = wording.percent(tick / 100)
            made.append(place(text, x, y, size=size, colour=theme.muted, across=1.0, down=0.5))
        return tuple(made)

    def _column(self, at: int, left: float, width: float, *, won: bool) -> list[Mark]:
        side, plot, theme = _side(self.figure, won=won), self._plot, self.theme
        if not side.counts[at]:
            return []
        height = max(2.0, side.share(at) * 100 / self._top * plot.height())
        rect = QRectF(left, plot.bottom() - height, width, height)
        ink = outcome_ink(theme, won=won) if side.enough else theme.border
        radius = theme.radii.bar if won else 0.0
        made: list[Mark] = [Box(rect, ink, radius, key=BUCKETS[at].key(won=won))]
        text = wording.percent(side.share(at)) if side.enough else wording.number(side.counts[at])
        if text_width(text, theme.sizes.small) <= width + _BETWEEN:
            x, colour = rect.center().x(), theme.text
            made.append(place(text, x, rect.top(), size=theme.sizes.small, colour=colour, across=0.5, down=1.0))
        return made
