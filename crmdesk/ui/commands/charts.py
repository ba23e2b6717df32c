"""Commands about the charts of the lost pool."""

from crmdesk.i18n import _
from crmdesk.ui.commands.command import LOSS, Command
from crmdesk.ui.commands.context import LOSSES, CommandContext

POOL_CHARTS = "pool_charts"
"""The menu they have inside another."""


def _shown(context: CommandContext) -> bool:
    return context.is_open and context.screen == LOSSES


def charts_commands() -> tuple[Command, ...]:
    """In the order of the menu."""
    return (
        Command(
            "charts.next", _("Next charts"), LOSS,
            _("Show the charts that answer the next question"), "Alt+PgDown", "", 4, _shown, inside=POOL_CHARTS,
        ),
        Command(
            "charts.previous", _("Previous charts"), LOSS,
            _("Show the charts that answer the question before"), "Alt+PgUp", "", 4, _shown, inside=POOL_CHARTS,
        ),
        Command(
            "charts.table", _("Charts as tables, or as pictures"), LOSS,
            _("Show the numbers of the charts as tables to be read and walked through, or the charts again"),
            "Ctrl+Alt+Q", "sheet", 4, _shown, inside=POOL_CHARTS,
        ),
        Command(
            "charts.measure", _("Count losses or add up their amounts"), LOSS,
            _("Switch the charts between the number of losses and what they were worth"),
            "Ctrl+Alt+Z", "arrow-left-right", 4, _shown, inside=POOL_CHARTS,
        ),
        Command(
            "charts.compare", _("Compare with the period before"), LOSS,
            _("Mark in the charts how it was in the equally long period before, or no more"),
            "", "history", 4, _shown, inside=POOL_CHARTS,
        ),
    )  # fmt: skip
