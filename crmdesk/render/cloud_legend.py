"""What the sizes and the colours of a cloud mean: in a strip below it, or each where there is room for it.

The strip's height depends on its width and on the names in it, never on the scale: a cloud gets the room that the strip
leaves, and a scale after that.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from crmdesk.domain.portrait import PortraitTag
from crmdesk.i18n import _
from crmdesk.insight.tag_cloud import Scale, TagCloud
from crmdesk.qt.theme import Theme
from crmdesk.render.drawing import Dot, Drawing, Mark, line_height, place, shorten, text_width
from crmdesk.render.pareto_bars import one_line
from crmdesk.render.pareto_wording import percent

_SHARES = (0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0)
_SAMPLES = 3
_OF_WIDTH = 1 / 30
_SMALLEST_SAMPLE, _LARGEST_SAMPLE = 24, 48
_DIGITS = 0.85
"""How high the ink of digits and of a per cent sign is, as a part of the size of the font."""

_DOT = 4.0
_LONGEST_NAME = 140.0
_NARROWEST = 180.0


@dataclass(frozen=True, slots=True)
class _Item:
    """A part of so many pixels, drawn from its left end on a middle line."""

    width: float
    draw: Callable[[float, float], Sequence[Mark]]


@dataclass(frozen=True, slots=True)
class _Frame:
    """The colours in lines; the first begins ``across`` beside the sizes, or below them where that is 0."""

    lines: Sequence[Sequence[_Item]]
    across: float
    first: float
    low: float

    @classmethod
    def fitted(cls, tags: Iterable[PortraitTag], width: float, theme: Theme) -> "_Frame":
        """What fits into a width."""
        beside = _widest_sizes(width, theme) + theme.spacing.large
        across = beside if width - beside >= _NARROWEST else 0.0
        lines = _lines(_colours(tags, width, theme), width, across, theme.spacing.medium)
        return cls(lines, across, line_height(_largest(width)), line_height(theme.sizes.small) + theme.spacing.tiny)

    @property
    def height(self) -> float:
        """All lines, of which the first is as high as the largest size."""
        return self.first + self.low * (len(self.lines) - (1 if self.across else 0))


def lay_out_legend(cloud: TagCloud, area: QRectF, theme: Theme) -> tuple[Drawing, QRectF]:
    """The strip at the bottom of an area, and the room left above it; nothing for a cloud without words."""
    tags = [word.use.tag for word in cloud.words]
    room = legend_room(tags, area, theme)
    if room == area:
        return (), area
    frame, top = _Frame.fitted(tags, area.width(), theme), room.bottom() + theme.spacing.tiny
    middle = top + frame.first / 2
    marks = [*_draw(_sizes(cloud.scale, area.width(), theme), area.left(), middle, theme)]
    below = top + frame.first - frame.low / 2
    for at, line in enumerate(frame.lines, 0 if frame.across else 1):
        x = area.left() + (0.0 if at else frame.across)
        marks += _draw(line, x, below + at * frame.low if at else middle, theme)
    return tuple(marks), room


def legend_room(tags: Iterable[PortraitTag], area: QRectF, theme: Theme) -> QRectF:
    """The room that a legend for these tags leaves above it."""
    frame = _Frame.fitted(tags, area.width(), theme)
    return area.adjusted(0, 0, 0, -frame.height - theme.spacing.tiny) if frame.lines else area


def lay_out_colours(tags: Iterable[PortraitTag], area: QRectF, theme: Theme) -> tuple[Drawing, float]:
    """What the colours mean, from the top of an area, and the height of it; nothing for no tags."""
    low = line_height(theme.sizes.small) + theme.spacing.tiny
    lines = _lines(_colours(tags, area.width(), theme), area.width(), 0.0, theme.spacing.medium)
    marks = [
        mark for at, line in enumerate(lines) for mark in _draw(line, area.left(), area.top() + (at + 0.5) * low, theme)
    ]
    return tuple(marks), low * len(lines)


def lay_out_sizes(scale: Scale, area: QRectF, theme: Theme) -> Drawing:
    """What the sizes mean, as many samples as fit into an area, at its right."""
    sizes = {share: scale.size(share) for share in _SHARES if share <= scale.top}
    fitting = [share for share, size in sizes.items() if size * _DIGITS <= area.height()][-_SAMPLES:]
    kept = [_text(percent(share), sizes[share], theme.text) for share in fitting]
    gap = theme.spacing.medium
    for words in (_caption(), _("Share:"), ""):
        shown = [*([_text(words, theme.sizes.small, theme.muted)] if words else []), *kept]
        wide = sum(part.width + gap for part in shown) - gap
        if kept and wide <= area.width():
            return tuple(_draw(shown, area.right() - wide, area.center().y(), theme))
    return ()


def sample_shares(scale: Scale, width: float) -> tuple[float, ...]:
    """The round shares that stand for the sizes in a strip of a width, from small to large."""
    fitting = [share for share in _SHARES if share <= scale.top and scale.size(share) <= _largest(width)]
    return tuple(fitting[-_SAMPLES:])


def _draw(items: Sequence[_Item], x: float, middle: float, theme: Theme) -> Sequence[Mark]:
    marks = list[Mark]()
    for item in items:
        marks += item.draw(x, middle)
        x += item.width + theme.spacing.medium
    return marks


def _caption() -> str:
    return _("Share of the customers:")


def _largest(width: float) -> int:
    """The size of the largest sample in a strip of a width."""
    return round(max(_SMALLEST_SAMPLE, min(_LARGEST_SAMPLE, _OF_WIDTH * width)))


def _widest_sizes(width: float, theme: Theme) -> float:
    sample = text_width(percent(_SHARES[-1]), _largest(width))
    return text_width(_caption(), theme.sizes.small) + _SAMPLES * (theme.spacing.medium + sample)


def _sizes(scale: Scale, width: float, theme: Theme) -> Sequence[_Item]:
    """Each share in the very size that a word with it has."""
    caption = _text(_caption(), theme.sizes.small, theme.muted)
    samples = [_text(percent(share), scale.size(share), theme.text) for share in sample_shares(scale, width)]
    while sum(item.width + theme.spacing.medium for item in (caption, *samples)) > width and samples:
        samples = samples[1:]
    return [caption, *samples] if samples else []


def _colours(tags: Iterable[PortraitTag], width: float, theme: Theme) -> Sequence[_Item]:
    """A dot for each colour, before the names of all groups of tags that have it."""
    ordered = sorted(tags, key=lambda tag: (tag.colour, tag.group))
    groups = {tag.group_uid: (one_line(tag.group), theme.data_ink[tag.colour % len(theme.data_ink)]) for tag in ordered}
    named: dict[str, list[str]] = {}
    for name, ink in groups.values():
        named.setdefault(ink, []).append(shorten(name, _LONGEST_NAME, theme.sizes.small))
    return [_dotted(_(", ").join(names), width, ink, theme) for ink, names in named.items()]


def _text(text: str, size: int, colour: str) -> _Item:
    def draw(x: float, middle: float) -> Sequence[Mark]:
        return (place(text, x, middle, size=size, colour=colour, down=0.5),)

    return _Item(text_width(text, size), draw)


def _dotted(names: str, width: float, colour: str, theme: Theme) -> _Item:
    beside = 2 * _DOT + theme.spacing.tiny
    shown = shorten(names, width - beside, theme.sizes.small)
    text = _text(shown, theme.sizes.small, theme.muted)

    def draw(x: float, middle: float) -> Sequence[Mark]:
        dot = Dot(QPointF(x + _DOT, middle), _DOT, colour, colour)
        return (dot, *text.draw(x + beside, middle))

    return _Item(beside + text.width, draw)


def _lines(items: Sequence[_Item], width: float, across: float, gap: float) -> list[list[_Item]]:
    """The items in lines of a width, of which the first has already been used ``across``."""
    lines = list[list[_Item]]([[]] if across and items else [])
    used = across
    for item in items:
        if not lines or used + item.width > width:
            lines.append([])
            used = 0.0
        lines[-1].append(item)
        used += item.width + gap
    return lines
