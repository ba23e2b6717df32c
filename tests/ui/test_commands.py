from collections import Counter

import pytest
from PySide6.QtGui import QKeySequence

from crmdesk import paths
from crmdesk.domain.deal import DealStatus
from crmdesk.ui.commands.command import Command
from crmdesk.ui.commands.context import CUSTOMERS, LOSSES, CommandContext
from crmdesk.ui.commands.table import command_table, menu_titles
from crmdesk.ui.shell.main_window import MainWindow
from crmdesk.ui.shell.window_handlers import handlers_of

COMMANDS = command_table()
OPEN = CommandContext(is_open=True, screen=CUSTOMERS)
WITH_CUSTOMER = CommandContext(is_open=True, screen=CUSTOMERS, has_customer=True)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_every_command_is_complete(command: Command):
    assert command.title
    assert command.tip
    assert command.menu in menu_titles()
    assert not command.icon or (paths.resource_folder("icons") / f"{command.icon}.svg").is_file()


def test_ids_and_shortcuts_are_used_once():
    keys = Counter(QKeySequence(command.shortcut).toString() for command in COMMANDS if command.shortcut)
    assert [key for key, times in keys.items() if times > 1 or not key] == []
    assert len({command.id for command in COMMANDS}) == len(COMMANDS)


def test_every_command_has_a_handler_and_every_handler_a_command(empty_window: MainWindow):
    assert set(handlers_of(empty_window)) == {command.id for command in COMMANDS}


def test_every_command_is_an_action_of_the_window(empty_window: MainWindow):
    names = {action.objectName() for action in empty_window.actions()}
    assert names >= {command.id for command in COMMANDS}


@pytest.mark.parametrize(
    ("context", "enabled"),
    [
        (CommandContext(), set()),
        (OPEN, {"edit.search", "touch.start", "customer.new", "workspace.import", "workspace.export"}),
        (CommandContext(is_open=True, screen=LOSSES, has_customer=True), {"edit.search", "touch.start"}),
        (WITH_CUSTOMER, {"touch.save", "deal.new"}),
        (CommandContext(is_open=True, is_busy=True), {"edit.search"}),
    ],
)
def test_what_makes_sense_is_enabled(context: CommandContext, enabled: set[str]):
    on = {command.id for command in COMMANDS if command.enabled_when(context)}
    assert enabled <= on
    assert {"workspace.import", "workspace.export"} <= on or context.is_busy or not context.is_open


@pytest.mark.parametrize(
    ("status", "enabled"),
    [
        (None, set()),
        (DealStatus.OPEN, {"deal.win", "deal.mark_lost"}),
        (DealStatus.HOLD, {"deal.win", "deal.mark_lost", "deal.reopen"}),
        (DealStatus.WON, {"deal.reopen"}),
        (DealStatus.LOST, {"deal.reopen"}),
        (DealStatus.INVALID, {"deal.reopen"}),
    ],
)
def test_a_deal_can_be_ended_once_and_brought_back(status: DealStatus | None, enabled: set[str]):
    context = CommandContext(is_open=True, screen=CUSTOMERS, has_customer=True, deal_status=status)
    about_deals = {"deal.win", "deal.mark_lost", "deal.reopen"}
    assert {command.id for command in COMMANDS if command.enabled_when(context)} & about_deals == enabled
