"""Who is like the customers that sign, of those who are there now: judged for the portrait and for filters."""

from dataclasses import replace
from typing import TYPE_CHECKING

from crmdesk.domain.filter import CustomerKeys, Field, Filter, parse_filter
from crmdesk.domain.persona import Likeness
from crmdesk.domain.portrait import PortraitFilter
from crmdesk.services.desk import Desk
from crmdesk.services.evidence import enough_evidence
from crmdesk.store.queries.portrait import persona_texts

if TYPE_CHECKING:
    from crmdesk.insight.persona.columns import PersonaColumns


def persona_columns(desk: Desk, wanted: PortraitFilter) -> "PersonaColumns":
    """Everybody with their tags; those of the period ``wanted`` are counted."""
    from crmdesk.insight.persona.columns import columns_of

    with desk.read() as source:
        return columns_of(persona_texts(source, wanted, desk.day_span))


def read_filter(desk: Desk, expression: str) -> Filter:
    """A filter expression with the customers in place of a likeness, which no query can tell.

    Raises ValidationError (field ``filter``) when it cannot be read.
    """
    terms = parse_filter(expression, desk.today())
    if all(term.field is not Field.PERSONA for term in terms):
        return terms
    keys = _keys_by_likeness(desk)
    return tuple(
        replace(term, values=tuple(keys[Likeness(str(value))] for value in term.values))
        if term.field is Field.PERSONA
        else term
        for term in terms
    )


def _keys_by_likeness(desk: Desk) -> dict[Likeness, CustomerKeys]:
    from crmdesk.insight.persona.likeness import judge

    with desk.read() as source:
        enough = enough_evidence(source)
    columns = persona_columns(desk, PortraitFilter())
    judged = judge(columns, enough)
    everybody = columns.group > 0
    return {each: CustomerKeys(tuple(judged.rows(each, everybody).tolist())) for each in Likeness}
