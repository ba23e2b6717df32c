"""A long list reads only what comes into sight, and keeps selection and place when its rows change."""

from array import array
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, QSize, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLineEdit, QStyledItemDelegate, QStyleOptionViewItem
from pytestqt.qtbot import QtBot
from typing_extensions import override

from crmdesk.qt.block_list import BlockList
from crmdesk.qt.block_model import BLOCK, BlockModel
from crmdesk.qt.record_model import Index
from crmdesk.qt.roles import RECORD

MANY = 10_000
VERY_MANY = 100_000
ROW = 40


class Archive:
    """Records that count how often they are asked for."""

    def __init__(self) -> None:
        self.asked: list[int] = []

    def read(self, keys: Sequence[int]) -> Mapping[int, str]:
        self.asked.append(len(keys))
        return {key: f"record {key}" for key in keys}


@pytest.fixture
def archive() -> Archive:
    return Archive()


@pytest.fixture
def model(archive: Archive, qapp: QApplication) -> Iterator[BlockModel[str]]:
    made = BlockModel(archive.read, str, lambda text: f"the {text}", qapp)
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    yield made
    made.deleteLater()


def view_of(model: BlockModel[str], qtbot: QtBot) -> BlockList:
    view = BlockList(model, "Records", ROW)
    qtbot.addWidget(view)
    view.resize(200, 400)
    with qtbot.waitExposed(view):
        view.show()
    return view


def test_a_row_has_no_text_before_it_is_read_and_all_of_it_after(model: BlockModel[str], archive: Archive):
    model.show_keys(array("q", range(10, 20)))
    index = model.index(3)
    assert (model.data(index), model.record(index), archive.asked) == (None, None, [])
    model.ensure(3, 3)
    assert model.data(index) == model.data(index, RECORD) == "record 13"
    assert model.data(index, Qt.ItemDataRole.AccessibleTextRole) == "the record 13"
    model.ensure(0, 9)
    assert archive.asked == [10]


def test_records_forgotten_are_read_again(model: BlockModel[str], archive: Archive):
    model.show_keys(array("q", range(10)))
    model.ensure(0, 9)
    model.forget([4])
    assert model.record(model.index(4)) is None
    model.ensure(0, 9)
    model.forget()
    model.ensure(0, 9)
    assert archive.asked == [10, 1, 10]


@given(st.lists(st.integers(0, 30), unique=True), st.lists(st.integers(0, 30), unique=True))
def test_whatever_is_shown_next_the_rows_are_those(first: list[int], second: list[int]):
    model = BlockModel(Archive().read, str, str)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    for keys in (first, second, first):
        model.show_keys(array("q", keys))
        assert list(model.keys) == keys


def test_of_very_many_rows_one_that_goes_and_one_that_comes_are_told_alone(model: BlockModel[str]):
    keys = array("q", range(MANY))
    model.show_keys(keys)
    told: list[tuple[str, int, int]] = []
    model.rowsInserted.connect(lambda _parent, first, last: told.append(("in", first, last)))
    model.rowsRemoved.connect(lambda _parent, first, last: told.append(("out", first, last)))
    model.modelReset.connect(lambda: told.append(("reset", 0, 0)))
    changed = array("q", keys)
    del changed[7_000]
    changed.insert(5, MANY)
    model.show_keys(array("q", changed))
    assert told == [("out", 7_000, 7_000), ("in", 5, 5)]
    assert model.keys == changed
    model.show_keys(changed[:9_000])
    assert told[-1] == ("out", 9_000, MANY - 1)


def test_very_many_rows_in_another_order_are_shown_anew(model: BlockModel[str], qtbot: QtBot):
    model.show_keys(array("q", range(MANY)))
    with qtbot.waitSignal(model.modelReset):
        model.show_keys(array("q", range(MANY - 1, -1, -1)))
    assert model.row_of(0) == MANY - 1


def test_scrolling_through_very_many_rows_reads_what_is_seen(model: BlockModel[str], archive: Archive, qtbot: QtBot):
    view = view_of(model, qtbot)
    model.show_keys(array("q", range(MANY)))
    view.viewport().repaint()
    assert sum(archive.asked) <= BLOCK
    for key in (Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_Home):
        archive.asked.clear()
        qtbot.keyClick(view, key)
        view.viewport().repaint()
        assert sum(archive.asked) <= 2 * BLOCK
    assert view.currentIndex().row() == 0
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert view.currentIndex().row() == MANY - 1


class Watched(BlockModel[str]):
    """Counts what a view asks about its rows."""

    asked = 0

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        self.asked += 1
        return super().data(index, role)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        self.asked += 1
        return super().flags(index)


class SizedDelegate(QStyledItemDelegate):
    """Counts how often it is asked how large a row is."""

    asked = 0

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        self.asked += 1
        return super().sizeHint(option, index)


