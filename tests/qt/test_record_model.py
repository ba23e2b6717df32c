from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from crmdesk.qt.columns import Column
from crmdesk.qt.record_model import RecordModel
from crmdesk.qt.roles import RECORD, SORT


@dataclass(frozen=True, slots=True)
class Thing:
    key: int
    name: str = "a"


def things(*keys: int, name: str = "a") -> list[Thing]:
    return [Thing(key, name) for key in keys]


def made(*keys: int) -> RecordModel[Thing]:
    model: RecordModel[Thing] = RecordModel(
        (
            Column("name", "Name", lambda thing: thing.name),
            Column("key", "Key", lambda thing: f"<{thing.key}>", order=lambda thing: thing.key, number=True),
        ),
        lambda thing: thing.key,
        spoken=lambda thing: f"thing {thing.key}",
    )
    model.refresh(things(*keys))
    return model


lists = st.lists(st.builds(Thing, st.integers(0, 12), st.sampled_from("ab")), unique_by=lambda thing: thing.key)


@pytest.mark.usefixtures("qapp")
@given(lists, lists)
def test_whatever_comes_is_shown_and_what_was_told_is_true(before: list[Thing], after: list[Thing]) -> None:
    model = made()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    model.refresh(before)
    mirror = [thing.key for thing in before]

    def taken(_parent: QModelIndex, first: int, last: int) -> None:
        del mirror[first : last + 1]

    def put(_parent: QModelIndex, first: int, last: int) -> None:
        mirror[first:first] = [-1] * (last - first + 1)

    model.rowsRemoved.connect(taken)
    model.rowsInserted.connect(put)
    model.refresh(after)
    assert list(model.records) == after
    assert len(mirror) == len(after)
    assert all(key in (-1, thing.key) for key, thing in zip(mirror, after, strict=True))


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    ("before", "after", "removed", "inserted"),
    [
        ((1, 2, 3), (1, 2, 3), [], []),
        ((1, 2, 3, 4), (1, 4), [(1, 2)], []),
        ((1, 4), (1, 2, 3, 4), [], [(1, 2)]),
        ((1, 2, 3), (3, 1, 2), [(2, 2)], [(0, 0)]),
        ((1, 2), (), [(0, 1)], []),
    ],
)
def test_no_more_is_touched_than_needed(before, after, removed, inserted) -> None:
    model, gone, come = made(*before), [], []
    model.rowsRemoved.connect(lambda _parent, first, last: gone.append((first, last)))
    model.rowsInserted.connect(lambda _parent, first, last: come.append((first, last)))
    model.refresh(things(*after))
    assert (gone, come) == (removed, inserted)


@pytest.mark.usefixtures("qapp")
def test_only_rows_that_differ_are_announced() -> None:
    model, told = made(1, 2, 3), []
    model.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
    model.refresh([Thing(1), Thing(2, "b"), Thing(3)])
    assert told == [(1, 1)]


@pytest.mark.usefixtures("qapp")
def test_cells_answer_for_every_role() -> None:
    model = made(7)
    cell = model.index(0, 1)
    assert cell.data() == "<7>"
    assert cell.data(Qt.ItemDataRole.ToolTipRole) == "<p>&lt;7&gt;</p>"
    assert cell.data(Qt.ItemDataRole.AccessibleTextRole) == "thing 7"
    assert cell.data(SORT) == 7
    assert cell.data(RECORD) == Thing(7)
    assert model.headerData(0, Qt.Orientation.Horizontal) == "Name"
    assert model.row_of(7) == 0
    assert model.row_of(8) is None
    assert QCoreApplication.instance() is not None
