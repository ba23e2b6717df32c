"""How many customers of each group have a tag: the portrait that clouds, bars and tables show."""

import numpy as np

from crmdesk.domain.portrait import CustomerGroup, Portrait, PortraitFilter, TagUse
from crmdesk.insight.outcomes.pairs import lifted
from crmdesk.insight.persona.columns import PLACES, PersonaColumns


def portrait_of(columns: PersonaColumns, wanted: PortraitFilter) -> Portrait:
    """Count those that are looked at, by the tags of ``wanted``; who has a lower tag has those above it too."""
    pairs = lifted(columns.held, columns.names)
    groups, tags = len(CustomerGroup) + 1, len(columns.names)
    table = np.bincount(columns.counted[pairs.rows] * tags + pairs.codes, minlength=groups * tags).reshape(groups, tags)
    shown = {one.uid: one for one in columns.families if not wanted.groups or one.uid in wanted.groups}
    uses = []
    for code, tag in enumerate(columns.tags, 1):
        family = shown.get(tag.group_uid)
        if family is not None and (wanted.level is None or family.levels == 1 or tag.level == wanted.level):
            uses.append(TagUse(tag, {group: int(table[place, code]) for group, place in PLACES.items()}))
    # In the order of their groups and names where they are level.
    found = sorted((use for use in uses if use.total), key=lambda use: -use.total)
    sizes = {group: int(np.count_nonzero(columns.counted == place)) for group, place in PLACES.items()}
    return Portrait(sizes, tuple(found), columns.families)
