"""Every timeline begins with its lead: told of something older, the lead was obtained on that day at the latest."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta, timezone
from typing import Any

from sqlalchemy import select

from crmdesk.domain.moment import Moment, Precision
from crmdesk.domain.touch import TouchDraft, TouchStatus
from crmdesk.store.chunks import chunked
from crmdesk.store.repos.changes import change_rows
from crmdesk.store.schema import TouchKindRow, TouchRow
from crmdesk.store.times import milliseconds, moment
from crmdesk.store.unit import Unit

_NOT_ADDED_YET = 2**63


@dataclass(frozen=True, slots=True)
class _First:
    """The place of a touch in the order of a timeline."""

    at: Moment
    touch_id: int

    @property
    def place(self) -> tuple[int, int]:
        return milliseconds(self.at), self.touch_id


class FirstTouches:
    """The earliest thing that was told to have happened with each customer."""

    def __init__(self) -> None:
        self._first: dict[int, _First] = {}

    def watch(self, drafts: Iterable[TouchDraft]) -> Iterator[TouchDraft]:
        """Touches about to be added, as they come; neither plans nor what happened on an unknown day."""
        for draft in drafts:
            if draft.status is TouchStatus.DONE and not draft.detail.get("date_unknown"):
                self._take(draft.customer_id, _First(draft.occurred_at, _NOT_ADDED_YET))
            yield draft

    def look_up(self, unit: Unit, ids: Iterable[int]) -> None:
        """Touches that are there, in whatever place they are now."""
        for part in chunked(list(ids)):
            query = select(
                TouchRow.id,
                TouchRow.customer_id,
                TouchRow.occurred_at,
                TouchRow.occurred_offset,
                TouchRow.occurred_precision,
            ).where(TouchRow.id.in_(part), TouchRow.status == TouchStatus.DONE.value)
            for row_id, customer, at, offset, precision in unit.connection.execute(query):
                self._take(customer, _First(moment(at, offset, precision), row_id))

    def put_leads_before(self, unit: Unit) -> None:
        """Let no lead stand after what happened; what it was said to be before stays in the journal."""
        moved: dict[int, dict[str, Any]] = {}
        for part in chunked(sorted(self._first)):
            start = min(self._first[customer].place for customer in part)[0]
            query = (
                select(TouchRow.id, TouchRow.customer_id, TouchRow.occurred_at)
                .join(TouchKindRow, TouchKindRow.id == TouchRow.kind_id)
                .where(
                    TouchRow.customer_id.in_(part),
                    TouchRow.occurred_at >= start,
                    TouchKindRow.key == "lead",
                    TouchRow.system,
                )
            )
            for row_id, customer, at in unit.connection.execute(query):
                first = self._first[customer]
                if (at, row_id) > first.place:
                    moved[row_id] = _on_that_day(first, row_id)
        change_rows(unit, TouchRow, moved)

    def _take(self, customer_id: int, told: _First) -> None:
        known = self._first.get(customer_id)
        if known is None or told.place < known.place:
            self._first[customer_id] = told


def _on_that_day(first: _First, lead_id: int) -> dict[str, Any]:
    """When the lead was obtained: known to the day, on the clock of what happened first."""
    # Two things known to the day stand in the order in which they were added.
    too_late = first.at.precision is Precision.DAY and lead_id > first.touch_id
    day = first.at.local_date - timedelta(days=too_late)
    start = Moment.of(datetime.combine(day, time(), timezone(timedelta(minutes=first.at.offset))), Precision.DAY)
    return {
        "occurred_at": milliseconds(start),
        "occurred_offset": start.offset,
        "occurred_precision": start.precision.value,
        "local_day": start.local_date.isoformat(),
    }
