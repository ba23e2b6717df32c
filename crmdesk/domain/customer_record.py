"""A customer as lists show it. By itself, for it is all that the window needs to know of customers at first."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from crmdesk.domain.moment import Moment


class CustomerStatus(StrEnum):
    """Derived from the deals: signed with any won, else lost with a loss and none open, else prospect."""

    PROSPECT = "prospect"
    SIGNED = "signed"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Customer:
    """A customer as lists show it."""

    id: int
    uid: str
    name: str
    owner: str
    status: CustomerStatus
    phones: tuple[str, ...]
    emails: tuple[str, ...]
    tags: tuple[str, ...]
    address: str
    city: str
    note: str
    source: str
    external_id: str
    holding: bool
    created_at: Moment
    last_touch_at: Moment | None
    next_step_at: Moment | None
    next_step: str
    extra: Mapping[str, str]
