"""A deal: an opportunity with one customer that moves through stages and ends in an outcome."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from crmdesk.domain.moment import Moment
from crmdesk.domain.money import Money


class DealStatus(StrEnum):
    """The outcome of a deal, apart from its stage."""

    OPEN = "open"
    WON = "won"
    LOST = "lost"
    HOLD = "hold"
    INVALID = "invalid"

    @property
    def is_closed(self) -> bool:
        """Whether nothing more is expected to happen."""
        return self in (DealStatus.WON, DealStatus.LOST, DealStatus.INVALID)


@dataclass(frozen=True, slots=True)
class Stage:
    """A step of the pipeline; ``rot_days`` without a touch or a planned step make a deal in it neglected."""

    id: int
    uid: str
    key: str
    name: str
    position: int
    probability: int
    rot_days: int | None
    exit_criteria: str


@dataclass(frozen=True, slots=True)
class DealDraft:
    """A deal about to be added."""

    customer_id: int
    name: str
    currency: str
    created_at: Moment
    owner_id: int | None = None
    stage_id: int | None = None
    status: DealStatus = DealStatus.OPEN
    amount: Money | None = None
    probability: int | None = None
    expected_close: date | None = None
    closed_at: Moment | None = None
    hold_until: date | None = None
    external_id: str = ""
    import_batch_id: int | None = None
    uid: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Deal:
    """A deal as it stands; ``stage`` is empty when an import did not say how far it came."""

    id: int
    uid: str
    name: str
    customer_id: int
    customer_uid: str
    customer: str
    owner: str
    stage: str
    stage_id: int | None
    status: DealStatus
    amount: Money | None
    currency: str
    probability: int | None
    created_at: Moment
    expected_close: date | None
    closed_at: Moment | None
    hold_until: date | None
    external_id: str
    extra: Mapping[str, str]
