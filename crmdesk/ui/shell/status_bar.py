"""The foot of the window: whether all is saved, the workspace, what is going on, one's own pace, the last backup."""

from datetime import datetime
from enum import Enum
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from crmdesk.i18n import _
from crmdesk.qt.appearance import Appearance
from crmdesk.qt.plain_text import tool_tip
from crmdesk.qt.widgets.buttons import CommandButton, IconButton
from crmdesk.qt.widgets.job_strip import JobStrip
from crmdesk.qt.widgets.labels import ShortenedLabel, label
from crmdesk.qt.widgets.status_dot import StatusDot
from crmdesk.qt.widgets.status_line import StatusLine
from crmdesk.ui import wording
from crmdesk.ui.actions import Actions

_HEIGHT = 36
_FEWEST = 3
"""Touches logged, before it is said how long they took."""


class Keeping(Enum):
    """How what the person entered is kept at the moment."""

    SAVED = "saved"
    SAVING = "saving"
    DRAFT = "draft"


class StatusBar(QFrame):
    """``line`` is the place of the screen in front, ``strip`` that of a long job; a click asks for the backups."""

    backups_requested = Signal()

    def __init__(self, actions: Actions, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "foot")
        self.setFixedHeight(_HEIGHT)
        self._appearance = appearance
        self._keeping = Keeping.SAVED
        self._dot, self._saved = StatusDot(), label("", "small")
        self._place = ShortenedLabel("small")
        self.line, self.strip = StatusLine(), JobStrip()
        remove = actions["workspace.remove_sample"]
        self.sample = CommandButton(remove, "flask-conical", text=_("Sample data: remove"), look="status")
        self.sample.hide()
        self.pace = label("", "small")
        self.pace.setToolTip(
            tool_tip(
                _(
                    "From the first key to “Log”, half of your last touches took no longer. "
                    "Measured for you alone, on this computer only."
                )
            )
        )
        self.pace.hide()
        self.backup = IconButton("history", _("No backup yet"), look="status")
        self.backup.clicked.connect(self.backups_requested)
        self.backup.hide()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 3, 10, 3)
        layout.setSpacing(6)
        layout.addWidget(self._dot)
        layout.addWidget(self._saved)
        layout.addSpacing(12)
        layout.addWidget(self.sample)
        layout.addWidget(self._place, 1)
        layout.addWidget(self.line, 1)
        layout.addSpacing(6)
        for part in (self.strip, self.pace, self.backup):
            layout.addWidget(part)
        appearance.changed.connect(self._dress)
        self.show_keeping(Keeping.SAVED)

    @property
    def keeping(self) -> Keeping:
        """What it says of how things are kept."""
        return self._keeping

    def show_keeping(self, keeping: Keeping) -> None:
        """Say whether all is saved."""
        self._keeping = keeping
        words = {Keeping.SAVED: _("Saved"), Keeping.SAVING: _("Saving…"), Keeping.DRAFT: _("Draft not yet logged")}
        self._saved.setText(words[keeping])
        self._dress()

    def show_place(self, path: Path) -> None:
        """Say which workspace is open."""
        self._place.show_text(_("Workspace: {name}").format(name=path.stem))
        self._place.setToolTip(tool_tip(str(path)))

    def show_pace(self, median: float, count: int) -> None:
        """Say how many seconds the person takes to log a touch; nothing where there are too few to tell."""
        told = _("Median time to log: {seconds} s (n={count})")
        self.pace.setText(told.format(seconds=wording.number(round(median)), count=count))
        self.pace.setVisible(count >= _FEWEST)

    def show_backup(self, taken_at: datetime | None, now: datetime) -> None:
        """Say when the last backup was made."""
        ago = wording.ago(taken_at, now) if taken_at is not None else ""
        told = _("Backup {ago}").format(ago=ago) if ago else _("No backup yet")
        self.backup.show_text(told)
        self.backup.setAccessibleName(told)
        self.backup.show()

    def _dress(self) -> None:
        theme = self._appearance.theme
        colours = {Keeping.SAVED: theme.positive, Keeping.SAVING: theme.accent, Keeping.DRAFT: theme.warning}
        self._dot.show_colour(colours[self._keeping])
