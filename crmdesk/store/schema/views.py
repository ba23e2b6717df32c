"""Ways of looking at the customers and at the failure pool that are kept under a name."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from crmdesk.store.schema.base import Record, reference


class SavedViewRow(Record):
    """A view of the list of customers; without an owner it is everybody's. ``expression`` is a filter expression.

    One of the failure pool has a ``scope`` of its own, and its ``expression`` is all of it as JSON.
    """

    __tablename__ = "saved_view"

    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(index=True)
    position: Mapped[int] = mapped_column(default=0)
    owner_id: Mapped[int | None] = reference("member")
    scope: Mapped[str] = mapped_column(String(20))
    expression: Mapped[str] = mapped_column(default="")
    sort: Mapped[str] = mapped_column(String(20))
    descending: Mapped[bool] = mapped_column(default=False)
