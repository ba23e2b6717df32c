"""Loads beside the window what a first search or the first visit to a screen would otherwise have to wait for.

What takes long to load is not loaded with the window, which is there sooner without it.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crmdesk.services.finding import FindingService

_SCREENS = (
    "crmdesk.ui.losses.loss_view",
    "crmdesk.ui.portrait.portrait_view",
    "crmdesk.ui.exchange.exchange_view",
    "crmdesk.ui.settings.settings_view",
)


def load_ahead(finding: "FindingService") -> None:
    """Load the dictionary of pinyin and the code of the screens that are not in front."""
    finding.prepare()
    for screen in _SCREENS:
        import_module(screen)
