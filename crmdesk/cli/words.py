"""Values as people read them on the command line: dates that can be typed in again, amounts by locale, plain names."""

from collections.abc import Iterable
from datetime import date

from crmdesk.domain.attachment import Attachment
from crmdesk.domain.file_name import shown_name
from crmdesk.domain.moment import Moment, Precision
from crmdesk.domain.money import Money
from crmdesk.domain.touch import Direction, Touch, TouchStatus
from crmdesk.i18n import _, conventions


def amount(money: Money | None) -> str:
    """An amount with its currency, nothing for none."""
    if money is None:
        return ""
    from crmdesk.services.amounts import amount_text

    return amount_text(money)


def amounts(sums: Iterable[Money]) -> str:
    """Amounts in several currencies."""
    return " + ".join(amount(money) for money in sums)


def count(number: int) -> str:
    """A whole number with the language's separators."""
    from babel.numbers import format_decimal

    return format_decimal(number, locale=conventions())


def percent(share: float) -> str:
    """A share with one decimal."""
    from babel.numbers import format_percent

    return format_percent(share, "#,##0.0%", locale=conventions())


def time(moment: Moment | None) -> str:
    """Day, hour and minute on the clock it was read from, or the day where only that is known."""
    if moment is None:
        return ""
    if moment.precision is Precision.DAY:
        return moment.local_date.isoformat()
    return moment.local.replace(tzinfo=None).isoformat(" ", "minutes")


def day(value: date | None) -> str:
    """A day."""
    return "" if value is None else value.isoformat()


def list_of(words: Iterable[str]) -> str:
    """Several words in one cell."""
    # Translators: between several names.
    return _(", ").join(words)


def file_names(files: Iterable[Attachment]) -> str:
    """The files on a touch in square brackets; nothing for none. One whose bytes are gone says so."""
    names = [
        _("{name} (missing)").format(name=shown_name(file.name)) if file.is_missing else shown_name(file.name)
        for file in files
    ]
    return f"[{list_of(names)}]" if names else ""


def touch_time(touch: Touch) -> str:
    """When a touch happened, as far as it is known, and whether it has."""
    if touch.detail.get("date_unknown"):
        return _("unknown day")
    if touch.status is TouchStatus.PLANNED:
        return _("{time} (planned)").format(time=time(touch.occurred_at))
    if touch.status is TouchStatus.CANCELLED:
        return _("{time} (cancelled)").format(time=time(touch.occurred_at))
    return time(touch.occurred_at)


def touch_kind(touch: Touch) -> str:
    """What kind of touch it is, and who began it."""
    arrow = {Direction.IN: " ←", Direction.OUT: " →", Direction.NONE: ""}[touch.direction]
    return touch.kind_name + arrow
