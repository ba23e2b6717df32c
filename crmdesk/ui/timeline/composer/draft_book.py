"""The drafts of all customers, kept on this machine so that nothing typed is lost when the program ends.

Knows neither the composer nor where the machine keeps them.
"""

from crmdesk.qt.view_state import ViewState
from crmdesk.ui.timeline.composer.draft import Draft, draft_from_text, draft_to_text

_KEY = "composer.drafts"
# Older ones are let go: nobody comes back to them.
_MOST = 50


class DraftBook:
    """One draft per customer; the one changed last stands last."""

    def __init__(self, state: ViewState) -> None:
        self._state = state
        found = (draft_from_text(text) for text in state.texts(_KEY))
        self._drafts = {draft.customer: draft for draft in found if draft is not None and draft.customer}

    def of(self, customer: str) -> Draft:
        """What was begun for the customer, or an empty draft."""
        return self._drafts.get(customer) or Draft(customer=customer)

    def keep(self, draft: Draft) -> None:
        """Keep a draft, or forget the customer's when there is nothing in it."""
        if self.of(draft.customer) == draft or not draft.customer:
            return
        known = self._drafts.pop(draft.customer, None)
        if draft.is_worth_keeping:
            self._drafts[draft.customer] = draft
        elif known is None:
            return
        kept = list(self._drafts.values())[-_MOST:]
        self._state.put(_KEY, tuple(draft_to_text(each) for each in kept))
