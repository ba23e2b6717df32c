"""The lists a company edits: entries added, renamed, ordered, retired, deleted. Which may be is decided elsewhere."""

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Any

from crmdesk.domain.ids import new_uid
from crmdesk.store.schema import CompetitorRow, LossReasonRow, MemberRow, StageRow, TagGroupRow, TagRow, TemplateRow
from crmdesk.store.text.folding import fold
from crmdesk.store.unit import Unit

ListRow = type[StageRow | LossReasonRow | TagGroupRow | TagRow | TemplateRow | CompetitorRow | MemberRow]


class EditedList(Enum):
    """A list a company edits."""

    STAGES = StageRow
    REASONS = LossReasonRow
    GROUPS = TagGroupRow
    TAGS = TagRow
    NOTES = TemplateRow
    COMPETITORS = CompetitorRow
    PEOPLE = MemberRow

    @property
    def row(self) -> ListRow:
        """The mapped class of its entries."""
        found: ListRow = self.value
        return found

    def has(self, column: str) -> bool:
        """Whether its entries have a column."""
        return column in self.row.__table__.columns


def add_entry(unit: Unit, edited: EditedList, name: str, values: Mapping[str, Any]) -> str:
    """Add an entry of the user's own; returns its uid. ``values`` are its other columns."""
    uid = new_uid()
    own = {"key": ""} if edited.has("key") else {}
    unit.insert(edited.row, [{**own, **values, "uid": uid, **_named(edited, name)}])
    return uid


def rename_entry(unit: Unit, edited: EditedList, row_id: int, name: str) -> None:
    """Call an entry otherwise."""
    unit.update(edited.row, [{"id": row_id, **_named(edited, name)}])


def change_entries(unit: Unit, edited: EditedList, row_ids: Sequence[int], values: Mapping[str, Any]) -> None:
    """Set the same columns of some entries."""
    unit.update(edited.row, [{"id": row_id, **values} for row_id in row_ids])


def order_entries(unit: Unit, edited: EditedList, row_ids: Sequence[int]) -> None:
    """Put entries in this order."""
    unit.update(edited.row, [{"id": row_id, "position": place} for place, row_id in enumerate(row_ids)])


def delete_entry(unit: Unit, edited: EditedList, row_id: int) -> None:
    """Remove an entry nothing refers to."""
    unit.delete(edited.row, [row_id])


def _named(edited: EditedList, name: str) -> dict[str, str]:
    return {"name": name, "name_key": fold(name)} if edited.has("name_key") else {"name": name}
