"""Grouped losses as a sheet: the rows of the Pareto with every sum in a column of its own."""

from collections.abc import Iterator
from decimal import Decimal

from crmdesk.exchange.tables.writing.output import OutCell, OutColumn, OutSheet
from crmdesk.i18n import _
from crmdesk.insight.losses import TAG_PREFIX, LossTable


def loss_sheet(table: LossTable) -> OutSheet:
    """The sheet. Losses of which the attribute is not known stand in a last line, without a share."""
    currencies = [money.currency for money in table.other_currencies]
    columns = (
        OutColumn(_heading(table.by), comment=_remark(table)),
        OutColumn(_("Losses"), "integer"),
        OutColumn(_("Amount ({currency})").format(currency=table.amount.currency), "money"),
        OutColumn(_("Share, %"), "number"),
        OutColumn(_("Cumulative share, %"), "number"),
        *(OutColumn(_("Amount ({currency})").format(currency=currency), "money") for currency in currencies),
        *(OutColumn(column or _("unknown"), "integer") for column in table.columns),
    )
    return OutSheet(_("Losses"), columns, _rows(table, currencies, len(columns)))


def _rows(table: LossTable, currencies: list[str], width: int) -> Iterator[tuple[OutCell, ...]]:
    for row in table.rows:
        others = {money.currency: money.amount for money in row.other_currencies}
        yield (
            row.key,
            row.count,
            row.amount.amount,
            _percent(row.share),
            _percent(row.cumulative),
            *(others.get(currency) for currency in currencies),
            *row.cells,
        )
    if table.not_recorded:
        yield (_("not recorded"), table.not_recorded, *[None] * (width - 2))


def _percent(share: float) -> Decimal:
    return round(Decimal(share) * 100, 2)


def _heading(by: str) -> str:
    """What the groups are, in the person's language."""
    headings = {
        "reason": _("Reason"),
        "subreason": _("Sub-reason"),
        "stage": _("Stage at loss"),
        "competitor": _("Competitor"),
        "owner": _("Owner"),
        "month": _("Month"),
        "remedy": _("Remedy"),
        "source": _("Source"),
    }
    return headings.get(by) or by.removeprefix(TAG_PREFIX)


def _remark(table: LossTable) -> str:
    """What a reader should keep in mind; empty where there is nothing."""
    return _("One loss can stand in several rows; shares are of the sum of the rows.") if table.overlap else ""
