"""A cloud of tags: which words, how large in each group of customers, and the one place that each has in all of them.

There is one layout for all groups, made for each word at the largest size that it has in any of them; so a tag has the
same place, and the same share the same size, wherever it is drawn (Q. Castellà and C. Sutton, "Word Storms: Multiples
of Word Clouds for Visual Comparison of Documents", 2014).

Pure functions over numbers; knows neither fonts nor pictures.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from crmdesk.domain.portrait import CustomerGroup, Portrait, TagUse
from crmdesk.insight.cloud_layout import Point, Size, place_boxes

MOST_WORDS = 60
"""How many words a cloud has unless said otherwise: more are not read."""

_FEWEST_WORDS = 15
_ROOM_OF_WORD = 2600.0
_SMALLEST = 11
_TINIEST = 7
_LARGEST = 96
_OF_HEIGHT = 0.26
_LOAD = 0.68
_SHRINK = 0.94
_GAP_ACROSS = (5.0, 0.22)
_GAP_DOWN = (3.0, 0.06)


@dataclass(frozen=True, slots=True)
class Ink:
    """The box that the ink of a word fills, from where it begins on its baseline, as parts of the size of the font."""

    left: float
    top: float
    width: float
    height: float

    def origin(self, centre: Point, size: int) -> Point:
        """Where the word begins on its baseline if its ink has this centre, at a size."""
        across, down = self.left + self.width / 2, self.top + self.height / 2
        return centre[0] - across * size, centre[1] - down * size


@dataclass(frozen=True, slots=True)
class Scale:
    """From shares to sizes of text in pixels: the area of a word, less what is needed to read it, grows with its share.

    ``top`` is the share that has the size ``largest``.
    """

    smallest: int
    largest: int
    top: float

    def size(self, share: float) -> int:
        """The size of a word that a share of the customers have."""
        part = sqrt(share / self.top) if self.top else 0.0
        return round(self.smallest + (self.largest - self.smallest) * part)


@dataclass(frozen=True, slots=True)
class CloudWord:
    """A word with the centre of its ink in pixels, and its size in each group drawn; a group without it has none."""

    use: TagUse
    ink: Ink
    centre: Point
    sizes: Mapping[CustomerGroup, int]


@dataclass(frozen=True, slots=True)
class TagCloud:
    """Words by falling share, on a canvas in pixels. ``dropped`` are those that found no room even when very small."""

    portrait: Portrait
    groups: tuple[CustomerGroup, ...]
    canvas: Size
    scale: Scale
    words: tuple[CloudWord, ...]
    dropped: tuple[TagUse, ...]


def readable_words(canvas: Size) -> int:
    """How many words a canvas has room for, so that the frequent ones are still large enough to stand out."""
    return max(_FEWEST_WORDS, min(MOST_WORDS, int(canvas[0] * canvas[1] / _ROOM_OF_WORD)))


def chosen_uses(portrait: Portrait, groups: Sequence[CustomerGroup], most: int = MOST_WORDS) -> tuple[TagUse, ...]:
    """The tags that a cloud of these groups is of: those that are frequent in any of them, by falling share."""
    found = [use for use in portrait.uses if any(use.counts[group] for group in groups)]
    return tuple(sorted(found, key=lambda use: -_top_share(portrait, groups, use))[:most])


def lay_out_cloud(
    portrait: Portrait,
    groups: Sequence[CustomerGroup],
    inks: Mapping[str, Ink],
    canvas: Size,
    most: int = MOST_WORDS,
) -> TagCloud:
    """The cloud of some groups, as large as the canvas allows; ``inks`` are by the uids of the tags.

    The words shrink together until all find room, the frequent ones first.
    """
    uses = chosen_uses(portrait, groups, most)
    shares = [_top_share(portrait, groups, use) for use in uses]
    found = [inks[use.tag.uid] for use in uses]
    scale, places = _largest_fitting(found, shares, canvas)
    words, dropped = list[CloudWord](), list[TagUse]()
    for use, ink, place in zip(uses, found, places, strict=True):
        if place is None:
            dropped.append(use)
            continue
        having = [group for group in groups if use.counts[group]]
        sizes = {group: scale.size(portrait.share(use, group)) for group in having}
        words.append(CloudWord(use, ink, place, sizes))
    return TagCloud(portrait, tuple(groups), canvas, scale, tuple(words), tuple(dropped))


def _top_share(portrait: Portrait, groups: Sequence[CustomerGroup], use: TagUse) -> float:
    return max(portrait.share(use, group) for group in groups)


def _largest_fitting(
    inks: Sequence[Ink], shares: Sequence[float], canvas: Size
) -> tuple[Scale, tuple[Point | None, ...]]:
    """The largest scale with which everything finds room, else the smallest there is, and the places."""
    room = _LOAD * canvas[0] * canvas[1]
    places: tuple[Point | None, ...] = ()
    for scale in _scales(canvas[1], max(shares, default=0.0)):
        boxes = [_box(ink, scale.size(share)) for ink, share in zip(inks, shares, strict=True)]
        is_last = scale.largest == _TINIEST
        if not is_last and sum(width * height for width, height in boxes) > room:
            continue
        places = place_boxes(boxes, canvas)
        if None not in places or is_last:
            break
    return scale, places


def _scales(height: float, top: float) -> Iterator[Scale]:
    """Ever smaller scales for a canvas of a height; first the large words shrink, then all."""
    largest = max(_SMALLEST, min(_LARGEST, int(_OF_HEIGHT * height)))
    while largest > _SMALLEST:
        yield Scale(_SMALLEST, largest, top)
        largest = min(largest - 1, int(largest * _SHRINK))
    for size in range(_SMALLEST, _TINIEST - 1, -1):
        yield Scale(size, size, top)


def _box(ink: Ink, size: int) -> Size:
    """The room for a word: its ink and what keeps it apart from its neighbours."""
    across, down = (least + part * size for least, part in (_GAP_ACROSS, _GAP_DOWN))
    return ink.width * size + across, ink.height * size + down
