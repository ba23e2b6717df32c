"""How long the screen of lost deals takes to paint once it has read, against one bare chart of the library's."""

from importlib import import_module
from pathlib import Path

from bench.context import Context
from bench.results import Result
from bench.timing import compare


def painted(context: Context, path: Path, rounds: int) -> Result:
    """P20: the whole screen with its charts, side panel and table; a bar chart as large beside it."""
    from bench.window import settle, window_on

    # By its name, for what the program does not use of it is described nowhere.
    library = import_module("pyqtgraph")

    with window_on(context, path) as window:
        window.commands["view.losses"].trigger()
        settle(window)
        screen = window.opened.losses
        bare = library.PlotWidget()
        bare.addItem(library.BarGraphItem(x=range(12), height=range(1, 13), width=0.7))
        bare.resize(screen.size())
        bare.show()
        result = compare(screen.grab, bare.grab, rounds=rounds).result("P20", "painted after reading")
        bare.close()
        bare.deleteLater()
    return result
