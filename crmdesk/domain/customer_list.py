"""What a list of customers can be asked for, and one customer as a row of it."""

from dataclasses import dataclass
from enum import StrEnum

from crmdesk.domain.customer_record import Customer
from crmdesk.domain.money import Money


class Scope(StrEnum):
    """Which customers: all, or those in one situation. Open is who has a deal going on, or no deal yet.

    Signals are those of this week, from Monday; hidden pains those that nobody has raised with the customer.
    """

    ALL = "all"
    MINE = "mine"
    DUE_TODAY = "due_today"
    OVERDUE = "overdue"
    NO_NEXT_STEP = "no_next_step"
    SIGNED = "signed"
    LOST = "lost"
    NO_FIRST_TOUCH = "no_first_touch"
    UNANSWERED = "unanswered"
    SIGNALS = "signals"
    HIDDEN_PAINS = "hidden_pains"


class SortBy(StrEnum):
    """What a list is ordered by."""

    NAME = "name"
    LAST_TOUCH = "last_touch"
    NEXT_STEP = "next_step"
    CREATED = "created"
    VALUE = "value"


@dataclass(frozen=True, slots=True)
class CustomerQuery:
    """One way of looking at the customers; ``text`` is a filter expression whose bare words are sought in names."""

    scope: Scope = Scope.ALL
    text: str = ""
    sort: SortBy = SortBy.NAME
    descending: bool = False

    @property
    def is_everybody(self) -> bool:
        """Whether no customer is left out."""
        return self.scope is Scope.ALL and not self.text.strip()


@dataclass(frozen=True, slots=True)
class CustomerLine:
    """A customer with its furthest stage, what its open deals are worth per currency, and whether any is open."""

    customer: Customer
    stage: str
    value: tuple[Money, ...]
    has_open_deal: bool
