"""The columns of customers and their tags that likeness and concentration are counted from."""

from dataclasses import dataclass

import numpy as np

from crmdesk.domain.persona import PersonaTexts
from crmdesk.domain.portrait import CustomerGroup, PortraitFamily, PortraitTag
from crmdesk.insight.outcomes.columns import Codes, Mask, Named, Pairs
from crmdesk.insight.outcomes.pairs import once
from crmdesk.insight.outcomes.texts import whole_numbers

PLACES = {group: place for place, group in enumerate(CustomerGroup, 1)}
"""The codes of groups."""


@dataclass(frozen=True, slots=True, eq=False)
class PersonaColumns:
    """A row for each key of the store up to the last customer's; ``group`` and ``counted`` are 0 where there is none.

    ``signed`` is the day of the first deal won, as a proleptic ordinal, 0 for none. ``held`` are the tags that a
    customer has itself; code c stands for ``tags[c - 1]`` and ``names[c]``, 0 for none.
    """

    group: Codes
    counted: Codes
    signed: Codes
    held: Pairs
    tags: tuple[PortraitTag, ...]
    names: tuple[Named, ...]
    families: tuple[PortraitFamily, ...]

    def of_group(self, group: CustomerGroup) -> Mask:
        """The rows of a group."""
        found: Mask = self.group == PLACES[group]
        return found


def columns_of(texts: PersonaTexts) -> PersonaColumns:
    """The columns out of what the store has read."""
    group, counted = (np.frombuffer(each, np.uint8).astype(np.int32) for each in (texts.groups, texts.counted))
    signed = np.zeros(len(group), np.int32)
    days = {name: whole_numbers(text) for name, text in texts.signed.items()}
    signed[days["customer"]] = days["day"]
    held = {name: whole_numbers(text) for name, text in texts.held.items()}
    places = np.zeros(max(texts.places, default=0) + 1, np.int32)
    places[list(texts.places)] = list(texts.places.values())
    # What is no tag of customers any more has no place.
    known = (held["tag"] < len(places)) & (group[held["customer"]] > 0)
    codes = places[held["tag"][known]]
    customers = held["customer"][known][codes > 0].astype(np.int32)
    names = [Named("", ""), *(Named(one.tag.uid, one.tag.name, "", one.above, one.tag.group_uid) for one in texts.tags)]
    return PersonaColumns(
        group, counted, signed, once(customers, codes[codes > 0], len(names)),
        tuple(one.tag for one in texts.tags), tuple(names), texts.families,
    )  # fmt: skip


def of_rows(pairs: Pairs, chosen: Mask) -> Pairs:
    """The pairs of some rows."""
    which = chosen[pairs.rows]
    return Pairs(pairs.rows[which], pairs.codes[which])
