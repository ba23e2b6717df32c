"""What spoke against deals that were won."""

from collections.abc import Mapping

from sqlalchemy import select

from crmdesk.store.chunks import chunked
from crmdesk.store.repos.losses import reason_links
from crmdesk.store.schema import WinReasonLinkRow
from crmdesk.store.unit import Unit


def set_obstacles(unit: Unit, obstacles: Mapping[int, Mapping[int, int]]) -> None:
    """Replace what spoke against deals: by deal, weights by reason, the primary one first."""
    for part in chunked(list(obstacles)):
        known = select(WinReasonLinkRow.id).where(WinReasonLinkRow.deal_id.in_(part))
        unit.delete(WinReasonLinkRow, unit.connection.execute(known).scalars().all())
    unit.insert(
        WinReasonLinkRow,
        [{"deal_id": deal, **link} for deal, reasons in obstacles.items() for link in reason_links(reasons)],
    )
