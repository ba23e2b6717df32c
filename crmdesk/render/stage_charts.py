"""Where in the pipeline deals end: how many were lost at each stage, and how many of those that reached it went on."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSizeF

from crmdesk.domain.loss_pool import NOBODY
from crmdesk.domain.money import Money
from crmdesk.i18n import _, ngettext
from crmdesk.insight.outcomes.stage_path import WON_KEY, StagePart, StagePath
from crmdesk.qt.theme import Theme
from crmdesk.render import pareto_wording as wording
from crmdesk.render.chart_frame import framed
from crmdesk.render.chart_table import ChartTable
from crmdesk.render.drawing import Box, Drawing, Line, Text, line_height, place, shorten, text_width
from crmdesk.render.graphic import Graphic
from crmdesk.render.notes import lay_out_emptiness
from crmdesk.render.outcome_wording import lost_deals, rate_words, won_deals
from crmdesk.render.pareto_bars import Bar, Bars, Measure, one_line
from crmdesk.render.pareto_colours import LOST_HUE, WON_HUE, faded
from crmdesk.render.pareto_rows import lay_out_rows

_NAMES_OF_WIDTH = 0.3
_BAR_OF_PITCH = 0.62
_HIGHEST_PITCH = 40.0
_SWATCH = 10.0


def draw_stage_losses(
    figure: StagePath, *, measure: Measure, notes: Sequence[str], heading: str, theme: Theme, size: QSizeF
) -> Graphic:
    """Bars in the order of the pipeline; the key of a bar is the uid of its stage."""
    bars = _loss_bars(figure, measure)

    def layout(area: QRectF) -> Drawing:
        if not figure.lost:
            return lay_out_emptiness(_("No deal fits here."), area, theme)
        return lay_out_rows(bars, area, theme, measure, figure.currency)

    return framed(
        layout,
        title=stage_losses_title(figure),
        heading=heading,
        notes=[*notes, *stage_losses_notes(figure)],
        facts=[f"{bar.label} {wording.value(measure, bar.value, figure.currency)}" for bar in bars.bars],
        tips={stage.uid: _loss_tip(stage, figure) for stage in figure.stages},
        theme=theme,
        size=size,
    )


def stage_losses_title(_figure: object) -> str:
    """What the bars are about."""
    return _("At which stage we lose")


def stage_losses_notes(figure: StagePath) -> list[str]:
    """What the bars leave out."""
    if not figure.unplaced_lost:
        return []
    unknown = ngettext("{n} at an unknown stage", "{n} at an unknown stage", figure.unplaced_lost)
    return [unknown.format(n=wording.number(figure.unplaced_lost))]


def stage_losses_table(figure: StagePath) -> ChartTable:
    """A row for each stage, and one for what has none."""
    rows = [(stage.name, stage.lost, Money(stage.amount, figure.currency)) for stage in figure.stages]
    unplaced = [(_("Unknown stage"), figure.unplaced_lost, None)] if figure.unplaced_lost else []
    keys = (*(stage.uid for stage in figure.stages), *([NOBODY] if unplaced else []))
    return ChartTable((_("Stage"), _("Losses"), _("Amount lost")), (*rows, *unplaced), keys)


def _loss_bars(figure: StagePath, measure: Measure) -> Bars:
    values = [stage.lost if measure == "count" else max(0, stage.amount) for stage in figure.stages]
    total = sum(values) or 1
    bars = tuple(
        Bar(one_line(stage.name), value, value / total, 0.0, vital=True, key=stage.uid, hue=LOST_HUE)
        for stage, value in zip(figure.stages, values, strict=True)
    )
    return Bars(bars, total, 0, ranked=False)


def _loss_tip(stage: StagePart, figure: StagePath) -> str:
    amounts = (wording.amount(Money(stage.amount, figure.currency)),) if stage.amount else ()
    return " · ".join((stage.name, lost_deals(stage.lost), *amounts))


def stage_path_title(_figure: object) -> str:
    """What the path is about."""
    return _("How far deals get")


def stage_path_notes(_figure: object) -> list[str]:
    """How the rate is meant."""
    return [_("Rate = went on ÷ (went on + lost there); open deals are left out")]


def stage_path_table(figure: StagePath) -> ChartTable:
    """A row for each stage."""
    return ChartTable(
        (_("Stage"), _("Reached it"), _("Went on"), _("Lost there"), _("Still there"), _("Went on, share")),
        tuple((stage.name, stage.reached, stage.on.part, stage.lost, stage.still, stage.on) for stage in figure.stages),
        tuple(stage.uid for stage in figure.stages),
    )


def draw_stage_path(figure: StagePath, *, notes: Sequence[str], heading: str, theme: Theme, size: QSizeF) -> Graphic:
    """A bar for all that reached a stage, in parts; the key of the lost part is the uid of the stage."""

    def layout(area: QRectF) -> Drawing:
        if not figure.stated.n:
            return lay_out_emptiness(_("No deal fits here."), area, theme)
        return _Path.fitted(figure, area, theme).drawing()

    told = {stage.uid: _stage_words(stage) for stage in figure.stages} | {WON_KEY: won_deals(figure.won)}
    return framed(
        layout,
        title=stage_path_title(figure),
        heading=heading,
        notes=[*notes, *stage_path_notes(figure)],
        facts=list(told.values()),
        tips=told,
        theme=theme,
        size=size,
    )


def _stage_words(stage: StagePart) -> str:
    reached = ngettext("{n} reached it", "{n} reached it", stage.reached).format(n=wording.number(stage.reached))
    still = ngettext("{n} still there", "{n} still there", stage.still).format(n=wording.number(stage.still))
    on = _("went on: {rate}").format(rate=rate_words(stage.on))
    return " · ".join((stage.name, reached, lost_deals(stage.lost), still, on))


@dataclass(frozen=True, slots=True)
class _Path:
    """The rows of the stages below a legend, and a last one for what was won."""

    figure: StagePath
    area: QRectF
    plot: QRectF
    theme: Theme

    @classmethod
    def fitted(cls, figure: StagePath, area: QRectF, theme: Theme) -> "_Path":
        """With room for the names at the left, for the numbers of the lost and the rates at the right."""
        size = theme.sizes.small
        names = [*(one_line(stage.name) for stage in figure.stages), _("Won")]
        left = min(max(text_width(name, size) for name in names), area.width() * _NAMES_OF_WIDTH)
        lost = max(text_width(wording.number(stage.lost), size, bold=True) for stage in figure.stages)
        rates = max(text_width(text, size, bold=True) for text in (*map(_rate, figure.stages), _("Rate")))
        gap = theme.spacing.medium
        return cls(figure, area, area.adjusted(left + gap, 0, -rates - lost - 2 * gap, 0), theme)

    def drawing(self) -> Drawing:
        legend, top = self._legend()
        made: Drawing = legend
        pitch = min(_HIGHEST_PITCH, (self.area.bottom() - top) / (len(self.figure.stages) + 1))
        for row, stage in enumerate(self.figure.stages):
            made += self._row(stage, top + (row + 0.5) * pitch, pitch * _BAR_OF_PITCH)
        return made + self._won(top + (len(self.figure.stages) + 0.5) * pitch, pitch * _BAR_OF_PITCH)

    def _inks(self) -> tuple[tuple[str, str, bool], ...]:
        """What the parts of a bar mean, in their order."""
        theme = self.theme
        return (
            (_("Went on"), faded(theme.data[WON_HUE], theme), False),
            (_("Still there"), theme.muted, True),
            (_("Lost there"), theme.data[LOST_HUE], False),
        )

    def _legend(self) -> tuple[Drawing, float]:
        theme, size = self.theme, self.theme.sizes.small
        x, middle = self.plot.left(), self.area.top() + line_height(size) / 2
        made: list[Box | Text] = []
        for name, ink, hatched in self._inks():
            made.append(Box(QRectF(x, middle - _SWATCH / 2, _SWATCH, _SWATCH), ink, 2.0, hatched=hatched))
            text = place(name, x + _SWATCH + theme.spacing.tiny, middle, size=size, colour=theme.muted, down=0.5)
            made.append(text)
            x = text.rect.right() + theme.spacing.medium
        made.append(place(_("Rate"), self.area.right(), middle, size=size, colour=theme.muted, across=1.0, down=0.5))
        return tuple(made), self.area.top() + line_height(size) + theme.spacing.tiny

    def _name(self, text: str, middle: float) -> Text:
        theme, size = self.theme, self.theme.sizes.small
        room = self.plot.left() - self.area.left() - theme.spacing.medium + 1
        x = self.plot.left() - theme.spacing.medium
        return place(shorten(text, room, size), x, middle, size=size, colour=theme.text, across=1.0, down=0.5)

    def _row(self, stage: StagePart, middle: float, height: float) -> Drawing:
        theme, size = self.theme, self.theme.sizes.small
        made: list[Box | Line | Text] = [self._name(one_line(stage.name), middle)]
        left = self.plot.left()
        most = max(one.reached for one in self.figure.stages) or 1
        parts = (stage.on.part, stage.still, stage.lost)
        for (_name, ink, hatched), n, key in zip(self._inks(), parts, ("", "", stage.uid), strict=True):
            width = n / most * self.plot.width()
            if n:
                rect = QRectF(left, middle - height / 2, max(width - 1, 1), height)
                made.append(Box(rect, ink, min(2.0, width / 2), hatched=hatched, key=key))
                made += [] if key else self._inside(rect, n, theme.text, clear=hatched)
            left += width
        if stage.lost:
            lost, ink = wording.number(stage.lost), theme.data_ink[LOST_HUE]
            made.append(place(lost, left + theme.spacing.tiny, middle, size=size, colour=ink, bold=True, down=0.5))
        colour = theme.text if stage.on.enough else theme.muted
        x = self.area.right()
        rate = place(_rate(stage), x, middle, size=size, colour=colour, bold=stage.on.enough, across=1.0, down=0.5)
        return (*made, rate)

    def _inside(self, rect: QRectF, n: int, ink: str, *, clear: bool = False) -> list[Box | Text]:
        """The number in its part where there is room; ``clear`` of what is behind it on request."""
        theme, size, text = self.theme, self.theme.sizes.small, wording.number(n)
        if text_width(text, size) + theme.spacing.small > rect.width():
            return []
        middle = rect.center()
        number = place(text, middle.x(), middle.y(), size=size, colour=ink, across=0.5, down=0.5)
        return [*([Box(number.rect.adjusted(-2, 3, 2, -3), theme.surface)] if clear else []), number]

    def _won(self, middle: float, height: float) -> Drawing:
        theme = self.theme
        most = max(one.reached for one in self.figure.stages) or 1
        width = self.figure.won / most * self.plot.width()
        rect = QRectF(self.plot.left(), middle - height / 2, max(width - 1, 1), height)
        made: Drawing = (self._name(_("Won"), middle),)
        if self.figure.won:
            made += (
                Box(rect, theme.data[WON_HUE], theme.radii.bar, key=WON_KEY),
                *self._inside(rect, self.figure.won, theme.surface),
            )
        return made


def _rate(stage: StagePart) -> str:
    if stage.on.enough:
        return wording.percent(stage.on.rate)
    return _("n = {n}").format(n=wording.number(stage.on.whole))
