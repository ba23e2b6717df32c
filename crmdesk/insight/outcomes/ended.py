"""Deals with the loss in force of those that are lost: which row a deal, or its loss, has."""

import numpy as np

from crmdesk.domain.outcome_texts import OutcomeTexts
from crmdesk.insight.outcomes.columns import LOST, Codes, Mask, Whole
from crmdesk.insight.outcomes.keys import rows_of
from crmdesk.insight.outcomes.texts import columns_by_name

_OF_LOSS = {
    "id": "loss", "lost": "closed", "ended": "ended", "stage": "stage", "amount": "amount", "currency": "currency",
    "priced": "priced", "reviewed": "reviewed", "hopeless": "hopeless", "worth": "worth", "waiting": "waiting",
    "win_back": "win_back",
}  # fmt: skip
"""What a loss says of its deal, and the column it goes to."""


class Ended:
    """The deals with what is known of their losses; a deal that is lost without a loss has no row."""

    def __init__(self, texts: OutcomeTexts) -> None:
        deals, losses = columns_by_name(texts.deals), columns_by_name(texts.losses)
        rows, known = rows_of(deals["id"], losses["deal"])
        known &= deals["status"][rows] == LOST
        rows, losses = rows[known], {name: column[known] for name, column in losses.items()}
        lost = np.zeros(len(deals["id"]), np.bool_)
        lost[rows] = True
        for name, into in _OF_LOSS.items():
            deals.setdefault(into, np.zeros(len(lost), np.int64))[rows] = losses[name]
        kept = lost | (deals["status"] != LOST)
        self.deals = deals if kept.all() else {name: column[kept] for name, column in deals.items()}
        self._losses = losses["id"]
        self._of_losses = (np.cumsum(kept) - 1)[rows]

    def of_deals(self, keys: Whole) -> tuple[Codes, Mask]:
        """The rows of deals, and which of them have any."""
        return rows_of(self.deals["id"], keys)

    def of_losses(self, keys: Whole) -> tuple[Codes, Mask]:
        """The rows of losses likewise."""
        places, known = rows_of(self._losses, keys)
        return self._of_losses[places].astype(np.int32) if len(self._of_losses) else places, known
