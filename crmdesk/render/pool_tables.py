"""Why and when deals are lost as tables: what the two charts over the board of the pool show."""

from crmdesk.domain.loss import NOT_RECORDED
from crmdesk.domain.loss_pool import Tally
from crmdesk.domain.money import Money
from crmdesk.i18n import _
from crmdesk.insight.loss_board import LossBoard
from crmdesk.render import pareto_wording as wording
from crmdesk.render.chart_table import Cell, ChartTable
from crmdesk.render.pool_trend import series_name, spans_before
from crmdesk.render.time_axis import span_name


def reasons_table(board: LossBoard, inside: str, before: LossBoard | None) -> ChartTable:
    """A row for each reason (or each below ``inside``): its losses, those before, and the sum in each currency."""
    entries = [entry for entry in board.reasons_in(inside) if entry.tally.n]
    entries.sort(key=lambda one: (one.uid == NOT_RECORDED, -one.tally.n))
    currencies = sorted({currency for entry in entries for currency, _minor in entry.tally.sums})
    sums = (_("Amount ({currency})").format(currency=currency) for currency in currencies)

    def row(uid: str, name: str, tally: Tally) -> tuple[Cell, ...]:
        earlier = before.reason(uid) if before else None
        told: tuple[Cell, ...] = () if before is None else (earlier.tally.n if earlier else 0,)
        name = _("Not recorded") if uid == NOT_RECORDED else name
        return (name, tally.n, *told, *(_amount(tally, currency) for currency in currencies))

    headings = (_("Reason"), _counted(board), *((_("Period before"),) if before else ()), *sums)
    rows = tuple(row(entry.uid, entry.name, entry.tally) for entry in entries)
    return ChartTable(headings, rows, tuple(entry.uid for entry in entries))


def trend_table(board: LossBoard, before: LossBoard | None) -> ChartTable:
    """A row for each month with its losses by reason, and those of the month that is compared with."""
    trend = board.trend
    earlier = spans_before(trend, before.trend) if before else {}
    headings = (_("Month"), *(series_name(series) for series in trend.series), _counted(board))
    rows: list[tuple[Cell, ...]] = []
    for span in trend.spans:
        counts = [a.n + b.n for a, b in zip(span.wanted, span.aside, strict=True)]
        compared = earlier.get(span.key)
        total = sum((*compared.wanted, *compared.aside), Tally()).n if compared else None
        rows.append((span_name(trend.step, span), *counts, sum(counts), *((total,) if before else ())))
    return ChartTable(
        (*headings, *((_("Period before"),) if before else ())),
        tuple(rows),
        tuple(f"{span.key}|" for span in trend.spans),
    )


def _amount(tally: Tally, currency: str) -> Money | None:
    return next((money for money in tally.money() if money.currency == currency), None)


def _counted(board: LossBoard) -> str:
    return wording.axis_title("count", board.currency, won=board.wanted.won)
