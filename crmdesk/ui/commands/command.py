"""A command: one thing a person can ask for, as a value. Knows what can be asked for, not how it is done."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from crmdesk.domain.deal import DealStatus
from crmdesk.ui.commands.context import CUSTOMERS, CommandContext

FILE, EDIT, VIEW, CUSTOMER, TOUCH, DEAL, LOSS, PORTRAIT, HELP = (
    "file",
    "edit",
    "view",
    "customer",
    "touch",
    "deal",
    "loss",
    "portrait",
    "help",
)
"""The menus."""

APPEARANCE, LANGUAGE, POOL_FORM = "appearance", "language", "pool_form"
"""The groups of modes, each a menu of its own inside another."""

QUICK_NOTES, FILES, RECORDINGS, STATES, TIMELINE = "quick_notes", "files", "recordings", "states", "timeline"
"""Menus inside others without a mode."""

Handlers = Mapping[str, Callable[[], object]]
"""What each command does, by its id."""

Condition = Callable[[CommandContext], bool]
"""Whether a command makes sense now: a pure function."""


@dataclass(frozen=True, slots=True)
class Mode:
    """One of a group of which exactly one is always in force."""

    group: str
    value: str


@dataclass(frozen=True, slots=True)
class Command:
    """One thing a person can ask for; ``mode`` is set for those of which one of a group is always in force.

    ``inside`` is the inner menu it stands in, ``also`` are further keys that do the same.
    """

    id: str
    title: str
    menu: str
    tip: str
    shortcut: str = ""
    icon: str = ""
    group: int = 0
    enabled_when: Condition = lambda _context: True
    mode: Mode | None = None
    also: tuple[str, ...] = ()
    inside: str = ""

    @property
    def inner_menu(self) -> str:
        """The menu inside its menu in which it stands, if any."""
        return self.mode.group if self.mode else self.inside

    @property
    def keys(self) -> tuple[str, ...]:
        """All its keys, the first shown in menus."""
        return tuple(key for key in (self.shortcut, *self.also) if key)


def is_open(context: CommandContext) -> bool:
    """A workspace is open."""
    return context.is_open


def is_idle(context: CommandContext) -> bool:
    """A workspace is open, and no import or export is going on."""
    return context.is_open and not context.is_busy


def has_customer(context: CommandContext) -> bool:
    """One customer is shown."""
    return context.is_open and context.screen == CUSTOMERS and context.has_customer


def deal_is(*statuses: DealStatus) -> Condition:
    """A deal is selected that stands so."""
    return lambda context: has_customer(context) and context.deal_status in statuses
