"""The lost deals as a screen shows them, as a sheet with real dates and numbers, and a sheet of what was wished."""

from collections.abc import Callable, Mapping, Sequence

from crmdesk.domain.loss_pool import LostDeal, PoolColumn
from crmdesk.exchange.tables.writing.output import OutCell, OutColumn, OutSheet
from crmdesk.i18n import _

Cells = Callable[[LostDeal], OutCell]


def pool_sheet(losses: Sequence[LostDeal], columns: Sequence[str]) -> OutSheet:
    """A sheet of the columns named, in their order; an amount has its currency beside it."""
    made = [part for column in columns for part in _columns()[PoolColumn(column)]]
    rows = [tuple(cell(loss) for _column, cell in made) for loss in losses]
    return OutSheet(_("Lost deals"), tuple(column for column, _cell in made), rows)


def notes_sheet(notes: Sequence[str]) -> OutSheet:
    """What the other sheet was narrowed down by, a line each."""
    return OutSheet(_("Notes"), (OutColumn(_("What this shows")),), [(note,) for note in notes])


def _columns() -> Mapping[PoolColumn, tuple[tuple[OutColumn, Cells], ...]]:
    return {
        PoolColumn.DEAL: (
            (OutColumn(_("Customer")), lambda loss: loss.customer),
            (OutColumn(_("Deal")), lambda loss: loss.deal),
        ),
        PoolColumn.REASON: (
            (OutColumn(_("Reason")), lambda loss: loss.reason or _("not recorded")),
            (OutColumn(_("Sub-reason")), lambda loss: loss.subreason),
        ),
        PoolColumn.STAGE: ((OutColumn(_("Stage at loss")), lambda loss: loss.stage),),
        PoolColumn.COMPETITOR: ((OutColumn(_("Competitor")), lambda loss: ", ".join(loss.competitors)),),
        PoolColumn.AMOUNT: (
            (OutColumn(_("Amount"), "money"), lambda loss: loss.amount.amount if loss.amount else None),
            (OutColumn(_("Currency")), lambda loss: loss.amount.currency if loss.amount else ""),
        ),
        PoolColumn.LOST: ((OutColumn(_("Lost on"), "date"), lambda loss: loss.lost_on),),
        PoolColumn.OWNER: ((OutColumn(_("Owner")), lambda loss: loss.owner),),
        PoolColumn.WIN_BACK: ((OutColumn(_("Try again"), "date"), lambda loss: loss.win_back_on),),
    }
