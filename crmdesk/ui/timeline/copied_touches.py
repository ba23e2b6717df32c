"""Touches as they are put on the clipboard: to be read, or as the rows of a sheet."""

from collections.abc import Sequence

from crmdesk.domain.touch import Touch
from crmdesk.i18n import _
from crmdesk.services.wording import touch_text
from crmdesk.ui.timeline.filter_words import direction_name


def as_text(touch: Touch) -> str:
    """When, what and with whom; below it what it says."""
    head = " · ".join(part for part in (_when(touch), touch.kind_name, touch.contact) if part)
    return "\n".join(part for part in (head, touch_text(touch)) if part)


def as_rows(touches: Sequence[Touch]) -> list[tuple[str, ...]]:
    """A row of cells for each touch below a row of titles."""
    titles = (
        _("When"), _("Kind"), _("Direction"), _("Person"), _("Colleague"), _("Deal"), _("Minutes"), _("Text"),
    )  # fmt: skip
    return [titles, *map(_cells, touches)]


def _cells(touch: Touch) -> tuple[str, ...]:
    return (
        _when(touch),
        touch.kind_name,
        direction_name(touch.direction) if touch.direction else "",
        touch.contact,
        touch.actor,
        touch.deal,
        str(touch.minutes or ""),
        touch_text(touch),
    )


def _when(touch: Touch) -> str:
    return touch.occurred_at.local.strftime("%Y-%m-%d %H:%M")
