"""What can be done with the entries of any list: rename, move, retire, bring back, delete."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from crmdesk.domain.changes import Changes
from crmdesk.domain.customer import checked_name
from crmdesk.domain.errors import ConflictError, ValidationError
from crmdesk.i18n import _
from crmdesk.services.desk import Desk
from crmdesk.store.queries.edited_lists import ListedRow, all_rows, listed_row, referred_to, siblings
from crmdesk.store.repos.edited_lists import (
    EditedList,
    add_entry,
    change_entries,
    delete_entry,
    order_entries,
    rename_entry,
)
from crmdesk.store.text.folding import fold
from crmdesk.store.unit import Unit


class ListService:
    """One list; entries are named by their uids. Its children say what else belongs to renaming, retiring, adding."""

    edited: EditedList

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def rename(self, uid: str, name: str) -> Changes:
        """Call an entry otherwise.

        Raises ValidationError when the name is empty or taken.
        """
        with self._entry(uid) as (unit, row):
            unit.describe(_("Rename “{before}” to “{name}”").format(before=row.name, name=name.strip()))
            self._check_may_change(row)
            rename_entry(unit, self.edited, row.id, self._free_name(unit, name, row))
            self._renamed(unit, row, name.strip())
        return unit.changes

    def move(self, uid: str, before: str | None) -> Changes:
        """Put an entry before another of its level, or last."""
        with self._entry(uid) as (unit, row):
            unit.describe(_("Move “{name}”").format(name=row.name))
            others = [other for other in siblings(unit, self.edited, row) if other.id != row.id]
            place = next((place for place, other in enumerate(others) if other.uid == before), len(others))
            order_entries(unit, self.edited, [other.id for other in (*others[:place], row, *others[place:])])
        return unit.changes

    def retire(self, uid: str) -> Changes:
        """Offer an entry, and what stands below it, no longer; the past keeps it.

        Raises ConflictError for one that is needed.
        """
        with self._entry(uid) as (unit, row):
            unit.describe(_("Retire “{name}”").format(name=row.name))
            self._check_may_change(row)
            self._check_retired(unit, row)
            change_entries(unit, self.edited, self._with_those_below(unit, row), {"retired": True})
        return unit.changes

    def bring_back(self, uid: str) -> Changes:
        """Offer a retired entry again, with what stands below it, and what it stands below."""
        with self._entry(uid) as (unit, row):
            unit.describe(_("Bring back “{name}”").format(name=row.name))
            ids = [*self._with_those_below(unit, row), *self._those_above(unit, row)]
            change_entries(unit, self.edited, ids, {"retired": False})
        return unit.changes

    def delete(self, uid: str) -> Changes:
        """Remove an entry of the user's own that nothing refers to.

        Raises ConflictError for any other.
        """
        with self._entry(uid) as (unit, row):
            unit.describe(_("Delete “{name}”").format(name=row.name))
            self._check_may_change(row)
            if row.key or self._is_used(unit, row):
                raise ConflictError(_("“{name}” is in use; it can be retired, not deleted.").format(name=row.name))
            self._check_retired(unit, row)
            self._forget(unit, row)
            delete_entry(unit, self.edited, row.id)
        return unit.changes

    @contextmanager
    def _entry(self, uid: str) -> Iterator[tuple[Unit, ListedRow]]:
        with self._desk.change() as unit:
            yield unit, listed_row(unit, self.edited, uid)

    def _add(
        self, name: str, values: Mapping[str, Any], *, above: ListedRow | None = None, group: ListedRow | None = None
    ) -> tuple[str, Changes]:
        with self._desk.change(_("Add “{name}”").format(name=name.strip())) as unit:
            place = ListedRow(
                id=0,
                uid="",
                key="",
                name="",
                retired=False,
                system=False,
                above=above.id if above else None,
                group=group.id if group else None,
            )
            trimmed = self._free_name(unit, name, place)
            position = {"position": len(siblings(unit, self.edited, place))} if self.edited.has("position") else {}
            uid = add_entry(unit, self.edited, trimmed, {**values, **position})
        return uid, unit.changes

    def _change(self, uid: str, values: Mapping[str, Any]) -> Changes:
        with self._entry(uid) as (unit, row):
            unit.describe(_("Change “{name}”").format(name=row.name))
            change_entries(unit, self.edited, [row.id], values)
        return unit.changes

    def _free_name(self, unit: Unit, name: str, row: ListedRow) -> str:
        trimmed = checked_name(name)
        for other in all_rows(unit, self.edited):
            if other.id != row.id and self._are_namesakes(other, row) and fold(other.name) == fold(trimmed):
                message = (
                    _("“{name}” is there already, but retired; bring it back instead.")
                    if other.retired
                    else _("“{name}” is there already.")
                )
                raise ValidationError(message.format(name=other.name), field="name")
        return trimmed

    def _with_those_below(self, unit: Unit, row: ListedRow) -> list[int]:
        lower: dict[int | None, list[int]] = {}
        for other in all_rows(unit, self.edited):
            lower.setdefault(other.above, []).append(other.id)
        found = [row.id]
        for row_id in found:
            found.extend(lower.get(row_id, ()))
        return found

    def _those_above(self, unit: Unit, row: ListedRow) -> list[int]:
        above = {other.id: other.above for other in all_rows(unit, self.edited)}
        found: list[int] = []
        place = row.above
        while place is not None and place not in found:
            found.append(place)
            place = above.get(place)
        return found

    @staticmethod
    def _are_namesakes(one: ListedRow, other: ListedRow) -> bool:
        """Whether two entries must not have the same name."""
        return (one.above, one.group) == (other.above, other.group)

    def _is_used(self, unit: Unit, row: ListedRow) -> bool:
        """Whether anything needs an entry to be understood."""
        return bool(referred_to(unit, self.edited, [row.id]))

    def _forget(self, unit: Unit, row: ListedRow) -> None:
        """Remove what only stands by an entry that is about to go."""

    def _renamed(self, unit: Unit, row: ListedRow, name: str) -> None:
        """Carry a new name to wherever else it stands."""

    def _check_may_change(self, row: ListedRow) -> None:
        """Refuse, by ConflictError, to rename, retire or delete an entry the program needs as it is."""
        if row.system:
            raise ConflictError(
                _("“{name}” belongs to the program: it stays as it is.").format(name=row.name), field="name"
            )

    def _check_retired(self, unit: Unit, row: ListedRow) -> None:
        """Refuse, by ConflictError, to offer an entry no longer."""
