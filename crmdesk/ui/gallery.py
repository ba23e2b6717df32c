"""Every screen, dialog and state as a scene: how to bring a window on the sample workspace to show it.

Pictures, golden images and the walks for names and cut texts all go through this list, so a new screen is added here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from crmdesk import paths
from crmdesk.ui.exchange.step_page import StepPage
from crmdesk.ui.settings.settings_view import PAGES
from crmdesk.ui.shell.main_window import MainWindow

Step = Callable[[MainWindow], object]


@dataclass(frozen=True, slots=True)
class Scene:
    """``steps`` lead an open window there; before each, the window has settled."""

    name: str
    steps: tuple[Step, ...]


def scenes() -> tuple[Scene, ...]:
    """All scenes, in the order in which a person meets them."""
    return (*_customers(), *_deals(), *_losses(), *_exchange(), *_settings(), *_everywhere())


def _customers() -> tuple[Scene, ...]:
    customers = _command("view.customers")
    return (
        Scene("customers", (customers, _everybody, _first_customer)),
        Scene("customers_none", (customers, _filter_customers("nobody is called so"))),
        Scene("customers_refused", (customers, _filter_customers("amount>much"))),
        Scene("customers_selected", (customers, _everybody, _select_all)),
        Scene("customer_new", (customers, _everybody, _first_customer, _command("customer.new"))),
        Scene("quick_note", (customers, _first_customer, _command("touch.template_1"))),
        Scene("palette", (customers, _search(""))),
        Scene("palette_found", (customers, _search("wl"))),
    )


def _deals() -> tuple[Scene, ...]:
    open_deal = (_command("view.customers"), _filter_customers("status:prospect"), _first_customer)
    return tuple(
        Scene(name, (*open_deal, _command(command)))
        for name, command in (
            ("deal_new", "deal.new"),
            ("deal_lost", "deal.mark_lost"),
            ("deal_hold", "deal.hold"),
        )
    )


def _losses() -> tuple[Scene, ...]:
    return (Scene("lost_pool", (_empty_search, _command("view.losses"))),)


def _exchange() -> tuple[Scene, ...]:
    sheet = paths.resource_folder("samples") / "pipeline.csv"

    def take(window: MainWindow) -> None:
        window.opened.exchange.take_files([sheet])

    start = (_command("view.exchange"), lambda window: window.opened.exchange.show_start())
    return (
        Scene("exchange", start),
        Scene("exchange_columns", (*start, take)),
        Scene("exchange_rows", (*start, take, _go_on)),
        Scene("exchange_export", (*start, lambda window: window.opened.exchange.choose_export())),
    )


def _settings() -> tuple[Scene, ...]:
    def show(key: str, window: MainWindow) -> None:
        window.opened.settings.show_page(key)

    return tuple(Scene(f"settings_{page.key}", (_command("view.settings"), partial(show, page.key))) for page in PAGES)


def _everywhere() -> tuple[Scene, ...]:
    customers = _command("view.customers")
    return (
        *(
            Scene(name, (customers, _first_customer, _command(command)))
            for name, command in (
                ("history", "edit.history"),
                ("bin", "edit.bin"),
                ("shortcuts", "help.shortcuts"),
                ("about", "help.about"),
            )
        ),
        Scene("start", (_command("workspace.new"),)),
    )


def _command(command_id: str) -> Step:
    return lambda window: window.commands[command_id].trigger()


def _filter_customers(expression: str) -> Step:
    return lambda window: window.opened.customers.search(expression)


def _everybody(window: MainWindow) -> None:
    window.opened.customers.search("")


def _first_customer(window: MainWindow) -> None:
    view = window.opened.customers.list.view
    view.setFocus()
    view.setCurrentIndex(view.model().index(0, 0))


def _select_all(window: MainWindow) -> None:
    window.opened.customers.list.view.selectAll()


def _search(text: str) -> Step:
    def type_it(window: MainWindow) -> None:
        window.focus_search()
        window.top_bar.search.setText(text)

    return type_it


def _empty_search(window: MainWindow) -> None:
    window.top_bar.search.clear()


def _go_on(window: MainWindow) -> None:
    for page in window.opened.exchange.findChildren(StepPage):
        if page.isVisible():
            page.on.click()
