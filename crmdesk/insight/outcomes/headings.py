"""The keys of the headings of reasons in charts: choosing one leads to what is below the reason.

Knows neither what is counted nor how it is drawn.
"""

from dataclasses import replace

from crmdesk.domain.loss_pool import PoolFilter

_INTO = "into|"


def heading_key(uid: str) -> str:
    """The key of the heading of a reason."""
    return f"{_INTO}{uid}"


def reason_of_heading(key: str) -> str:
    """The uid of the reason that a key looks into; empty for that of any other mark."""
    return key.removeprefix(_INTO) if key.startswith(_INTO) else ""


def wish_into(wanted: PoolFilter, uid: str) -> PoolFilter:
    """The wish for the deals of a reason with all that is below it."""
    return replace(wanted, reasons=frozenset({uid}))
