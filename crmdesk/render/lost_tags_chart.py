"""Tags of lost customers that no or surely fewer signed customers have: one bar for each group, on one scale."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF

from crmdesk.domain.portrait import CustomerGroup
from crmdesk.i18n import _, ngettext
from crmdesk.insight.log_odds import TagOdds
from crmdesk.insight.persona.lost_tags import LostTags
from crmdesk.qt.theme import Theme
from crmdesk.render import cloud_wording
from crmdesk.render import pareto_wording as wording
from crmdesk.render.chart_frame import framed
from crmdesk.render.chart_table import ChartTable, Percent
from crmdesk.render.drawing import Box, Drawing, Line, Mark, line_height, place
from crmdesk.render.graphic import Graphic
from crmdesk.render.notes import lay_out_emptiness
from crmdesk.render.odds_bars import GROUP_HUES
from crmdesk.render.pareto_bars import one_line
from crmdesk.render.row_table import NumberColumn, RowTable
from crmdesk.services.wording import group_name

_NOTES = 3
_ONE_SIDE = 0.025
"""How often a tag that makes no difference seems to be surely more common on this side."""


def lost_tags_title() -> str:
    """What the chart is about."""
    return _("Tags of the lost, rarely of the signed")


def lost_tags_notes(figure: LostTags) -> list[str]:
    """How tags come to be here."""
    least = ngettext(
        "Candidates for a wider target: of at least {n} lost customer and no signed one, or surely fewer (95 %).",
        "Candidates for a wider target: of at least {n} lost customers and no signed one, or surely fewer (95 %).",
        figure.minimum,
    ).format(n=wording.number(figure.minimum))
    by_chance = round(figure.tried * _ONE_SIDE)
    if not by_chance or not figure.rows:
        return [least]
    chance = ngettext("By chance {n} of {tried} would be here.", "By chance {n} of {tried} would be here.", by_chance)
    return [least, chance.format(tried=wording.number(figure.tried), n=wording.number(by_chance))]


def lost_tags_table(figure: LostTags) -> ChartTable:
    """A row for each tag."""
    return ChartTable(
        (
            _("Tag"), _("Tag group"),
            group_name(CustomerGroup.LOST), _("Share of the lost"),
            group_name(CustomerGroup.SIGNED), _("Share of the signed"),
        ),
        tuple(
            (
                one_line(row.tag.name), one_line(row.tag.group),
                row.b, Percent(row.b / figure.lost), row.a, Percent(row.a / figure.signed),
            )
            for row in figure.rows
        ),
        tuple(row.tag.uid for row in figure.rows),
    )  # fmt: skip


def draw_lost_tags(figure: LostTags, *, notes: Sequence[str], heading: str, theme: Theme, size: QSizeF) -> Graphic:
    """The keys are the uids of the tags."""

    def layout(area: QRectF) -> Drawing:
        if not figure.rows:
            return lay_out_emptiness(_("No tag sets lost customers apart from signed ones."), area, theme)
        keys = tuple(row.tag.uid for row in figure.rows)
        columns = (
            _column(CustomerGroup.LOST, [row.b for row in figure.rows], figure.lost, theme, keys),
            _column(CustomerGroup.SIGNED, [row.a for row in figure.rows], figure.signed, theme, ()),
        )
        names = [one_line(row.tag.name) for row in figure.rows]
        table = RowTable.fitted(names, (), columns, area, theme)
        return (*table.drawing(), *_bars(figure, table))

    return framed(
        layout,
        title=lost_tags_title(),
        heading=heading,
        notes=[*lost_tags_notes(figure), *notes],
        facts=[_words(figure, row) for row in figure.rows],
        tips={row.tag.uid: f"{_words(figure, row)}\n{_('opens the lost customers')}" for row in figure.rows},
        theme=theme,
        size=size,
        most=_NOTES,
    )


def _column(
    group: CustomerGroup, counts: Sequence[int], whole: int, theme: Theme, keys: tuple[str, ...]
) -> NumberColumn:
    texts = tuple(cloud_wording.share_of(count, whole) for count in counts)
    return NumberColumn(group_name(group), texts, keys=keys, ink=theme.data_ink[GROUP_HUES[group]])


def _bars(figure: LostTags, table: RowTable) -> Drawing:
    theme, plot = table.theme, table.plot
    shares = [(row.b / figure.lost, row.a / figure.signed) for row in figure.rows[: table.shown]]
    most = max(max(pair) for pair in shares)
    thick = table.bar_height() * 0.6
    made: list[Mark] = [Line((QPointF(plot.left(), plot.top()), QPointF(plot.left(), plot.bottom())), theme.outline)]
    # From below, as the stacks of a chart are walked along by keyboard.
    for at, (row, pair) in reversed(list(enumerate(zip(figure.rows, shares, strict=False)))):
        ground = QRectF(plot.left(), table.middle(at) - table.pitch / 2 + 1, plot.width(), table.pitch - 2)
        made.append(Box(ground, theme.surface, theme.radii.bar, key=row.tag.uid))
        for share, group, top in (
            (pair[0], CustomerGroup.LOST, table.middle(at) - thick), (pair[1], CustomerGroup.SIGNED, table.middle(at)),
        ):  # fmt: skip
            wide = max(1.0, share / most * plot.width()) if share else 0.0
            made.append(Box(QRectF(plot.left(), top, wide, thick), theme.data[GROUP_HUES[group]], theme.radii.bar))
    y = table.area.top() + line_height(theme.sizes.small) / 2
    told = _("Share of the customers")
    made.append(place(told, plot.left(), y, size=theme.sizes.small, colour=theme.muted, down=0.5))
    return tuple(made)


def _words(figure: LostTags, row: TagOdds) -> str:
    lost, signed = cloud_wording.share_of(row.b, figure.lost), cloud_wording.share_of(row.a, figure.signed)
    return _("{tag} · {group}: {lost} of the lost, {signed} of the signed").format(
        tag=one_line(row.tag.name), group=one_line(row.tag.group), lost=lost, signed=signed
    )
