"""All kinds of touches at a glance, a column for each class; by mouse, arrows, digits or the letters of a name.

Decides nothing: it tells which kind was chosen.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget
from typing_extensions import override

from crmdesk.domain.touch import TouchKind
from crmdesk.i18n import _
from crmdesk.qt.plain_text import tool_tip
from crmdesk.qt.widgets.buttons import IconButton
from crmdesk.qt.widgets.labels import label
from crmdesk.services import type_ahead
from crmdesk.ui.timeline.families import icon_of

_WAYS = {Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0), Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1)}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MARGIN, _BETWEEN = 8, 14


class KindEntry(IconButton):
    """A kind to choose; arrows and letters are left to the picker, for buttons have a use of their own for them."""

    def __init__(self, kind: TouchKind, parent: QWidget | None = None) -> None:
        name = kind.name[:1].upper() + kind.name[1:]
        super().__init__(icon_of(kind.key, kind.touch_class), name, look="entry", parent=parent)
        self.kind = kind
        if kind.quick is not None:
            self.setAccessibleName(_("{way}, key {n}").format(way=name, n=kind.quick))
            self.setToolTip(tool_tip(f"{name} ({kind.quick})"))
        self.setObjectName(kind.key or kind.uid)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()


class KindPicker(QWidget):
    """Emits ``chosen`` with the kind."""

    chosen = Signal(object)

    def __init__(self, kinds: Sequence[TouchKind], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entries: dict[str, KindEntry] = {}
        self._columns: list[list[KindEntry]] = []
        grid = QGridLayout(self)
        grid.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        grid.setHorizontalSpacing(_BETWEEN)
        grid.setVerticalSpacing(0)
        classes = dict.fromkeys(kind.touch_class for kind in kinds)
        for place, touch_class in enumerate(classes):
            grid.addWidget(label(class_name(touch_class), "small"), 0, place)
            column = [self._entry(kind) for kind in kinds if kind.touch_class == touch_class]
            self._columns.append(column)
            for row, entry in enumerate(column, 1):
                grid.addWidget(entry, row, place)
        grid.setRowStretch(grid.rowCount(), 1)

    def enter(self, kind: TouchKind | None) -> None:
        """Go to a kind."""
        entry = self.entries.get(kind.uid) if kind else None
        (entry or next(iter(self.entries.values()))).setFocus(Qt.FocusReason.PopupFocusReason)

    @override
    def event(self, event: QEvent) -> bool:
        # Letters and digits here must not be anybody's shortcut.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and not event.modifiers():
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        here = next((entry for entry in self.entries.values() if entry.hasFocus()), None)
        if event.key() in _ENTER and here is not None:
            here.click()
        elif event.key() in _WAYS:
            self._walk(here, *_WAYS[Qt.Key(event.key())])
        elif not self._find(event.text(), here):
            super().keyPressEvent(event)

    def _walk(self, here: KindEntry | None, down: int, right: int) -> None:
        at = next(((x, column.index(here)) for x, column in enumerate(self._columns) if here in column), (0, 0))
        column = self._columns[(at[0] + right) % len(self._columns)]
        row = (at[1] + down) % len(column) if down else min(at[1], len(column) - 1)
        column[row].setFocus(Qt.FocusReason.TabFocusReason)

    def _find(self, typed: str, here: KindEntry | None) -> bool:
        """Press the number, or go to the next name that begins with a letter or is read so."""
        entries = list(self.entries.values())
        if typed.isdigit():
            numbered = next((entry for entry in entries if entry.kind.quick == int(typed)), None)
            if numbered is not None:
                numbered.click()
            return numbered is not None
        if not typed.isalpha():
            return False
        after = entries.index(here) + 1 if here is not None else 0
        for entry in (*entries[after:], *entries[:after]):
            if _begins(entry.kind.name, typed):
                entry.setFocus(Qt.FocusReason.TabFocusReason)
                break
        return True

    def _entry(self, kind: TouchKind) -> KindEntry:
        entry = KindEntry(kind)
        entry.clicked.connect(lambda: self.chosen.emit(kind))
        self.entries[kind.uid] = entry
        return entry


def class_name(touch_class: str) -> str:
    """What the kinds of a class are called together."""
    return {
        "visit": _("Visits"),
        "communication": _("Calls and messages"),
        "document": _("Documents"),
        "voice": _("Said and noted"),
    }.get(touch_class, touch_class)


def _begins(name: str, letter: str) -> bool:
    return name.casefold().startswith(letter.casefold()) or (
        not name.isascii() and letter.isascii() and type_ahead.fits(letter, name)
    )
