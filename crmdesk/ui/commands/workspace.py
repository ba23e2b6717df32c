"""Commands about the workspace as a whole: files in and out."""

from crmdesk.i18n import _
from crmdesk.ui.commands.command import FILE, Command, is_idle


def workspace_commands() -> tuple[Command, ...]:
    """In the order of the menu."""
    return (
        Command(
            "workspace.new", _("New workspace…"), FILE,
            _("Make a file for your customers"), "Ctrl+Shift+N", "file-plus",
            enabled_when=lambda context: not context.is_busy,
        ),
        Command(
            "workspace.open", _("Open…"), FILE,
            _("Open a workspace file"), "Ctrl+O", "folder-open",
            enabled_when=lambda context: not context.is_busy,
        ),
        Command(
            "workspace.import", _("Import a sheet…"), FILE,
            _("Bring in customers and deals from a table"), "Ctrl+I", "file-input", 1, is_idle,
        ),
        Command(
            "workspace.export", _("Export a workbook…"), FILE,
            _("Write everything to an Excel workbook"), "Ctrl+E", "file-output", 1, is_idle,
        ),
        Command(
            "workspace.remove_sample", _("Remove the sample data"), FILE,
            _("Take out the sample company and everything about it; your own customers stay"),
            icon="flask-conical", group=2,
            enabled_when=lambda context: is_idle(context) and context.has_sample,
        ),
        Command(
            "program.quit", _("Quit"), FILE, _("Close the program"), "Ctrl+Q", group=3,
        ),
    )  # fmt: skip
