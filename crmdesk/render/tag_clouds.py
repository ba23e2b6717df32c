"""The clouds of several groups of customers side by side: one layout for all, made anew off the thread for every size.

Knows what is counted, not where the counts come from, nor what a click leads to.
"""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.domain.errors import CrmError
from crmdesk.domain.portrait import CustomerGroup, Portrait
from crmdesk.insight.tag_cloud import TagCloud, chosen_uses, lay_out_cloud, readable_words
from crmdesk.qt.appearance import Appearance
from crmdesk.qt.tasks import TaskRunner, Watch
from crmdesk.qt.theme import Theme
from crmdesk.qt.widgets.labels import label
from crmdesk.render import cloud_wording as wording
from crmdesk.render.legend_widgets import ColourStrip, SizeSamples
from crmdesk.render.tag_cloud import draw_cloud, measure_words
from crmdesk.render.tag_view import TagView
from crmdesk.services.wording import group_name

_SLOT = "tag clouds"
_INSIDE = 14
_MARGIN = 8


class TagClouds(QWidget):
    """Shows a portrait as clouds, one for each group.

    ``chosen`` tells the uid of a tag that was clicked, and the group in whose cloud; ``selection_changed`` all selected
    uids, which are the same in all clouds.
    """

    chosen = Signal(str, object)
    selection_changed = Signal(object)
    laid_out = Signal()

    def __init__(self, appearance: Appearance, runner: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance, self._runner = appearance, runner
        self._portrait: Portrait | None = None
        self.cloud: TagCloud | None = None
        self.selected: frozenset[str] = frozenset()
        self.cards: dict[CustomerGroup, _CloudCard] = {}
        self._row = QHBoxLayout()
        self._row.setSpacing(12)
        self._legend = ColourStrip(_INSIDE)
        # Once everything inside has its new size.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._lay_out)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(self._row, 1)
        layout.addWidget(self._legend)
        appearance.changed.connect(self._draw)

    def show_portrait(self, portrait: Portrait, groups: Sequence[CustomerGroup]) -> None:
        """Draw the clouds of these groups, from left to right; tags that are gone are selected no longer."""
        self._portrait = portrait
        self._show_cards(tuple(groups))
        self.select(self.selected & {use.tag.uid for use in portrait.uses})
        self._soon.start()

    def select(self, uids: frozenset[str]) -> None:
        """Select tags in all clouds."""
        if uids != self.selected:
            self.selected = uids
            self._draw()
            self.selection_changed.emit(uids)

    def _show_cards(self, groups: tuple[CustomerGroup, ...]) -> None:
        if groups == tuple(self.cards):
            return
        for card in self.cards.values():
            self._row.removeWidget(card)
            card.deleteLater()
        self.cards = {group: self._card(group) for group in groups}
        for card in self.cards.values():
            self._row.addWidget(card, 1)

    def _card(self, group: CustomerGroup) -> "_CloudCard":
        card = _CloudCard(group, self._appearance.theme)
        card.view.chosen.connect(lambda uid: self.chosen.emit(uid, group))
        card.view.selection_wished.connect(self.select)
        card.view.pointed_at.connect(lambda uid: self._outline_elsewhere(uid, group))
        card.view.resized.connect(self._soon.start)
        return card

    def _lay_out(self) -> None:
        """Have the words placed for the room there is now; what is shown stays until then."""
        portrait, groups = self._portrait, tuple(self.cards)
        sizes = [card.view.size() for card in self.cards.values()]
        if portrait is None or not sizes:
            return
        canvas = (float(min(size.width() for size in sizes)), float(min(size.height() for size in sizes)))
        shown = self.cloud
        if shown and (shown.portrait, shown.groups, shown.canvas) == (portrait, groups, canvas):
            return
        most = readable_words(canvas)
        inks = measure_words(use.tag for use in chosen_uses(portrait, groups, most))

        def work(_watch: Watch) -> TagCloud:
            return lay_out_cloud(portrait, groups, inks, canvas, most)

        self._runner.start(_SLOT, work, done=self._show_cloud, failed=self._keep)

    def _show_cloud(self, cloud: TagCloud) -> None:
        # The groups may have been others while this one was made.
        if cloud.groups == tuple(self.cards):
            self.cloud = cloud
            self._draw()
            self.laid_out.emit()

    def _keep(self, _error: CrmError) -> None:
        """A layout that came to nothing leaves the earlier one where it is."""

    def _draw(self) -> None:
        cloud, selected = self.cloud, self.selected
        for group, card in self.cards.items():
            card.dress(self._portrait, self._appearance.theme)
            if cloud is not None and cloud.groups == tuple(self.cards):
                card.view.selected = selected
                card.view.show_chart(partial(draw_cloud, cloud, group, selected))
        self._legend.show_cloud(cloud, self._appearance.theme)
        # The sizes mean the same in all clouds, so they are told once.
        for card in list(self.cards.values())[-1:]:
            card.samples.show_cloud(cloud, self._appearance.theme)

    def _outline_elsewhere(self, uid: str, group: CustomerGroup) -> None:
        for other, card in self.cards.items():
            if other is not group:
                card.view.outline(uid)


class _CloudCard(QFrame):
    """One cloud under the name and the size of its group."""

    def __init__(self, group: CustomerGroup, theme: Theme) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self._group = group
        name = group_name(group)
        self._count = label("", "muted")
        self.view = TagView(name, theme)
        head = QHBoxLayout()
        head.addWidget(label(name, "section"))
        head.addWidget(self._count)
        self.samples = SizeSamples()
        head.addWidget(self.samples, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_INSIDE, _MARGIN, _INSIDE, _MARGIN)
        layout.addLayout(head)
        layout.addWidget(self.view, 1)

    def dress(self, portrait: Portrait | None, theme: Theme) -> None:
        """Say how many customers there are, and take on the theme."""
        self._count.setText(wording.customers(portrait.sizes[self._group]) if portrait else "")
        if self.view.theme is not theme:
            self.view.set_theme(theme)
