"""A timeline in a window of its own, with everything a screen works with, on the workspace of ``office``."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QMainWindow, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from crmdesk.domain.touch import Touch
from crmdesk.domain.touch_verbs import VERBS
from crmdesk.qt.appearance import Appearance
from crmdesk.qt.file_chooser import FileChooser
from crmdesk.qt.notices import Notice
from crmdesk.qt.tasks import TaskRunner
from crmdesk.qt.view_state import ViewState
from crmdesk.qt.widgets.job_strip import JobStrip
from crmdesk.ui.actions import Actions
from crmdesk.ui.change_bus import ChangeBus
from crmdesk.ui.commands.context import CUSTOMERS, CommandContext
from crmdesk.ui.commands.table import command_table
from crmdesk.ui.operations import Operations
from crmdesk.ui.timeline.panel import TimelinePanel
from crmdesk.ui.timeline.rows import Entry, Heading
from crmdesk.ui.workbench import Workbench
from crmdesk.wiring import Services, open_services
from tests.factories import ME, Office, add_customer
from tests.fakes import FixedClock

_METHODS = {"touch.details": "edit_details"}
_READING: dict[str, Callable[[TimelinePanel], None]] = {
    "timeline.conversation": lambda panel: panel.reading_actions.open_conversation(),
    "timeline.jump": lambda panel: panel.reading_actions.jump(),
    "timeline.filter": lambda panel: panel.filters.open_filter(),
    "timeline.turn_over": lambda panel: panel.turn_over(),
}


@dataclass
class Stand:
    """The window, the panel in it, and what it works with."""

    window: QMainWindow
    panel: TimelinePanel
    bench: Workbench
    services: Services
    clock: FixedClock

    def said(self) -> list[str]:
        """What the cards say, from the top."""
        rows = self.panel.model.records
        return [row.touch.title or row.touch.body for row in rows if isinstance(row, Entry) and not row.touch.system]

    def headings(self) -> list[str]:
        """The headings, from the top."""
        return [row.text for row in self.panel.model.records if isinstance(row, Heading)]

    def select(self, text: str) -> Touch:
        """Select the touch that says so."""
        rows = self.panel.model.records
        row = next(
            number
            for number, entry in enumerate(rows)
            if isinstance(entry, Entry) and text in (entry.touch.title + entry.touch.body)
        )
        self.panel.list.choose(self.panel.model.index(row, 0))
        touch = self.panel.selected_touch()
        assert touch is not None
        return touch


@pytest.fixture
def acme(office: Office) -> str:
    return add_customer(office, "Acme")


@pytest.fixture
def stand(qapp: QApplication, qtbot: QtBot, office: Office, clock: FixedClock) -> Iterator[Stand]:
    """No customer is shown yet."""
    services = open_services(office.path, clock, ME)
    window, panels = QMainWindow(), []
    bench = bench_of(window, services, Appearance(qapp, "light"), panels)
    panel = TimelinePanel(bench)
    panels.append(panel)
    QVBoxLayout(window.centralWidget()).addWidget(panel)

    def follow() -> None:
        context = CommandContext(is_open=True, screen=CUSTOMERS, has_customer=True, touches=panel.selection())
        bench.actions.update_to(context)

    panel.touch_selected.connect(follow)
    follow()
    QAbstractItemModelTester(panel.model, QAbstractItemModelTester.FailureReportingMode.Fatal, panel.model)
    window.resize(620, 700)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    yield Stand(window, panel, bench, services, clock)
    bench.runner.finish()
    window.close()
    for thing in (window, bench.appearance, bench.bus, bench.runner):
        thing.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def bench_of(window: QMainWindow, services: Services, appearance: Appearance, panels: list[TimelinePanel]) -> Workbench:
    """A workbench around a window; its commands go to the touches of the first of ``panels``."""

    def handler_of(command: str) -> Callable[[], object]:
        verb = command.split(".", 1)[1]

        def handle() -> None:
            if verb in VERBS:
                panels[0].verb_actions.follow(verb)
            elif command in _READING:
                _READING[command](panels[0])
            else:
                getattr(panels[0].touch_actions, _METHODS.get(command, verb))()

        return handle

    host, bus = QWidget(), ChangeBus()
    window.setCentralWidget(host)
    notice, runner, strip = Notice(host), TaskRunner(), JobStrip()
    given = {
        "services": services,
        "operations": Operations(services.history, bus, notice, runner, strip),
        "bus": bus,
        "runner": runner,
        "actions": Actions({command.id: handler_of(command.id) for command in command_table()}, window),
        "appearance": appearance,
        "notice": notice,
        "strip": strip,
        "files": FileChooser(),
        "view_state": ViewState(),
        "window": window,
    }
    # What other screens work with besides is of no use here.
    return Workbench(**{name: given.get(name) for name in Workbench.__dataclass_fields__})  # type: ignore[arg-type]
