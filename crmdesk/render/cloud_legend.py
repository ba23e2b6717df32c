"""What the sizes and the colours of a cloud mean, in a strip below it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from crmdesk.i18n import _
from crmdesk.insight.tag_cloud import TagCloud
from crmdesk.qt.theme import Theme
from crmdesk.render.drawing import Dot, Drawing, Mark, line_height, place, shorten, text_width
from crmdesk.render.pareto_bars import one_line
from crmdesk.render.pareto_wording import percent

_SHARES = (0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0)
_SAMPLES = 3
_DOT = 4.0
_LONGEST_NAME = 140.0


@dataclass(frozen=True, slots=True)
class _Item:
    """A part of the strip of so many pixels, drawn from its left end on a middle line."""

    width: float
    height: float
    draw: Callable[[float, float], Sequence[Mark]]


def lay_out_legend(cloud: TagCloud, area: QRectF, theme: Theme) -> tuple[Drawing, QRectF]:
    """The strip at the bottom of an area, in as many lines as it takes, and the room left above it."""
    lines = _lines([*_sizes(cloud, theme), *_colours(cloud, theme)], area.width(), theme.spacing.medium)
    marks = list[Mark]()
    bottom = area.bottom()
    for line in reversed(lines):
        height = max(item.height for item in line)
        x = area.left()
        for item in line:
            marks += item.draw(x, bottom - height / 2)
            x += item.width + theme.spacing.medium
        bottom -= height
    return tuple(marks), area.adjusted(0, 0, 0, bottom - area.bottom() - (theme.spacing.small if lines else 0))


def sample_shares(cloud: TagCloud) -> tuple[float, ...]:
    """The round shares that stand for the sizes of the cloud, from small to large."""
    return tuple(share for share in _SHARES if share <= cloud.scale.top)[-_SAMPLES:]


def _sizes(cloud: TagCloud, theme: Theme) -> list[_Item]:
    """Each share in the very size that a word with it has."""
    shares = sample_shares(cloud)
    words = [(percent(share), cloud.scale.size(share), theme.text) for share in shares]
    caption = [(_("Share of the customers:"), theme.sizes.small, theme.muted)] if shares else []
    return [_text(text, size, colour) for text, size, colour in (*caption, *words)]


def _colours(cloud: TagCloud, theme: Theme) -> list[_Item]:
    tags = [word.use.tag for word in cloud.words]
    groups = {tag.group_uid: (one_line(tag.group), tag.colour) for tag in sorted(tags, key=lambda tag: tag.colour)}
    return [_dotted(name, theme.data_ink[colour % len(theme.data_ink)], theme) for name, colour in groups.values()]


def _text(text: str, size: int, colour: str) -> _Item:
    def draw(x: float, middle: float) -> Sequence[Mark]:
        return (place(text, x, middle, size=size, colour=colour, down=0.5),)

    return _Item(text_width(text, size), line_height(size), draw)


def _dotted(name: str, colour: str, theme: Theme) -> _Item:
    shown = shorten(name, _LONGEST_NAME, theme.sizes.small)
    beside = 2 * _DOT + theme.spacing.tiny
    text = _text(shown, theme.sizes.small, theme.muted)

    def draw(x: float, middle: float) -> Sequence[Mark]:
        dot = Dot(QPointF(x + _DOT, middle), _DOT, colour, theme.surface)
        return (dot, *text.draw(x + beside, middle))

    return _Item(beside + text.width, text.height, draw)


def _lines(items: Sequence[_Item], width: float, gap: float) -> list[list[_Item]]:
    lines = list[list[_Item]]()
    used = 0.0
    for item in items:
        if not lines or used + gap + item.width > width:
            lines.append([item])
            used = item.width
        else:
            lines[-1].append(item)
            used += gap + item.width
    return lines
