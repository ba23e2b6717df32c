"""Ten thousand touches of one customer: what is read and measured stays bounded, and nothing jumps."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from crmdesk.domain.moment import Moment
from crmdesk.store.queries.lookup import find_customer
from crmdesk.ui.timeline.reading import FIRST, MOST, PAGE
from crmdesk.ui.timeline.rows import Entry
from tests.factories import Office, bulk_notes
from tests.ui.timeline.conftest import Stand

MANY = 10_000


@pytest.fixture
def crowd(office: Office, acme: str, stand: Stand) -> Stand:
    now = office.desk.clock.now()
    notes = [(f"note {number}", Moment.of(now.utc - timedelta(hours=3 * number + 1))) for number in range(MANY)]
    with office.desk.change("notes") as unit:
        bulk_notes(unit, find_customer(unit, acme).id, notes)
    stand.panel.show_customer(acme)
    return stand


def first_in_sight(stand: Stand) -> tuple[str, int]:
    view = stand.panel.list
    index = view.indexAt(QPoint(100, view.viewport().height() // 2))
    row = stand.panel.model.record(index)
    if not isinstance(row, Entry):
        index = view.model().index(index.row() + 1, 0)
        row = stand.panel.model.record(index)
    assert isinstance(row, Entry)
    return row.touch.uid, view.visualRect(index).top()


def place_of(stand: Stand, uid: str) -> int:
    row = stand.panel.model.row_of(uid)
    assert row is not None
    return stand.panel.list.visualRect(stand.panel.model.index(row, 0)).top()


def held(stand: Stand) -> int:
    return len(stand.panel.reading.page.touches)


def test_a_short_page_is_read_and_measured_to_begin_with(crowd: Stand, qtbot: QtBot):
    assert held(crowd) == FIRST
    assert crowd.panel.list.delegate.measures <= 2 * FIRST
    qtbot.waitUntil(lambda: crowd.panel.filters.all.text().strip() == "All 10,001")


def test_scrolling_down_holds_a_bounded_stretch_and_nothing_jumps(crowd: Stand, qtbot: QtBot):
    view, reading = crowd.panel.list, crowd.panel.reading
    for _page in range(6):
        last = reading.page.touches[-1].uid
        view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
        uid, top = first_in_sight(crowd)
        qtbot.waitUntil(lambda last=last: reading.page.touches[-1].uid != last)
        assert held(crowd) <= MOST
        assert crowd.panel.model.rowCount() <= 2 * MOST
        assert place_of(crowd, uid) == top
    assert reading.page.has_newer
    assert crowd.panel.list.delegate.measures <= 9 * 2 * PAGE
    before = reading.page.touches[0].uid
    view.verticalScrollBar().setValue(0)
    uid, top = first_in_sight(crowd)
    qtbot.waitUntil(lambda: reading.page.touches[0].uid != before)
    assert place_of(crowd, uid) == top


def test_a_jump_far_back_reads_only_what_is_around(crowd: Stand, office: Office):
    target = next(touch for touch in office.touches.timeline("Acme") if touch.body == "note 7000")
    assert crowd.panel.show_touch(target.uid)
    assert crowd.panel.selected_touch() == target
    assert held(crowd) == PAGE
    view = crowd.panel.list
    assert 0 <= place_of(crowd, target.uid) <= view.viewport().height()
    page = crowd.panel.reading.page
    assert (page.has_newer, page.has_older) == (True, True)
    crowd.panel.show_latest()
    assert crowd.said()[0] == "note 0"
