"""Which rows of the list of customers were in sight when the window was closed, so that it can begin with them.

Kept are ids, never what a customer is called: this lies on the machine, outside the workspace.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from crmdesk.domain.customer_list import CustomerQuery
from crmdesk.qt.view_state import ViewState

_OF, _LIST = "first.list_of", "first.list"
_FACTS = 7


@dataclass(frozen=True, slots=True)
class LeftList:
    """``ids`` are those of the rows in sight as they were right after ``change``, and ``current`` one of them or 0.

    In logical pixels: the first of them begins ``hidden`` above the edge of the view, which is ``head`` below the top
    of the column and ``row`` wide; the columns of the list and of the card are ``column`` and ``card`` wide.
    """

    change: int
    current: int
    hidden: int
    head: int
    row: int
    column: int
    card: int
    ids: tuple[int, ...]


def keep_list(state: ViewState, key: str, left: LeftList) -> None:
    """Keep it for the next start."""
    state.put(_OF, key)
    facts = (left.change, left.current, left.hidden, left.head, left.row, left.column, left.card)
    state.put(_LIST, (*facts, *left.ids))


def left_list(state: ViewState, key: str) -> LeftList | None:
    """What was kept, if it was kept under this key."""
    numbers = state.numbers(_LIST)
    if state.text(_OF) != key or len(numbers) < _FACTS:
        return None
    change, current, hidden, head, row, column, card, *ids = numbers
    return LeftList(change, current, hidden, head, row, column, card, tuple(ids))


def list_key(workspace: Path, query: CustomerQuery, me: str, today: date) -> str:
    """What the list holds depends on: who looks at what, and on which day where only some customers are listed."""
    parts = [str(workspace.resolve()), query.sort, str(query.descending)]
    if not query.is_everybody:
        parts += [query.scope, query.text, me, today.isoformat()]
    return "\n".join(parts)
