"""Scenes of the lost pool, of tables in and out, and of the settings."""

from functools import partial

from PySide6.QtWidgets import QMenu

from crmdesk import paths
from crmdesk.domain.loss_pool import NOBODY, PoolFilter, Review
from crmdesk.i18n import _
from crmdesk.ui.exchange.step_page import StepPage
from crmdesk.ui.gallery.scene import Scene, Step, command
from crmdesk.ui.losses.period import YEAR_BACK, in_period
from crmdesk.ui.settings.note_page import NotePage
from crmdesk.ui.settings.settings_view import PAGES
from crmdesk.ui.shell.main_window import MainWindow

_TURNED = ("owner", "stage", "competitor", "source")
_ROWS_DONE, _ROWS = 1_200, 4_000


def loss_scenes() -> tuple[Scene, ...]:
    """The lost pool."""
    told = (
        Scene("lost_pool", ()),
        Scene("lost_pool_reason", (_first_reason,)),
        Scene("lost_pool_reviewed", (_wish(PoolFilter(reviews=frozenset({Review.DUE}))),)),
        Scene("lost_pool_none_fit", (_nobody,)),
        Scene("lost_pool_selected", (_first_loss,)),
        Scene("lost_pool_board", (command("losses.board"), _first_card), (command("losses.list"),)),
        Scene("lost_pool_queue", (command("losses.queue"),), (command("losses.list"),)),
        Scene("lost_pool_no_queue", (_nobody, command("losses.queue")), (command("losses.list"),)),
        Scene("lost_pool_won", (_wish(PoolFilter(won=True)),)),
        Scene("lost_pool_unfolded", (_turn_sections,), (_turn_sections,)),
        Scene("lost_pool_save_view", (_first_reason, command("losses.save_view"))),
        Scene("lost_pool_busy", (_count,)),
        Scene("lost_pool_periods", (_periods,), (_close_menus,)),
        Scene("lost_pool_days", (_periods, _between_days)),
    )
    return tuple(scene.between(command("view.losses"), _wish(PoolFilter())) for scene in told)


def exchange_scenes() -> tuple[Scene, ...]:
    """The way through an import, and an export."""
    take, refuse = _take("samples", "pipeline.csv"), _take("fonts", "crmdeskSans-Bold.otf")
    told = (
        Scene("exchange", ()),
        Scene("exchange_busy", (_show_busy,)),
        Scene("exchange_refused", (refuse,)),
        Scene("exchange_columns", (take,)),
        Scene("exchange_rows", (take, _go_on)),
        Scene("exchange_result", (take, _go_on, _go_on), (command("edit.undo"), lambda window: window.notice.hide())),
        Scene("exchange_export", (lambda window: window.opened.exchange.choose_export(),)),
    )
    return tuple(scene.between(_begin_exchange, _begin_exchange) for scene in told)


def settings_scenes() -> tuple[Scene, ...]:
    """Every page of the settings, and the search among them."""

    def show(key: str, window: MainWindow) -> None:
        window.opened.settings.show_page(key)

    def find(text: str, window: MainWindow) -> None:
        window.opened.settings.search.setText(text)

    told = (
        *(Scene(f"settings_{page.key}", (partial(show, page.key),)) for page in PAGES),
        *(
            Scene(f"settings_notes_{part}", (partial(show, "notes"), partial(_open_part, part)))
            for part in ("says", "does")
        ),
        Scene("settings_found", (partial(find, "b"),)),
        Scene("settings_none", (partial(find, "nothing is called so"),)),
    )
    return tuple(scene.between(command("view.settings"), partial(find, "")) for scene in told)


def _open_part(part: str, window: MainWindow) -> None:
    page = window.opened.settings.page()
    if isinstance(page, NotePage):
        page.card.tabs.choose(part)


def _wish(wanted: PoolFilter) -> Step:
    """Show the losses of the last year that fit."""

    def show(window: MainWindow) -> None:
        within = in_period(wanted, YEAR_BACK, window.opened.services.desk.today())
        window.opened.losses.show_losses(within, YEAR_BACK)

    return show


def _first_reason(window: MainWindow) -> None:
    facets = window.opened.losses.side.facets
    facets.setFocus()
    facets.row_toggled.emit(next(row for row in facets.rows.records if not row.is_heading))


def _nobody(window: MainWindow) -> None:
    """Wish for what no deal is."""
    _wish(PoolFilter(owners=frozenset({NOBODY}), reviews=frozenset({Review.DUE})))(window)


def _first_card(window: MainWindow) -> None:
    window.opened.losses.deals.board.enter()


def _turn_sections(window: MainWindow) -> None:
    """Unfold the sections that are folded, or fold them again."""
    facets = window.opened.losses.side.facets
    for row in facets.rows.records:
        if row.is_heading and row.uid in _TURNED:
            facets.fold_requested.emit(row)


def _count(window: MainWindow) -> None:
    window.opened.losses.states.show_busy(_("Counting losses…"))


def _first_loss(window: MainWindow) -> None:
    grid = window.opened.losses.table.grid
    grid.setFocus()
    grid.selectRow(0)


def _periods(window: MainWindow) -> None:
    window.opened.losses.side.period_button.click()


def _between_days(window: MainWindow) -> None:
    for menu in window.opened.losses.side.findChildren(QMenu):
        if menu.isVisible():
            menu.actions()[-1].trigger()
            menu.close()


def _close_menus(window: MainWindow) -> None:
    for menu in window.findChildren(QMenu):
        menu.close()


def _begin_exchange(window: MainWindow) -> None:
    window.commands["view.exchange"].trigger()
    window.opened.exchange.show_start()


def _take(folder: str, name: str) -> Step:
    file = paths.resource_folder(folder) / name
    return lambda window: window.opened.exchange.take_files([file])


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
