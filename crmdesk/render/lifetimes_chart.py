"""How long deals live until they are lost and until they are won: two curves of Kaplan and Meier with their intervals.

Says it in words and as a table; ``lifetimes_plot`` draws it.
"""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSizeF

from crmdesk.i18n import _, ngettext
from crmdesk.insight.outcomes.lifetimes import Band, Curve, Lifetimes, Step, band_key
from crmdesk.qt.theme import Theme
from crmdesk.render import pareto_wording as wording
from crmdesk.render.chart_frame import framed
from crmdesk.render.chart_table import ChartTable, Percent
from crmdesk.render.drawing import Drawing
from crmdesk.render.graphic import Graphic
from crmdesk.render.lifetimes_plot import LifetimesPlot
from crmdesk.render.notes import lay_out_emptiness
from crmdesk.render.outcome_marks import lay_out_outcomes
from crmdesk.render.outcome_wording import lost_deals, won_deals

_MOST_BANDS = 14
_NARROWEST_BAND = 60.0  # of the whole width


def lifetimes_title(_figure: object) -> str:
    """What the chart is about."""
    return _("Days until lost and until won")


def lifetimes_notes(figure: Lifetimes) -> list[str]:
    """How the curves are meant."""
    told = [_("Kaplan–Meier, 95% interval; open deals are censored")]
    if figure.stated.since or figure.stated.until:
        told.append(_("deals count while they are under way in the period"))
    return told


def lifetimes_table(figure: Lifetimes) -> ChartTable:
    """A row for each stretch of age."""
    headings = (
        _("Days open"), _("At risk"), _("Deals lost"), _("Not lost yet"), _("At least"), _("At most"), _("Deals won"),
        _("Not won yet"), _("At least"), _("At most"),
    )  # fmt: skip
    bands = figure.bands(_MOST_BANDS)
    return ChartTable(
        headings,
        tuple(
            (
                band_name(band), band.at_risk, band.lost, *_percents(figure.lost.at(band.last)), band.won,
                *_percents(figure.won.at(band.last)),
            )
            for band in bands
        ),
        tuple(band_key(band, won=False) for band in bands),
    )  # fmt: skip


def _percents(step: Step | None) -> tuple[Percent, Percent, Percent]:
    known = (step.survival, step.low, step.high) if step else (1.0, 1.0, 1.0)
    first, low, high = map(Percent, known)
    return first, low, high


def band_name(band: Band) -> str:
    """A stretch of age in days."""
    return str(band.first) if band.first == band.last else f"{band.first}–{band.last}"


def draw_lifetimes(figure: Lifetimes, *, notes: Sequence[str], heading: str, theme: Theme, size: QSizeF) -> Graphic:
    """The numbers of deals lost and won at an age have keys."""

    def layout(area: QRectF) -> Drawing:
        if not figure.stated.n:
            return lay_out_emptiness(_("No deal with known days fits here."), area, theme)
        legend, room = lay_out_outcomes(*_legend(figure), area, theme, lines=True)
        return (*legend, *LifetimesPlot.fitted(figure, _bands(figure, size), room, theme).drawing())

    return framed(
        layout,
        title=lifetimes_title(figure),
        heading=heading,
        notes=[*notes, *lifetimes_notes(figure)],
        facts=_legend(figure),
        tips=_tips(figure, size),
        theme=theme,
        size=size,
    )


def _legend(figure: Lifetimes) -> tuple[str, str]:
    """Either curve in words, first that of the deals lost; of too few ends only how many they are."""

    def told(curve: Curve, ended: str) -> str:
        if curve.ended < figure.stated.minimum:
            return ended
        if curve.median is None:
            return _("{deals}, median not reached").format(deals=ended)
        days = ngettext("{n} day", "{n} days", curve.median).format(n=wording.number(curve.median))
        return _("{deals}, median {days}").format(deals=ended, days=days)

    return told(figure.lost, lost_deals(figure.lost.ended)), told(figure.won, won_deals(figure.won.ended))


def _bands(figure: Lifetimes, size: QSizeF) -> tuple[Band, ...]:
    return figure.bands(max(2, min(_MOST_BANDS, int(size.width() / _NARROWEST_BAND))))


def _tips(figure: Lifetimes, size: QSizeF) -> dict[str, str]:
    tips = {}
    for band in _bands(figure, size):
        days = _("{days} days open").format(days=band_name(band))
        at_risk = ngettext("{n} had come so far", "{n} had come so far", band.at_risk)
        for won, curve, n in ((False, figure.lost, band.lost), (True, figure.won, band.won)):
            step = curve.at(band.last)
            left = wording.percent(step.survival if step else 1.0)
            after = (_("{share} not won yet") if won else _("{share} not lost yet")).format(share=left)
            deals = won_deals(n) if won else lost_deals(n)
            words = (days, deals, at_risk.format(n=wording.number(band.at_risk)), after)
            tips[band_key(band, won=won)] = " · ".join(words)
    return tips
