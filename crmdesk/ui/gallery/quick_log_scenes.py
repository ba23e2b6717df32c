"""Scenes of the small window for logging: empty, somebody searched for, a quick note, a refusal, something logged."""

from crmdesk.ui.gallery.customer_scenes import first_customer
from crmdesk.ui.gallery.scene import Scene, Step, command, hide_notice
from crmdesk.ui.quick_log.quick_log_form import QuickLogForm
from crmdesk.ui.shell.main_window import MainWindow
from crmdesk.ui.timeline.composer.draft import Draft


def quick_log_scenes() -> tuple[Scene, ...]:
    """Over the customers, with the first of them chosen."""
    opened = (command("view.customers"), first_customer, command("touch.quick_log"))
    return (
        Scene("quick_log", opened),
        Scene("quick_log_found", (*opened, _search("al"))),
        Scene("quick_log_note", (*opened, _open("first_call")), (_empty,)),
        Scene("quick_log_refused", (*opened, _write("…", "some day"), _submit), (_empty,)),
        Scene("quick_log_saved", (*opened, _write("…", ""), _submit), (command("edit.undo"), hide_notice, _empty)),
    )


def _open(template: str) -> Step:
    """Open a quick note in it."""
    return lambda window: _form(window).open_template(template)


def _form(window: MainWindow) -> QuickLogForm:
    return window.opened.quick_log.form


def _search(text: str) -> Step:
    def search(window: MainWindow) -> None:
        field = _form(window).fields.customer
        field.setFocus()
        field.setText(text)
        field.textEdited.emit(text)

    return search


def _write(text: str, next_step: str) -> Step:
    return lambda window: _form(window).restore(
        Draft(customer=_form(window).draft().customer, text=text, next_step=next_step)
    )


def _submit(window: MainWindow) -> None:
    _form(window).submit()


def _empty(window: MainWindow) -> None:
    _form(window).restore(Draft(customer=_form(window).draft().customer))