def test_of_very_many_rows_only_those_in_sight_are_asked_anything(qtbot: QtBot):
    """Show, filter, clear the filter, put into another order, select all, go to both ends, read all anew."""
    model = Watched(Archive().read, str, str)
    view, delegate = view_of(model, qtbot), SizedDelegate()
    view.setItemDelegate(delegate)
    everybody = array("q", range(VERY_MANY))
    for step in (
        lambda: model.show_keys(everybody),
        lambda: model.show_keys(everybody[::1000]),
        lambda: model.show_keys(everybody),
        lambda: model.show_keys(everybody[::-1]),
        view.selectAll,
        lambda: view.select_keys([], 5),
        lambda: qtbot.keyClick(view, Qt.Key.Key_End),
        lambda: qtbot.keyClick(view, Qt.Key.Key_Home, Qt.KeyboardModifier.ShiftModifier),
        model.forget,
    ):
        model.asked = 0
        step()
        QApplication.processEvents()
        view.viewport().repaint()
        assert model.asked < 1000
    assert view.selected_count() == VERY_MANY
    assert delegate.asked == 0


def test_the_keys_walk_as_in_any_list(model: BlockModel[str], qtbot: QtBot):
    view = view_of(model, qtbot)
    model.show_keys(array("q", range(100)))
    view.select_keys([], 0)
    in_sight = view.viewport().height() // ROW
    for key, row in (
        (Qt.Key.Key_Down, 1),
        (Qt.Key.Key_Right, 1),
        (Qt.Key.Key_PageDown, 1 + in_sight),
        (Qt.Key.Key_End, 99),
        (Qt.Key.Key_Up, 98),
        (Qt.Key.Key_Home, 0),
    ):
        qtbot.keyClick(view, key)
        assert view.currentIndex().row() == row
        assert view.selected_keys() == [row]
    qtbot.keyClick(view, Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier)
    assert view.selected_count() == 100


def begin_edit(view: BlockList, qtbot: QtBot) -> QLineEdit:
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_F2)
    [editor] = view.viewport().findChildren(QLineEdit)
    editor.selectAll()
    return editor


def test_what_is_refused_stays_in_the_editor_with_the_reason(model: BlockModel[str], qtbot: QtBot):
    view = view_of(model, qtbot)
    model.show_keys(array("q", range(3)))
    view.select_keys([], 1)
    view.viewport().repaint()
    model.edited.connect(lambda _key, text: view.refuse("Too short.") if len(text) < 3 else None)
    editor = begin_edit(view, qtbot)
    qtbot.keyClicks(editor, "ab")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(view.refusal.isVisible)
    assert view.refusal.text() == "Too short."
    assert (editor.isVisible(), editor.text(), editor.hasFocus()) == (True, "ab", True)
    assert view.refusal.geometry().top() > editor.geometry().bottom()
    qtbot.keyClicks(editor, "c")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.viewport().findChildren(QLineEdit) == [])
    assert view.refusal.isHidden()


def test_escape_gives_up_what_was_refused(model: BlockModel[str], qtbot: QtBot):
    view = view_of(model, qtbot)
    model.show_keys(array("q", range(3)))
    view.select_keys([], 2)
    view.viewport().repaint()
    model.edited.connect(lambda _key, _text: view.refuse("No."))
    editor = begin_edit(view, qtbot)
    qtbot.keyClicks(editor, "ab")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(view.refusal.isVisible)
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: view.viewport().findChildren(QLineEdit) == [])
    assert view.refusal.isHidden()
    assert model.data(model.index(2)) == "record 2"


def test_what_was_in_sight_long_ago_is_let_go(model: BlockModel[str], archive: Archive):
    model.show_keys(array("q", range(MANY)))
    for first in range(0, 101 * BLOCK, BLOCK):
        model.ensure(first, first)
    model.ensure(0, 0)
    assert archive.asked == [BLOCK] * 102


def test_the_rows_selected_stay_selected_while_others_come_and_go(model: BlockModel[str], qtbot: QtBot):
    view = view_of(model, qtbot)
    model.show_keys(array("q", range(40)))
    view.select_keys([3, 7], 7)
    assert (view.selected_keys(), view.currentIndex().row()) == ([3, 7], 7)
    model.show_keys(array("q", [50, *range(2, 40)]))
    assert view.selected_keys() == [3, 7]
    view.select_keys([], None)
    assert view.currentIndex() == QModelIndex()


def test_letters_typed_quickly_are_one_word(model: BlockModel[str], qtbot: QtBot):
    view = view_of(model, qtbot)
    model.show_keys(array("q", range(3)))
    heard: list[str] = []
    view.typed.connect(heard.append)
    qtbot.keyClicks(view, "hc")
    assert heard == ["h", "hc"]


def test_an_edit_is_told_and_nothing_is_changed_by_itself(model: BlockModel[str]):
    model.show_keys(array("q", [8]))
    model.ensure(0, 0)
    told: list[tuple[object, str]] = []
    model.edited.connect(lambda key, text: told.append((key, text)))
    assert model.setData(model.index(0), "record 8")
    assert model.setData(model.index(0), "other")
    assert told == [(8, "other")]
    assert model.data(model.index(0)) == "record 8"
