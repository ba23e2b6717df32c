"""A cloud of tags as one picture: each word in the colour of its group of tags, a faint word where it is missing.

Knows what was laid out, not how, nor what a click leads to.
"""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QFontMetricsF

from crmdesk.domain.portrait import CustomerGroup, PortraitTag
from crmdesk.insight.tag_cloud import CloudWord, Ink, TagCloud
from crmdesk.qt.fonts import font
from crmdesk.qt.theme import Theme
from crmdesk.render import cloud_wording as wording
from crmdesk.render.drawing import Box, Drawing, Text, place, shorten, text_outline
from crmdesk.render.graphic import Graphic
from crmdesk.render.pareto_bars import one_line
from crmdesk.render.pareto_colours import faded
from crmdesk.services.wording import group_name

_MEASURED = 200
_LONGEST = 28
_MARGIN = QPointF(2.5, 1.5)


def measure_words(tags: Iterable[PortraitTag]) -> dict[str, Ink]:
    """The ink of each tag's name by the uid of the tag. Needs an application with its fonts loaded."""
    inks = {}
    for tag in tags:
        box = ink_box(word_text(tag), _MEASURED)
        # A name of blanks alone has no ink.
        width, height = max(box.width(), 1.0), max(box.height(), 1.0)
        inks[tag.uid] = Ink(*(length / _MEASURED for length in (box.left(), box.top(), width, height)))
    return inks


def ink_box(text: str, size: int) -> QRectF:
    """The box that the ink of a text fills at a size, in pixels from where it begins on its baseline."""
    chosen = font(size)
    if text.isascii() or not any(map(str.isascii, text)):
        return QFontMetricsF(chosen).tightBoundingRect(text)
    # Of a text in two scripts Qt's metrics know the width but take the height of one of them for that of both.
    return text_outline(text, size).boundingRect().united(QFontMetricsF(chosen).tightBoundingRect(text))


def word_text(tag: PortraitTag) -> str:
    """What is written for a tag: its name in one line, cut where it is so long that it would rule the cloud."""
    text = one_line(tag.name)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"


def draw_cloud(cloud: TagCloud, group: CustomerGroup, selected: frozenset[str], size: QSizeF, theme: Theme) -> Graphic:
    """One group's cloud, its canvas in the middle of ``size``; the keys of the words are the uids of their tags."""
    area = QRectF(0, 0, size.width(), size.height())
    uses = tuple(word.use for word in cloud.words)
    return Graphic(
        (Box(area, theme.surface), *lay_out_words(cloud, group, area, selected=selected, theme=theme)),
        size,
        title=group_name(group),
        summary=wording.cloud_summary(cloud.portrait, group, uses),
        tips=cloud_tips(cloud, group),
    )


def cloud_tips(cloud: TagCloud, group: CustomerGroup) -> Mapping[str, str]:
    """How many customers have each tag, in words."""
    return {word.use.tag.uid: wording.word_tip(cloud.portrait, word.use, group) for word in cloud.words}


def lay_out_words(
    cloud: TagCloud, group: CustomerGroup, area: QRectF, *, selected: frozenset[str] = frozenset(), theme: Theme
) -> Drawing:
    """The words of one group around the middle of an area, or a sentence where there are none."""
    if not any(group in word.sizes for word in cloud.words):
        return _nothing(wording.emptiness(cloud.portrait, group), area, theme)
    corner = area.center() - QPointF(*cloud.canvas) / 2
    marks = list[Box | Text]()
    for word in cloud.words:
        marks += _word_marks(word, group, corner, cloud.scale.smallest, theme, is_selected=word.use.tag.uid in selected)
    return tuple(marks)


def _word_marks(
    word: CloudWord, group: CustomerGroup, corner: QPointF, smallest: int, theme: Theme, *, is_selected: bool
) -> Sequence[Box | Text]:
    tag = word.use.tag
    size = word.sizes.get(group, smallest)
    text = word_text(tag)
    metrics = QFontMetricsF(font(size))
    # The ink is in the middle, not the line: words of any size then share one centre.
    centre = corner + QPointF(*word.centre)
    left, baseline = word.ink.origin((centre.x(), centre.y()), size)
    line = QRectF(left, baseline - metrics.ascent(), metrics.horizontalAdvance(text), metrics.height())
    extent = QPointF(word.ink.width, word.ink.height) * size / 2 + _MARGIN
    around = QRectF(centre - extent, centre + extent)
    ground = theme.chip_accent if is_selected else theme.surface
    colour = theme.data_ink[tag.colour % len(theme.data_ink)] if group in word.sizes else faded(theme.text, theme)
    return (
        Box(around, ground, theme.radii.bar, key=tag.uid),
        Text(text, line, size, colour, bold=False),
    )


def _nothing(sentence: str, area: QRectF, theme: Theme) -> Drawing:
    size, middle = theme.sizes.body, area.center()
    shown = shorten(sentence, area.width(), size)
    return (place(shown, middle.x(), middle.y(), size=size, colour=theme.muted, across=0.5, down=0.5),)
