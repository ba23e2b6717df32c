"""Clouds in a window, driven by mouse and keyboard."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QToolTip

from crmdesk.qt.appearance import Appearance
from crmdesk.qt.tasks import TaskRunner
from crmdesk.render.drawing import Box
from crmdesk.render.tag_clouds import TagClouds
from crmdesk.render.tag_view import TagView
from tests.portraits import LOST, PROSPECTS, SIGNED, portrait, sample, use

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def clouds(qapp: QApplication, qtbot) -> TagClouds:
    runner = TaskRunner()
    shown = TagClouds(Appearance(qapp, "light"), runner)
    qtbot.addWidget(shown)
    shown.resize(1000, 380)
    with qtbot.waitSignal(shown.laid_out):
        shown.show_portrait(sample(), [SIGNED, LOST])
        shown.show()
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    # The legend asks for its room once it knows what it shows.
    qapp.processEvents()
    qtbot.waitUntil(lambda: settled(shown, runner))
    yield shown
    runner.finish()


def settled(shown: TagClouds, runner: TaskRunner) -> bool:
    """Whether the words are placed for the room that there is."""
    view = shown.cards[SIGNED].view
    waiting = runner.is_busy or shown._soon.isActive()
    return not waiting and shown.cloud is not None and shown.cloud.canvas == (view.width(), view.height())


def view_of(shown: TagClouds, group=SIGNED) -> TagView:
    return shown.cards[group].view


def pointed(view: TagView) -> str:
    return view._pointed.key if view._pointed else ""


def outlined(view: TagView) -> str:
    """The key of the word with an outline."""
    centre = view._pointer.rect().center()
    inside = [bar.key for bar in view.bars() if bar.rect.contains(centre)]
    return inside[0] if view._pointer.isVisible() and inside else ""


def reach_by_tab(shown: TagClouds) -> None:
    """Come to the first cloud with the keyboard."""
    view_of(shown, LOST).setFocus()
    view_of(shown).setFocus(Qt.FocusReason.TabFocusReason)


def place(bar: Box) -> QPoint:
    return bar.rect.center().toPoint()


def click(qtbot, view: TagView, bar: Box, keys=Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, keys, place(bar))


def test_a_click_tells_the_tag_and_the_group(clouds, qtbot):
    spy = QSignalSpy(clouds.chosen)
    bar = view_of(clouds, LOST).bars()[3]
    click(qtbot, view_of(clouds, LOST), bar)
    assert [spy.at(at) for at in range(spy.count())] == [[bar.key, LOST]]
    assert clouds.selected == frozenset()


@pytest.mark.parametrize("keys", [CTRL, SHIFT], ids=["Ctrl", "Shift"])
def test_a_click_with_a_key_selects_in_all_clouds_and_again_lets_go(clouds, qtbot, keys):
    chosen, selections = QSignalSpy(clouds.chosen), QSignalSpy(clouds.selection_changed)
    view = view_of(clouds)
    first, second = (bar.key for bar in view.bars()[:2])
    for key in (first, second):
        click(qtbot, view, next(bar for bar in view.bars() if bar.key == key), keys)
    assert clouds.selected == {first, second}
    for card in clouds.cards.values():
        grounds = {bar.colour for bar in card.view.bars() if bar.key in {first, second}}
        assert len(grounds) == 1
    click(qtbot, view, next(bar for bar in view.bars() if bar.key == first), keys)
    assert clouds.selected == {second}
    assert (chosen.count(), selections.count()) == (0, 3)


def test_pointing_at_a_word_tells_its_counts_and_outlines_it_elsewhere(clouds, qtbot):
    view, other = view_of(clouds), view_of(clouds, LOST)
    bar = view.bars()[0]
    qtbot.mouseMove(view.viewport(), place(bar))
    qtbot.waitUntil(lambda: pointed(view) == bar.key)
    assert "of 212" in QToolTip.text()
    assert outlined(other) == bar.key
    assert pointed(other) == ""
    qtbot.mouseMove(view.viewport(), QPoint(1, 1))
    qtbot.waitUntil(lambda: outlined(other) == "")


def test_the_arrow_keys_go_to_the_word_that_lies_that_way(clouds, qtbot):
    view = view_of(clouds)
    reach_by_tab(clouds)
    qtbot.waitUntil(lambda: pointed(view) != "")
    ways = {
        Qt.Key.Key_Right: lambda before, after: after.x() > before.x(),
        Qt.Key.Key_Left: lambda before, after: after.x() < before.x(),
        Qt.Key.Key_Down: lambda before, after: after.y() > before.y(),
        Qt.Key.Key_Up: lambda before, after: after.y() < before.y(),
    }
    centres = {bar.key: bar.rect.center() for bar in view.bars()}
    for key, lies_there in ways.items():
        before = pointed(view)
        qtbot.keyClick(view, key)
        assert lies_there(centres[before], centres[pointed(view)])
        assert view.accessibleDescription() == view.chart.tip(pointed(view))


def test_every_word_can_be_reached_by_the_arrow_keys(clouds):
    view = view_of(clouds)
    bars = {bar.key: bar for bar in view.bars()}
    ways = (Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_Up)
    reached, ahead = set(), {view.bars()[0].key}
    while ahead:
        reached |= ahead
        ahead = {view._beside(bars[key], way).key for key in ahead for way in ways} - reached
    assert reached == set(bars)


def test_return_opens_space_selects_and_escape_lets_go(clouds, qtbot):
    view = view_of(clouds)
    spy = QSignalSpy(clouds.chosen)
    reach_by_tab(clouds)
    qtbot.waitUntil(lambda: pointed(view) != "")
    first = pointed(view)
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert clouds.selected == {first}
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert spy.at(0) == [first, SIGNED]
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert clouds.selected == frozenset()


def test_another_size_gives_another_layout_and_keeps_the_selection(clouds, qtbot):
    chosen = view_of(clouds).bars()[0].key
    clouds.select(frozenset({chosen}))
    before = clouds.cloud.canvas
    clouds.resize(1400, 620)
    qtbot.waitUntil(lambda: clouds.cloud.canvas > before)
    assert clouds.selected == {chosen}


def test_other_groups_get_other_cards_and_one_layout(clouds, qtbot):
    with qtbot.waitSignal(clouds.laid_out):
        clouds.show_portrait(sample(), [SIGNED, PROSPECTS, LOST])
    assert list(clouds.cards) == [SIGNED, PROSPECTS, LOST]
    assert clouds.cloud.groups == (SIGNED, PROSPECTS, LOST)


def test_a_tag_that_is_gone_is_selected_no_longer(clouds, qtbot):
    clouds.select(frozenset({view_of(clouds).bars()[0].key}))
    with qtbot.waitSignal(clouds.laid_out):
        clouds.show_portrait(portrait(use("quite another", 4)), [SIGNED, LOST])
    qtbot.waitUntil(lambda: len(clouds.cloud.words) == 1)
    assert clouds.selected == frozenset()
    assert [bar.key for bar in view_of(clouds).bars()] == ["Where from/quite another"]


def test_each_card_names_its_group_and_tells_the_cloud_in_words(clouds):
    view = view_of(clouds, LOST)
    assert view.accessibleName() == "Lost"
    assert view.accessibleDescription().startswith("Lost. 140 customers. ")
