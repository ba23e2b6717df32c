"""Filling a workspace with the sample company, seeing whether it is there, and taking it out again."""

from dataclasses import dataclass

from crmdesk.domain.changes import Changes
from crmdesk.i18n import _
from crmdesk.services.collection import without_collection
from crmdesk.services.desk import SYSTEM_ACTOR, Desk
from crmdesk.services.watch import Watch
from crmdesk.store.queries.sample_rows import count_sample, has_sample
from crmdesk.store.repos.sample_rows import remove_sample

_SEED = 20260304


@dataclass(frozen=True, slots=True)
class SampleSize:
    """How much there is of the sample company."""

    customers: int
    deals: int
    touches: int


class DemoService:
    """The sample company in a workspace."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def is_present(self) -> bool:
        """Whether the sample company is there."""
        with self._desk.read() as source:
            return has_sample(source)

    def size(self) -> SampleSize:
        """How much of it is there, with what was added to it since."""
        with self._desk.read() as source:
            return SampleSize(*count_sample(source))

    @without_collection()
    def add(self, watch: Watch, seed: int = _SEED) -> None:
        """Write the sample company; the same seed and time of the clock give the same.

        Raises CancelledError on request; nothing is then written.
        """
        # Few ever ask for it, so nobody else should have to load what tells it.
        from crmdesk.services.demo.company import write_company

        workspace = self._desk.workspace
        # In the program's own name: one Ctrl+Z too many must not take the ground away.
        with workspace.unit(_("Sample data"), SYSTEM_ACTOR, cancelled=watch.cancelled, is_long=True) as unit:
            write_company(unit, self._desk, watch.progress, seed)

    @without_collection()
    def remove(self, watch: Watch) -> Changes:
        """Take it out again with whatever was added to its customers; one's own customers stay as they are.

        Raises CancelledError on request; nothing is then changed.
        """
        with self._desk.change(_("Remove the sample data"), cancelled=watch.cancelled, is_long=True) as unit:
            watch.progress(0, None)
            remove_sample(unit)
        return unit.changes
