"""The bar of stages: every name readable, and a deal never without a place."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from crmdesk.ui.shell.main_window import MainWindow
from tests.factories import Office, add_customer, add_deal
from tests.ui.conftest import shown

_READABLE = 60


def test_with_many_stages_those_around_are_shown_and_the_rest_counted(
    empty_window: MainWindow, office: Office, qtbot: QtBot
):
    add_deal(office, add_customer(office, "Acme"), "Pump")
    for number in range(12):
        office.configuration.stages.add(f"Further {number}")
    empty_window.resize(1280, 800)
    empty_window.chooser.open(office.path)
    shown(empty_window, qtbot)
    bar = empty_window.opened.customers.head.bar
    stages = office.deal_edits.stages()
    drawn = [rect for rect in bar.segments() if not rect.isEmpty()]
    [(_rect, left_out)] = bar.ends()
    assert len(drawn) + len(left_out) == len(stages)
    assert min(rect.width() for rect in drawn) >= _READABLE
    assert drawn[-1].right() <= _rect.left()
    bar.setFocus()
    qtbot.keyClick(bar, Qt.Key.Key_End)
    assert not bar.segments()[-1].isEmpty()
    qtbot.keyClick(bar, Qt.Key.Key_Return)
    assert empty_window.opened.customers.selected_deal().stage == stages[-1].name


def test_a_deal_in_a_retired_stage_keeps_its_place(empty_window: MainWindow, office: Office, qtbot: QtBot):
    add_deal(office, add_customer(office, "Acme"), "Pump")
    stages = office.configuration.stages
    begin, following = stages.entries()[:2]
    office.deals.move_stage("Pump", following.name)
    stages.retire(following.uid)
    empty_window.chooser.open(office.path)
    shown(empty_window, qtbot)
    bar = empty_window.opened.customers.head.bar
    assert f"{following.name} (retired)" in bar.accessibleName()
    assert len(bar.segments()) == len(office.deal_edits.stages()) + 1
    assert bar.progress.place == 1
    assert begin.name == bar.progress.stages[0].name
