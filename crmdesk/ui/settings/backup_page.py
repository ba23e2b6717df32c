"""The page about backups: what there is, one more now, and back to what was in a file of its own."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout
from typing_extensions import override

from crmdesk.domain.errors import CrmError
from crmdesk.domain.moment import Moment
from crmdesk.i18n import _, language
from crmdesk.qt.columns import Column
from crmdesk.qt.record_model import RecordModel
from crmdesk.qt.record_table import RecordTable
from crmdesk.qt.system_opener import open_with_system
from crmdesk.qt.tasks import Result, Watch, was_cancelled
from crmdesk.qt.widgets.buttons import IconButton
from crmdesk.qt.widgets.job_strip import JobStrip
from crmdesk.qt.widgets.labels import label
from crmdesk.qt.widgets.state_stack import StateStack
from crmdesk.services.care import Backup, RestoreResult, restore_backup
from crmdesk.ui import wording
from crmdesk.ui.settings.settings_page import SettingsPage
from crmdesk.ui.workbench import Workbench

_LIST, _WORK = "backups", "backup"
_SUFFIX = ".crmdesk"


class BackupPage(SettingsPage):
    """Reading the folder, backing up and restoring happen beside the window: the disk may be slow."""

    key = "backups"
    icon = "archive-restore"

    def __init__(self, bench: Workbench) -> None:
        super().__init__(
            bench,
            _("Made by itself every half hour of work, and before every import; each is examined before it counts."),
        )
        self._care = bench.services.care
        self.model: RecordModel[Backup] = RecordModel(self._columns(), lambda backup: backup.path, self)
        self.table = RecordTable(self.model, self.model.columns, _("Backups"))
        self.table.setSortingEnabled(False)
        self.states = StateStack(self.table)
        self.now = IconButton("save", _("Back up now"))
        self.restore = IconButton("archive-restore", _("Restore into a new file…"))
        self.folder = IconButton("folder-open", _("Show folder"))
        self.strip = JobStrip()
        self._told = label("", "muted", wrap=True)
        self._wrong = label("", "error", wrap=True)
        self._wrong.hide()
        self.now.clicked.connect(self._back_up)
        self.restore.clicked.connect(self._restore)
        # As the button, which is off while something goes on: two must not write to one file.
        self.table.activated.connect(lambda _index: self.restore.click())
        self.folder.clicked.connect(self._show_folder)
        self.table.selectionModel().currentChanged.connect(lambda _now, _before: self._enable())
        self._lay_out()
        for name, widget in zip(self.words(), (self.now, self.restore, self.folder), strict=False):
            self.add_setting(name, widget)
        self._enable()

    @override
    @staticmethod
    def title() -> str:
        return _("Backups")

    @override
    @staticmethod
    def words() -> tuple[str, ...]:
        return (_("Back up now"), _("Restore into a new file…"), _("Show folder"))

    @override
    def read(self) -> None:
        if not self.model.records:
            self.states.show_busy(_("Looking for backups…"))
        self.bench.runner.start(_LIST, lambda _watch: self._care.backups(), done=self._show, failed=self._fail)

    def _show(self, backups: list[Backup]) -> None:
        self.model.refresh(backups)
        if backups:
            self.states.show_content()
        else:
            self.states.show_empty(
                "archive-restore", _("No backup yet"), _("The first is made with the next change, or now if you wish.")
            )
        self._enable()

    def _back_up(self) -> None:
        self._do(_("Backing up…"), lambda watch: self._care.back_up(None, watch.progress), self._backed_up)

    def _backed_up(self, made: Path) -> None:
        self._end(_("Backed up as {file}.").format(file=made.name))
        self.read()

    def _restore(self) -> None:
        backup = self.model.record(self.table.currentIndex())
        if backup is None:
            return
        at = self._moment(backup.taken_at).local
        suggestion = backup.path.parent.parent / _("{workspace} as of {day}").format(
            workspace=self.bench.services.desk.workspace.path.stem, day=f"{at:%Y-%m-%d %H.%M}"
        )
        target = self.bench.files.save_file(
            self, _("Restore into a new file"), str(suggestion) + _SUFFIX, _("crmdesk workspaces (*.crmdesk)"), _SUFFIX
        )
        if target is None:
            return
        clock = self.bench.services.desk.clock
        self._do(
            _("Restoring…"), lambda watch: restore_backup(backup.path, target, clock, watch.progress), self._restored
        )

    def _restored(self, result: RestoreResult) -> None:
        self._end(_("Restored into {file}; open it from the File menu.").format(file=result.workspace.name))

    def _fail(self, error: CrmError) -> None:
        self._end("")
        if not was_cancelled(error):
            self._wrong.setText(error.message)
            self._wrong.show()

    def _do(self, told: str, work: Callable[[Watch], Result], done: Callable[[Result], None]) -> None:
        """One thing at a time: while it goes on, nothing else can be asked for."""
        self._wrong.hide()
        self._told.setText("")
        self.strip.begin(told)
        self.bench.runner.start(_WORK, work, done=done, failed=self._fail, progressed=self.strip.show_progress)
        self._enable()

    def _end(self, told: str) -> None:
        self.strip.end()
        self._told.setText(told)
        self._enable()

    def _enable(self) -> None:
        busy = self.bench.runner.busy(_WORK)
        self.now.setEnabled(not busy)
        self.restore.setEnabled(not busy and self.table.currentIndex().isValid())
        self.folder.setEnabled(bool(self.model.records))

    def _show_folder(self) -> None:
        open_with_system(self._care.backup_folder())

    def _moment(self, at: datetime) -> Moment:
        return Moment.of(at.astimezone(self.bench.services.desk.clock.now().local.tzinfo))

    def _columns(self) -> tuple[Column[Backup], ...]:
        today = self.bench.services.desk.today()
        return (
            Column("when", _("When"), lambda backup: wording.when(self._moment(backup.taken_at), today), width=160),
            Column("why", _("Why"), lambda backup: _reason(backup.reason), width=220),
            Column(
                "size",
                _("Size"),
                lambda backup: QLocale(language()).formattedDataSize(backup.size),
                number=True,
                width=90,
            ),
        )

    def _lay_out(self) -> None:
        card = QFrame()
        card.setProperty("look", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(6, 6, 6, 6)
        inside.addWidget(self.states)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.now, self.restore, self.folder):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.strip)
        self.body.addLayout(buttons)
        self.body.addWidget(self._told)
        self.body.addWidget(self._wrong)
        self.body.addWidget(card, 1)


def _reason(reason: str) -> str:
    """Why a backup was made, as its file name says it."""
    known = {
        "auto": _("by itself"),
        "asked": _("asked for"),
        "before-import": _("before an import"),
        "before-repair": _("before a repair"),
        "before-upgrade": _("before an upgrade"),
    }
    return known.get(reason, reason)
