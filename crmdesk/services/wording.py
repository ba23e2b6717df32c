"""How things stand in the person's language: the words the command line and the window share.

Knows neither how they are laid out nor where they are shown.
"""

from datetime import date

from crmdesk.domain.deal import DealStatus
from crmdesk.domain.defaults import AppliesTo
from crmdesk.domain.first_touch import FirstTouch
from crmdesk.domain.loss import Voice
from crmdesk.domain.moment import Moment, Precision
from crmdesk.domain.portrait import CustomerGroup
from crmdesk.domain.rough_day import first_day
from crmdesk.domain.touch import Touch, TouchStatus
from crmdesk.i18n import _, language, pgettext

_YEAR, _MONTH = len("2026"), len("2026-03")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def voice_names() -> dict[Voice, str]:
    """Whose account of a loss it is."""
    return {Voice.SELLER: _("Salesperson"), Voice.CUSTOMER: _("Customer"), Voice.MANAGER: _("Review")}


def deal_status_word(status: DealStatus) -> str:
    """How the deal stands."""
    return {
        DealStatus.OPEN: _("open"),
        DealStatus.WON: _("won"),
        DealStatus.LOST: _("lost"),
        DealStatus.HOLD: _("on hold"),
        DealStatus.INVALID: _("invalid"),
    }[status]


def area_word(area: str) -> str:
    """Where the remedy for a loss lies; a word of the user's own stays as it is."""
    return {
        "product": pgettext("area", "Product"),
        "price": pgettext("area", "Price"),
        "service": pgettext("area", "Service"),
        "channel": pgettext("area", "Channel"),
        "selling": pgettext("area", "Selling"),
    }.get(area, area)


def holders_word(kind: AppliesTo) -> str:
    """What the tags of a group are put on, in the plural."""
    return {
        AppliesTo.CUSTOMER: _("customers"),
        AppliesTo.CONTACT: _("people at customers"),
        AppliesTo.DEAL: _("deals"),
    }[kind]


def touch_status_word(status: TouchStatus) -> str:
    """A word for what has not happened; nothing for what has."""
    return {TouchStatus.PLANNED: _("planned"), TouchStatus.CANCELLED: _("cancelled"), TouchStatus.DONE: ""}[status]


def touch_text(touch: Touch) -> str:
    """What a touch says: its title above its body."""
    return "\n".join(part for part in (touch.title, touch.body) if part)


def touch_headline(touch: Touch) -> str:
    """What a touch is called in one line: the first of what it says, else its kind."""
    return touch_text(touch).split("\n", 1)[0] or touch.kind_name


def first_touch_words(told: FirstTouch) -> str:
    """How a customer first came across us, in one line; empty where nobody has asked."""
    if told.forgotten:
        return _("does not remember")
    return " · ".join(part for part in (told.channel, rough_day_words(told.when), told.saw) if part)


def rough_day_words(kept: str) -> str:
    """A day, a month or a year (see ``domain.rough_day``) as people write it."""
    if len(kept) <= _YEAR:
        return kept if language() == "en" or not kept else f"{kept}年"
    day, is_month = first_day(kept), len(kept) <= _MONTH
    if language() != "en":
        return f"{day.year}年{day.month}月" + ("" if is_month else f"{day.day}日")
    return f"{_MONTHS[day.month - 1]} {day.year}" if is_month else f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def day_words(day: date) -> str:
    """A day in full, as it stands on paper."""
    return rough_day_words(day.isoformat())


def short_day_words(day: date) -> str:
    """A day whose year is clear."""
    if language() != "en":
        return f"{day.month}月{day.day}日"
    return f"{day.day} {_MONTHS[day.month - 1]}"


def moment_words(moment: Moment) -> str:
    """A day in full, and the time where it is known."""
    words = day_words(moment.local_date)
    return words if moment.precision is Precision.DAY else f"{words} {moment.local:%H:%M}"


def touch_day(touch: Touch) -> str:
    """The day of a touch in full, as far as it is known."""
    return _("unknown day") if touch.detail.get("date_unknown") else day_words(touch.occurred_at.local_date)


def kind_words(touch: Touch) -> str:
    """What kind of touch it is, as a heading."""
    return touch.kind_name[:1].upper() + touch.kind_name[1:]


def group_name(group: CustomerGroup) -> str:
    """What the customers of a group are called, as a heading."""
    return {
        CustomerGroup.SIGNED: pgettext("customer group", "Signed"),
        CustomerGroup.PROSPECTS: pgettext("customer group", "Prospects"),
        CustomerGroup.LOST: pgettext("customer group", "Lost"),
    }[group]


def group_words(group: CustomerGroup) -> str:
    """What the customers of a group are called within a sentence."""
    return {
        CustomerGroup.SIGNED: _("signed customers"),
        CustomerGroup.PROSPECTS: _("prospects"),
        CustomerGroup.LOST: _("lost customers"),
    }[group]
