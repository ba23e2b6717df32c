"""The dialog in which the pictures of a touch are looked at closely, one after the other. Changes nothing."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from crmdesk.domain.attachment import Attachment
from crmdesk.domain.errors import CrmError
from crmdesk.domain.file_name import shown_name
from crmdesk.i18n import _
from crmdesk.qt.picture_decoding import whole
from crmdesk.qt.tasks import TaskRunner, Watch
from crmdesk.qt.widgets.buttons import IconButton
from crmdesk.qt.widgets.labels import ShortenedLabel, label
from crmdesk.qt.widgets.picture_view import PictureView
from crmdesk.qt.widgets.state_stack import StateStack
from crmdesk.ui import wording
from crmdesk.ui.timeline.attachments.file_wording import size_words

_SLOT = "picture"
_SHARE = 0.86
_MOST_DOTS = QSize(6000, 6000)


class PictureViewer(QDialog):
    """``read`` gives the bytes of a picture on another thread. ``copy_requested`` brings the picture to be saved."""

    copy_requested = Signal(object)

    def __init__(
        self,
        pictures: Sequence[Attachment],
        read: Callable[[str], bytes],
        runner: TaskRunner,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._pictures, self._read, self._runner = tuple(pictures), read, runner
        self._place = 0
        self.setWindowTitle(_("Pictures"))
        screen = parent.size() if parent is not None else QGuiApplication.primaryScreen().availableSize()
        self.resize(screen * _SHARE)
        self.view = PictureView()
        self.states = StateStack(self.view)
        self.title, self.note = ShortenedLabel("section"), label("", "small")
        self.previous = IconButton("chevron-left", look="quiet", name=_("Previous picture (Page Up)"))
        self.next = IconButton("chevron-right", look="quiet", name=_("Next picture (Page Down)"))
        self.nearer = IconButton("zoom-in", look="quiet", name=_("Nearer (+)"))
        self.farther = IconButton("zoom-out", look="quiet", name=_("Farther away (-)"))
        self.fit = IconButton("maximize", look="quiet", name=_("All of it (0)"))
        self.save = IconButton("download", _("Save a copy…"))
        self._lay_out()
        self.view.stepped.connect(self.step)
        self.view.zoomed.connect(self._tell)
        self.previous.clicked.connect(lambda: self.step(-1))
        self.next.clicked.connect(lambda: self.step(1))
        self.nearer.clicked.connect(lambda: self.view.zoom(1))
        self.farther.clicked.connect(lambda: self.view.zoom(-1))
        self.fit.clicked.connect(self.view.fit)
        self.save.clicked.connect(lambda: self.copy_requested.emit(self.current))

    @property
    def current(self) -> Attachment:
        """The picture that is shown."""
        return self._pictures[self._place]

    def open_at(self, uid: str) -> None:
        """Show one of the pictures, over its window; the dialog is gone once it is closed."""
        self._place = next((number for number, each in enumerate(self._pictures) if each.uid == uid), 0)
        self.finished.connect(self.deleteLater)
        self.open()
        self._load()

    def step(self, step: int) -> None:
        """Show the next picture, or with -1 the one before, as long as there is one."""
        if 0 <= self._place + step < len(self._pictures):
            self._place += step
            self._load()

    def _load(self) -> None:
        wanted = self.current
        self.previous.setEnabled(self._place > 0)
        self.next.setEnabled(self._place + 1 < len(self._pictures))
        self.title.show_text(shown_name(wanted.name))
        self.view.show_picture(None, shown_name(wanted.name))
        self.states.show_content()

        def work(_watch: Watch) -> QImage | None:
            return whole(self._read(wanted.digest), _MOST_DOTS)

        self._runner.start(_SLOT, work, done=self._show, failed=self._fail)
        self.view.setFocus()

    def _show(self, picture: QImage | None) -> None:
        if picture is None:
            self.states.show_empty(
                "image-off", _("This picture cannot be shown"), _("Save a copy and try another program.")
            )
            return
        self.view.show_picture(picture, shown_name(self.current.name))

    def _fail(self, error: CrmError) -> None:
        self.states.show_failure(error.message)

    def _tell(self) -> None:
        """Which of how many, how large, and how near."""
        count = len(self._pictures)
        # Translators: the second of five pictures.
        which = _("{number} of {count}").format(number=wording.number(self._place + 1), count=wording.number(count))
        near = f"{round(self.view.share * 100)} %" if self.view.share else ""
        parts = (which if count > 1 else "", size_words(self.current.size), near)
        self.note.setText(" · ".join(part for part in parts if part))
        self.fit.setEnabled(not self.view.is_fitted)
        self.farther.setEnabled(not self.view.is_fitted)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self.title, 1)
        head.addWidget(self.note)
        for button in (self.previous, self.next, self.farther, self.nearer, self.fit, self.save):
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 12, 18, 18)
        layout.addLayout(head)
        layout.addWidget(self.states, 1)

    @override
    def done(self, result: int) -> None:
        self._runner.forget(_SLOT)
        super().done(result)
