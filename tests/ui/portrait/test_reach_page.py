"""How far the portrait reaches, on screen: its marks lead to customers and to groups of tags, by mouse and by keys."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from crmdesk.ui.charts.chart_card import ChartCard
from crmdesk.ui.portrait.portrait_view import PortraitView
from crmdesk.ui.portrait.portrait_wish import CLOUDS
from crmdesk.ui.shell.main_window import MainWindow
from tests.factories import Office
from tests.ui.conftest import listed, shown
from tests.ui.portrait.conftest import portrait, settled
from tests.windows import PreparedFiles

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def reach(window: MainWindow, tagged: Office, qtbot: QtBot) -> PortraitView:
    """Six lost customers have a tag that nobody else has."""
    for number in range(22, 28):
        tagged.tags.change_tags(f"Customer {number}", add=["Motive:tender"])
    view = portrait(window, qtbot)
    window.commands["portrait.reach"].trigger()
    return view


def click(card: ChartCard, key: str, qtbot: QtBot) -> None:
    bar = next(bar for bar in card.chart.bars() if bar.key == key)
    qtbot.mouseClick(card.chart.viewport(), LEFT, pos=bar.rect.center().toPoint())


def back(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    settled(window, qtbot)


def test_its_marks_lead_on_and_each_picture_goes_out(
    window: MainWindow, reach: PortraitView, files: PreparedFiles, tmp_path: Path, qtbot: QtBot
):
    page = reach.reach
    assert page.isVisible()
    assert not any(chip.isVisible() for chip in reach.bar.groups.values())
    assert "88% of 8 lost customers" in page.coverage.chart.accessibleDescription()
    click(page.coverage, "lost|unlike", qtbot)
    shown(window, qtbot)
    assert listed(window) == [f"Customer {number}" for number in range(22, 29)]
    back(window, qtbot)
    assert page.isVisible()
    key = next(bar.key for bar in page.lost_tags.chart.bars())
    assert page.lost_tags.chart.chart.tip(key).startswith("tender · Motive: 6 (75%) of the lost, 0 (0%) of the signed")
    page.lost_tags.chart.setFocus()
    qtbot.keyClick(page.lost_tags.chart, Qt.Key.Key_Down)
    qtbot.keyClick(page.lost_tags.chart, Qt.Key.Key_Return)
    shown(window, qtbot)
    assert listed(window) == [f"Customer {number}" for number in range(22, 28)]
    back(window, qtbot)
    told = page.concentration.chart.accessibleDescription()
    assert "Source: 2026*: 2 tags cover 100% of 12 customers" in told
    for place, card in enumerate((page.coverage, page.lost_tags, page.concentration)):
        for suffix, save in ((".png", card.save_picture), (".svg", card.save_picture), (".xlsx", card.save_workbook)):
            files.saved = tmp_path / f"{place}{suffix}"
            save()
            assert files.saved.stat().st_size > 0
        card.turn()
        assert card.grid.isVisible()
        assert card.grid.rows.rowCount() > 0
    page.concentration.turn()
    source = next(use.tag.group_uid for use in reach.table.model.records if use.tag.group == "Source")
    click(page.concentration, f"{source}|2026", qtbot)
    settled(window, qtbot)
    assert (reach.wish.page, reach.wish.families) == (CLOUDS, {source})
    assert reach.clouds_page.isVisible()
