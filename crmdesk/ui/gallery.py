"""Every screen, dialog and state as a scene: how to bring a window on the sample workspace to show it.

Pictures, golden images and the walks for names and cut texts all go through this list, so a new screen is added here.
"""

from collections.abc import Callable
from dataclasses import dataclass

from crmdesk.ui.shell.main_window import MainWindow


@dataclass(frozen=True, slots=True)
class Scene:
    """``show`` leads an open window there; when the window has settled, ``after`` does what needs what was read."""

    name: str
    show: Callable[[MainWindow], None]
    after: Callable[[MainWindow], None] = lambda _window: None


def scenes() -> tuple[Scene, ...]:
    """All scenes, in the order in which a person meets them."""
    return (
        Scene("customers", _command("view.customers")),
        Scene("lost_pool", _command("view.losses")),
        Scene("lose_a_deal", _command("view.customers"), _command("deal.mark_lost")),
    )


def _command(command_id: str) -> Callable[[MainWindow], None]:
    return lambda window: window.commands[command_id].trigger()
