"""Scenes of what is told of each kind of touch: asked, filled in, refused, and on the cards of every kind."""

from dataclasses import replace

from PySide6.QtCore import QPoint

from crmdesk.ui.gallery.customer_scenes import first_customer
from crmdesk.ui.gallery.every_kind import TELLINGS
from crmdesk.ui.gallery.logged import Logged
from crmdesk.ui.gallery.scene import Scene, Step, command
from crmdesk.ui.shell.main_window import MainWindow
from crmdesk.ui.timeline.composer.draft import Draft

_ASKED = ("visit", "quote", "need", "feedback", "promise", "pain")
_NEED = {"purpose": "one timetable for both schools", "importance": "high", "voiced": "hidden"}


def fact_scenes() -> tuple[Scene, ...]:
    """At the first customer of the list."""
    every_kind = Logged(lambda _window: (telling.words for telling in TELLINGS))
    told, untold = (every_kind.log,), (every_kind.take_back,)
    asked = (
        Scene("kinds", (_open_kinds,), (_close_kinds,)),
        *(Scene(f"facts_{kind}", (_write(Draft(kind=kind, text="…")),)) for kind in _ASKED),
        Scene("facts_filled", (_write(Draft(kind="need", text="…", facts=_NEED)),)),
        Scene("facts_refused", (_write(Draft(kind="visit", text="…", facts={"cost": "much"})), command("touch.save"))),
    )
    shown = (
        Scene("cards_of_said", (*told, _show("Timetables")), untold),
        Scene("cards_of_documents", (*told, _show("Two-campus concept")), untold),
        Scene("cards_of_visits", (*told, _show("Saw both lines")), untold),
        Scene("touch_details_of_need", (*told, _show("A licence"), command("touch.details")), untold),
        Scene("enquiry_answer", (*told, _show("Does it run"), command("touch.answer")), untold),
    )
    scenes = (*asked, *shown)
    return tuple(scene.between(_begin, _tidy) for scene in scenes)


def _begin(window: MainWindow) -> None:
    window.commands["view.customers"].trigger()
    first_customer(window)


def _tidy(window: MainWindow) -> None:
    _write(Draft())(window)
    window.notice.hide()


def _write(draft: Draft) -> Step:
    """Begin to write what a draft says, about whoever is shown."""

    def write(window: MainWindow) -> None:
        composer = window.opened.customers.composer
        composer.restore(replace(draft, customer=composer.draft().customer))

    return write


def _show(text: str) -> Step:
    """Select the newest touch that begins so."""

    def show(window: MainWindow) -> None:
        customers = window.opened.customers
        told = window.opened.services.touches.timeline(customers.composer.draft().customer)
        customers.timeline.show_touch(next(touch.uid for touch in told if touch.body.startswith(text)))

    return show


def _open_kinds(window: MainWindow) -> None:
    button = window.opened.customers.composer.fields.kinds.more
    button.menu().popup(button.mapToGlobal(QPoint(0, -360)))


def _close_kinds(window: MainWindow) -> None:
    window.opened.customers.composer.fields.kinds.more.menu().close()
