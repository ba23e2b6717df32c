"""Several rows about one thing: the first that says something counts, later ones fill in what is left open.

The same whether the thing is new or was there, so that a second import of the same rows finds nothing to change.
"""

from dataclasses import fields, replace
from typing import Any, Final, TypeVar

from crmdesk.exchange.tables.records import ContactText, CustomerText, DealText

_Text = TypeVar("_Text", CustomerText, ContactText, DealText)

_FIELDS: Final[dict[type, tuple[str, ...]]] = {
    kind: tuple(field.name for field in fields(kind)) for kind in (CustomerText, ContactText, DealText)
}


def completed(first: _Text, later: _Text) -> _Text:
    """What both rows say together."""
    if first is later:
        return first
    open_fields: dict[str, Any] = {
        name: getattr(later, name) for name in _FIELDS[type(first)] if getattr(first, name) in ("", None, (), {})
    }
    return replace(first, **{**open_fields, "extra": {**later.extra, **first.extra}})
