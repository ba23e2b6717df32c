"""What can be done besides with entries that stand below each other.

Knows neither what a list is of nor what is counted by it.
"""

from collections.abc import Mapping
from dataclasses import replace

from crmdesk.domain.changes import Changes
from crmdesk.domain.errors import ConflictError
from crmdesk.i18n import _
from crmdesk.services.configuration.worded import WordedService
from crmdesk.store.queries.edited_lists import ListedRow, all_rows, listed_row, siblings
from crmdesk.store.repos.edited_lists import order_entries
from crmdesk.store.repos.nested_lists import put_below
from crmdesk.store.unit import Unit


class TreeService(WordedService):
    """A tree of so many ``levels``."""

    levels: int

    def put_below(self, uid: str, above: str | None, before: str | None = None) -> Changes:
        """Put an entry with all below it below another, or at the top; before an entry there, or last.

        Raises ConflictError below itself, where it does not belong, or where there would be too many levels, and
        ValidationError where its name is taken.
        """
        with self._entry(uid) as (unit, row):
            unit.describe(_("Move “{name}”").format(name=row.name))
            parent = listed_row(unit, self.edited, above) if above is not None else None
            self._check_may_move(row)
            if parent is not None:
                self._check_fits_below(unit, row, parent)
            placed = replace(row, above=parent.id if parent else None)
            if not self._are_namesakes(row, placed):
                self._free_name(unit, row.name, placed)
            put_below(unit, self.edited, [row.id], parent.id if parent else None)
            moved = listed_row(unit, self.edited, uid)
            others = [other for other in siblings(unit, self.edited, moved) if other.id != row.id]
            place = next((place for place, other in enumerate(others) if other.uid == before), len(others))
            order_entries(unit, self.edited, [each.id for each in (*others[:place], moved, *others[place:])])
        return unit.changes

    def _check_may_move(self, row: ListedRow) -> None:
        """Refuse, by ConflictError, to put an entry elsewhere."""

    def _check_fits_below(self, unit: Unit, row: ListedRow, parent: ListedRow) -> None:
        moving = self._with_those_below(unit, row)
        if parent.id in moving:
            raise ConflictError(_("“{name}” cannot stand below itself.").format(name=row.name))
        above = {other.id: other.above for other in all_rows(unit, self.edited)}
        level = len(self._those_above(unit, parent)) + 1
        if level + max(_depth(each, row.id, above) for each in moving) > self.levels:
            raise ConflictError(
                _("There are at most {most} levels, and no room for “{name}” here.").format(
                    most=self.levels, name=row.name
                )
            )


def _depth(entry: int, top: int, above: Mapping[int, int | None]) -> int:
    """On which level below ``top``, which is 1, an entry stands."""
    depth, place = 1, entry
    while place != top:
        place, depth = above[place] or top, depth + 1
    return depth
