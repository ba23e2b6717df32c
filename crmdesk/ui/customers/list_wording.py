"""What a row of the list says besides the name: where they stand, what is next, how long ago the last touch was.

Pure functions of a record and the time; know nothing of painting.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from crmdesk.domain.customer_list import CustomerLine
from crmdesk.domain.customer_record import Customer, CustomerStatus
from crmdesk.i18n import _, ngettext
from crmdesk.ui import wording

SILENT_DAYS = 7
"""So many days without a touch and without a plan are told."""

# Up to so many days ago days are counted, then weeks, then months.
_IN_DAYS, _IN_WEEKS, _IN_MONTHS = 14, 60, 365


class Tone(Enum):
    """How a piece of a row is meant; its colour is the painter's."""

    PLAIN = "plain"
    GOOD = "good"
    BAD = "bad"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Piece:
    """A few words of a row and how they are meant."""

    text: str
    tone: Tone


def standing(line: CustomerLine) -> Piece:
    """Signed, lost, or the stage of the deal that is furthest."""
    status = line.customer.status
    if line.has_open_deal and line.stage:
        return Piece(line.stage, Tone.PLAIN)
    tone = {CustomerStatus.SIGNED: Tone.GOOD, CustomerStatus.LOST: Tone.BAD}.get(status, Tone.PLAIN)
    word = wording.customer_status(status)
    return Piece(word[:1].upper() + word[1:], tone)


def upcoming(line: CustomerLine, now: datetime) -> Piece:
    """What is planned, what is overdue, or how long nobody has spoken with them; empty where nothing needs saying."""
    customer, today = line.customer, now.date()
    step = customer.next_step_at
    if step is not None:
        when = wording.day(step.local_date, today)
        time = wording.clock_time(step)
        if step.local_date == today and time:
            when = time
        elif step.local_date > today and time:
            when = f"{when} {time}"
        told = " ".join(part for part in (when, customer.next_step) if part)
        if step.local_date < today:
            return Piece(_("overdue: {step}").format(step=told), Tone.WARNING)
        return Piece(told, Tone.PLAIN)
    silent = _silent_days(line, today)
    if silent is None:
        return Piece("", Tone.PLAIN)
    return Piece(ngettext("{n} day silent", "{n} days silent", silent).format(n=silent), Tone.WARNING)


def since_last_touch(customer: Customer, now: datetime) -> str:
    """How long ago the last touch was, as short as can be; empty where there was none."""
    last = customer.last_touch_at
    if last is None:
        return ""
    days = (now.date() - last.local_date).days
    if days <= 0:
        hours = max(0, int((now - last.utc).total_seconds() // 3600))
        return _("{n}h").format(n=hours) if hours else _("now")
    if days < _IN_DAYS:
        return _("{n}d").format(n=days)
    if days < _IN_WEEKS:
        return _("{n}w").format(n=days // 7)
    return _("{n}mo").format(n=days // 30) if days < _IN_MONTHS else _("{n}y").format(n=days // 365)


def spoken(line: CustomerLine, now: datetime) -> str:
    """A row as a screen reader says it."""
    customer = line.customer
    last = wording.day(customer.last_touch_at.local_date, now.date()) if customer.last_touch_at else ""
    parts = (
        customer.name,
        standing(line).text,
        upcoming(line, now).text,
        wording.amounts(line.value),
        customer.owner,
        _("last touch {day}").format(day=last) if last else "",
    )
    return ", ".join(part for part in parts if part)


def _silent_days(line: CustomerLine, today: date) -> int | None:
    """Days since the last touch with somebody who still may buy; None where they are few."""
    last = line.customer.last_touch_at
    ended = line.customer.status is not CustomerStatus.PROSPECT and not line.has_open_deal
    if last is None or ended:
        return None
    days = (today - last.local_date).days
    return days if days >= SILENT_DAYS else None
