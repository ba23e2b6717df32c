"""Scenes of the clouds of tags."""

from dataclasses import replace

from PySide6.QtWidgets import QDialog, QMenu

from crmdesk.domain.portrait import CustomerGroup
from crmdesk.ui.gallery.scene import Scene, Step, command
from crmdesk.ui.portrait.portrait_wish import REACH, PortraitWish
from crmdesk.ui.shell.main_window import MainWindow


def portrait_scenes() -> tuple[Scene, ...]:
    """The clouds, the bars below them, the table beside them."""
    toggle = command("portrait.table")
    told = (
        Scene("portrait", ()),
        Scene("portrait_three", (_wish(PortraitWish(groups=tuple(CustomerGroup))),)),
        Scene("portrait_reach", (_wish(PortraitWish(page=REACH)),)),
        Scene("portrait_exchanged", (command("portrait.exchange"),)),
        Scene("portrait_without_table", (toggle,), (toggle,)),
        Scene("portrait_selected", (_select,), (_select_none,)),
        Scene("portrait_view", (_select, command("portrait.save_view")), (_close_dialogs, _select_none)),
        Scene("portrait_tag_groups", (_families,), (_close_menus,)),
        Scene("portrait_none_fit", (_show_nothing,)),
    )
    return tuple(scene.between(command("view.portrait"), _wish(PortraitWish())) for scene in told)


def _wish(wish: PortraitWish) -> Step:
    return lambda window: window.opened.portrait.show_wish(wish)


def _select(window: MainWindow) -> None:
    view = window.opened.portrait
    view.selection.select(frozenset(use.tag.uid for use in view.table.model.records[:3]))


def _select_none(window: MainWindow) -> None:
    window.opened.portrait.selection.select(frozenset())


def _families(window: MainWindow) -> None:
    window.opened.portrait.bar.family_button.click()


def _show_nothing(window: MainWindow) -> None:
    families = window.opened.services.portrait.portrait().families
    trees = frozenset(family.uid for family in families if family.levels > 1)
    view = window.opened.portrait
    view.show_wish(replace(view.wish, families=trees, level=max(family.levels for family in families) + 1))


def _close_menus(window: MainWindow) -> None:
    for menu in window.findChildren(QMenu):
        menu.close()


def _close_dialogs(window: MainWindow) -> None:
    for dialog in window.findChildren(QDialog):
        dialog.close()
