"""What was given one loss reason is given another. Which may be is decided elsewhere."""

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Any

from crmdesk.store.schema import LossReasonLinkRow, WinReasonLinkRow
from crmdesk.store.unit import Unit

GivenRow = type[LossReasonLinkRow | WinReasonLinkRow]


class Given(Enum):
    """What reasons are given to: losses, in one of the voices, and won deals."""

    LOSSES = LossReasonLinkRow
    WINS = WinReasonLinkRow

    @property
    def row(self) -> GivenRow:
        """The mapped class of the links."""
        found: GivenRow = self.value
        return found

    @property
    def occasion(self) -> tuple[str, ...]:
        """The columns that say in one account of what it was given, first of all the one with its id."""
        return ("loss_id", "voice") if self is Given.LOSSES else ("deal_id",)


def change_links(unit: Unit, given: Given, changed: Sequence[Mapping[str, Any]], gone: Sequence[int]) -> None:
    """Change these columns of links, each with its ``id``, and remove those that went into others."""
    unit.update(given.row, changed)
    unit.delete(given.row, gone)
