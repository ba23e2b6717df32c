"""Commands about the lists of loss reasons and of competitors, wherever one is."""

from crmdesk.i18n import _
from crmdesk.ui.commands.command import LOSS, Command, is_open


def reason_commands() -> tuple[Command, ...]:
    """In the order of the menu."""
    return (
        Command(
            "reasons.edit", _("Edit the loss reasons…"), LOSS,
            _("Add, rename, nest, merge and retire loss reasons"), "", "list-tree", 5, is_open,
        ),
        Command(
            "reasons.save", _("Save loss reasons as a file…"), LOSS,
            _("Write the loss reasons for another workspace, or as a sheet"), "", "file-output", 5, is_open,
        ),
        Command(
            "reasons.take", _("Take in loss reasons…"), LOSS,
            _("Take in loss reasons from a file or a sheet"), "", "file-input", 5, is_open,
        ),
        Command(
            "competitors.edit", _("All competitors…"), LOSS,
            _("How we fare against each, what they are good and bad at; rename, merge and retire them"),
            "", "swords", 5, is_open,
        ),
    )  # fmt: skip
