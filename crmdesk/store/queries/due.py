"""What is to be done: planned touches, promises among them, and losses worth another try."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from crmdesk.domain.moment import Moment, Precision
from crmdesk.domain.money import Money
from crmdesk.domain.standing import due_day
from crmdesk.domain.touch import Touch
from crmdesk.domain.win_back_queue import WinBackItem
from crmdesk.store.queries.deals import deals
from crmdesk.store.queries.due_spans import DueSpan, resumed_in
from crmdesk.store.queries.standing import promises_due
from crmdesk.store.queries.touches import planned
from crmdesk.store.times import milliseconds
from crmdesk.store.workspace import Source


@dataclass(frozen=True, slots=True)
class DueItem:
    """One thing to do; ``what`` is follow_up, promise, win_back or resume.

    ``side`` says of a promise whose it is: ours or theirs; ``expected`` of a win-back what it may bring.
    """

    what: str
    uid: str
    customer: str
    customer_uid: str
    deal: str
    deal_uid: str
    due: Moment | date
    text: str
    overdue: bool
    side: str = ""
    expected: Money | None = None


def due_items(
    source: Source, today: date, start: Moment, end: Moment, win_backs: Iterable[WinBackItem] = ()
) -> list[DueItem]:
    """What is due up to the end of the day: what is planned, then promises, ``win_backs`` as given, and held deals.

    ``start`` and ``end`` are the first instants of the day and of the day after it.
    """
    span = DueSpan(None, today, None, milliseconds(end))
    touches = [_of_touch(touch, today, start) for touch in planned(source, span)]
    promised = [_of_promise(touch, today) for touch in promises_due(source, span)]
    held = deals(source, [resumed_in(span)])
    resumed = [
        DueItem(
            "resume",
            deal.uid,
            deal.customer,
            deal.customer_uid,
            deal.name,
            deal.uid,
            deal.hold_until or today,
            deal.name,
            overdue=(deal.hold_until or today) < today,
        )
        for deal in held
    ]
    return [*touches, *promised, *(_of_win_back(item, today) for item in win_backs), *resumed]


def _of_touch(touch: Touch, today: date, start: Moment) -> DueItem:
    at = touch.occurred_at
    is_past_day = at.precision is Precision.DAY and at.local_date < today
    is_past = at.precision is not Precision.DAY and at.utc < start.utc
    return DueItem(
        "promise" if touch.kind == "promise" else "follow_up",
        touch.uid,
        touch.customer,
        touch.customer_uid,
        touch.deal,
        touch.deal_uid,
        at,
        touch.title or touch.body or touch.kind_name,
        overdue=is_past_day or is_past,
        side=str(touch.detail.get("side") or "ours") if touch.kind == "promise" else "",
    )


def _of_promise(touch: Touch, today: date) -> DueItem:
    due = due_day(touch) or today
    return DueItem(
        "promise",
        touch.uid,
        touch.customer,
        touch.customer_uid,
        touch.deal,
        touch.deal_uid,
        due,
        touch.title or touch.body or touch.kind_name,
        overdue=due < today,
        side=str(touch.detail.get("side") or "ours"),
    )


def _of_win_back(item: WinBackItem, today: date) -> DueItem:
    lost = item.candidate
    due = lost.due_on or today
    return DueItem(
        "win_back",
        lost.loss_uid,
        lost.customer,
        lost.customer_uid,
        lost.deal,
        lost.deal_uid,
        due,
        " › ".join(part for part in (lost.reason, lost.subreason) if part),
        overdue=due < today,
        expected=item.expected,
    )
