"""A page with the clouds of one or several groups of customers side by side, and the legend below: what is exported.

Knows what is counted, not where the counts come from.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF

from crmdesk.domain.portrait import CustomerGroup, Portrait
from crmdesk.insight.tag_cloud import CloudWord, TagCloud, chosen_uses, lay_out_cloud
from crmdesk.qt.theme import Theme
from crmdesk.render import cloud_wording as wording
from crmdesk.render.cloud_legend import lay_out_legend, legend_room
from crmdesk.render.drawing import Box, Drawing, line_height, place, shorten, text_width
from crmdesk.render.graphic import Graphic
from crmdesk.render.notes import lay_out_title
from crmdesk.render.tag_cloud import lay_out_words, measure_words
from crmdesk.services.wording import group_name


@dataclass(frozen=True, slots=True)
class CloudSheet:
    """A page of ``size`` in logical pixels; ``room`` is for the ``panels``, each with a cloud, and the legend below."""

    cloud: TagCloud
    size: QSizeF
    room: QRectF
    panels: Mapping[CustomerGroup, QRectF]
    head: Drawing
    theme: Theme

    @classmethod
    def laid_out(
        cls,
        portrait: Portrait,
        groups: Sequence[CustomerGroup],
        *,
        union: Sequence[CustomerGroup],
        size: QSizeF,
        theme: Theme,
        heading: str = "",
        note: str = "",
    ) -> "CloudSheet":
        """Pages of the same ``union`` of groups and with as many clouds have the same tag at the same place.

        ``heading`` is drawn above, ``note`` right below it.
        """
        margin = theme.spacing.large
        page = QRectF(0, 0, size.width(), size.height()).adjusted(margin, margin, -margin, -margin)
        head, room = lay_out_title(heading, page, theme)
        if note:
            text = shorten(note, room.width(), theme.sizes.body)
            head = (*head, place(text, room.left(), room.top(), size=theme.sizes.body, colour=theme.muted))
            room = room.adjusted(0, line_height(theme.sizes.body) + theme.spacing.small, 0, 0)
        uses = chosen_uses(portrait, union)
        above = legend_room((use.tag for use in uses), room, theme)
        panels = _panels(groups, above, theme)
        canvas = next(iter(panels.values())).size()
        inks = measure_words(use.tag for use in uses)
        cloud = lay_out_cloud(portrait, union, inks, (canvas.width(), canvas.height()))
        return cls(cloud, size, room, panels, head, theme)

    def box(self, word: CloudWord, group: CustomerGroup) -> QRectF:
        """Where the ink of a word is on the page; of a word that the group has."""
        size = word.sizes[group]
        extent = QSizeF(word.ink.width * size, word.ink.height * size)
        centre = self.panels[group].topLeft() + QPointF(*word.centre)
        return QRectF(centre - QPointF(extent.width(), extent.height()) / 2, extent)

    def draw(self) -> Graphic:
        """The page as a picture."""
        legend, _room = lay_out_legend(self.cloud, self.room, self.theme)
        clouds = [mark for group, panel in self.panels.items() for mark in self._panel(group, panel)]
        uses = tuple(word.use for word in self.cloud.words)
        told = [wording.cloud_summary(self.cloud.portrait, group, uses) for group in self.panels]
        canvas = QRectF(0, 0, self.size.width(), self.size.height())
        return Graphic(
            (Box(canvas, self.theme.surface), *self.head, *clouds, *legend),
            self.size,
            title=" · ".join(map(group_name, self.panels)),
            summary=". ".join(told),
        )

    def _panel(self, group: CustomerGroup, panel: QRectF) -> Drawing:
        theme, size = self.theme, self.theme.sizes.heading
        name = group_name(group)
        top = panel.top() - _head_height(theme)
        beside = panel.left() + text_width(name, size, bold=True) + theme.spacing.small
        base = top + line_height(size)
        count = wording.customers(self.cloud.portrait.sizes[group])
        return (
            place(name, panel.left(), base, size=size, colour=theme.text, bold=True, down=1.0),
            place(count, beside, base - 1, size=theme.sizes.body, colour=theme.muted, down=1.0),
            *lay_out_words(self.cloud, group, panel, theme=theme),
        )


def _head_height(theme: Theme) -> float:
    return line_height(theme.sizes.heading) + theme.spacing.tiny


def _panels(groups: Sequence[CustomerGroup], room: QRectF, theme: Theme) -> dict[CustomerGroup, QRectF]:
    """Equal parts of the room from left to right, each below its heading."""
    gap = theme.spacing.huge
    width = (room.width() - gap * (len(groups) - 1)) / len(groups)
    top, height = room.top() + _head_height(theme), room.height() - _head_height(theme)
    return {group: QRectF(room.left() + at * (width + gap), top, width, height) for at, group in enumerate(groups)}
