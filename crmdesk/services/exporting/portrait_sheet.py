"""A portrait as a sheet: a row for each tag, with the customers of every group, and what sets two groups apart."""

from collections.abc import Iterator
from decimal import Decimal

from crmdesk.domain.portrait import CustomerGroup, Portrait
from crmdesk.exchange.tables.writing.output import OutCell, OutColumn, OutSheet
from crmdesk.i18n import _
from crmdesk.insight.log_odds import Comparison
from crmdesk.services.wording import group_name


def portrait_sheet(portrait: Portrait, comparison: Comparison) -> OutSheet:
    """The sheet; log-odds are above 0 where a tag is more common in the first group compared."""
    pair = {"group": group_name(comparison.group_a), "other": group_name(comparison.group_b)}
    counts = [
        column
        for group in CustomerGroup
        for column in (
            OutColumn(_("{group}: customers").format(group=group_name(group)), "integer"),
            OutColumn(_("{group}: share, %").format(group=group_name(group)), "number"),
        )
    ]
    columns = (
        OutColumn(_("Tag")),
        OutColumn(_("Tag group")),
        OutColumn(_("Level"), "integer"),
        *counts,
        OutColumn(_("Log-odds, {group} against {other}").format(**pair), "number"),
        OutColumn(_("95 %: from"), "number"),
        OutColumn(_("95 %: to"), "number"),
        OutColumn(_("Enough customers")),
    )
    return OutSheet(_("Portrait"), columns, _rows(portrait, comparison))


def _rows(portrait: Portrait, comparison: Comparison) -> Iterator[tuple[OutCell, ...]]:
    odds = {row.tag.uid: row for row in comparison.rows}
    for use in portrait.uses:
        counts: list[OutCell] = []
        for group in CustomerGroup:
            counts += [use.counts[group], _number(100 * portrait.share(use, group), 2)]
        row = odds.get(use.tag.uid)
        told: tuple[OutCell, ...] = (None, None, None, "")
        if row is not None:
            enough = _("yes") if row.enough else _("no")
            told = (_number(row.log_odds, 4), _number(row.low, 4), _number(row.high, 4), enough)
        yield (use.tag.name, use.tag.group, use.tag.level, *counts, *told)


def _number(value: float, digits: int) -> Decimal:
    return round(Decimal(value), digits)
