"""The competitors as a list that is edited; what they ask in which deal is noted elsewhere."""

from typing_extensions import override

from crmdesk.domain.changes import Changes
from crmdesk.domain.listed import CompetitorEntry, CompetitorMerge, CompetitorTarget
from crmdesk.services.configuration.worded import WordedService
from crmdesk.store.queries.competitor_deals import deals_met
from crmdesk.store.queries.competitors import competitors
from crmdesk.store.queries.edited_lists import ListedRow, listed_row
from crmdesk.store.queries.entry_words import alias_rows
from crmdesk.store.queries.list_entries import competitor_entries, competitor_targets
from crmdesk.store.repos.competitor_merging import move_deals, move_losses
from crmdesk.store.repos.competitors import change_competitor
from crmdesk.store.repos.edited_lists import EditedList
from crmdesk.store.repos.nested_lists import turn_into_alias
from crmdesk.store.unit import Unit
from crmdesk.store.workspace import Source


class Competitors(WordedService):
    """By name; they have no order of their own."""

    edited = EditedList.COMPETITORS

    def entries(self) -> list[CompetitorEntry]:
        """Every competitor by name, retired ones included."""
        with self._desk.read() as source:
            return competitor_entries(source)

    def add(self, name: str) -> tuple[str, Changes]:
        """Add a competitor nobody has met yet; returns its uid.

        Raises ValidationError when the name is empty or taken.
        """
        return self._add(name, {})

    def targets(self, uid: str) -> list[CompetitorTarget]:
        """The competitors that one can be merged into."""
        with self._desk.read() as source:
            return competitor_targets(source, listed_row(source, self.edited, uid))

    def outlook(self, uid: str, into: str) -> CompetitorMerge:
        """What ``merge`` would do.

        Raises ConflictError as it does.
        """
        with self._desk.read() as source:
            row, target = self._pair(source, uid, into)
            met = deals_met(source, [row.id, target.id])
        moving, standing = met.get(row.id, set()), met.get(target.id, set())
        return CompetitorMerge(row.name, target.name, len(moving), len(moving & standing), len(moving | standing))

    @override
    def _merge_in(self, unit: Unit, row: ListedRow, target: ListedRow) -> None:
        move_losses(unit, row.id, target.id)
        move_deals(unit, row.id, target.id)
        known = competitors(unit)
        one, other = known[row.id], known[target.id]
        change_competitor(
            unit,
            target.id,
            strengths=_both(other.strengths, one.strengths),
            weaknesses=_both(other.weaknesses, one.weaknesses),
        )
        words = [alias.id for alias in alias_rows(unit, self.edited) if alias.target_id == row.id]
        turn_into_alias(unit, self.edited, row.id, words, target.id)

    @override
    def _check_can_merge(self, source: Source, row: ListedRow, target: ListedRow) -> None:
        """Any can go into any other."""


def _both(standing: str, coming: str) -> str:
    """What is said of both, one below the other; nothing twice."""
    return standing if coming in standing else "\n".join(text for text in (standing, coming) if text)
