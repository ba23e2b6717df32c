"""How long the screen of lost deals takes to paint once it has read, against one bare chart of the library's."""

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from bench.context import Context
from bench.results import Result
from bench.timing import compare
from crmdesk.qt.tasks import TaskRunner
from crmdesk.ui.losses.loss_view import LossView
from crmdesk.ui.workbench import Workbench


class _HeldRunner(TaskRunner):
    """Does all work at once and keeps what came of it."""

    def __init__(self) -> None:
        super().__init__()
        self.tell: Callable[[], None] = lambda: None

    @override
    def start(self, slot: str, work: Any, *, done: Any, **_others: Any) -> None:
        found = work(None)
        self.tell = lambda: done(found)


class _Stage:
    """Shows widgets of one size and lets go of them all again."""

    def __init__(self, application: QApplication, like: QWidget) -> None:
        self._application, self._size = application, like.size()
        self._shown: list[QWidget] = []

    def show(self, widget: QWidget) -> QWidget:
        """Show it and have it painted."""
        self._shown.append(widget)
        widget.resize(self._size)
        widget.show()
        self._application.processEvents()
        return widget

    def clear(self) -> None:
        """Let go of what is shown."""
        for widget in self._shown:
            widget.close()
            widget.deleteLater()
        self._shown.clear()
        self._application.processEvents()


class _Screens:
    """New screens of lost deals, one after the other, each with everything read and nothing drawn yet."""

    def __init__(self, bench: Workbench, stage: _Stage) -> None:
        self._bench, self._stage = bench, stage
        self._runner = _HeldRunner()

    def prepare(self) -> None:
        """Show a new one, which waits."""
        self._stage.clear()
        self._runner = _HeldRunner()
        self._stage.show(LossView(replace(self._bench, runner=self._runner)))

    def draw(self, application: QApplication) -> None:
        """Hand it what was read and have it painted."""
        self._runner.tell()
        application.processEvents()


def painted(context: Context, path: Path, rounds: int) -> Result:
    """P20: from what was read to the first picture on screen; a new bar chart as large beside it.

    The screen is there while it reads; what it shows, its charts above all, is made afterwards, like the other chart.
    """
    from bench.window import settle, window_on

    with window_on(context, path) as window:
        window.commands["view.losses"].trigger()
        settle(window)
        application = context.application
        stage = _Stage(application, window.opened.losses)
        screens = _Screens(window.opened.bench, stage)
        result = compare(
            lambda: screens.draw(application),
            lambda: stage.show(_bare_chart()),
            rounds=rounds,
            before=screens.prepare,
        ).result("P20", "first painted after reading")
        stage.clear()
    return result


def _bare_chart() -> QWidget:
    # By its name, for what the program does not use of it is described nowhere.
    library = import_module("pyqtgraph")
    chart: QWidget = library.PlotWidget()
    chart.addItem(library.BarGraphItem(x=range(12), height=range(1, 13), width=0.7))  # type: ignore[attr-defined]
    return chart
