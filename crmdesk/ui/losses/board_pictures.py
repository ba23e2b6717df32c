"""Why deals are lost, and how that changes: the two charts that are drawn from the counts of the screen itself."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from crmdesk.domain.loss_pool import Dimension, PoolFilter, Tally
from crmdesk.i18n import _
from crmdesk.insight.loss_board import LossBoard
from crmdesk.insight.loss_trend import Step
from crmdesk.insight.outcomes.headings import reason_of_heading
from crmdesk.ui.charts.chart_picture import ChartPicture
from crmdesk.ui.losses.chart_wishes import ChartWishes
from crmdesk.ui.losses.pool_wishes import collapsed
from crmdesk.ui.losses.pool_words import amount_notes, before_words, chart_notes

if TYPE_CHECKING:
    from crmdesk.render.chart_table import ChartTable
    from crmdesk.render.graphic import Graphic


def reasons_picture(
    board: LossBoard, before: LossBoard | None, period: str, wishes: ChartWishes
) -> ChartPicture[PoolFilter]:
    """The reasons, or those right below the one that is looked into."""
    inside = wishes.inside
    whole = board.reason(inside)
    shown = whole.tally if whole else sum((entry.tally for entry in board.reasons_in("")), Tally())
    title = _("What spoke against won deals") if board.wanted.won else _("Why we lose")
    title = _("{reason} › {below}").format(reason=title, below=whole.name) if whole else title
    notes = chart_notes(board, period, n=shown.n, besides=Dimension.REASON)

    def draw(**look: object) -> "Graphic":
        from crmdesk.render.pool_pareto import draw_pool_pareto

        return draw_pool_pareto(board, inside, before=before, measure=wishes.measure, title=title, **look)  # type: ignore[arg-type]  # passed on as given

    def table() -> "ChartTable":
        from crmdesk.render.pool_tables import reasons_table

        return reasons_table(board, inside, before)

    base = replace(_base(board), reasons=frozenset({inside} if inside else ()))
    return ChartPicture(
        title, _noted(notes, board, before, shown, wishes), (), draw, table, base, partial(_wish, board, "")
    )


def trend_picture(
    board: LossBoard, before: LossBoard | None, period: str, wishes: ChartWishes
) -> ChartPicture[PoolFilter]:
    """The losses by month."""
    shown = sum((tally for span in board.trend.spans for tally in (*span.wanted, *span.aside)), Tally())
    names = {Step.MONTH: _("Trend by month"), Step.QUARTER: _("Trend by quarter"), Step.YEAR: _("Trend by year")}
    title = names[board.trend.step]
    notes = chart_notes(board, period, n=shown.n, besides=Dimension.MONTH)

    def draw(**look: object) -> "Graphic":
        from crmdesk.render.pool_trend import draw_pool_trend

        return draw_pool_trend(board, before=before, measure=wishes.measure, title=title, **look)  # type: ignore[arg-type]  # passed on as given

    def table() -> "ChartTable":
        from crmdesk.render.pool_tables import trend_table

        return trend_table(board, before)

    def wish(key: str) -> PoolFilter | None:
        month, _part, uids = key.partition("|")
        return _wish(board, month, uids)

    return ChartPicture(title, _noted(notes, board, before, shown, wishes), (), draw, table, _base(board), wish)


def _noted(
    notes: Sequence[str], board: LossBoard, before: LossBoard | None, shown: Tally, wishes: ChartWishes
) -> tuple[str, ...]:
    amounts = amount_notes(shown, board.currency) if wishes.by_amount else ()
    compared = (before_words(before),) if before else ()
    return (notes[0], *compared, *amounts, *notes[1:])


def _base(board: LossBoard) -> PoolFilter:
    return replace(board.wanted, reasons=frozenset(), month="")


def _wish(board: LossBoard, month: str, key: str) -> PoolFilter | None:
    """The losses of reasons told apart by commas, in a month if one is told."""
    uids = frozenset(uid for uid in (reason_of_heading(key) or key).split(",") if uid)
    return replace(board.wanted, reasons=collapsed(board, uids), month=month) if uids or month else None
