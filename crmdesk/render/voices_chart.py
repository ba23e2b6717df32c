"""What the salesperson said against what the customer or the review found; in the frames both name the same reason."""

from collections.abc import Sequence

from babel.numbers import format_decimal
from PySide6.QtCore import QRectF, QSizeF

from crmdesk.domain.loss import Voice
from crmdesk.i18n import _, conventions, ngettext
from crmdesk.insight.outcomes.stated import Share, share_of
from crmdesk.insight.outcomes.voices import VoiceLine, Voices
from crmdesk.qt.theme import Theme
from crmdesk.render import pareto_wording as wording
from crmdesk.render.chart_frame import framed
from crmdesk.render.chart_table import ChartTable
from crmdesk.render.drawing import Drawing
from crmdesk.render.graphic import Graphic
from crmdesk.render.heat_grid import Cell, HeatGrid, Side
from crmdesk.render.notes import lay_out_emptiness
from crmdesk.render.outcome_wording import lost_deals, rate_words
from crmdesk.render.pareto_bars import one_line
from crmdesk.services.wording import voice_names


def voices_title(figure: Voices) -> str:
    """What stands against what."""
    if figure.other is Voice.CUSTOMER:
        return _("Salesperson (rows) and customer (columns)")
    return _("Salesperson (rows) and review (columns)")


def voices_notes(figure: Voices) -> list[str]:
    """How far they agree, and how that is meant."""
    told = [_("Same reason: {rate}").format(rate=rate_words(figure.agreed))]
    if figure.kappa is not None:
        told.append(_("Cohen’s kappa {kappa}").format(kappa=format_decimal(figure.kappa, "0.00", locale=conventions())))
    return [*told, _("framed: same reason; of losses on which both name one")]


def voices_table(figure: Voices) -> ChartTable:
    """A row for each reason that the salesperson named, with how often the other agreed."""
    names = [_name(line) for line in figure.lines]
    rows = [
        (_name(line), *counts, line.said, None if line.folded else _agreed(figure, row))
        for row, (line, counts) in enumerate(zip(figure.lines, figure.counts, strict=True))
    ]
    return ChartTable(
        (_("Salesperson"), *names, _("All"), _("Same reason")),
        tuple(rows),
        tuple(figure.key(None, line) if line.said else "" for line in figure.lines),
    )


def draw_voices(figure: Voices, *, notes: Sequence[str], heading: str, theme: Theme, size: QSizeF) -> Graphic:
    """Every cell and every total that counts any loss has a key."""

    def layout(area: QRectF) -> Drawing:
        if not figure.lines:
            return lay_out_emptiness(_("No loss here on which both name a reason."), area, theme)
        return _grid(figure, area, theme).drawing()

    return framed(
        layout,
        title=voices_title(figure),
        heading=heading,
        notes=[*notes, *voices_notes(figure)],
        facts=[_row_words(figure, row) for row in range(len(figure.lines))],
        tips=_tips(figure),
        theme=theme,
        size=size,
    )


def _name(line: VoiceLine) -> str:
    if line.folded:
        return ngettext("{n} other", "{n} others", line.folded).format(n=line.folded)
    return one_line(line.name)


def _agreed(figure: Voices, row: int) -> Share:
    return share_of(figure.counts[row][row], figure.lines[row].said, figure.stated.minimum)


def _grid(figure: Voices, area: QRectF, theme: Theme) -> HeatGrid:
    lines = figure.lines

    def cell(row: int, at: int) -> Cell:
        n = figure.counts[row][at]
        folded = bool(lines[row].folded or lines[at].folded)
        return Cell(n, figure.key(lines[at], lines[row]) if n else "", folded=folded, framed=row == at and not folded)

    def side(line: VoiceLine, n: int, key: str) -> Side:
        return Side(_name(line), Cell(n, key if n else ""))

    return HeatGrid(
        tuple(side(line, line.said, figure.key(None, line)) for line in lines),
        tuple(side(line, line.found, figure.key(line, None)) for line in lines),
        tuple(tuple(cell(row, at) for at in range(len(lines))) for row in range(len(lines))),
        wording.number,
        area,
        theme,
        square=True,
    )


def _row_words(figure: Voices, row: int) -> str:
    """What the salesperson named, and what the other did of those losses, the most frequent first."""
    found = sorted(zip(figure.counts[row], figure.lines, strict=True), key=lambda pair: -pair[0])
    told = ", ".join(f"{_name(line)} {wording.number(n)}" for n, line in found if n)
    line = figure.lines[row]
    return f"{_name(line)} {wording.number(line.said)}: {told}" if told else f"{_name(line)} {wording.number(0)}"


def _tips(figure: Voices) -> dict[str, str]:
    one, other = voice_names()[figure.one], voice_names()[figure.other]
    tips = {}
    for row, counts in zip(figure.lines, figure.counts, strict=True):
        said = f"{one}: {_name(row)}"
        for column, n in zip(figure.lines, counts, strict=True):
            found = f"{other}: {_name(column)}"
            tips[figure.key(column, row)] = " · ".join((said, found, lost_deals(n)))
        tips[figure.key(None, row)] = " · ".join((said, lost_deals(row.said)))
        tips[figure.key(row, None)] = " · ".join((f"{other}: {_name(row)}", lost_deals(row.found)))
    return tips
