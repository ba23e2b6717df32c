"""Lists that are edited in their place: changes become small ones, and every wish is told, by mouse and by keys."""

import random

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from crmdesk.qt.appearance import Appearance
from crmdesk.qt.entry_model import Entry, EntryModel
from crmdesk.qt.entry_tree import EntryTree


def keys(model: EntryModel) -> list[str]:
    found = []
    for row in range(model.rowCount()):
        above = model.index(row, 0)
        found.append(model.entry(above).key)
        found.extend(model.entry(model.index(below, 0, above)).key for below in range(model.rowCount(above)))
    return found


def editor_of(tree: EntryTree) -> QLineEdit:
    return next(editor for editor in tree.findChildren(QLineEdit) if editor.isVisible())


@pytest.fixture
def tree(qapp: QApplication, qtbot: QtBot) -> EntryTree:
    appearance = Appearance(qapp, "light")
    tree = EntryTree(appearance, "List", deep=True)
    tree.resize(400, 400)
    qtbot.addWidget(tree)
    tree.show_entries([Entry("a", "Apple"), Entry("b", "Pear"), Entry("a1", "Boskoop", above="a"), Entry("c", "Fig")])
    with qtbot.waitExposed(tree):
        tree.show()
    tree.setFocus()
    return tree


def test_any_entries_after_any_others_and_what_stays_keeps_its_index():
    model = EntryModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    dice = random.Random(5)
    for _round in range(60):
        tops = dice.sample("abcdef", dice.randint(0, 6))
        entries = [Entry(key, f"{key}{dice.randint(0, 1)}") for key in tops]
        for key in tops:
            entries += [Entry(f"{key}{n}", "x", above=key) for n in dice.sample(range(4), dice.randint(0, 3))]
        kept = {key: QPersistentModelIndex(model.index_of(key)) for key in keys(model)}
        before = set(keys(model))
        model.refresh(entries)
        wanted = [key for top in tops for key in (top, *(entry.key for entry in entries if entry.above == top))]
        assert keys(model) == wanted
        for key in before & set(wanted):
            assert model.entry(kept[key]).key == key


def test_renaming_asks_and_esc_forgets(tree: EntryTree, qtbot: QtBot):
    asked: list[tuple[str, str]] = []
    tree.entries.rename_requested.connect(lambda key, name: asked.append((key, name)))
    tree.choose("b")
    for key in (Qt.Key.Key_F2, Qt.Key.Key_Return):
        qtbot.keyClick(tree, key)
        editor = editor_of(tree)
        assert editor.text() == "Pear"
        qtbot.keyClicks(editor, "Plum")
        qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert asked == []
    place = tree.visualRect(tree.entries.index_of("b")).center()
    qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    editor = editor_of(tree)
    qtbot.keyClicks(editor, "Plum")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: asked == [("b", "Plum")])
    assert tree.current().name == "Pear"


def test_a_refused_name_goes_on_being_edited(tree: EntryTree, qtbot: QtBot):
    tree.choose("b")
    tree.rename_again("b", "Appl")
    qtbot.waitUntil(lambda: any(editor.text() == "Appl" for editor in tree.findChildren(QLineEdit)))


def test_who_wishes_to_rename_what_is_being_renamed_goes_on(tree: EntryTree):
    # Qt would warn that nothing can be edited.
    tree.rename()
    editor = editor_of(tree)
    editor.setText("half a na")
    tree.rename()
    assert editor_of(tree) is editor
    assert editor.text() == "half a na"


def test_keys_move_within_a_level_and_take_away(tree: EntryTree, qtbot: QtBot):
    moves: list[tuple[str, str]] = []
    taken: list[str] = []
    added: list[bool] = []
    tree.entries.move_requested.connect(lambda key, before: moves.append((key, before)))
    tree.take_away_requested.connect(taken.append)
    tree.add_requested.connect(lambda: added.append(True))
    alt = Qt.KeyboardModifier.AltModifier
    tree.choose("b")
    qtbot.keyClick(tree, Qt.Key.Key_Up, alt)
    qtbot.keyClick(tree, Qt.Key.Key_Down, alt)
    tree.choose("a")
    qtbot.keyClick(tree, Qt.Key.Key_Up, alt)
    qtbot.keyClick(tree, Qt.Key.Key_Down, alt)
    qtbot.keyClick(tree, Qt.Key.Key_Delete)
    qtbot.keyClick(tree, Qt.Key.Key_Insert)
    assert moves == [("b", "a"), ("b", ""), ("a", "c")]
    assert (taken, added) == (["a"], [True])


