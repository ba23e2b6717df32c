"""The entries a timeline gets when a judgement changes: what a deal is worth, when it is due, an owner, a level."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from crmdesk.domain.money import Money
from crmdesk.domain.touch import TouchDraft
from crmdesk.services.amounts import plain_amount_text
from crmdesk.store.queries.catalogue import touch_kinds
from crmdesk.store.queries.judgements import member_names_by_id
from crmdesk.store.repos.touches import add_touches
from crmdesk.store.unit import Unit

_NOTHING = "–"


@dataclass(frozen=True, slots=True)
class ValueChange:
    """One judgement that changed, empty where there is none; an amount as ``Money`` says it, days in ISO 8601.

    ``field`` is amount, probability, expected_close, owner or level.
    """

    customer_id: int
    field: str
    before: str
    after: str
    deal_id: int | None = None
    why: str = ""


def write_value_entries(
    unit: Unit, changes: Iterable[ValueChange], *, actor_id: int | None, import_batch_id: int | None = None
) -> None:
    """One entry for each judgement that is another one now."""
    kind = next(kind.id for kind in touch_kinds(unit) if kind.key == "value")
    add_touches(
        unit,
        (
            TouchDraft(
                customer_id=change.customer_id,
                deal_id=change.deal_id,
                kind_id=kind,
                occurred_at=unit.now,
                recorded_at=unit.now,
                actor_id=actor_id,
                recorded_by_id=actor_id,
                title=f"{_shown(change.field, change.before)} → {_shown(change.field, change.after)}",
                detail=_detail(change),
                source="import" if import_batch_id else "",
                import_batch_id=import_batch_id,
                system=True,
            )
            for change in changes
            if change.before != change.after
        ),
    )


def note_owners(unit: Unit, before: Mapping[int, int | None], after: int | None, *, actor_id: int | None) -> None:
    """An entry for each customer that somebody else looks after now; ``before`` has the colleague by customer."""
    names = member_names_by_id(unit)
    changes = (ValueChange(customer, "owner", names[owner], names[after]) for customer, owner in before.items())
    write_value_entries(unit, changes, actor_id=actor_id)


def _detail(change: ValueChange) -> dict[str, str]:
    told = {"field": change.field, "from": change.before, "to": change.after}
    return {**told, "why": change.why} if change.why else told


def _shown(field: str, value: str) -> str:
    if not value:
        return _NOTHING
    if field == "amount":
        amount, currency = value.split()
        return plain_amount_text(Money.of(amount, currency))
    return f"{value} %" if field == "probability" else value
