"""What every screen of an open workspace works with. Knows no screen."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from crmdesk.qt.appearance import Appearance
from crmdesk.qt.file_chooser import FileChooser
from crmdesk.qt.notices import Notice
from crmdesk.qt.tasks import TaskRunner
from crmdesk.qt.view_state import ViewState
from crmdesk.qt.widgets.job_strip import JobStrip
from crmdesk.qt.widgets.status_line import StatusLine
from crmdesk.ui.actions import Actions
from crmdesk.ui.change_bus import ChangeBus
from crmdesk.ui.operations import Operations

if TYPE_CHECKING:
    from crmdesk.wiring import Services

TABLES = "tables"
"""The runner's slot for imports and exports: one at a time."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who is at this computer, in which zone of the IANA database; ``change`` has name and zone kept and used."""

    name: str
    time_zone: str
    change: Callable[[str, str], None]


@dataclass(frozen=True, slots=True)
class Workbench:
    """The services of the workspace, how changes are made and announced, and the parts of the window around a screen.

    ``window`` is what dialogs belong to, ``strip`` shows a long job, ``view_state`` remembers how screens were left.
    In ``status`` the screen in front may say one thing, such as what is selected; another screen empties it.
    """

    services: "Services"
    operations: Operations
    bus: ChangeBus
    runner: TaskRunner
    actions: Actions
    appearance: Appearance
    notice: Notice
    strip: JobStrip
    status: StatusLine
    files: FileChooser
    view_state: ViewState
    person: Person
    window: QWidget
