"""A value that is read as plain text and edited in its place.

F2, Enter or a double click begins, Enter commits, Esc takes back, Tab commits and goes on to the next one. What is
wrong is said right below it, and nothing typed is lost. It saves nothing: it tells what was entered and is told whether
that was accepted. Knows nothing of what the value is.
"""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QMenu, QPlainTextEdit, QVBoxLayout, QWidget
from typing_extensions import override

from crmdesk.domain.errors import CrmError
from crmdesk.i18n import _
from crmdesk.qt.looks import show_look
from crmdesk.qt.widgets.fields import TextLine, mark_wrong
from crmdesk.qt.widgets.labels import ShortenedLabel, label
from crmdesk.qt.widgets.suggestions import Offer, Suggestions

_BEGIN = (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TEXT_HEIGHT = 96
_LONGEST_SHOWN = 1200
_SIDE = 6
_KEYPAD = Qt.KeyboardModifier.KeypadModifier


class InlineField(QFrame):
    """``edited`` brings the new text; whoever takes it calls ``finish``.

    With ``several`` lines Shift+Enter begins another; with ``one_line`` a value that has no room is shortened.
    """

    edited = Signal(str)

    def __init__(
        self,
        name: str,
        *,
        empty: str = "",
        offer: Offer | None = None,
        several: bool = False,
        one_line: bool = False,
        look: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("look", "inline")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._name, self._empty, self._value = name, empty, ""
        self._before = ""
        self._shown = ShortenedLabel(look) if one_line else label("", look, wrap=True)
        self._shown.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._usual_look = look
        self._editor: TextLine | QPlainTextEdit = QPlainTextEdit() if several else TextLine()
        # What has the keyboard while it is edited.
        self._lines: list[QObject | None] = [self._editor]
        self._editor.setProperty("look", "inline_editor")
        self._editor.setAccessibleName(name)
        if isinstance(self._editor, QPlainTextEdit):
            self._editor.setFixedHeight(_TEXT_HEIGHT)
        self._offers = Suggestions(self._editor, offer) if offer and isinstance(self._editor, TextLine) else None
        if self._offers is not None and isinstance(self._editor, TextLine):
            # While offers are open, keys reach the line past every filter.
            self._editor.returnPressed.connect(self.commit)
            self._offers.activated.connect(lambda: QTimer.singleShot(0, self.commit))
        self._editor.installEventFilter(self)
        self._editor.hide()
        self._wrong = label("", "error", wrap=True)
        self._wrong.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_SIDE, 2, _SIDE, 2)
        layout.setSpacing(2)
        for part in (self._shown, self._editor, self._wrong):
            layout.addWidget(part)
        self.show_value("")

    @property
    def is_editing(self) -> bool:
        """Whether somebody is writing into it."""
        return not self._editor.isHidden()

    @property
    def whole_width(self) -> int:
        """Logical pixels that the whole value needs on one line."""
        text = self._shown.whole_width if isinstance(self._shown, ShortenedLabel) else self._shown.sizeHint().width()
        return text + 2 * (_SIDE + self.contentsMargins().left())

    @property
    def error(self) -> str:
        """The sentence below it; empty when nothing is wrong."""
        return self._wrong.text()

    @property
    def editor(self) -> TextLine | QPlainTextEdit:
        """Where it is written."""
        return self._editor

    def show_value(self, text: str, shown: str | None = None) -> None:
        """Show a value, put differently from how it is edited if ``shown`` says so; what is being typed stays."""
        self._value = text
        seen = (text if shown is None else shown)[:_LONGEST_SHOWN]
        if isinstance(self._shown, ShortenedLabel):
            self._shown.show_text(seen or self._empty)
        else:
            self._shown.setText(seen or self._empty)
        show_look(self._shown, self._usual_look if seen else "placeholder")
        self.setAccessibleName(f"{self._name}: {seen}" if seen else self._name)

    def show_usual(self, text: str) -> None:
        """Say what holds while there is no value."""
        self._empty = text
        self._editor.setPlaceholderText(text)
        if not self._value:
            self.show_value("")

    def begin(self) -> None:
        """Let it be edited."""
        if self.is_editing:
            return
        self._before = self._value
        self._write(self._value)
        self._shown.hide()
        self._editor.show()
        self._editor.setFocus()
        self._editor.selectAll()
        if self._offers is not None and not self._value:
            self._offers.show_all()

    def finish(self, error: CrmError | None) -> None:
        """What was entered has been taken: show it as text again, unless there was something wrong with it."""
        self._wrong.setText(error.message if error else "")
        self._wrong.setVisible(error is not None)
        mark_wrong(self._editor, wrong=error is not None)
        if error is None:
            self._close()

    def revert(self) -> None:
        """Forget what was typed."""
        self.finish(None)

    def commit(self) -> None:
        """Tell what was typed, if it is anything new."""
        if not self.is_editing:
            return
        text = self._read()
        if text == self._before:
            self.revert()
        else:
            self.edited.emit(text)

    def _close(self) -> None:
        had_focus = self._editor.hasFocus()
        self._editor.hide()
        self._shown.show()
        if had_focus:
            self.setFocus()

    def _read(self) -> str:
        return self._editor.text() if isinstance(self._editor, TextLine) else self._editor.toPlainText()

    def _write(self, text: str) -> None:
        if isinstance(self._editor, TextLine):
            self._editor.setText(text)
        else:
            self._editor.setPlainText(text)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched in self._lines and self.is_editing:
            if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                return self._handle_key(event)
            if event.type() == QEvent.Type.FocusOut and self._is_left():
                self.commit()
        return super().eventFilter(watched, event)

    def _is_left(self) -> bool:
        """Whether the keyboard went elsewhere, and not only to a menu or the other line."""
        return QApplication.activePopupWidget() is None and QApplication.focusWidget() not in self._lines

    def _handle_key(self, event: QKeyEvent) -> bool:
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.revert()
        elif key in _ENTER and not (shift and isinstance(self._editor, QPlainTextEdit)):
            self.commit()
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._go_on(forward=key == Qt.Key.Key_Tab)
        else:
            return False
        return True

    def _go_on(self, *, forward: bool) -> None:
        self.commit()
        if self.is_editing:
            return
        self.setFocus()
        self.focusNextPrevChild(forward)
        following = QApplication.focusWidget()
        if isinstance(following, InlineField):
            following.begin()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _BEGIN and event.modifiers() in (Qt.KeyboardModifier.NoModifier, _KEYPAD):
            self.begin()
        else:
            super().keyPressEvent(event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.begin()

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.is_editing:
            return
        self._show_menu(event.globalPos())

    def _show_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Edit")).triggered.connect(self.begin)
        copying = menu.addAction(_("Copy"))
        copying.setEnabled(bool(self._value))
        copying.triggered.connect(lambda: QGuiApplication.clipboard().setText(self._value))
        menu.popup(place)
