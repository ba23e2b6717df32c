"""The field a touch is written into: grows with its lines, and offers names after ``#``, ``@`` and ``/``.

What is chosen for ``@`` and ``/`` is told; it decides nothing. Enter is a new line, never a submission.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMimeData, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QKeySequence, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QListView, QPlainTextEdit, QSizePolicy, QWidget
from typing_extensions import override

from crmdesk.i18n import _
from crmdesk.qt.incoming_files import incoming
from crmdesk.ui.timeline.composer.completion import Offer, Sign, Stub, fitting, stub_before

_MOST_LINES = 5
_FRAME = 14
_POPUP_WIDTH = 260
_ROW = 28


class NoteText(QPlainTextEdit):
    """Plain text of one to five lines; Tab leaves it."""

    person_chosen = Signal(str)
    template_chosen = Signal(str)
    files_pasted = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setProperty("look", "note")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._least_lines = 1
        self._asked = ""
        self._offers: Sequence[Offer] = ()
        self._fitting: list[Offer] = []
        self._stub: Stub | None = None
        self._popup = QListView()
        # Its own, for it outlives this field by a moment.
        self._names = QStringListModel(self._popup)
        self._popup.setModel(self._names)
        self._popup.setProperty("look", "popup")
        self._popup.setAccessibleName(_("Suggestions"))
        self._popup.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._popup.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._popup.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._popup.hide()
        # It is shown as a child of the window, which stays when this field goes.
        self.destroyed.connect(self._popup.deleteLater)
        self._popup.clicked.connect(lambda index: self._choose(index.row()))
        self.textChanged.connect(self._grow)
        self.textChanged.connect(self._suggest)
        self._grow()

    def set_offers(self, offers: Sequence[Offer]) -> None:
        """What can be completed."""
        self._offers = offers

    def ask(self, question: str) -> None:
        """Say what belongs here while nothing does, as far as there is room for it in one line."""
        self._asked = question
        self._show_asked()

    def keep_lines(self, least: int) -> None:
        """Be as high as so many lines, also while there are fewer."""
        self._least_lines = least
        self._grow()

    @property
    def suggestions(self) -> list[Offer]:
        """What is offered at the moment."""
        return list(self._fitting) if self._popup.isVisible() else []

    def write(self, text: str) -> None:
        """Show another text; there is then nothing to take back."""
        if text != self.toPlainText():
            self.setPlainText(text)
            self.moveCursor(QTextCursor.MoveOperation.End)
        self._close()

    @override
    def sizeHint(self) -> QSize:
        lines = min(_MOST_LINES, max(self._least_lines, int(self.document().size().height())))
        return QSize(super().sizeHint().width(), lines * self.fontMetrics().lineSpacing() + _FRAME)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._is_for_window(event):
            event.ignore()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._is_for_window(event):
            event.ignore()
        elif not (self._popup.isVisible() and self._steer(event)):
            super().keyPressEvent(event)

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        # Tab takes the suggestion; Qt would go on to the next field before the key is seen.
        if next and self._popup.isVisible():
            self._choose(self._popup.currentIndex().row())
            return True
        return super().focusNextPrevChild(next)

    @override
    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return bool(incoming(source)) or super().canInsertFromMimeData(source)

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        if files := incoming(source):
            self.files_pasted.emit(files)
        else:
            super().insertFromMimeData(source)

    @override
    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        super().inputMethodEvent(event)
        if event.preeditString():
            self._close()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_asked()
        if self.document().size().height() <= _MOST_LINES:
            # It had scrolled before it grew.
            self.verticalScrollBar().setValue(0)
        if self._popup.isVisible():
            self._place()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._close()

    def _is_for_window(self, event: QKeyEvent) -> bool:
        """Whether the window should act: to save, or to take back when nothing was typed."""
        undo = event.matches(QKeySequence.StandardKey.Undo) and not self.document().isUndoAvailable()
        redo = event.matches(QKeySequence.StandardKey.Redo) and not self.document().isRedoAvailable()
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        save = enter and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        return undo or redo or save

    def _steer(self, event: QKeyEvent) -> bool:
        """Lead through the suggestions; False for keys that mean something else."""
        row = self._popup.currentIndex().row()
        match event.key():
            case Qt.Key.Key_Down | Qt.Key.Key_Up:
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                self._popup.setCurrentIndex(self._names.index((row + step) % len(self._fitting), 0))
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._choose(row)
            case Qt.Key.Key_Escape:
                self._close()
            case _:
                return False
        return True

    def _suggest(self) -> None:
        cursor = self.textCursor()
        self._stub = stub_before(self.toPlainText()[: cursor.position()]) if self.hasFocus() else None
        # Translators: offers to make a tag that does not exist yet.
        self._fitting = fitting(self._stub, self._offers, _("New tag “{tag}”")) if self._stub else []
        if not self._fitting:
            self._close()
            return
        self._names.setStringList([offer.shown for offer in self._fitting])
        self._popup.setCurrentIndex(self._names.index(0, 0))
        self._place()

    def _place(self) -> None:
        window = self.window()
        self._popup.setParent(window)
        height = len(self._fitting) * _ROW + 12
        corner = self.viewport().mapTo(window, self.cursorRect().topLeft())
        left = max(0, min(corner.x() - 12, window.width() - _POPUP_WIDTH - 8))
        self._popup.setGeometry(left, max(0, corner.y() - height - 6), _POPUP_WIDTH, height)
        self._popup.show()
        self._popup.raise_()

    def _choose(self, row: int) -> None:
        offer, stub = self._fitting[row], self._stub
        self._close()
        if stub is None:
            return
        cursor = self.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, stub.length)
        written = {Sign.TAG: f"#{offer.value} ", Sign.PERSON: f"{offer.shown} ", Sign.TEMPLATE: ""}
        cursor.insertText(written[offer.sign])
        self._close()
        if offer.sign is Sign.PERSON:
            self.person_chosen.emit(offer.value)
        elif offer.sign is Sign.TEMPLATE:
            self.template_chosen.emit(offer.value)

    def _close(self) -> None:
        self._popup.hide()

    def _show_asked(self) -> None:
        room = self.viewport().width() - 2 * self.document().documentMargin()
        self.setPlaceholderText(self.fontMetrics().elidedText(self._asked, Qt.TextElideMode.ElideRight, round(room)))

    def _grow(self) -> None:
        lines = int(self.document().size().height())
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if lines > _MOST_LINES else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(policy)
        self.setFixedHeight(self.sizeHint().height())
