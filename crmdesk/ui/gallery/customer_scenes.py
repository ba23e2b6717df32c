"""Scenes of the customers: their list, one of them, its timeline, what is written down, its deals."""

from dataclasses import replace
from datetime import timedelta

from crmdesk.services.loss_accounts import ReasonWords
from crmdesk.ui.deals.hold_dialog import HoldDialog
from crmdesk.ui.deals.lose_dialog import LoseDialog
from crmdesk.ui.gallery.file_scenes import file_scenes
from crmdesk.ui.gallery.reading_scenes import reading_scenes
from crmdesk.ui.gallery.scene import Scene, Step, command
from crmdesk.ui.shell.main_window import MainWindow
from crmdesk.ui.timeline.composer.draft import Draft
from crmdesk.ui.timeline.rows import Entry

_OPEN, _LOST, _SIGNED = "status:signed stage:negotiate next>=0d", "status:lost", "status:signed"
_QUIET_FILTER = "nobody is called so"


def customer_scenes() -> tuple[Scene, ...]:
    """Everything that is seen at customers."""
    reading = reading_scenes(_among_all(_OPEN))
    told = (*_list(), *_customer(), *_timeline(), *reading, *_composer(), *_deals(), *file_scenes(_among_all(_OPEN)))
    return tuple(scene.between(command("view.customers"), _tidy) for scene in told)


def _list() -> tuple[Scene, ...]:
    everybody = _among_all(_OPEN)
    return (
        Scene("customers", everybody),
        Scene("customers_none", (_filter(_QUIET_FILTER),)),
        Scene("customers_refused", (_filter("amount>much"),)),
        Scene("customers_selected", (*everybody, _select_all)),
        Scene("customers_tag", (*everybody, _select_all, command("customer.tag"))),
        Scene("customers_owner", (*everybody, _select_all, command("customer.owner"))),
        Scene("customers_promptness", (*everybody, command("customer.promptness"))),
        Scene("customer_new", (*everybody, command("customer.new"))),
        Scene("customer_new_refused", (*everybody, command("customer.new"), _add_nobody)),
    )


def _customer() -> tuple[Scene, ...]:
    return (
        Scene("customer_open", _among_all(_OPEN)),
        Scene("customer_lost", _among_all(_LOST)),
        Scene("customer_won", _among_all(_SIGNED)),
        Scene("customer_rename", (*_among_all(_OPEN), command("customer.rename"))),
        Scene("customer_without_card", (*_among_all(_OPEN), command("view.card")), (command("view.card"),)),
        Scene("person_new", (*_among_all(_OPEN), _add_person)),
        Scene("first_touchpoint", (*_among_all(_OPEN), _ask_first_touch)),
        Scene("first_touchpoint_refused", (*_among_all(_OPEN), _ask_first_touch, _tell_no_day)),
        Scene("handover", (*_among_all(_OPEN), command("customer.handover")), (_close_handover,)),
    )


def _timeline() -> tuple[Scene, ...]:
    at_customer = _among_all(_OPEN)
    chosen, planned = (*at_customer, _choose_touch(planned=False)), (*at_customer, _choose_touch(planned=True))
    return (
        Scene("touch_chosen", chosen),
        Scene("touch_edit", (*chosen, command("touch.edit")), (first_customer,)),
        Scene("touch_details", (*chosen, command("touch.details"))),
        Scene("touch_move", (*chosen, command("touch.move"))),
        Scene("touch_snooze", (*planned, command("touch.snooze"))),
    )


def _composer() -> tuple[Scene, ...]:
    at_customer = _among_all(_OPEN)
    return (
        Scene("quick_note", (*at_customer, command("touch.template_1"))),
        Scene("composer_planned", (*at_customer, _plan)),
        Scene("composer_refused", (*at_customer, _plan_badly, command("touch.save"))),
    )


