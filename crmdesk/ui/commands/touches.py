"""Commands about the touches selected in a timeline."""

from crmdesk.i18n import _
from crmdesk.ui.commands.command import TOUCH, Command, Condition, has_customer
from crmdesk.ui.commands.context import CommandContext


def _several(context: CommandContext) -> bool:
    return has_customer(context) and context.touches.count > 0


def _one(condition: Condition = lambda _context: True) -> Condition:
    return lambda context: has_customer(context) and context.touches.count == 1 and condition(context)


def _is_planned(context: CommandContext) -> bool:
    return context.touches.is_planned


def touches_commands() -> tuple[Command, ...]:
    """In the order of the menu. F2, Enter and Delete belong to the list that has the keyboard."""
    return (
        Command(
            "touch.done", _("Done"), TOUCH,
            _("What was planned has been done"), "Ctrl+Shift+D", "check", 0, _one(_is_planned),
        ),
        Command(
            "touch.snooze", _("Snooze…"), TOUCH,
            _("Put off what is planned"), "Ctrl+Shift+S", "alarm-clock", 0, _one(_is_planned),
        ),
        Command(
            "touch.edit", _("Edit the text"), TOUCH,
            _("Change what the selected touch says (F2)"), "", "pencil", 1, _one(),
        ),
        Command(
            "touch.details", _("Edit details…"), TOUCH,
            _("Correct kind, time, direction, length, person and deal"), "Ctrl+Alt+E", "sliders-horizontal", 1,
            _one(lambda context: context.touches.is_written),
        ),
        Command(
            "touch.pin", _("Pin or unpin"), TOUCH,
            _("Give the selected touch a pin, or take it off"), "", "pin", 1, _one(),
        ),
        Command(
            "touch.copy", _("Copy the text"), TOUCH,
            _("Put the selected touches on the clipboard"), "Ctrl+Alt+C", "copy", 2, _several,
        ),
        Command(
            "touch.copy_table", _("Copy as a table"), TOUCH,
            _("Put the selected touches on the clipboard, one a row, for a sheet"), "", "sheet", 2, _several,
        ),
        Command(
            "touch.move", _("Move to…"), TOUCH,
            _("Move the selected touches to another customer or deal"), "Ctrl+Alt+M", "folder-input", 2, _several,
        ),
        Command(
            "touch.show_original", _("Show the original…"), TOUCH,
            _("See everything that came with the selected touch"), "", "text-search", 2,
            _one(lambda context: context.touches.has_original),
        ),
        Command(
            "touch.delete", _("Delete the touch"), TOUCH,
            _("Move the selected touches to the bin (Delete)"), "", "trash-2", 3, _several,
        ),
    )  # fmt: skip
