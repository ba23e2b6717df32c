"""Which customers look different after a change: also those that rows belonged to which are gone or have moved."""

from collections.abc import Sequence

from sqlalchemy import select

from crmdesk.domain.changes import Changes
from crmdesk.store.chunks import chunked
from crmdesk.store.queries.attachments import touches_of_attachments
from crmdesk.store.schema import (
    AttachmentRow,
    ChangeRow,
    CompetitorRow,
    ContactPointRow,
    ContactRow,
    CustomerRow,
    DealCompetitorRow,
    DealRow,
    FirstTouchpointRow,
    LossCompetitorRow,
    LossEventRow,
    LossReasonLinkRow,
    MemberRow,
    SavedViewRow,
    TagAssignmentRow,
    TagGroupRow,
    TagRow,
    TouchRow,
    WinReasonLinkRow,
)
from crmdesk.store.workspace import Source

_OWNED = {
    row.__tablename__: row
    for row in (ContactPointRow, ContactRow, DealRow, FirstTouchpointRow, TagAssignmentRow, TouchRow)
}
# No customer shows these; where a loss matters to one, its deal has changed in the same breath.
_UNSEEN = {
    row.__tablename__
    for row in (
        CompetitorRow,
        DealCompetitorRow,
        LossCompetitorRow,
        LossEventRow,
        LossReasonLinkRow,
        SavedViewRow,
        WinReasonLinkRow,
    )
}


def touched_customers(source: Source, changes: Changes) -> frozenset[str] | None:
    """Uids of the customers a change touched, present or gone; None when it may concern any."""
    touched: set[str] = set()
    for table, uids in changes.uids.items():
        if table == CustomerRow.__tablename__:
            touched.update(uids)
        elif table not in _UNSEEN:
            found = _customers_of(source, *_owner_of(source, table, uids))
            if found is None:
                return None
            touched |= found
    return frozenset(touched)


def _owner_of(source: Source, table: str, uids: Sequence[str]) -> tuple[str, Sequence[str]]:
    """The rows themselves, but for files, which show on their touches only."""
    if table == AttachmentRow.__tablename__:
        return TouchRow.__tablename__, sorted(touches_of_attachments(source, uids))
    return table, uids


def _customers_of(source: Source, table: str, uids: Sequence[str]) -> set[str] | None:
    customer = select(CustomerRow.uid).distinct()
    tagged = customer.join(TagAssignmentRow, TagAssignmentRow.customer_id == CustomerRow.id).join(
        TagRow, TagRow.id == TagAssignmentRow.tag_id
    )
    if table in _OWNED:
        row = _OWNED[table]
        query, uid = customer.join(row, row.customer_id == CustomerRow.id), row.uid
    elif table == TagRow.__tablename__:
        query, uid = tagged, TagRow.uid
    elif table == TagGroupRow.__tablename__:
        query, uid = tagged.join(TagGroupRow, TagGroupRow.id == TagRow.group_id), TagGroupRow.uid
    elif table == MemberRow.__tablename__:
        query, uid = customer.join(MemberRow, MemberRow.id == CustomerRow.owner_id), MemberRow.uid
    else:
        return None
    found: set[str] = set()
    for part in chunked(uids):
        found.update(source.connection.execute(query.where(uid.in_(part))).scalars())
        found.update(_former_customers(source, part))
    return found


def _former_customers(source: Source, uids: Sequence[str]) -> list[str]:
    """The customers that the journal has seen these rows leave."""
    customer = ChangeRow.before["customer_id"].as_string()
    query = select(customer).distinct().where(ChangeRow.row_uid.in_(uids), customer.is_not(None))
    return list(source.connection.execute(query).scalars())
