"""What every page of the settings is made of. Knows no page."""

from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.domain.changes import Changes
from crmdesk.qt.looks import show_look
from crmdesk.qt.widgets.labels import label
from crmdesk.ui.workbench import Workbench


class SettingsPage(QWidget):
    """One page: a class with a key, an icon, the kinds of changes it shows, a title, and the settings on it by name.

    ``deal_opened`` brings the customer, the deal and the touch that a person wants to see.
    """

    deal_opened = Signal(str, str, str)
    key: ClassVar[str]
    icon: ClassVar[str]
    kinds: ClassVar[frozenset[str]] = frozenset()
    widest: ClassVar[int] = 860
    """In logical pixels."""

    def __init__(self, bench: Workbench, explanation: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bench = bench
        self.setMaximumWidth(self.widest)
        self._settings: list[tuple[str, QWidget]] = []
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(28, 24, 28, 20)
        self.body.setSpacing(6)
        self._head = QHBoxLayout()
        self._head.addWidget(label(self.title(), "title"), 1)
        self.body.addLayout(self._head)
        self.body.addWidget(label(explanation, "muted", wrap=True))
        self.body.addSpacing(10)

    @staticmethod
    def title() -> str:
        """What the page is called."""
        raise NotImplementedError

    @staticmethod
    def words() -> tuple[str, ...]:
        """The settings on the page and other words by which it is looked for."""
        return ()

    @classmethod
    def is_found(cls, text: str) -> bool:
        """Whether the page, or a setting on it, is called somehow like ``text``."""
        return any(text.casefold() in word.casefold() for word in (cls.title(), *cls.words()))

    def read(self) -> None:
        """Read what the page shows, and show it."""
        raise NotImplementedError

    def is_touched(self, changes: Changes) -> bool:
        """Whether changes are about what the page shows."""
        return changes.everything or bool(self.kinds & changes.uids.keys())

    def put_beside_title(self, widget: QWidget) -> None:
        """Put what is about the page as a whole at the right of its title."""
        self._head.addWidget(widget)

    def add_setting(self, name: str, widget: QWidget) -> None:
        """Let a setting be found by name: its widget is marked."""
        self._settings.append((name, widget))

    def mark(self, text: str) -> None:
        """Mark the settings whose names hold a text; none for an empty one."""
        for name, widget in self._settings:
            show_look(widget, "true" if text and text.casefold() in name.casefold() else "false", "found")