def test_dropping_asks_within_a_level_only(tree: EntryTree):
    model = tree.entries
    moves: list[tuple[str, str]] = []
    model.move_requested.connect(lambda key, before: moves.append((key, before)))
    dragged = model.mimeData([model.index_of("c")])
    move, top = Qt.DropAction.MoveAction, model.index(-1, -1)
    assert not model.canDropMimeData(dragged, move, 0, 0, model.index_of("a"))
    assert not model.canDropMimeData(dragged, move, -1, -1, model.index_of("a"))
    assert not model.dropMimeData(dragged, move, 0, 0, top)
    assert moves == [("c", "a")]
    assert keys(model) == ["a", "a1", "b", "c"]


def test_the_chevron_and_the_arrows_unfold(tree: EntryTree, qtbot: QtBot):
    index = tree.entries.index_of("a")
    rect = tree.visualRect(index)
    qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(rect.left() + 20, rect.center().y()))
    assert tree.isExpanded(index)
    tree.choose("a")
    qtbot.keyClick(tree, Qt.Key.Key_Left)
    assert not tree.isExpanded(index)
    qtbot.keyClick(tree, Qt.Key.Key_Right)
    assert tree.isExpanded(index)
    qtbot.keyClick(tree, Qt.Key.Key_F)
    assert tree.current().key == "c"


@pytest.fixture
def nest(qapp: QApplication, qtbot: QtBot) -> EntryTree:
    """Entries on up to three levels: a (a1 (a11), a2), b, c."""
    tree = EntryTree(Appearance(qapp, "light"), "Tree", nests=3)
    tree.resize(400, 400)
    qtbot.addWidget(tree)
    above = {"a": "", "a1": "a", "a11": "a1", "a2": "a", "b": "", "c": ""}
    tree.show_entries([Entry(key, key, above=place) for key, place in above.items()])
    with qtbot.waitExposed(tree):
        tree.show()
    tree.setFocus()
    return tree


def test_any_tree_after_any_other_and_what_stays_keeps_its_index() -> None:
    model = EntryModel(nests=9)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    dice = random.Random(7)
    before: dict[str, str] = {}
    for _round in range(80):
        order = dice.sample("abcdefgh", dice.randint(0, 8))
        home = {key: dice.choice(["", *order[:place]]) for place, key in enumerate(order)}
        kept = {key: QPersistentModelIndex(model.index_of(key)) for key in before}
        model.refresh([Entry(key, f"{key}{dice.randint(0, 1)}", above=above) for key, above in home.items()])
        assert tree_of(model) == home
        for key, index in kept.items():
            if index.isValid():
                assert model.entry(index).key == key
        before = home


def tree_of(model: EntryModel) -> dict[str, str]:
    found: dict[str, str] = {}

    def walk(parent: QModelIndex, above: str) -> None:
        for row in range(model.rowCount(parent)):
            index = model.index(row, 0, parent)
            assert model.parent(index) == parent
            key = model.entry(index).key
            found[key] = above
            walk(index, key)

    walk(QModelIndex(), "")
    return found


def test_keys_put_entries_below_others_and_back(nest: EntryTree, qtbot: QtBot) -> None:
    wishes: list[tuple[str, str, str]] = []
    nest.entries.nest_requested.connect(lambda key, above, before: wishes.append((key, above, before)))
    alt = Qt.KeyboardModifier.AltModifier
    for key, way in (("c", "Right"), ("b", "Right"), ("a2", "Left"), ("a11", "Left"), ("a", "Left"), ("a", "Right")):
        nest.choose(key)
        qtbot.keyClick(nest, getattr(Qt.Key, f"Key_{way}"), alt)
    assert wishes == [("c", "b", ""), ("b", "a", ""), ("a2", "", "b"), ("a11", "a", "a2")]


def test_entries_are_dropped_wherever_they_fit(nest: EntryTree) -> None:
    model = nest.entries
    wishes: list[tuple[str, str, str]] = []
    model.nest_requested.connect(lambda key, above, before: wishes.append((key, above, before)))
    move = Qt.DropAction.MoveAction

    def drop(key: str, row: int, above: str) -> None:
        model.dropMimeData(model.mimeData([model.index_of(key)]), move, row, -1, model.index_of(above))

    drop("c", -1, "a1")
    drop("c", 1, "a")
    drop("a1", 1, "")
    for key, row, above in (("a", -1, "a1"), ("a", -1, "a"), ("a", -1, "b"), ("c", -1, "a11")):
        drop(key, row, above)
    assert wishes == [("c", "a1", ""), ("c", "a", "a2"), ("a1", "", "b")]
    assert [model.fits_below("a", "b"), model.fits_below("a1", "b"), model.fits_below("a1", "a2")] == [
        False,
        True,
        False,
    ]


def test_a_chevron_further_in_unfolds_too(nest: EntryTree, qtbot: QtBot) -> None:
    nest.expand(nest.entries.index_of("a"))
    index = nest.entries.index_of("a1")
    rect = nest.visualRect(index)
    qtbot.mouseClick(nest.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(rect.left() + 42, rect.center().y()))
    assert nest.isExpanded(index)
    assert nest.entries.data(index, Qt.ItemDataRole.AccessibleTextRole) == "a1"
