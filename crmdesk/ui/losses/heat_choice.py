"""What the reasons are set against in the heat table: a stage, a competitor …, or one of the groups of tags."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from crmdesk.domain.loss_pool import Dimension
from crmdesk.i18n import _
from crmdesk.qt.plain_text import caption

if TYPE_CHECKING:
    from crmdesk.insight.outcomes.columns import Named
    from crmdesk.insight.outcomes.heat import Heat


class HeatChoice(QToolButton):
    """``chosen`` brings the dimension of the columns and the uid of a tag group."""

    chosen = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "filter_chip")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._names = {
            Dimension.STAGE: _("Stage"),
            Dimension.COMPETITOR: _("Competitor"),
            Dimension.OWNER: _("Owner"),
            Dimension.SOURCE: _("Source"),
        }

    def show_heat(self, heat: "Heat") -> None:
        """Show what stands in the columns now, and what else could."""
        now = heat.group_name if heat.by is Dimension.TAG else self._names[heat.by]
        self.setText(caption(_("by {what}").format(what=now)))
        self.setAccessibleName(_("Columns: {what}").format(what=now))
        before = self.menu()
        self.setMenu(self._made(heat.groups, heat.by, heat.group))
        if before is not None:
            before.deleteLater()

    def _made(self, groups: Sequence["Named"], by: Dimension, group: str) -> QMenu:
        menu = QMenu(self)
        one = QActionGroup(menu)
        choices = [(dimension, "", name) for dimension, name in self._names.items()]
        for dimension, uid, name in [*choices, *((Dimension.TAG, named.uid, named.name) for named in groups)]:
            if dimension is Dimension.TAG and uid == groups[0].uid:
                menu.addSeparator()
            action = menu.addAction(caption(name))
            action.setCheckable(True)
            action.setChecked((dimension, uid if dimension is Dimension.TAG else group) == (by, group))
            action.triggered.connect(lambda _on=False, chosen=(dimension, uid): self.chosen.emit(*chosen))
            one.addAction(action)
        return menu
