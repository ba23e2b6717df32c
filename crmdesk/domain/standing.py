"""What stands open between us and a customer: promises, questions without an answer, pains nobody has raised."""

from dataclasses import dataclass
from datetime import date, timedelta

from crmdesk.domain.touch import Touch


@dataclass(frozen=True, slots=True)
class KeptShare:
    """Of ``n`` promises that were settled, ``kept`` were kept; open ones do not count, however late they are."""

    kept: int = 0
    n: int = 0

    @property
    def share(self) -> float | None:
        """From 0 to 1; None where no promise was settled yet."""
        return self.kept / self.n if self.n else None


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands open with one customer.

    ``ours`` and ``theirs`` are the promises of either side that were settled; ``promises`` those still open, the
    earliest due first and those without a day last; ``enquiries`` those without an answer and ``pains`` the hidden
    ones we have not raised, the oldest first.
    """

    ours: KeptShare = KeptShare()
    theirs: KeptShare = KeptShare()
    promises: tuple[Touch, ...] = ()
    enquiries: tuple[Touch, ...] = ()
    pains: tuple[Touch, ...] = ()


@dataclass(frozen=True, slots=True)
class Promptness:
    """How soon a colleague answers the customers looked after, and how word is kept; ``owner`` is empty for nobody.

    ``answered`` enquiries waited ``waited``, in the median; None where there are too few to say so. ``waiting`` ones
    have no answer yet. ``promises`` are our own; ``is_enough`` says whether so many were settled that a share tells.
    """

    owner: str
    answered: int
    waited: timedelta | None
    waiting: int
    promises: KeptShare
    is_enough: bool


def due_day(promise: Touch) -> date | None:
    """The local day a promise is due; None where it has none."""
    try:
        return date.fromisoformat(str(promise.detail.get("due")))
    except ValueError:
        return None


def time_to_answer(enquiry: Touch, answer: Touch) -> timedelta:
    """How long an enquiry waited for its answer; where only the day of either is known, whole days."""
    return max(answer.occurred_at.utc - enquiry.occurred_at.utc, timedelta())
