"""What a scene is, and the steps that many scenes share."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from crmdesk.ui.shell.main_window import MainWindow

Step = Callable[[MainWindow], object]


@dataclass(frozen=True, slots=True)
class Scene:
    """``steps`` lead an open window there, ``back`` away again; after each step the window settles.

    Nothing is left behind: no form stays open, nothing typed, no filter set.
    """

    name: str
    steps: tuple[Step, ...]
    back: tuple[Step, ...] = ()

    def between(self, before: Step, after: Step) -> "Scene":
        """The same scene that begins and ends with a step more."""
        return replace(self, steps=(before, *self.steps), back=(*self.back, after))


def command(command_id: str) -> Step:
    """Do what a command does."""
    return lambda window: window.commands[command_id].trigger()


def hide_notice(window: MainWindow) -> None:
    """Leave no notice behind."""
    window.notice.hide()
