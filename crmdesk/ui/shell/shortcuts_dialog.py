"""Every command with its keys, made from the table of commands, to be searched."""

from collections.abc import Sequence

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from crmdesk.i18n import _
from crmdesk.qt.columns import Column
from crmdesk.qt.plain_text import without_key
from crmdesk.qt.widgets.record_dialog import DialogWords, RecordDialog
from crmdesk.ui.commands.command import Command
from crmdesk.ui.commands.table import menu_titles


def shortcuts_dialog(commands: Sequence[Command], parent: QWidget) -> RecordDialog[Command]:
    """The dialog, in the order of the menus."""
    menus = {key: without_key(title) for key, title in menu_titles().items()}
    columns: tuple[Column[Command], ...] = (
        Column("menu", _("Menu"), lambda command: menus[command.menu]),
        Column("title", _("Command"), lambda command: command.title.rstrip("…"), width=160),
        Column("tip", _("What it does"), lambda command: command.tip, width=260),
        Column("keys", _("Keys"), keys_of),
    )
    words = DialogWords(
        _("Keyboard shortcuts"),
        _("Every command can also be found by its name in the search field at the top."),
        field=_("Search commands and keys"),
    )
    dialog = RecordDialog(words, columns, lambda command: command.id, parent)
    dialog.show_records(commands)
    return dialog


def keys_of(command: Command) -> str:
    """The keys of a command as this system writes them."""
    return _(" or ").join(QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText) for keys in command.keys)
