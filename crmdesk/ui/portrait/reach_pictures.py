"""How far the portrait reaches, made ready to be shown: each figure with its words and what its marks lead to."""

from collections.abc import Mapping, Sequence
from functools import partial

from crmdesk.domain.customer_list import CustomerQuery
from crmdesk.domain.persona import Likeness
from crmdesk.domain.portrait import CustomerGroup, PortraitFilter, PortraitTag
from crmdesk.services.portrait import Reach, customers_alike, customers_with
from crmdesk.ui.charts.chart_picture import ChartPicture

_NOBODY = CustomerQuery()


def coverage_picture(reach: Reach, wanted: PortraitFilter, notes: Sequence[str]) -> ChartPicture[CustomerQuery]:
    """Who is not like those who sign; a mark leads to its customers."""
    from crmdesk.render import coverage_chart as chart

    def wish(key: str) -> CustomerQuery:
        group, _part, likeness = key.partition(chart.PART)
        return customers_alike(CustomerGroup(group), Likeness(likeness), wanted)

    return ChartPicture(
        chart.coverage_title(),
        tuple(notes),
        tuple(chart.coverage_notes(reach.coverage)),
        partial(chart.draw_coverage, reach.coverage),
        partial(chart.coverage_table, reach.coverage),
        _NOBODY,
        wish,
    )


def lost_tags_picture(
    reach: Reach, wanted: PortraitFilter, tags: Mapping[str, PortraitTag], notes: Sequence[str]
) -> ChartPicture[CustomerQuery]:
    """The tags of lost customers; each leads to the lost customers that have it."""
    from crmdesk.render import lost_tags_chart as chart

    def wish(key: str) -> CustomerQuery | None:
        return customers_with([tags[key]], [CustomerGroup.LOST], wanted) if key in tags else None

    return ChartPicture(
        chart.lost_tags_title(),
        tuple(notes),
        tuple(chart.lost_tags_notes(reach.lost_tags)),
        partial(chart.draw_lost_tags, reach.lost_tags),
        partial(chart.lost_tags_table, reach.lost_tags),
        _NOBODY,
        wish,
    )


def concentration_picture(reach: Reach, notes: Sequence[str]) -> ChartPicture[str]:
    """How few tags cover those who signed; a number leads to its group of tags, of all groups to nothing."""
    from crmdesk.render import concentration_chart as chart

    def wish(key: str) -> str | None:
        return key.partition(chart.PART)[0] or None

    return ChartPicture(
        chart.concentration_title(),
        tuple(notes),
        tuple(chart.concentration_notes(reach.concentration)),
        partial(chart.draw_concentration, reach.concentration),
        partial(chart.concentration_table, reach.concentration),
        "",
        wish,
    )
