"""Naming things: a uid, an exact name, or an unambiguous part of one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select

from crmdesk.domain.customer import CustomerRef
from crmdesk.domain.errors import AmbiguousError, NotFoundError
from crmdesk.domain.ids import is_uid
from crmdesk.i18n import _
from crmdesk.store.schema import CustomerRow, DealRow
from crmdesk.store.text.folding import fold
from crmdesk.store.workspace import Source

_SHOWN = 8


@dataclass(frozen=True, slots=True)
class DealRef:
    """Just enough to name a deal."""

    id: int
    uid: str
    name: str
    customer_id: int
    customer: str


def find_customer(source: Source, text: str) -> CustomerRef:
    """The one customer meant by a uid, an exact name or part of a name.

    Raises NotFoundError or AmbiguousError (with the candidates).
    """
    query = select(CustomerRow.id, CustomerRow.uid, CustomerRow.name)
    rows = _candidates(source, query, CustomerRow, text)
    if not rows:
        raise NotFoundError(_("There is no customer “{name}”.").format(name=text), field="customer")
    if len(rows) > 1:
        raise _several(text, [f"{row.name} ({row.uid})" for row in rows], "customer")
    return CustomerRef(rows[0].id, rows[0].uid, rows[0].name)


def owner_of_customer(source: Source, customer_id: int) -> int | None:
    """The colleague who owns a customer, if anybody does."""
    query = select(CustomerRow.owner_id).where(CustomerRow.id == customer_id)
    return source.connection.execute(query).scalar()


def find_deal(source: Source, text: str, customer_id: int | None = None) -> DealRef:
    """The one deal meant by a uid, an exact name or part of a name, of one customer if given.

    ``CUSTOMER / DEAL`` names a deal among those of the same name.

    Raises NotFoundError or AmbiguousError (with the candidates).
    """
    query = select(DealRow.id, DealRow.uid, DealRow.name, DealRow.customer_id, CustomerRow.name.label("customer")).join(
        CustomerRow, CustomerRow.id == DealRow.customer_id
    )
    if customer_id is not None:
        query = query.where(DealRow.customer_id == customer_id)
    rows = _candidates(source, query, DealRow, text)
    if not rows and " / " in text:
        customer, name = text.split(" / ", 1)
        named = query.where(CustomerRow.name_key == fold(customer.strip()), DealRow.name_key == fold(name.strip()))
        rows = source.connection.execute(named.limit(_SHOWN + 1)).all()
    if not rows:
        raise NotFoundError(_("There is no deal “{name}”.").format(name=text), field="deal")
    if len(rows) > 1:
        raise _several(text, [f"{row.customer} / {row.name} ({row.uid})" for row in rows], "deal")
    row = rows[0]
    return DealRef(row.id, row.uid, row.name, row.customer_id, row.customer)


def _candidates(
    source: Source, query: Select[*tuple[Any, ...]], model: type[CustomerRow | DealRow], text: str
) -> Sequence[Any]:
    if is_uid(text):
        return source.connection.execute(query.where(model.uid == text.lower())).all()
    key = fold(text.strip())
    if not key:
        return []
    called_so = query.where(model.name_key == key, model.name == text.strip())
    exact = source.connection.execute(called_so.limit(_SHOWN + 1)).all()
    if exact:
        return exact
    folded = source.connection.execute(query.where(model.name_key == key).limit(_SHOWN + 1)).all()
    if folded:
        return folded
    part = query.where(model.name_key.contains(key, autoescape=True)).order_by(model.name_key)
    return source.connection.execute(part.limit(_SHOWN + 1)).all()


def _several(text: str, candidates: list[str], field: str) -> AmbiguousError:
    # Translators: between several names that may hold commas.
    shown = _("; ").join([*candidates[:_SHOWN], *(["…"] if len(candidates) > _SHOWN else [])])
    return AmbiguousError(
        _("“{name}” may mean several: {candidates}.").format(name=text, candidates=shown), candidates, field=field
    )
