"""What stands open between us and customers, read; nothing is settled here (see ``touch_states``)."""

from collections.abc import Mapping, Sequence

from crmdesk.domain.standing import KeptShare, Standing
from crmdesk.domain.touch import Touch
from crmdesk.services.desk import Desk
from crmdesk.store.queries import standing as queries
from crmdesk.store.queries.lookup import find_customer


class StandingService:
    """Promises, enquiries and pains, of one customer or of all."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def standing(self, customer: str) -> Standing:
        """What stands open with a customer, and how promises were kept so far."""
        with self._desk.read() as source:
            known = find_customer(source, customer).id
            settled = queries.settled_promises(source, known)
            return Standing(
                ours=_share(settled, "ours"),
                theirs=_share(settled, "theirs"),
                promises=tuple(queries.open_promises(source, known)),
                enquiries=tuple(queries.unanswered_enquiries(source, known)),
                pains=tuple(queries.untold_pains(source, known)),
            )

    def unanswered(self) -> list[Touch]:
        """Every enquiry without an answer, the oldest first."""
        with self._desk.read() as source:
            return queries.unanswered_enquiries(source)

    def untold_pains(self) -> list[Touch]:
        """Every hidden pain that is still to be raised with its customer, the oldest first."""
        with self._desk.read() as source:
            return queries.untold_pains(source)

    def answers(self, touches: Sequence[Touch]) -> Mapping[str, Touch]:
        """The entries by which enquiries among the touches were answered, by their own uids."""
        with self._desk.read() as source:
            return queries.answers(source, touches)


def _share(settled: Mapping[tuple[str, str], int], side: str) -> KeptShare:
    kept = settled.get((side, "kept"), 0)
    return KeptShare(kept, kept + settled.get((side, "broken"), 0))
