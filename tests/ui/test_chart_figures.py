"""Every chart of the lost pool on the sample company, as it is read, drawn and taken out; no window is opened."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QSizeF

from crmdesk.domain.loss import Voice
from crmdesk.domain.loss_pool import Dimension, PoolFilter, PoolOrder, none_of, said_by
from crmdesk.qt.fonts import load_fonts
from crmdesk.qt.theme import LIGHT
from crmdesk.render.chart_table import plain_cell
from crmdesk.render.picture import save_picture
from crmdesk.services.watch import Unwatched
from crmdesk.ui.charts.chart_picture import ChartPicture
from crmdesk.ui.losses import pool_words
from crmdesk.ui.losses.chart_wishes import ChartWishes
from crmdesk.ui.losses.figure_kinds import SEGMENTS, WHY, figure_kinds, questions
from crmdesk.ui.losses.figure_pictures import figure_base, figure_picture
from crmdesk.wiring import Services, open_services
from tests.fakes import FixedClock
from tests.sample_years import ME, NOW, Samples

WISHES = [ChartWishes(chip=chip, by_amount=True) for chip in questions() if chip not in (WHY, SEGMENTS)]
HEATS = [ChartWishes(chip=SEGMENTS, heat=by) for by in (Dimension.STAGE, Dimension.TAG)]


@pytest.fixture(scope="module")
def year(samples: Samples, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """The sample company, to be read only."""
    path = Path(shutil.copy(samples("en"), tmp_path_factory.mktemp("charts") / "year.crmdesk"))
    return open_services(path, FixedClock(NOW), ME)


def pictures(year: Services, wishes: ChartWishes, wanted: PoolFilter) -> list[ChartPicture[PoolFilter]]:
    board = year.pool.board(wanted)
    return [
        figure_picture(kind, kind.read(year.figures, figure_base(board, kind), Unwatched()), board, "One year", wishes)
        for kind in figure_kinds(wishes)
    ]


@pytest.mark.parametrize("wishes", [*WISHES, *HEATS], ids=lambda wishes: f"{wishes.chip} {wishes.heat}")
@pytest.mark.usefixtures("qapp")
def test_a_chart_is_written_as_a_picture_and_as_a_workbook(year: Services, tmp_path: Path, wishes: ChartWishes):
    load_fonts()
    for picture in pictures(year, wishes, PoolFilter(since=date(2025, 12, 1))):
        assert not picture.instead
        assert "One year" in picture.notes[0]
        drawn = picture.maker(picture.title)(QSizeF(640, 400), LIGHT)
        assert "One year" in drawn.summary
        assert save_picture(drawn, tmp_path / "chart.png").read_bytes().startswith(b"\x89PNG")
        assert b"<svg" in save_picture(drawn, tmp_path / "chart.svg").read_bytes()
        table, out = picture.table(), tmp_path / "chart.xlsx"
        rows = [[plain_cell(cell) for cell in row] for row in table.rows]
        year.exports.export_grid(out, picture.title, table.headings, table.shares(), rows, picture.notes)
        written = load_workbook(out).worksheets[0]
        assert tuple(cell.value for cell in written[1]) == table.headings
        assert written.max_row == len(table.rows) + 1
        assert {written.cell(2, at + 1).number_format for at in table.shares()} <= {"0.0%", "General"}


def test_wishes_of_no_tag_and_of_voices_are_told_and_lead_to_deals(year: Services):
    group = next(facet for facet in year.pool.board(PoolFilter()).tags)
    reason = year.pool.board(PoolFilter()).reasons_in("")[0]
    none = year.pool.board(PoolFilter(tags=frozenset({none_of(group.uid)})))
    assert pool_words.wishes(none)[Dimension.TAG] == f"no {group.name}"
    assert {entry.uid for facet in none.tags for entry in facet.tags} >= {none_of(group.uid)}
    said = frozenset({said_by(Voice.SELLER, reason.uid), said_by(Voice.CUSTOMER)})
    board = year.pool.board(PoolFilter(voices=said))
    assert pool_words.wishes(board)[Dimension.VOICE] == f"Salesperson: {reason.name}, Customer: any reason"
    assert board.total.n == len(year.pool.deals(PoolFilter(voices=said), PoolOrder())) > 0


def test_rates_of_too_few_deals_are_not_drawn_but_said(year: Services):
    owner = next(named.uid for named in year.outcomes.columns().owners[1:])
    wanted = PoolFilter(since=date(2026, 3, 9), until=date(2026, 3, 10), owners=frozenset({owner}))
    rate, _cohorts = pictures(year, ChartWishes(chip="win_rate"), wanted)
    assert rate.instead.startswith("No deal fits") or "too few for a rate" in rate.instead
    assert any(named.name in rate.notes[0] for named in year.outcomes.columns().owners[1:])
