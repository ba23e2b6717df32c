"""Every command of the program in one table: menus, buttons, context menus and the palette are made from it.

A command is enabled by a pure function of a frozen context. Knows what can be asked for, not how it is done.
"""

from crmdesk.i18n import _
from crmdesk.ui.commands.charts import POOL_CHARTS, charts_commands
from crmdesk.ui.commands.command import (
    APPEARANCE,
    CUSTOMER,
    DEAL,
    EDIT,
    FILE,
    FILES,
    HELP,
    LANGUAGE,
    LOSS,
    POOL_FORM,
    PORTRAIT,
    QUICK_NOTES,
    RECORDINGS,
    STATES,
    TIMELINE,
    TOUCH,
    VIEW,
    Command,
)
from crmdesk.ui.commands.customers import customers_commands
from crmdesk.ui.commands.deals import deals_commands
from crmdesk.ui.commands.edit import edit_commands
from crmdesk.ui.commands.files import files_commands
from crmdesk.ui.commands.help import help_commands
from crmdesk.ui.commands.losses import losses_commands
from crmdesk.ui.commands.outcomes import outcomes_commands
from crmdesk.ui.commands.portrait import portrait_commands
from crmdesk.ui.commands.reasons import reason_commands
from crmdesk.ui.commands.timeline import timeline_commands
from crmdesk.ui.commands.touch_states import touch_states_commands
from crmdesk.ui.commands.touches import touches_commands
from crmdesk.ui.commands.view import view_commands
from crmdesk.ui.commands.workspace import workspace_commands


def command_table() -> tuple[Command, ...]:
    """All commands in the order of the menus, titled in the active language."""
    return (
        *workspace_commands(),
        *edit_commands(),
        *view_commands(),
        *timeline_commands(),
        *customers_commands(),
        *touches_commands(),
        *touch_states_commands(),
        *files_commands(),
        *deals_commands(),
        *losses_commands(),
        *reason_commands(),
        *charts_commands(),
        *outcomes_commands(),
        *portrait_commands(),
        *help_commands(),
    )


def menu_titles() -> dict[str, str]:
    """The menus in their order."""
    return {
        FILE: _("&File"),
        EDIT: _("&Edit"),
        VIEW: _("&View"),
        CUSTOMER: _("&Customer"),
        TOUCH: _("&Touch"),
        DEAL: _("&Deal"),
        LOSS: _("&Losses"),
        PORTRAIT: _("&Portrait"),
        HELP: _("&Help"),
    }


def inner_titles() -> dict[str, str]:
    """The menus inside menus."""
    return {
        APPEARANCE: _("Appearance"),
        LANGUAGE: _("Language"),
        POOL_FORM: _("Form of the pool"),
        POOL_CHARTS: _("Charts"),
        QUICK_NOTES: _("Quick notes"),
        TIMELINE: _("Timeline"),
        FILES: _("Files"),
        RECORDINGS: _("Recordings"),
        STATES: _("What became of it"),
    }
