"""Touches as they are put on the clipboard: to be read, or as the rows of a sheet."""

from collections.abc import Sequence

from crmdesk.domain.touch import Touch
from crmdesk.i18n import _
from crmdesk.services.fact_words import told_facts
from crmdesk.services.wording import touch_text
from crmdesk.ui.timeline.filter_words import direction_name


def as_text(touch: Touch) -> str:
    """When, what and with whom; below it what it says and what else is told."""
    head = " · ".join(part for part in (_when(touch), touch.kind_name, touch.contact) if part)
    return "\n".join(part for part in (head, touch_text(touch), *_facts(touch)) if part)


def as_rows(touches: Sequence[Touch]) -> list[tuple[str, ...]]:
    """A row of cells for each touch below a row of titles."""
    titles = (
        _("When"), _("Kind"), _("Direction"), _("Person"), _("Colleague"), _("Deal"), _("Minutes"), _("Text"),
        _("What else is told"),
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
        _("; ").join(_facts(touch)),
    )


def _facts(touch: Touch) -> list[str]:
    # Translators: the name of a column and what stands in it.
    return [_("{name}: {value}").format(name=fact.label, value=fact.text) for fact in told_facts(touch)]


def _when(touch: Touch) -> str:
    return touch.occurred_at.local.strftime("%Y-%m-%d %H:%M")
