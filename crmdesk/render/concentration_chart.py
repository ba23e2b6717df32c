"""How few tags cover 80 % of those who signed, year by year: a row for each group of tags, with a line of its years."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF

from crmdesk.domain.portrait import CustomerGroup
from crmdesk.i18n import _, ngettext
from crmdesk.insight.persona.concentration import Concentration, FamilyCover, YearCover
from crmdesk.qt.theme import Theme
from crmdesk.render import pareto_wording as wording
from crmdesk.render.chart_frame import framed
from crmdesk.render.chart_table import ChartTable
from crmdesk.render.drawing import Dot, Drawing, Line, Mark, line_height, place, shorten
from crmdesk.render.graphic import Graphic
from crmdesk.render.notes import lay_out_emptiness
from crmdesk.render.odds_bars import GROUP_HUES
from crmdesk.render.pareto_bars import one_line
from crmdesk.render.row_table import NumberColumn, RowTable

PART = "|"
"""Between the uid of a group of tags (empty for all) and the year in a key."""

_MOST_NAMED = 5
_DOT = 3.0
_OF_PITCH = 0.62
_OF_PLOT, _WIDEST_STEP = 0.3, 34.0


def concentration_title() -> str:
    """What the chart is about."""
    return _("How few tags cover 80 % of those who signed")


def concentration_notes(figure: Concentration) -> list[str]:
    """How it is counted, and what a reader should keep in mind."""
    told = [
        _("Fewer tags (↓) than in the year before: the target narrows; fewer customers need fewer tags, too."),
        _("Tags taken greedily, each time the one that covers most of the rest; by the year of the first deal won."),
    ]
    if figure.years and any(cover.partial for row in figure.rows for cover in row.years):
        told.append(_("* so far"))
    if figure.undated:
        words = ngettext(
            "{n} customer signed on an unknown day", "{n} customers signed on unknown days", figure.undated
        )
        told.append(words.format(n=wording.number(figure.undated)))
    return told


def concentration_table(figure: Concentration) -> ChartTable:
    """A row for each group of tags and year, with the tags."""
    pairs = [(row, cover) for row in figure.rows for cover in row.years if cover.n]
    return ChartTable(
        (_("Tag group"), _("Year"), _("Customers"), _("Tags for 80 %"), _("Which")),
        tuple(
            (
                _name(row), _year(cover), cover.n, len(cover.steps) if cover.enough else None,
                _tags(cover, most=len(cover.steps)) if cover.enough else None,
            )
            for row, cover in pairs
        ),
        tuple(_key(row, cover.year) for row, cover in pairs),
    )  # fmt: skip


def draw_concentration(
    figure: Concentration, *, notes: Sequence[str], heading: str, theme: Theme, size: QSizeF
) -> Graphic:
    """Every number has a key."""

    def layout(area: QRectF) -> Drawing:
        if not any(cover.enough for row in figure.rows for cover in row.years):
            return lay_out_emptiness(_("Too few customers with tags have signed in any one year."), area, theme)
        count = len(figure.years)
        columns = [
            NumberColumn(
                _year(figure.rows[0].years[at]),
                tuple(_cell(row, at) for row in figure.rows),
                # The present year and the one before always stay.
                max(0, count - 2 - at),
                tuple(_key(row, figure.years[at]) if row.years[at].enough else "" for row in figure.rows),
            )
            for at in range(count)
        ]
        table = RowTable.fitted([_name(row) for row in figure.rows], columns, (), area, theme)
        return (*table.drawing(), *_lines(figure, table), *_named(figure, table))

    return framed(
        layout,
        title=concentration_title(),
        heading=heading,
        notes=[*concentration_notes(figure), *notes],
        facts=[f"{_name(row)}: {', '.join(map(_words, row.years))}" for row in figure.rows],
        tips={_key(row, cover.year): _tip(row, cover) for row in figure.rows for cover in row.years if cover.enough},
        theme=theme,
        size=size,
    )


def _key(row: FamilyCover, year: int) -> str:
    return f"{row.family.uid if row.family else ''}{PART}{year}"


def _name(row: FamilyCover) -> str:
    return one_line(row.family.name) if row.family else _("All tags together")


def _year(cover: YearCover) -> str:
    return f"{cover.year}*" if cover.partial else str(cover.year)


def _cell(row: FamilyCover, at: int) -> str:
    cover, before = row.years[at], row.years[at - 1] if at else None
    if not cover.enough:
        return "—"
    now, then = len(cover.steps), len(before.steps) if before and before.enough else 0
    arrow = "" if not then or now == then else " ↓" if now < then else " ↑"
    return f"{wording.number(now)}{arrow}"


def _lines(figure: Concentration, table: RowTable) -> Drawing:
    """The years of each row from left to right, from none at the bottom of the row to its most at the top."""
    theme, plot = table.theme, table.plot
    ink, step = theme.data[GROUP_HUES[CustomerGroup.SIGNED]], _line_width(figure, table) / len(figure.years)
    made: list[Mark] = []
    for at, row in enumerate(figure.rows[: table.shown]):
        most = max((len(cover.steps) for cover in row.years if cover.enough), default=1)
        high = table.pitch * _OF_PITCH
        points = [
            QPointF(plot.left() + (place + 0.5) * step, table.middle(at) + high / 2 - len(cover.steps) / most * high)
            for place, cover in enumerate(row.years)
            if cover.enough
        ]
        if len(points) > 1:
            made.append(Line(tuple(points), ink, 1.5))
        made += [Dot(point, _DOT, ink, theme.surface) for point in points]
    return tuple(made)


def _line_width(figure: Concentration, table: RowTable) -> float:
    return min(_OF_PLOT * table.plot.width(), _WIDEST_STEP * len(figure.years))


def _named(figure: Concentration, table: RowTable) -> Drawing:
    """The tags of the last year with enough customers, as many as there is room for, right of the lines."""
    theme, plot, size = table.theme, table.plot, table.theme.sizes.small
    x = plot.left() + _line_width(figure, table) + theme.spacing.medium
    room = plot.right() - x
    texts = [(_("The tags of the last year, with the share that each adds"), table.area.top() + line_height(size) / 2)]
    for at, row in enumerate(figure.rows[: table.shown]):
        last = next((cover for cover in reversed(row.years) if cover.enough), None)
        if last is not None:
            texts.append((_tags(last, most=len(last.steps)), table.middle(at)))
    return tuple(place(shorten(text, room, size), x, y, size=size, colour=theme.muted, down=0.5) for text, y in texts)


def _words(cover: YearCover) -> str:
    if not cover.enough:
        return _("{year}: too few customers ({n})").format(year=_year(cover), n=wording.number(cover.n))
    tags = ngettext("{n} tag", "{n} tags", len(cover.steps)).format(n=wording.number(len(cover.steps)))
    return _("{year}: {tags} cover {share} of {n} customers").format(
        year=_year(cover), tags=tags, share=wording.percent(cover.covered), n=wording.number(cover.n)
    )


def _tip(row: FamilyCover, cover: YearCover) -> str:
    opens = () if row.family is None else (_("opens the clouds of this group of tags"),)
    return "\n".join((f"{_name(row)} · {_words(cover)}", _tags(cover, most=_MOST_NAMED), *opens))


def _tags(cover: YearCover, most: int) -> str:
    """The first tags with the share that each adds."""
    named = [
        _("{tag} +{share}").format(tag=one_line(step.tag.name), share=wording.percent(step.adds / cover.n))
        for step in cover.steps[:most]
    ]
    return ", ".join([*named, *(["…"] if len(cover.steps) > most else [])])
