"""What spoke against deals that were won."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from crmdesk.domain.loss_voices import SaidReason
from crmdesk.store.chunks import chunked
from crmdesk.store.queries.loss_voices import said, said_reasons
from crmdesk.store.schema import LossReasonRow, WinReasonLinkRow
from crmdesk.store.workspace import Source

_given = aliased(LossReasonRow)


def obstacles_of(source: Source, deals: Sequence[int]) -> dict[int, tuple[SaidReason, ...]]:
    """What spoke against deals, by deal, the primary reason first; also what did when it was won before."""
    query = said_reasons(WinReasonLinkRow, WinReasonLinkRow.deal_id)
    found: dict[int, tuple[SaidReason, ...]] = {}
    for part in chunked(deals):
        for row in source.connection.execute(query.where(WinReasonLinkRow.deal_id.in_(part))):
            found[row.deal_id] = (*found.get(row.deal_id, ()), said(row))
    return found


def weights_of_obstacles(source: Source) -> dict[int, dict[int, int]]:
    """The weights of what spoke against every deal, by deal and reason; a reason merged into another is that one."""
    query = (
        select(
            WinReasonLinkRow.deal_id,
            WinReasonLinkRow.weight,
            func.coalesce(_given.merged_into_id, _given.id).label("reason_id"),
        )
        .join(_given, _given.id == WinReasonLinkRow.reason_id)
        .order_by(WinReasonLinkRow.is_primary.desc(), WinReasonLinkRow.id)
    )
    found: dict[int, dict[int, int]] = {}
    for row in source.connection.execute(query):
        found.setdefault(row.deal_id, {})[row.reason_id] = row.weight
    return found
