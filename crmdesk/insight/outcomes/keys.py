"""Keys of the store as what they are here: those of a list as codes, those of deals and losses as rows."""

from collections.abc import Sequence

import numpy as np

from crmdesk.domain.loss_pool import NOBODY
from crmdesk.domain.outcome_texts import Listed
from crmdesk.insight.outcomes.columns import Codes, Mask, Named, Whole

NONE = Named(NOBODY, "")
"""What has the code 0 in a list that says nothing else of it."""


class Coded:
    """The codes of a list: ``names`` by code, and the code of every key; merged entries have that of the other."""

    def __init__(self, listed: Sequence[Listed], none: Named = NONE) -> None:
        now = {one.id: one.now for one in listed}
        kept = [one for one in listed if one.now == one.id]
        places = {one.id: code for code, one in enumerate(kept, 1)}
        above = [places.get(now.get(one.above, 0), 0) for one in kept]
        self.names = (
            none,
            *(Named(one.uid, one.name, one.key, code, one.group) for one, code in zip(kept, above, strict=True)),
        )
        self._codes = np.zeros(max(now, default=0) + 1, np.int32)
        for key, merged in now.items():
            self._codes[key] = places.get(merged, 0)

    def of(self, keys: Whole) -> Codes:
        """The codes of keys; 0 for what is not in the list."""
        return self._codes[np.where(keys < len(self._codes), keys, 0)]


def rows_of(ordered: Whole, keys: Whole) -> tuple[Codes, Mask]:
    """The places of keys among those in order, and which of them are there."""
    if not len(ordered):
        return np.zeros(len(keys), np.int32), np.zeros(len(keys), np.bool_)
    places = np.minimum(np.searchsorted(ordered, keys), len(ordered) - 1)
    return places.astype(np.int32), ordered[places] == keys
