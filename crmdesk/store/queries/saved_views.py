"""The views that are kept: everybody's, and those of one person."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_, select

from crmdesk.domain.customer_list import CustomerQuery, Scope, SortBy
from crmdesk.domain.errors import NotFoundError
from crmdesk.domain.pool_look import look_of
from crmdesk.domain.saved_view import SavedView, Viewed
from crmdesk.i18n import _
from crmdesk.store.repos.saved_views import LOST_POOL
from crmdesk.store.schema import MemberRow, SavedViewRow
from crmdesk.store.text.folding import fold
from crmdesk.store.workspace import Source


@dataclass(frozen=True, slots=True)
class KeptView:
    """A view with the key of its row."""

    id: int
    view: SavedView


def views_for(source: Source, person: str) -> list[KeptView]:
    """The views a person sees, in their order; what another version kept and this one does not know is left out."""
    query = (
        select(SavedViewRow)
        .outerjoin(MemberRow, MemberRow.id == SavedViewRow.owner_id)
        .where(or_(SavedViewRow.owner_id.is_(None), MemberRow.name_key == fold(person)))
        .order_by(SavedViewRow.position, SavedViewRow.id)
    )
    return [
        KeptView(
            row.id,
            SavedView(row.uid, row.name, _viewed(row), is_own=row.owner_id is not None),
        )
        for row in source.connection.execute(query)
    ]


def _viewed(row: Any) -> Viewed:
    if row.scope == LOST_POOL:
        return look_of(row.expression)
    return CustomerQuery(
        scope=Scope(row.scope) if row.scope in set(Scope) else Scope.ALL,
        text=row.expression,
        sort=SortBy(row.sort) if row.sort in set(SortBy) else SortBy.NAME,
        descending=row.descending,
    )


def view_of(source: Source, uid: str, person: str) -> KeptView:
    """The view with this uid.

    Raises NotFoundError when somebody has deleted it, or it is another person's.
    """
    found = next((kept for kept in views_for(source, person) if kept.view.uid == uid), None)
    if found is None:
        raise NotFoundError(_("This view is no longer there; somebody has deleted it."))
    return found