def _deals() -> tuple[Scene, ...]:
    open_deal = _among_all(_OPEN)
    commands = {"deal_new": "deal.new", "deal_lost": "deal.mark_lost", "deal_hold": "deal.hold"}
    return (
        *(Scene(name, (*open_deal, command(command_id))) for name, command_id in commands.items()),
        Scene("deal_lost_told", (*open_deal, command("deal.mark_lost"), _tell_loss)),
        Scene("deal_lost_refused", (*open_deal, command("deal.mark_lost"), _refuse_loss)),
        Scene("deal_competitors", (*_among_all(_LOST), command("deal.competitors"))),
        Scene("deal_held", (*open_deal, command("deal.hold"), _hold), (command("edit.undo"),)),
        Scene("deal_won", (*open_deal, command("deal.win")), (command("edit.undo"),)),
    )


def first_customer(window: MainWindow) -> None:
    """Select the first customer of the list, with the keyboard there."""
    view = window.opened.customers.list.view
    view.setFocus()
    view.setCurrentIndex(view.model().index(0, 0))


def _filter(expression: str) -> Step:
    return lambda window: window.opened.customers.search(expression)


def _among_all(expression: str) -> tuple[Step, ...]:
    """Select the first customer that fits, with all others in the list again."""

    def open_it(window: MainWindow) -> None:
        customer = window.opened.customers.selected_customer()
        if customer is not None:
            window.opened.customers.open_after_change(customer.uid)

    return (_filter(expression), first_customer, open_it)


def _select_all(window: MainWindow) -> None:
    window.opened.customers.list.view.selectAll()


def _add_person(window: MainWindow) -> None:
    window.opened.customers.card.add_person()


def _ask_first_touch(window: MainWindow) -> None:
    window.opened.customers.card.first_touch.begin()


def _tell_no_day(window: MainWindow) -> None:
    form = window.opened.customers.card.first_touch.form
    form.when.setText("some day")
    form.submit()


def _close_handover(window: MainWindow) -> None:
    dialog = window.opened.customer_actions.handover.dialog
    if dialog is not None:
        dialog.reject()


def _add_nobody(window: MainWindow) -> None:
    window.opened.customers.list.form.submit()


def _choose_touch(*, planned: bool) -> Step:
    """Select the newest touch that is no mark, or the next one planned."""

    def choose(window: MainWindow) -> None:
        timeline = window.opened.customers.timeline
        for row, record in enumerate(timeline.model.records):
            if isinstance(record, Entry) and record.is_planned is planned and not record.is_mark:
                timeline.list.choose(timeline.model.index(row, 0))
                timeline.list.setFocus()
                return

    return choose


def _plan(window: MainWindow) -> None:
    composer, desk = window.opened.customers.composer, window.opened.services.desk
    day = desk.today() + timedelta(days=3)
    composer.restore(Draft(customer=composer.draft().customer, at=f"{day} 15:00", next_step=f"{day} 16:30"))


def _plan_badly(window: MainWindow) -> None:
    composer = window.opened.customers.composer
    composer.restore(Draft(customer=composer.draft().customer, at="some day", text="…"))


def _hold(window: MainWindow) -> None:
    for dialog in window.findChildren(HoldDialog):
        dialog.until.setText(str(window.opened.services.desk.today() + timedelta(days=30)))
        dialog.accept_button.click()


def _tell_loss(window: MainWindow) -> None:
    """Give two reasons, and leave one more to be chosen."""
    choices = window.opened.services.loss_accounts.choices()
    first, second, *_more = (ReasonWords(reason.name) for reason in choices.reasons if reason.parent_id is None)
    for dialog in window.findChildren(LoseDialog):
        dialog.given.show_words((replace(first, weight=2), second))
        dialog.competitor.show_names(choices.competitors[:1])
        dialog.given.begin_another()


def _refuse_loss(window: MainWindow) -> None:
    for dialog in window.findChildren(LoseDialog):
        dialog.accept_button.click()


def _tidy(window: MainWindow) -> None:
    customers = window.opened.customers
    customers.list.form.finish(None)
    customers.card.deals.close_editors()
    customers.card.people.close_editors()
    customers.card.first_touch.close_editors()
    customers.head.name.revert()
    customers.composer.restore(Draft(customer=customers.composer.draft().customer))
    customers.search("")
    window.notice.hide()
