"""What stands open between us and customers, read; nothing is settled here (see ``touch_states``)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import timedelta
from statistics import median

from crmdesk.domain.standing import KeptShare, Promptness, Standing
from crmdesk.domain.touch import Touch
from crmdesk.services.desk import Desk
from crmdesk.services.evidence import enough_evidence
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

    def promptness(self) -> list[Promptness]:
        """Each colleague with anything asked by or promised to the customers looked after, by name; nobody last.

        No median and no share is told of fewer than the company's own number of occasions.
        """
        with self._desk.read() as source:
            enough = enough_evidence(source)
            waits, waiting = queries.waits_by_owner(source), queries.unanswered_by_owner(source)
            promised = queries.our_promises_by_owner(source)
        found: list[Promptness] = []
        for owner in sorted({*waits, *waiting, *promised}, key=lambda owner: (not owner, owner)):
            waited, settled = waits.get(owner, []), promised.get(owner, Counter())
            usual = timedelta(milliseconds=median(waited)) if len(waited) >= max(enough, 1) else None
            kept = KeptShare(settled["kept"], settled.total())
            found.append(Promptness(owner, len(waited), usual, waiting.get(owner, 0), kept, is_enough=kept.n >= enough))
        return found

    def answers(self, touches: Sequence[Touch]) -> Mapping[str, Touch]:
        """The entries by which enquiries among the touches were answered, by their own uids."""
        with self._desk.read() as source:
            return queries.answers(source, touches)


def _share(settled: Mapping[tuple[str, str], int], side: str) -> KeptShare:
    kept = settled.get((side, "kept"), 0)
    return KeptShare(kept, kept + settled.get((side, "broken"), 0))
