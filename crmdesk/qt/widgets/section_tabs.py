"""A few pages in one place, one of them in sight, chosen by segments above them. Knows nothing of what is on them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from crmdesk.qt.plain_text import caption


class SectionTabs(QWidget):
    """The arrow keys lead from segment to segment; Tab leaves them. ``shown`` brings the key of the page shown."""

    shown = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.tabs: dict[str, QToolButton] = {}
        self._group = QButtonGroup(self)
        self._pages = QStackedWidget()
        strip = QFrame()
        strip.setProperty("look", "segments")
        self._row = QHBoxLayout(strip)
        self._row.setContentsMargins(2, 2, 2, 2)
        self._row.setSpacing(2)
        head = QHBoxLayout()
        head.addWidget(strip)
        head.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addWidget(self._pages, 1)

    def add(self, key: str, title: str, page: QWidget) -> None:
        """Add a page; the first one is in sight."""
        tab = self.tabs[key] = QToolButton()
        tab.setText(caption(title))
        tab.setAccessibleName(title)
        tab.setObjectName(f"tab:{key}")
        tab.setCheckable(True)
        tab.setProperty("look", "segment")
        tab.setChecked(self._pages.count() == 0)
        self._group.addButton(tab)
        self._row.addWidget(tab)
        self._pages.addWidget(page)
        tab.toggled.connect(lambda on: self._show(key, page) if on else None)

    def choose(self, key: str) -> None:
        """Show a page."""
        self.tabs[key].setChecked(True)

    def _show(self, key: str, page: QWidget) -> None:
        self._pages.setCurrentWidget(page)
        self.shown.emit(key)
