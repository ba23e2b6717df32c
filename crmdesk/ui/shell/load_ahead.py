"""Loads beside the window what a first search or the first visit to a screen would otherwise have to wait for.

What takes long to load is not loaded with the window, which is there sooner without it.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crmdesk.services.finding import FindingService

_SCREENS = (
    "crmdesk.ui.quick_log.quick_log_window",
    "crmdesk.ui.losses.loss_view",
    "crmdesk.ui.portrait.portrait_view",
    "crmdesk.ui.exchange.exchange_view",
    "crmdesk.ui.settings.settings_view",
)
_PICTURES = (
    "crmdesk.render.chart_view",
    "crmdesk.render.pool_pareto",
    "crmdesk.render.pool_trend",
    "crmdesk.render.tag_view",
    "crmdesk.render.odds_bars",
)


def load_ahead(finding: "FindingService") -> None:
    """Load the dictionary of pinyin, the code of what is not in front, and what draws their pictures."""
    finding.prepare()
    for name in (*_SCREENS, *_PICTURES):
        import_module(name)
