"""Above the portrait: which page of it, which groups have a cloud, which tags and customers are looked at.

It reads nothing.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import cast

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget
from typing_extensions import override

from crmdesk.domain.portrait import CustomerGroup, PortraitFamily
from crmdesk.i18n import _, ngettext
from crmdesk.qt.appearance import Appearance
from crmdesk.qt.icons import icon
from crmdesk.qt.plain_text import caption
from crmdesk.qt.widgets.buttons import IconButton
from crmdesk.qt.widgets.choice_menu import ChoiceMenu
from crmdesk.qt.widgets.choice_strip import ChoiceStrip
from crmdesk.qt.widgets.labels import ShortenedLabel
from crmdesk.services.wording import group_name
from crmdesk.ui import wording
from crmdesk.ui.actions import Actions
from crmdesk.ui.portrait.portrait_wish import CLOUDS, REACH, PortraitWish, period_names

_LONGEST = 24
_OUT = ("portrait.picture", "portrait.workbook")


class PortraitBar(QWidget):
    """``wish_changed`` brings what is to be shown now."""

    wish_changed = Signal(object)

    def __init__(
        self, wish: PortraitWish, actions: Actions, appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._wish, self._actions, self._appearance = wish, actions, appearance
        self._families: Sequence[PortraitFamily] = ()
        self._title = ShortenedLabel("heading")
        self._title.show_text(_("Who signs with us?"))
        self.pages = ChoiceStrip(_("Page"), [(CLOUDS, _("Clouds")), (REACH, _("Reach"))])
        # One of them is always shown, so a second click takes nothing back.
        self.pages.chosen.connect(lambda page: self._ask(replace(self._wish, page=page or self._wish.page)))
        self.groups = {group: self._group_chip(group) for group in CustomerGroup}
        self.family_button = IconButton("chevron-down", self._family_text(), look="filter_chip", name=_("Tag groups"))
        self.level_button = IconButton("chevron-down", _level_text(None), look="filter_chip", name=_("Level of trees"))
        self.period_button = IconButton(
            "chevron-down", period_names()[wish.period], look="filter_chip", name=_("When the customers were obtained")
        )
        self.out_button = IconButton("file-output", _("Export"), look="filter_chip", name=_("Export the portrait"))
        self.table_button = IconButton("panel-right", look="quiet", name=_("Table at the right"))
        self.family_button.clicked.connect(lambda: _open_below(self.family_button, self._family_menu()))
        self.level_button.clicked.connect(lambda: _open_below(self.level_button, self._level_menu()))
        self.period_button.clicked.connect(lambda: _open_below(self.period_button, self._period_menu()))
        self.out_button.clicked.connect(lambda: _open_below(self.out_button, self._out_menu()))
        self.table_button.clicked.connect(actions["portrait.table"].trigger)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self._title, 1)
        layout.addWidget(self.pages)
        layout.addStretch()
        for part in (
            *self.groups.values(), self.family_button, self.level_button, self.period_button, self.out_button,
            self.table_button,
        ):  # fmt: skip
            layout.addWidget(part)
        self.show_wish(wish, ())

    def show_wish(self, wish: PortraitWish, families: Sequence[PortraitFamily]) -> None:
        """Show what is wished among these groups of tags."""
        self._wish, self._families = wish, families
        self.pages.show_key(wish.page)
        for group, chip in self.groups.items():
            chip.setChecked(group in wish.groups)
            chip.setVisible(wish.page == CLOUDS)
        self.family_button.show_text(self._family_text())
        self.level_button.show_text(_level_text(wish.level))
        self.level_button.setVisible(self._deepest() > 1)
        self.period_button.show_text(period_names()[wish.period])
        self._spread()

    def words(self) -> list[str]:
        """Which tags and customers are looked at, for whoever reads it elsewhere."""
        told = [_("Customers obtained: {period}").format(period=period_names()[self._wish.period]), self._family_text()]
        return [*told, _level_text(self._wish.level)] if self._deepest() > 1 else told

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._spread()

    def _spread(self) -> None:
        """The title only where all of it has room."""
        layout = cast("QHBoxLayout", self.layout())
        parts = [item for at in range(1, layout.count()) if (item := layout.itemAt(at)) and not item.isEmpty()]
        needed = sum(item.sizeHint().width() + layout.spacing() for item in parts)
        self._title.setVisible(needed + self._title.whole_width <= self.width())

    def _deepest(self) -> int:
        shown = [one for one in self._families if not self._wish.families or one.uid in self._wish.families]
        return max((one.levels for one in shown), default=1)

    def _family_text(self) -> str:
        chosen = [one.name for one in self._families if one.uid in self._wish.families]
        if not chosen:
            return _("All tag groups")
        if len(chosen) == 1:
            name = chosen[0]
            return name if len(name) <= _LONGEST else f"{name[:_LONGEST]}…"
        return ngettext("{n} tag group", "{n} tag groups", len(chosen)).format(n=wording.number(len(chosen)))

    def _group_chip(self, group: CustomerGroup) -> QToolButton:
        chip = QToolButton()
        chip.setText(caption(group_name(group)))
        chip.setProperty("look", "filter_chip")
        chip.setCheckable(True)
        chip.setToolTip(_("Show or hide this cloud"))
        chip.clicked.connect(lambda: self._toggle_group(group))
        return chip

    def _toggle_group(self, group: CustomerGroup) -> None:
        chosen = tuple(one for one in CustomerGroup if (one in self._wish.groups) is not (one is group))
        # Without any there would be nothing to look at.
        self._ask(replace(self._wish, groups=chosen or self._wish.groups))

    def _ask(self, wish: PortraitWish) -> None:
        self.show_wish(wish, self._families)
        self.wish_changed.emit(wish)

    def _family_menu(self) -> QMenu:
        menu, theme = ChoiceMenu(self), self._appearance.theme
        menu.addAction(_("All tag groups")).triggered.connect(
            lambda: self._ask(replace(self._wish, families=frozenset()))
        )
        menu.addSeparator()
        for family in self._families:
            action = menu.addAction(caption(family.name))
            action.setCheckable(True)
            colour = theme.data_ink[family.colour % len(theme.data_ink)]
            action.toggled.connect(partial(_mark, action, colour))
            action.setChecked(family.uid in self._wish.families)
            _mark(action, colour, action.isChecked())
            action.triggered.connect(lambda _on=False, uid=family.uid: self._toggle_family(uid))
        return menu

    def _toggle_family(self, uid: str) -> None:
        self._ask(replace(self._wish, families=self._wish.families ^ {uid}))

    def _level_menu(self) -> QMenu:
        menu = QMenu(self)
        levels: tuple[int | None, ...] = (None, *range(1, self._deepest() + 1))
        for level, action in zip(levels, _exclusive(menu, [_level_text(one) for one in levels]), strict=True):
            action.setChecked(level == self._wish.level)
            action.triggered.connect(lambda _on=False, level=level: self._ask(replace(self._wish, level=level)))
        return menu

    def _period_menu(self) -> QMenu:
        menu, names = QMenu(self), period_names()
        for name, action in zip(names, _exclusive(menu, list(names.values())), strict=True):
            action.setChecked(name == self._wish.period)
            action.triggered.connect(lambda _on=False, name=name: self._ask(replace(self._wish, period=name)))
        return menu

    def _out_menu(self) -> QMenu:
        return self._actions.context_menu(self, *_OUT)


def _mark(action: QAction, colour: str, ticked: bool) -> None:  # noqa: FBT001  # as Qt tells it
    """A tick or a tag in the colour of the group: Qt shows no tick beside an icon."""
    action.setIcon(icon("check" if ticked else "tag", colour))


def _exclusive(menu: QMenu, texts: Sequence[str]) -> list[QAction]:
    """Entries of which one is ticked."""
    group = QActionGroup(menu)
    actions = [group.addAction(caption(text)) for text in texts]
    for action in actions:
        action.setCheckable(True)
    menu.addActions(actions)
    return actions


def _level_text(level: int | None) -> str:
    if level is None:
        return _("All levels")
    return _("Level {n}").format(n=level) if level > 1 else _("Top level")


def _open_below(button: QWidget, menu: QMenu) -> None:
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(button.mapToGlobal(QPoint(0, button.height())))
