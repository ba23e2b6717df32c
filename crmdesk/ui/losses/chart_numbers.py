"""The numbers behind the charts of the lost pool as plain rows, for the clipboard and for a workbook."""

from crmdesk.domain.loss import NOT_RECORDED
from crmdesk.domain.loss_pool import Tally
from crmdesk.i18n import _
from crmdesk.insight.loss_board import LossBoard
from crmdesk.insight.loss_trend import Series

Row = tuple[str | int, ...]


def pareto_numbers(board: LossBoard, inside: str) -> list[Row]:
    """A row for each reason (or each below ``inside``), below a heading: its losses and their sum in each currency."""
    entries = [entry for entry in board.reasons_in(inside) if entry.tally.n]
    currencies = sorted({currency for entry in entries for currency, _minor in entry.tally.sums})
    sums = (_("Amount ({currency})").format(currency=currency) for currency in currencies)
    rows: list[Row] = [(_("Reason"), _("Losses"), *sums)]
    for entry in sorted(entries, key=lambda one: (one.uid == NOT_RECORDED, -one.tally.n)):
        name = _("Not recorded") if entry.uid == NOT_RECORDED else entry.name
        rows.append((name, entry.tally.n, *(_amount(entry.tally, currency) for currency in currencies)))
    return rows


def trend_numbers(board: LossBoard) -> list[Row]:
    """A row for each month with its losses by reason, below a heading."""
    trend = board.trend
    rows: list[Row] = [(_("Month"), *(_name(series) for series in trend.series), _("Losses"))]
    for span in trend.spans:
        counts = [a.n + b.n for a, b in zip(span.wanted, span.aside, strict=True)]
        rows.append((span.key, *counts, sum(counts)))
    return rows


def _name(series: Series) -> str:
    if series.name == NOT_RECORDED:
        return _("Not recorded")
    return series.name or _("All others")


def _amount(tally: Tally, currency: str) -> str:
    return next((f"{money.amount:f}" for money in tally.money() if money.currency == currency), "")
