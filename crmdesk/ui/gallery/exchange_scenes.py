"""Scenes of tables in and out."""

from crmdesk import paths
from crmdesk.i18n import _
from crmdesk.ui.exchange.step_page import StepPage
from crmdesk.ui.gallery.scene import Scene, Step, command, hide_notice
from crmdesk.ui.shell.main_window import MainWindow

_ROWS_DONE, _ROWS = 1_200, 4_000
_LOST = "客户名称,商机名称,状态,输单原因\nAcme,Valve,lost,太贵了\nBolt,Nut,lost,over budgets\nCog,Wheel,lost,silence\n"
"""Deals lost for reasons that nobody here calls so."""


def exchange_scenes() -> tuple[Scene, ...]:
    """The way through an import, and an export."""
    take, refuse = _take("samples", "pipeline.csv"), _take("fonts", "crmdeskSans-Bold.otf")
    told = (
        Scene("exchange", ()),
        Scene("exchange_busy", (_show_busy,)),
        Scene("exchange_refused", (refuse,)),
        Scene("exchange_columns", (take,)),
        Scene("exchange_reasons", (_take_lost, _go_on)),
        Scene("exchange_rows", (take, _go_on)),
        Scene("exchange_result", (take, _go_on, _go_on), (command("edit.undo"), hide_notice)),
        Scene("exchange_export", (lambda window: window.opened.exchange.choose_export(),)),
    )
    return tuple(scene.between(_begin_exchange, _begin_exchange) for scene in told)


def _begin_exchange(window: MainWindow) -> None:
    window.commands["view.exchange"].trigger()
    window.opened.exchange.show_start()


def _take(folder: str, name: str) -> Step:
    file = paths.resource_folder(folder) / name
    return lambda window: window.opened.exchange.take_files([file])


def _take_lost(window: MainWindow) -> None:
    window.opened.exchange.take_text(_LOST)


def _go_on(window: MainWindow) -> None:
    for page in window.opened.exchange.findChildren(StepPage):
        if page.isVisible():
            page.on.click()
            return


def _show_busy(window: MainWindow) -> None:
    exchange = window.opened.exchange
    imports = exchange.imports
    imports.busy.begin(
        _("Importing {files}…").format(files="pipeline.csv"),
        _("You can go on working on the other screens meanwhile."),
    )
    imports.busy.show_steps(_ROWS_DONE, _ROWS)
    imports.pages.setCurrentWidget(imports.busy)
    exchange.pages.setCurrentWidget(imports)
