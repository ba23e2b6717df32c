"""What each command of the table does in the window. A test sees to it that none is missing."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from crmdesk.domain.pool_look import PoolMode
from crmdesk.domain.touch_verbs import VERBS
from crmdesk.ui.commands.command import Handlers
from crmdesk.ui.commands.context import CUSTOMERS, EXCHANGE, LOSSES, PORTRAIT, SETTINGS, START
from crmdesk.ui.commands.customers import NUMBERED_TEMPLATES
from crmdesk.ui.shell.about_dialog import AboutDialog
from crmdesk.ui.shell.outcome_handlers import outcome_handlers
from crmdesk.ui.shell.shortcuts_dialog import shortcuts_dialog

if TYPE_CHECKING:
    from crmdesk.ui.settings.reason_page import ReasonPage
    from crmdesk.ui.shell.main_window import MainWindow
    from crmdesk.ui.shell.open_workspace import OpenWorkspace
    from crmdesk.ui.timeline.attachments.file_actions import FileActions

_Work = Callable[["OpenWorkspace"], object]
_On = Callable[[_Work], Callable[[], object]]


def handlers_of(window: "MainWindow") -> Handlers:
    """The handlers by the ids of the commands."""

    def on(work: _Work) -> Callable[[], object]:
        return lambda: work(window.opened)

    def on_customers(work: _Work) -> Callable[[], object]:
        """Beginning with the list of customers in front."""

        def begin() -> None:
            window.show_screen(CUSTOMERS)
            work(window.opened)

        return begin

    return {
        **_whole(window, on),
        **_views(window),
        **_customers(on, on_customers),
        **_timeline(on),
        **_touches(window, on),
        **_files(on),
        **_deals(on),
        **_losses(on),
        **_reasons(window),
        **_charts(on),
        **outcome_handlers(on),
        **_portrait(on),
    }


def _whole(window: "MainWindow", on: _On) -> Handlers:
    return {
        "workspace.new": lambda: window.show_screen(START),
        "workspace.open": window.chooser.choose,
        "workspace.import": window.ways.import_files,
        "workspace.export": window.ways.export_workbook,
        "workspace.remove_sample": on(lambda opened: opened.remove_sample()),
        "program.quit": window.close,
        "edit.undo": on(lambda opened: opened.operations.undo()),
        "edit.redo": on(lambda opened: opened.operations.redo()),
        "edit.history": on(lambda opened: opened.look_back.show_history()),
        "edit.bin": on(lambda opened: opened.look_back.show_bin()),
        "edit.paste_table": window.ways.paste_table,
        "edit.search": window.ways.search,
        "help.shortcuts": lambda: shortcuts_dialog(window.commands.commands, window).open_once(),
        "help.about": lambda: AboutDialog(window).open_once(),
    }


def _views(window: "MainWindow") -> Handlers:
    return {
        "view.customers": lambda: window.show_screen(CUSTOMERS),
        "view.losses": lambda: window.show_screen(LOSSES),
        "view.portrait": lambda: window.show_screen(PORTRAIT),
        "view.exchange": lambda: window.show_screen(EXCHANGE),
        "view.settings": lambda: window.show_screen(SETTINGS),
        "view.back": window.go_back,
        "view.as_system": lambda: window.set_appearance(""),
        "view.light": lambda: window.set_appearance("light"),
        "view.dark": lambda: window.set_appearance("dark"),
        "view.language_en": lambda: window.set_language("en"),
        "view.language_zh_CN": lambda: window.set_language("zh_CN"),
        "view.language_zh_TW": lambda: window.set_language("zh_TW"),
        "view.notice": window.go_to_notice,
    }


def _customers(on: _On, on_customers: _On) -> Handlers:
    return {
        "customer.new": on_customers(lambda opened: opened.customer_actions.add()),
        "customer.tag": on(lambda opened: opened.customer_actions.tag()),
        "customer.owner": on(lambda opened: opened.customer_actions.give()),
        "customer.copy": on(lambda opened: opened.customer_actions.copy()),
        "customer.export": on(lambda opened: opened.customer_actions.export()),
        "customer.handover": on(lambda opened: opened.customer_actions.hand_over()),
        "customer.promptness": on(lambda opened: opened.customer_actions.show_promptness()),
        "customer.delete": on(lambda opened: opened.customer_actions.delete()),
        "customers.filter": on_customers(lambda opened: opened.customer_actions.filter()),
        "customers.show_all": on_customers(lambda opened: opened.customer_actions.show_all()),
        "customers.save_view": on(lambda opened: opened.customer_actions.views.save()),
        "view.card": on(lambda opened: opened.customers.toggle_card()),
        "customer.rename": on(lambda opened: opened.customers.start_rename()),
    }


def _timeline(on: _On) -> Handlers:
    return {
        "timeline.filter": on(lambda opened: opened.customers.timeline.filters.open_filter()),
        "timeline.show_all": on(lambda opened: opened.customers.timeline.show_everything()),
        "timeline.only_deal": on(lambda opened: opened.customers.show_only_deal()),
        "timeline.jump": on(lambda opened: opened.customers.timeline.reading_actions.jump()),
        "timeline.conversation": on(lambda opened: opened.customers.timeline.reading_actions.open_conversation()),
        "timeline.turn_over": on(lambda opened: opened.customers.timeline.turn_over()),
        "timeline.look": on(lambda opened: opened.customers.timeline.filters.open_look()),
    }


def _touches(window: "MainWindow", on: _On) -> Handlers:
    def numbered(number: int) -> Callable[[], object]:
        return on(lambda opened: opened.customers.composer.open_numbered(number))

    def follow(verb: str) -> Callable[[], object]:
        return on(lambda opened: opened.customers.timeline.verb_actions.follow(verb))

    return {
        "touch.quick_log": window.ways.open_quick_log,
        "touch.start": window.ways.start_touch,
        "touch.save": on(lambda opened: opened.customers.save_touch()),
        "touch.way": on(lambda opened: opened.customers.composer.go_to_ways()),
        "touch.next_step": on(lambda opened: opened.customers.composer.go_to_next_step()),
        "touch.kind": on(lambda opened: opened.customers.composer.open_kinds()),
        "touch.template": on(lambda opened: opened.customers.composer.open_templates()),
        **{f"touch.template_{number}": numbered(number) for number in NUMBERED_TEMPLATES},
        "touch.done": on(lambda opened: opened.customers.timeline.touch_actions.done()),
        "touch.snooze": on(lambda opened: opened.customers.timeline.touch_actions.snooze()),
        "touch.edit": on(lambda opened: opened.customers.timeline.touch_actions.edit()),
        "touch.details": on(lambda opened: opened.customers.timeline.touch_actions.edit_details()),
        "touch.pin": on(lambda opened: opened.customers.timeline.touch_actions.pin()),
        "touch.copy": on(lambda opened: opened.customers.timeline.touch_actions.copy()),
        "touch.copy_table": on(lambda opened: opened.customers.timeline.touch_actions.copy_table()),
        "touch.move": on(lambda opened: opened.customers.timeline.touch_actions.move()),
        "touch.show_original": on(lambda opened: opened.customers.timeline.touch_actions.show_original()),
        "touch.delete": on(lambda opened: opened.customers.timeline.touch_actions.delete()),
        **{f"touch.{verb}": follow(verb) for verb in VERBS},
    }


def _files(on: _On) -> Handlers:
    def files(work: Callable[["FileActions"], object]) -> Callable[[], object]:
        return on(lambda opened: work(opened.customers.timeline.file_actions))

    return {
        "touch.attach": on(lambda opened: opened.customers.composer.choose_files()),
        "file.add": files(lambda actions: actions.add()),
        "file.add_to_customer": files(lambda actions: actions.add_to_customer()),
        "file.open": files(lambda actions: actions.open()),
        "file.save_copy": files(lambda actions: actions.save_copy()),
        "file.add_version": files(lambda actions: actions.add_version()),
        "file.rename": files(lambda actions: actions.rename()),
        "file.remove": files(lambda actions: actions.remove()),
        "recording.play": files(lambda actions: actions.play()),
        "recording.back": files(lambda actions: actions.back()),
        "recording.forward": files(lambda actions: actions.forward()),
        "recording.slower": files(lambda actions: actions.slower()),
        "recording.faster": files(lambda actions: actions.faster()),
    }


def _deals(on: _On) -> Handlers:
    return {
        "deal.new": on(lambda opened: opened.customers.start_deal()),
        "deal.move_on": on(lambda opened: opened.deal_actions.move_on()),
        "deal.move": on(lambda opened: opened.deal_actions.move()),
        "deal.win": on(lambda opened: opened.deal_actions.win()),
        "deal.mark_lost": on(lambda opened: opened.deal_actions.lose()),
        "deal.hold": on(lambda opened: opened.deal_actions.hold()),
        "deal.mark_invalid": on(lambda opened: opened.deal_actions.mark_invalid()),
        "deal.reopen": on(lambda opened: opened.deal_actions.reopen()),
    }


def _charts(on: _On) -> Handlers:
    return {
        "charts.next": on(lambda opened: opened.losses.charts.step(1)),
        "charts.previous": on(lambda opened: opened.losses.charts.step(-1)),
        "charts.table": on(lambda opened: opened.losses.charts.switch_table()),
        "charts.measure": on(lambda opened: opened.losses.charts.switch_measure()),
        "charts.compare": on(lambda opened: opened.losses.charts.switch_compare()),
    }


def _reasons(window: "MainWindow") -> Handlers:
    def page() -> "ReasonPage":
        """The page about them, shown."""
        from crmdesk.ui.settings.reason_page import ReasonPage

        window.show_screen(SETTINGS)
        return window.opened.settings.shown(ReasonPage)

    def save() -> None:
        page().sets.save()

    def take() -> None:
        page().sets.take()

    return {
        "reasons.edit": page,
        "reasons.save": save,
        "reasons.take": take,
        "competitors.edit": lambda: window.ways.show_settings("competitors"),
    }


def _losses(on: _On) -> Handlers:
    return {
        "losses.open": on(lambda opened: opened.losses.open_current()),
        "losses.win_back": on(lambda opened: opened.losses.actions_of.win_back()),
        "losses.change_reason": on(lambda opened: opened.losses.change_reason()),
        "losses.owner": on(lambda opened: opened.losses.actions_of.give()),
        "losses.plan": on(lambda opened: opened.losses.actions_of.plan()),
        "losses.discard": on(lambda opened: opened.losses.actions_of.discard()),
        "losses.review": on(lambda opened: opened.losses.actions_of.review(reviewed=True)),
        "losses.agree": on(lambda opened: opened.losses.actions_of.agree()),
        "losses.unreview": on(lambda opened: opened.losses.actions_of.review(reviewed=False)),
        "losses.copy": on(lambda opened: opened.losses.actions_of.copy()),
        "losses.export": on(lambda opened: opened.losses.actions_of.export()),
        "losses.list": on(lambda opened: opened.losses.show_mode(PoolMode.LIST)),
        "losses.board": on(lambda opened: opened.losses.show_mode(PoolMode.BOARD)),
        "losses.queue": on(lambda opened: opened.losses.show_mode(PoolMode.QUEUE)),
        "losses.won": on(lambda opened: opened.losses.turn_over()),
        "losses.save_view": on(lambda opened: opened.losses.views.save()),
        "losses.clear": on(lambda opened: opened.losses.show_all()),
        "losses.replay": on(lambda opened: opened.losses.toggle_replay()),
    }


def _portrait(on: _On) -> Handlers:
    return {
        "portrait.open": on(lambda opened: opened.portrait.selection.open()),
        "portrait.save_view": on(lambda opened: opened.portrait.selection.save_view()),
        "portrait.export": on(lambda opened: opened.portrait.selection.export()),
        "portrait.exchange": on(lambda opened: opened.portrait.exchange()),
        "portrait.all": on(lambda opened: opened.portrait.show_all()),
        "portrait.reach": on(lambda opened: opened.portrait.turn_page()),
        "portrait.table": on(lambda opened: opened.portrait.toggle_table()),
        "portrait.copy": on(lambda opened: opened.portrait.copy()),
        "portrait.picture": on(lambda opened: opened.portrait.actions_of.save_clouds()),
        "portrait.odds_picture": on(lambda opened: opened.portrait.actions_of.save_odds()),
        "portrait.workbook": on(lambda opened: opened.portrait.actions_of.save_workbook()),
    }
