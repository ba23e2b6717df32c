"""What the commands about how deals ended do."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from crmdesk.ui.commands.command import Handlers

if TYPE_CHECKING:
    from crmdesk.ui.shell.open_workspace import OpenWorkspace


def outcome_handlers(on: "Callable[[Callable[[OpenWorkspace], object]], Callable[[], object]]") -> Handlers:
    """The handlers by the ids of the commands."""

    def on_pool(act: "Callable[[OpenWorkspace], Callable[[str], object]]") -> Callable[[], object]:
        """With the deal (by uid) that is selected in the pool."""

        def begin(opened: "OpenWorkspace") -> None:
            for deal in opened.losses.selected()[:1]:
                act(opened)(deal.deal_uid)

        return on(begin)

    return {
        "deal.spoke_against": on(lambda opened: opened.outcome_actions.explain_selected_win()),
        "deal.change_reason": on(lambda opened: opened.outcome_actions.change_selected_reason()),
        "deal.review": on(lambda opened: opened.voice_actions.review_selected()),
        "deal.plan_win_back": on(lambda opened: opened.outcome_actions.plan_selected_win_back()),
        "deal.give_up": on(lambda opened: opened.outcome_actions.give_up()),
        "deal.competitors": on(lambda opened: opened.rival_actions.open()),
        "touch.quote_customer": on(lambda opened: opened.voice_actions.quote_selected()),
        "losses.review_fully": on_pool(lambda opened: opened.voice_actions.review),
        "losses.quote": on_pool(lambda opened: opened.voice_actions.quote),
        "losses.spoke_against": on_pool(lambda opened: opened.outcome_actions.explain_win),
    }
