"""Touches that are logged for a scene and taken back after it, each as one step."""

from collections.abc import Callable, Iterable

from crmdesk.domain.changes import Changes
from crmdesk.services.touches import TouchWords
from crmdesk.ui.shell.main_window import MainWindow


class Logged:
    """``words`` are those of the touches, with whoever is chosen in the list of customers."""

    def __init__(self, words: Callable[[MainWindow], Iterable[TouchWords]]) -> None:
        self._words = words
        self._before = 0

    def log(self, window: MainWindow) -> None:
        """Log them all."""
        services, customer = window.opened.services, window.opened.customers.selected_customer()
        self._before = services.history.newest_change()
        if customer is not None:
            for words in self._words(window):
                services.touches.log_touch(customer.uid, words)
            _show_anew(window)

    def take_back(self, window: MainWindow) -> None:
        """Leave none of them behind."""
        window.opened.services.history.undo_to(self._before + 1)
        _show_anew(window)


def _show_anew(window: MainWindow) -> None:
    # Once: every screen would be read anew for each touch.
    window.opened.bus.publish(Changes(everything=True))
