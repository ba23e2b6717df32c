"""What the window shows at the moment, as far as commands depend on it. Knows nothing of commands."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crmdesk.domain.deal import DealStatus

START, CUSTOMERS, LOSSES, PORTRAIT, EXCHANGE, SETTINGS = (
    "start",
    "customers",
    "losses",
    "portrait",
    "exchange",
    "settings",
)
"""The screens."""


@dataclass(frozen=True, slots=True)
class TouchSelection:
    """How many touches are selected; the rest speaks of the only one, which a person has written or the program.

    ``has_recording`` is also true while one is heard, whatever is selected.
    """

    count: int = 0
    is_planned: bool = False
    is_written: bool = False
    has_original: bool = False
    is_conversation: bool = False
    has_file: bool = False
    verbs: frozenset[str] = frozenset()
    has_recording: bool = False


@dataclass(frozen=True, slots=True)
class CommandContext:
    """What the window shows: the screen, what is selected, and what the journal can take back.

    ``losses_selected`` counts deals of the lost pool; ``are_deals_won`` while it shows those that were won instead.
    ``came_from`` is the screen with the chart that led here, empty if none did.
    """

    is_open: bool = False
    screen: str = START
    has_customer: bool = False
    customers_selected: int = 0
    are_customers_filtered: bool = False
    deal_status: "DealStatus | None" = None
    has_lost_deal: bool = False
    touches: TouchSelection = TouchSelection()
    losses_selected: int = 0
    are_deals_won: bool = False
    tags_selected: int = 0
    can_undo: bool = False
    can_redo: bool = False
    came_from: str = ""
    is_busy: bool = False
    has_sample: bool = False
