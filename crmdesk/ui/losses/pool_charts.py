"""The two charts of the lost pool: why deals are lost, and how that changes. Draws what is counted; counts nothing."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crmdesk.domain.loss_pool import Dimension, Tally
from crmdesk.i18n import _
from crmdesk.insight.loss_board import LossBoard
from crmdesk.insight.loss_trend import Step
from crmdesk.qt.clipboard import put_rows
from crmdesk.qt.widgets.buttons import IconButton
from crmdesk.ui.losses.chart_card import ChartCard, save_chart
from crmdesk.ui.losses.chart_numbers import pareto_numbers, trend_numbers
from crmdesk.ui.losses.pool_words import amount_notes, chart_notes
from crmdesk.ui.picture_file import ask_picture_file, write_and_tell
from crmdesk.ui.workbench import Workbench

if TYPE_CHECKING:
    from crmdesk.render.chart_view import Maker
    from crmdesk.render.pareto_bars import Measure

_GAP = 12


class PoolCharts(QWidget):
    """Emits the uids of the reasons of a bar, with the month of a segment; ``reason_opened`` is for what is below.

    ``reasons_entered`` brings those of whoever wants to go on to the deals.
    """

    reasons_chosen = Signal(object, str)
    reasons_entered = Signal(object, str)
    reason_opened = Signal(str)

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self._board: LossBoard | None = None
        self._period = ""
        self._inside = ""
        self.by_amount = bench.view_state.text("losses.measure") == "amount"
        self.reasons = ChartCard(_("Why we lose"), bench.appearance)
        self.trend = ChartCard(_("Trend by month"), bench.appearance)
        self.up = IconButton("arrow-left", look="quiet", name=_("Back to all reasons"))
        self.up.clicked.connect(lambda: self._show_inside(""))
        self.up.hide()
        self.reasons.add_control(self.up, first=True)
        self.measure = IconButton("arrow-left-right", self._measure_name(), look="quiet")
        self.measure.setAccessibleName(_("Count losses or add up their amounts"))
        self.measure.clicked.connect(self._switch_measure)
        self.reasons.add_control(self.measure)
        self.reasons.bar_chosen.connect(lambda key: self.reasons_chosen.emit(_uids(key), ""))
        self.reasons.bar_entered.connect(lambda key: self.reasons_entered.emit(_uids(key), ""))
        self.reasons.bar_opened.connect(self._open)
        self.trend.bar_chosen.connect(lambda key: self.reasons_chosen.emit(*_segment(key)))
        self.trend.bar_entered.connect(lambda key: self.reasons_entered.emit(*_segment(key)))
        for card in (self.reasons, self.trend):
            card.copy_requested.connect(lambda card=card: self._copy(card))
            card.picture_requested.connect(lambda card=card: self._save_picture(card))
            card.workbook_requested.connect(lambda card=card: self._save_workbook(card))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_GAP)
        layout.addWidget(self.reasons, 1)
        layout.addWidget(self.trend, 1)

    def show_board(self, board: LossBoard, period: str) -> None:
        """Draw what was counted; ``period`` is the period in words."""
        self._board, self._period = board, period
        if self._inside and not self._is_inside(board):
            self._inside = ""
        self._draw()

    def _is_inside(self, board: LossBoard) -> bool:
        """Whether the reason looked into is still there, and nothing but it or what is below it is wished."""
        below = {entry.uid for entry in board.reasons_in(self._inside)} | {self._inside}
        return board.reason(self._inside) is not None and board.wanted.reasons <= below

    def _draw(self) -> None:
        if self._board is None:
            return
        inside = self._board.reason(self._inside)
        title = _("Why we lose") if inside is None else _("Why we lose › {reason}").format(reason=inside.name)
        self.reasons.title.show_text(title)
        self.up.setVisible(inside is not None)
        self.trend.title.show_text(self._trend_title())
        self.reasons.show_chart(self._pareto())
        self.trend.show_chart(self._trend())

    def _pareto(self, *, heading: str = "") -> "Maker":
        from crmdesk.render.pool_pareto import draw_pool_pareto

        board, inside, measure = self._shown(), self._inside, self._measure()
        notes = self._notes(self.reasons)
        title = self.reasons.title.whole
        return lambda size, theme: draw_pool_pareto(
            board, inside, measure=measure, notes=notes, title=title, heading=heading, theme=theme, size=size
        )

    def _trend(self, *, heading: str = "") -> "Maker":
        from crmdesk.render.pool_trend import draw_pool_trend

        board, measure, notes, title = self._shown(), self._measure(), self._notes(self.trend), self._trend_title()
        return lambda size, theme: draw_pool_trend(
            board, measure=measure, notes=notes, title=title, heading=heading, theme=theme, size=size
        )

    def _shown(self) -> LossBoard:
        if self._board is None:
            raise RuntimeError("nothing has been counted yet")
        return self._board

    def _notes(self, card: ChartCard) -> list[str]:
        board = self._shown()
        if card is self.trend:
            shown = sum((tally for span in board.trend.spans for tally in (*span.wanted, *span.aside)), Tally())
            besides = Dimension.MONTH
        else:
            whole = board.reason(self._inside)
            shown = whole.tally if whole else sum((entry.tally for entry in board.reasons_in("")), Tally())
            besides = Dimension.REASON
        notes = chart_notes(board, self._period, n=shown.n, besides=besides)
        return [notes[0], *amount_notes(shown, board.currency), *notes[1:]] if self.by_amount else notes

    def _trend_title(self) -> str:
        names = {
            Step.MONTH: _("Trend by month"),
            Step.QUARTER: _("Trend by quarter"),
            Step.YEAR: _("Trend by year"),
        }
        return names[self._shown().trend.step]

    def _measure(self) -> "Measure":
        return "amount" if self.by_amount else "count"

    def _measure_name(self) -> str:
        return _("By amount") if self.by_amount else _("By count")

    def _switch_measure(self) -> None:
        self.by_amount = not self.by_amount
        self._bench.view_state.put("losses.measure", self._measure())
        self.measure.show_text(self._measure_name())
        self._draw()

    def _open(self, key: str) -> None:
        if self._board is not None and self._board.reasons_in(key) and key:
            self._inside = key
            self.reason_opened.emit(key)

    def _show_inside(self, uid: str) -> None:
        self._inside = uid
        self._draw()

    def _copy(self, card: ChartCard) -> None:
        rows = self._numbers(card)
        put_rows(rows)
        self._bench.notice.tell(_("The numbers of the chart are on the clipboard."))

    def _numbers(self, card: ChartCard) -> list[tuple[str | int, ...]]:
        board = self._shown()
        return trend_numbers(board) if card is self.trend else pareto_numbers(board, self._inside)

    def _save_picture(self, card: ChartCard) -> None:
        out = ask_picture_file(self._bench, card.title.whole)
        if out is None:
            return
        make = self._trend if card is self.trend else self._pareto
        work = lambda: save_chart(make(heading=card.title.whole), out, self._bench.appearance)  # noqa: E731  # shorter than a def
        write_and_tell(self._bench, work, out)

    def _save_workbook(self, card: ChartCard) -> None:
        kinds, title = _("Excel workbook (*.xlsx)"), card.title.whole
        out = self._bench.files.save_file(self._bench.window, _("Save as a workbook"), f"{title}.xlsx", kinds, ".xlsx")
        if out is not None:
            head, *rows = self._numbers(card)
            exports = self._bench.services.exports
            notes = self._notes(card)
            write_and_tell(
                self._bench, lambda: exports.export_grid(out, title, [str(cell) for cell in head], rows, notes), out
            )


def _uids(key: str) -> frozenset[str]:
    return frozenset(uid for uid in key.split(",") if uid)


def _segment(key: str) -> tuple[frozenset[str], str]:
    """The reasons and the month of a segment of the trend."""
    month, _part, uids = key.partition("|")
    return _uids(uids), month
