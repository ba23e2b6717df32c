"""The views of a screen kept under names: chosen, saved, renamed, changed, deleted. Knows no screen."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject

from crmdesk.domain.changes import Changes
from crmdesk.domain.errors import CrmError
from crmdesk.domain.saved_view import SavedView, Viewed
from crmdesk.i18n import _
from crmdesk.ui.view_chips import ViewChips
from crmdesk.ui.view_dialog import keep_view, rename_view
from crmdesk.ui.workbench import Workbench

_NAMING = {"saved_view", "member", "loss_reason", "tag", "competitor"}
"""The tables of views, of whose they are, and of what is merged while views name it."""

Query = TypeVar("Query", bound=Viewed)


@dataclass(frozen=True, slots=True)
class ViewedScreen(Generic[Query]):
    """What a screen can say of itself and be asked: what it shows and whether that is all, to show that or all."""

    shown: Callable[[], Query]
    is_plain: Callable[[], bool]
    show: Callable[[Query], None]
    show_all: Callable[[], None]


class SavedViews(QObject):
    """Every change is one operation; what is on the screen is a view while nothing of it is changed."""

    def __init__(self, bench: Workbench, chips: ViewChips, screen: ViewedScreen[Any]) -> None:
        super().__init__(chips)
        self._bench, self._chips, self._screen = bench, chips, screen
        self._service = bench.services.saved_views
        self._views: list[SavedView] = []
        chips.chosen.connect(self.open)
        chips.save_requested.connect(self.save)
        chips.rename_requested.connect(self.rename)
        chips.replace_requested.connect(self.replace)
        chips.delete_requested.connect(self.delete)
        bench.bus.changed.connect(self._follow)
        self._read()

    @property
    def active(self) -> SavedView | None:
        """The view on the screen."""
        shown = self._screen.shown()
        return next((view for view in self._views if view.query == shown), None)

    def open(self, uid: str) -> None:
        """Show a view; with an empty uid all there is."""
        view = self._view(uid)
        if view is not None:
            self._screen.show(view.query)
        elif not uid:
            self._screen.show_all()

    def save(self) -> None:
        """Ask for a name, and keep what is shown under it."""
        keep_view(self._bench, self._screen.shown())

    def rename(self, uid: str) -> None:
        """Ask for another name of a view."""
        if (view := self._view(uid)) is not None:
            rename_view(self._bench, view)

    def replace(self, uid: str) -> None:
        """Let a view show what is shown now."""
        if (view := self._view(uid)) is not None:
            shown, told = self._screen.shown(), _("“{name}” shows what is shown now.").format(name=view.name)
            self._bench.operations.attempt(lambda: self._service.change(uid, shown), told)

    def delete(self, uid: str) -> None:
        """Keep a view no longer; a notice offers to take it back."""
        if (view := self._view(uid)) is not None:
            told = _("The view “{name}” is deleted.").format(name=view.name)
            self._bench.operations.attempt(lambda: self._service.delete(uid), told)

    def show(self) -> None:
        """Show which of them is on the screen now."""
        active = self.active
        can_save = active is None and not self._screen.is_plain()
        self._chips.show_views(self._views, active.uid if active else "", can_save=can_save)

    def _view(self, uid: str) -> SavedView | None:
        return next((view for view in self._views if view.uid == uid), None)

    def _follow(self, changes: Changes) -> None:
        if changes.everything or _NAMING & changes.uids.keys():
            self._read()

    def _read(self) -> None:
        kind = type(self._screen.shown())
        try:
            self._views = [view for view in self._service.views() if isinstance(view.query, kind)]
        except CrmError as error:
            self._bench.notice.tell(error.message)
        self.show()
