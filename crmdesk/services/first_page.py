"""The first rows of the list of customers, for a window that has loaded nothing yet. Imports as little as can be."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from crmdesk.domain.customer_list import CustomerLine


def first_lines(path: Path, change: int, ids: Sequence[int]) -> Mapping[int, CustomerLine]:
    """What the list shows of these customers, by id, if ``change`` is still the newest there; else nothing."""
    from crmdesk.store import first_page

    return first_page.first_lines(path, change, ids)
