"""Several rows about one thing: the first that says something counts, later ones fill in what is left open.

The same whether the thing is new or was there, so that a second import of the same rows finds nothing to change.
"""

from dataclasses import fields, replace
from typing import Any, TypeVar

from crmdesk.exchange.tables.records import ContactText, CustomerText, DealText

_Text = TypeVar("_Text", CustomerText, ContactText, DealText)


def completed(first: _Text, later: _Text) -> _Text:
    """What both rows say together."""
    open_fields: dict[str, Any] = {
        field.name: getattr(later, field.name)
        for field in fields(first)
        if getattr(first, field.name) in ("", None, (), {})
    }
    return replace(first, **{**open_fields, "extra": {**later.extra, **first.extra}})
