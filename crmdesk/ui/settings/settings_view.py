"""The screen of settings: its pages at the left, one of them at the right. Knows what a page is, not what is on it."""

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from crmdesk.domain.changes import Changes
from crmdesk.i18n import _
from crmdesk.qt.columns import Column
from crmdesk.qt.icons import pixmap
from crmdesk.qt.painting import draw_line, draw_row_ground
from crmdesk.qt.record_model import Index, RecordModel
from crmdesk.qt.roles import RECORD
from crmdesk.qt.widgets.fields import SearchField
from crmdesk.qt.widgets.labels import label
from crmdesk.ui.settings.backup_page import BackupPage
from crmdesk.ui.settings.company_page import CompanyPage
from crmdesk.ui.settings.competitor_page import CompetitorPage
from crmdesk.ui.settings.machine_page import MachinePage
from crmdesk.ui.settings.note_page import NotePage
from crmdesk.ui.settings.pack_page import PackPage
from crmdesk.ui.settings.people_page import PeoplePage
from crmdesk.ui.settings.reason_page import ReasonPage
from crmdesk.ui.settings.settings_page import SettingsPage
from crmdesk.ui.settings.stage_page import StagePage
from crmdesk.ui.settings.tag_page import TagPage
from crmdesk.ui.workbench import Workbench

Page = TypeVar("Page", bound=SettingsPage)

PAGES: tuple[type[SettingsPage], ...] = (
    StagePage,
    ReasonPage,
    CompetitorPage,
    TagPage,
    PackPage,
    NotePage,
    PeoplePage,
    CompanyPage,
    MachinePage,
    BackupPage,
)
"""The pages in their order."""

_LEFT = 232
_ROW = 40
_ICON = 18
_KEPT = "settings.page"


class SettingsView(QWidget):
    """A page is made when it is first shown; the one last shown comes back. ``deal_opened`` as on a page."""

    deal_opened = Signal(str, str, str)

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self._made: dict[str, SettingsPage] = {}
        self._frames: dict[str, QWidget] = {}
        # Pages out of sight read again when they come back.
        self._stale: set[str] = set()
        self.search = SearchField(_("Find a setting"), name=_("Find a setting"))
        self.list = PageList(bench)
        self._nothing = label(_("No setting is called so."), "muted", wrap=True)
        self._nothing.setContentsMargins(16, 4, 16, 4)
        self._nothing.hide()
        self._stack = QStackedWidget()
        self._lay_out()
        self.search.textChanged.connect(self._find)
        self.search.returnPressed.connect(self.list.setFocus)
        self.list.selectionModel().currentChanged.connect(lambda current, _before: self._open(current))
        self.list.pages.refresh(PAGES)
        bench.bus.changed.connect(self._show_changes)

    def show_page(self, key: str) -> None:
        """Show the page with this key; an unknown one leaves the page as it is."""
        self.search.clear()
        self.list.choose(key)

    def shown(self, kind: type[Page]) -> Page:
        """The page of a kind, shown."""
        self.show_page(kind.key)
        page = self._made[kind.key]
        if not isinstance(page, kind):
            raise TypeError(kind)
        return page

    def page(self) -> SettingsPage | None:
        """The page shown."""
        shown = self._stack.currentWidget()
        return next((self._made[key] for key, frame in self._frames.items() if frame is shown), None)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self.list.currentIndex().isValid():
            self.list.choose(self._bench.view_state.text(_KEPT, PAGES[0].key))
            if not self.list.currentIndex().isValid():
                self.list.choose(PAGES[0].key)
        self._freshen()

    def _open(self, index: Index) -> None:
        kind = self.list.pages.record(index)
        if kind is None:
            return
        if kind.key not in self._made:
            self._make(kind)
        page = self._made[kind.key]
        self._stack.setCurrentWidget(self._frames[kind.key])
        self._freshen()
        page.mark(self.search.text().strip())
        self._bench.view_state.put(_KEPT, kind.key)

    def _make(self, kind: type[SettingsPage]) -> None:
        # A page takes its bench alone; what it is about it says itself.
        page = kind(self._bench)  # type: ignore[call-arg]
        self._made[kind.key] = page
        page.deal_opened.connect(self.deal_opened)
        frame = self._frames[kind.key] = QWidget()
        row = QHBoxLayout(frame)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(page, 1)
        row.addStretch(0)
        row.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self._stack.addWidget(frame)
        page.read()

    def _find(self, text: str) -> None:
        wanted = text.strip()
        found = [page for page in PAGES if not wanted or page.is_found(wanted)]
        self.list.pages.refresh(found)
        self._nothing.setVisible(not found)
        if found and not self.list.currentIndex().isValid():
            self.list.choose(found[0].key)
        shown = self.page()
        if shown is not None:
            shown.mark(wanted)

    def _show_changes(self, changes: Changes) -> None:
        self._stale.update(key for key, page in self._made.items() if page.is_touched(changes))
        if self.isVisible():
            self._freshen()

    def _freshen(self) -> None:
        page = self.page()
        if page is not None and page.key in self._stale:
            self._stale.discard(page.key)
            page.read()

    def _lay_out(self) -> None:
        left = QFrame()
        left.setProperty("look", "panel_left")
        left.setFixedWidth(_LEFT)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 20, 0, 12)
        column.setSpacing(12)
        for widget in (label(_("Settings"), "title"), self.search):
            row = QHBoxLayout()
            row.setContentsMargins(16, 0, 16, 0)
            row.addWidget(widget)
            column.addLayout(row)
        column.addWidget(self._nothing)
        column.addWidget(self.list, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(left)
        layout.addWidget(self._stack, 1)


class PageList(QListView):
    """The pages by icon and name."""

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Pages of the settings"))
        self.pages: RecordModel[type[SettingsPage]] = RecordModel(
            (Column("page", _("Page"), lambda page: page.title()),), lambda page: page.key, self
        )
        self.setModel(self.pages)
        self.setItemDelegate(PageDelegate(bench, self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

    def choose(self, key: str) -> None:
        """Choose the page with a key if it is here."""
        if (row := self.pages.row_of(key)) is not None:
            self.setCurrentIndex(self.pages.index(row, 0))

    def keys(self) -> Sequence[str]:
        """The pages shown."""
        return [page.key for page in self.pages.records]


class PageDelegate(QStyledItemDelegate):
    """An icon and a name on one line."""

    def __init__(self, bench: Workbench, view: QWidget) -> None:
        super().__init__(view)
        self._bench = bench
        self._view = view

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, _ROW)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        page: type[SettingsPage] = index.data(RECORD)
        theme, rect = self._bench.appearance.theme, QRectF(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = selected and bool(option.state & QStyle.StateFlag.State_HasFocus)
        ground = rect.adjusted(8, 1.5, -8, -1.5)
        draw_row_ground(painter, ground, theme, selected=selected, hovered=hovered, focused=focused)
        ink = theme.accent if selected else theme.muted
        picture = pixmap(page.icon, ink, _ICON, self._view.devicePixelRatioF())
        painter.drawPixmap(QPointF(rect.left() + 20, rect.center().y() - _ICON / 2), picture)
        words = rect.adjusted(20 + _ICON + 12, 0, -16, 0)
        draw_line(painter, words, page.title(), theme.text, theme.sizes.body, bold=selected)
        painter.restore()
