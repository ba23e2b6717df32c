"""Cohorts by the month of creation: shades and numbers for the share won, lost, or open still, so many months later.

What is too young to tell is hatched and has no number; what is too few is grey and has counts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QRectF, QSizeF

from crmdesk.i18n import _, ngettext
from crmdesk.insight.outcomes.cohorts import AGES, Cohort, Cohorts, Fate
from crmdesk.qt.theme import Theme
from crmdesk.render import pareto_wording as wording
from crmdesk.render.chart_frame import framed
from crmdesk.render.chart_table import ChartTable
from crmdesk.render.drawing import Box, Drawing, Mark, line_height, place, text_width
from crmdesk.render.graphic import Graphic
from crmdesk.render.notes import lay_out_emptiness
from crmdesk.render.outcome_wording import lost_deals, rate_words, won_deals
from crmdesk.render.time_axis import month_name

_LOWEST_ROW, _HIGHEST_ROW = 13.5, 30.0  # digits are lower than a line of text
_WIDEST_COLUMN = 170.0
_GAP = 2.0


def cohorts_title(_figure: object, *, fate: Fate) -> str:
    """What the chart is about."""
    titles = {
        "won": _("Share won by month of creation"),
        "lost": _("Share lost by month of creation"),
        "open": _("Share still open by month of creation"),
    }
    return titles[fate]


def cohorts_notes(_figure: object) -> list[str]:
    """How the numbers are meant."""
    return [_("Of all deals created in the month; hatched: too young")]


def cohorts_table(figure: Cohorts, *, fate: Fate) -> ChartTable:
    """A row for each month."""
    return ChartTable(
        (_("Created"), _("Deals"), *map(_age_name, AGES)),
        tuple((_row_name(row), row.n, *row.shares(fate)) for row in figure.rows),
        tuple(row.key(len(AGES) - 1, fate) for row in figure.rows),
    )


def draw_cohorts(
    figure: Cohorts, *, fate: Fate, notes: Sequence[str], heading: str, theme: Theme, size: QSizeF
) -> Graphic:
    """Each number of deals that ended has a key.

    Where not all months find room, the latest do of which anything can be told.
    """

    def layout(area: QRectF) -> Drawing:
        if not figure.rows:
            return lay_out_emptiness(_("No deal was created here."), area, theme)
        return _Grid.fitted(figure, area, theme, fate).drawing()

    return framed(
        layout,
        title=cohorts_title(figure, fate=fate),
        heading=heading,
        notes=[*notes, *cohorts_notes(figure)],
        facts=[_row_words(row, fate) for row in figure.rows],
        tips=_tips(figure, fate),
        theme=theme,
        size=size,
    )


def _row_name(row: Cohort) -> str:
    return month_name(date.fromisoformat(f"{row.month}-01"))


def _age_name(months: int) -> str:
    return ngettext("{n} month", "{n} months", months).format(n=months)


def _row_words(row: Cohort, fate: Fate) -> str:
    known = [(months, share) for months, share in zip(AGES, row.shares(fate), strict=True) if share is not None]
    told = [f"{_age_name(months)} {rate_words(share)}" for months, share in known]
    return " · ".join((_row_name(row), _deals(row.n), *told))


def _deals(n: int) -> str:
    return ngettext("{n} deal created", "{n} deals created", n).format(n=wording.number(n))


def _tips(figure: Cohorts, fate: Fate) -> dict[str, str]:
    tips = {}
    for row in figure.rows:
        for place_, (months, share) in enumerate(zip(AGES, row.shares(fate), strict=True)):
            if share is None:
                continue
            ended = won_deals(share.part) if fate == "won" else lost_deals(share.part)
            within = _("{deals} within {age}").format(deals=ended, age=_age_name(months))
            tips[row.key(place_, fate)] = " · ".join((_row_name(row), within, rate_words(share)))
    return tips


@dataclass(frozen=True, slots=True)
class _Grid:
    """The rows that find room.

    ``names`` and ``counts`` stand at the left and end at ``ends``; the cells are in ``plot``.
    """

    figure: Cohorts
    rows: tuple[Cohort, ...]
    names: tuple[str, ...]
    counts: tuple[str, ...]
    ends: tuple[float, float]
    plot: QRectF
    theme: Theme
    fate: Fate

    @classmethod
    def fitted(cls, figure: Cohorts, area: QRectF, theme: Theme, fate: Fate) -> "_Grid":
        """The grid for an area."""
        line = line_height(theme.sizes.small)
        room = area.height() - line - theme.spacing.tiny
        most = max(1, int(room / _LOWEST_ROW))
        told = [row for row in figure.rows if row.won[0] is not None] or list(figure.rows)
        rows = figure.rows if len(figure.rows) <= most else tuple(told[-most:])
        names, counts = tuple(map(_row_name, rows)), tuple(wording.number(row.n) for row in rows)
        names_end = area.left() + max(text_width(name, theme.sizes.small) for name in names)
        widest = max(text_width(count, theme.sizes.small) for count in (*counts, _("n")))
        counts_end = names_end + theme.spacing.medium + widest
        left = counts_end + theme.spacing.medium
        width = min(_WIDEST_COLUMN * len(AGES), area.right() - left)
        height = min(_HIGHEST_ROW * len(rows), room)
        plot = QRectF(left, area.top() + line + theme.spacing.tiny, width, height)
        return cls(figure, rows, names, counts, (names_end, counts_end), plot, theme, fate)

    @property
    def _size(self) -> int:
        return self.theme.sizes.small

    @property
    def _row(self) -> float:
        return self.plot.height() / len(self.rows)

    @property
    def _column(self) -> float:
        return self.plot.width() / len(AGES)

    def _rect(self, row: int, at: int) -> QRectF:
        left, top = self.plot.left() + at * self._column, self.plot.top() + row * self._row
        return QRectF(left, top, self._column, self._row).adjusted(0, 0, -_GAP, -_GAP / 2)

    def drawing(self) -> Drawing:
        """All marks, column by column from below: as the stacks of a chart are walked along by keyboard."""
        made: list[Mark] = [*self._heads(), *self._names()]
        most = self._most()
        for at in range(len(AGES)):
            for row in reversed(range(len(self.rows))):
                made += self._cell(row, at, most)
        return tuple(made)

    def _heads(self) -> Drawing:
        names = [_age_name(months) for months in AGES]
        if max(text_width(name, self._size) for name in names) > self._column - _GAP:
            names = [str(months) for months in AGES]
        middle = self.plot.top() - self.theme.spacing.tiny - line_height(self._size) / 2
        heads = [(name, self._rect(0, at).center().x(), 0.5) for at, name in enumerate(names)]
        heads.append((_("n"), self.ends[1], 1.0))
        colour = self.theme.muted
        return tuple(
            place(name, x, middle, size=self._size, colour=colour, across=across, down=0.5) for name, x, across in heads
        )

    def _names(self) -> Drawing:
        """The months, and how many deals were created in each."""
        made: list[Mark] = []
        for at, texts in enumerate(zip(self.names, self.counts, strict=True)):
            middle = self._rect(at, 0).center().y()
            for text, x in zip(texts, self.ends, strict=True):
                made.append(place(text, x, middle, size=self._size, colour=self.theme.text, across=1.0, down=0.5))
        return tuple(made)

    def _most(self) -> float:
        """The highest rate that is told: that of the last shade."""
        shares = [share for row in self.figure.rows for share in row.shares(self.fate)]
        return max((share.rate for share in shares if share is not None and share.enough), default=0.0) or 1.0

    def _cell(self, row: int, at: int, most: float) -> list[Mark]:
        theme, rect, cohort = self.theme, self._rect(row, at), self.rows[row]
        share = cohort.shares(self.fate)[at]
        if share is None:
            return [Box(rect, theme.border, theme.radii.bar, hatched=True)]
        key = cohort.key(at, self.fate)
        if not share.enough:
            text = _("{part} of {whole}").format(part=share.part, whole=share.whole)
            return [Box(rect, theme.chip, theme.radii.bar, key=key), *self._number(rect, text, theme.muted)]
        step = min(len(theme.heat) - 1, int(share.rate / most * len(theme.heat)))
        ground, ink = theme.heat[step]
        return [Box(rect, ground, theme.radii.bar, key=key), *self._number(rect, wording.percent(share.rate), ink)]

    def _number(self, rect: QRectF, text: str, ink: str) -> list[Mark]:
        if text_width(text, self._size) > rect.width():
            return []
        middle = rect.center()
        return [place(text, middle.x(), middle.y(), size=self._size, colour=ink, across=0.5, down=0.5)]
