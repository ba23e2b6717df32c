"""What the sizes and the colours of a cloud mean, in a strip below it.

The strip's height depends on its width and on the names in it, never on the scale: a cloud gets the room that the strip
leaves, and a scale after that.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from crmdesk.i18n import _
from crmdesk.insight.tag_cloud import Scale, TagCloud
from crmdesk.qt.theme import Theme
from crmdesk.render.drawing import Dot, Drawing, Mark, line_height, place, shorten, text_width
from crmdesk.render.pareto_bars import one_line
from crmdesk.render.pareto_wording import percent

_SHARES = (0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0)
_SAMPLES = 3
_LARGEST = 28
_DOT = 4.0
_LONGEST_NAME = 140.0
_NARROWEST = 180.0


@dataclass(frozen=True, slots=True)
class _Item:
    """A part of the strip of so many pixels, drawn from its left end on a middle line."""

    width: float
    draw: Callable[[float, float], Sequence[Mark]]


def lay_out_legend(cloud: TagCloud, area: QRectF, theme: Theme) -> tuple[Drawing, QRectF]:
    """The strip at the bottom of an area, and the room left above it; nothing for a cloud without words."""
    if not cloud.words:
        return (), area
    high, low = line_height(_LARGEST), line_height(theme.sizes.small) + theme.spacing.tiny
    across = _widest_sizes(theme) + theme.spacing.large
    beside = area.width() - across >= _NARROWEST
    lines = _lines(_colours(cloud, theme), area.width() - (across if beside else 0.0), theme.spacing.medium)
    height = max(high, low * len(lines)) if beside else high + low * len(lines)
    top = area.bottom() - height
    sizes_middle = top + (height if beside else high) / 2
    first = sizes_middle - low * (len(lines) - 1) / 2 if beside else top + high + low / 2
    marks = list(_draw(_sizes(cloud.scale, theme), area.left(), sizes_middle, theme))
    for at, line in enumerate(lines):
        marks += _draw(line, area.left() + (across if beside else 0.0), first + at * low, theme)
    return tuple(marks), area.adjusted(0, 0, 0, -height - theme.spacing.tiny)


def sample_shares(scale: Scale) -> tuple[float, ...]:
    """The round shares that stand for the sizes, from small to large."""
    fitting = [share for share in _SHARES if share <= scale.top and scale.size(share) <= _LARGEST]
    return tuple(fitting[-_SAMPLES:])


def _draw(items: Sequence[_Item], x: float, middle: float, theme: Theme) -> Sequence[Mark]:
    marks = list[Mark]()
    for item in items:
        marks += item.draw(x, middle)
        x += item.width + theme.spacing.medium
    return marks


def _caption() -> str:
    return _("Share of the customers:")


def _widest_sizes(theme: Theme) -> float:
    sample = text_width(percent(_SHARES[-1]), _LARGEST)
    return text_width(_caption(), theme.sizes.small) + _SAMPLES * (theme.spacing.medium + sample)


def _sizes(scale: Scale, theme: Theme) -> Sequence[_Item]:
    """Each share in the very size that a word with it has."""
    samples = [_text(percent(share), scale.size(share), theme.text) for share in sample_shares(scale)]
    return [_text(_caption(), theme.sizes.small, theme.muted), *samples] if samples else []


def _colours(cloud: TagCloud, theme: Theme) -> Sequence[_Item]:
    tags = sorted((word.use.tag for word in cloud.words), key=lambda tag: (tag.colour, tag.group))
    groups = {tag.group_uid: (one_line(tag.group), tag.colour) for tag in tags}
    return [_dotted(name, theme.data_ink[colour % len(theme.data_ink)], theme) for name, colour in groups.values()]


def _text(text: str, size: int, colour: str) -> _Item:
    def draw(x: float, middle: float) -> Sequence[Mark]:
        return (place(text, x, middle, size=size, colour=colour, down=0.5),)

    return _Item(text_width(text, size), draw)


def _dotted(name: str, colour: str, theme: Theme) -> _Item:
    shown = shorten(name, _LONGEST_NAME, theme.sizes.small)
    beside = 2 * _DOT + theme.spacing.tiny
    text = _text(shown, theme.sizes.small, theme.muted)

    def draw(x: float, middle: float) -> Sequence[Mark]:
        dot = Dot(QPointF(x + _DOT, middle), _DOT, colour, colour)
        return (dot, *text.draw(x + beside, middle))

    return _Item(beside + text.width, draw)


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
