"""The kind of touch that is chosen, with the menu of all kinds. Decides nothing."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QToolButton, QWidget, QWidgetAction

from crmdesk.domain.touch import TouchKind
from crmdesk.i18n import _
from crmdesk.qt.plain_text import caption, tool_tip
from crmdesk.qt.widgets.buttons import IconButton
from crmdesk.ui.timeline.composer.kind_picker import KindPicker
from crmdesk.ui.timeline.composer.way_button import make_big
from crmdesk.ui.timeline.families import icon_of

_NARROWEST, _WIDEST = 96, 146
# What of its width is not for the name: icon, arrow and edges.
_SPARE = 58
_EDGES = 16


class KindButton(IconButton):
    """``chosen`` brings the kind chosen from the menu. As wide for one as for another.

    With ``only_others`` it stands beside the quick ones, which show by themselves that they are chosen.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None, *, only_others: bool = False) -> None:
        look = "big_way" if only_others else "menu"
        super().__init__("phone", " ", look=look, name=_("Kind of touch"), parent=parent)
        self._only_others = only_others
        if only_others:
            make_big(self)
            self.setCheckable(True)
        self.setObjectName("kind")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._kinds: Sequence[TouchKind] = ()
        self._kind: TouchKind | None = None
        self.picker = KindPicker(())

    def show_kinds(self, quick: Sequence[TouchKind], others: Sequence[TouchKind]) -> None:
        """Offer these, the quick ones first and by their number."""
        self._kinds = (*quick, *others)
        before, menu, holder = self.menu(), QMenu(self), QWidgetAction(self)
        self.picker = KindPicker(self._kinds)
        self.picker.chosen.connect(self._choose)
        holder.setText(_("All kinds of touches"))
        holder.setDefaultWidget(self.picker)
        menu.addAction(holder)
        menu.aboutToShow.connect(lambda: self.picker.enter(self._kind))
        self.setMenu(menu)
        if before is not None:
            before.deleteLater()

    def show_kind(self, kind: TouchKind) -> None:
        """Show which one is chosen."""
        self._kind = kind
        if self._only_others:
            self._show_other(kind)
            return
        name, metrics = capital(kind.name), self.fontMetrics()
        widest = max((metrics.horizontalAdvance(capital(each.name)) for each in self._kinds), default=0)
        self.setFixedWidth(min(_WIDEST, max(_NARROWEST, widest + _SPARE)))
        shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, self.width() - _SPARE)
        self.show_icon(icon_of(kind.key, kind.touch_class))
        self.show_text(shown)
        self.setAccessibleName(_("Kind of touch: {kind}").format(kind=name))
        self.setToolTip(tool_tip(name if shown != name else _("Kind of touch")))

    def _choose(self, kind: TouchKind) -> None:
        menu = self.menu()
        if menu is not None:
            menu.close()
        self.chosen.emit(kind)

    def _show_other(self, kind: TouchKind) -> None:
        is_other = kind.quick is None
        name = capital(kind.name) if is_other else _("Other")
        shown = self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, max(self.width(), _NARROWEST) - _EDGES)
        self.show_icon(icon_of(kind.key, kind.touch_class) if is_other else "ellipsis")
        self.setText(caption(shown))
        told = _("Kind of touch: {kind}").format(kind=name) if is_other else _("Other kinds of touches")
        self.setAccessibleName(told)
        self.setToolTip(tool_tip(told))
        self.setChecked(is_other)


def capital(name: str) -> str:
    """The name as the beginning of a line."""
    return name[:1].upper() + name[1:]
