"""Where the words of a cloud go: boxes packed around the middle of a canvas, none on another.

The biggest box first, each to the free place nearest to the middle. Boxes are rounded up to classes of like size. A
class has a map of the centres that are still free for it, from which each box placed so far is cut out in one slice; as
the map only loses places, the class never looks again at a place it has passed on its way outwards. Places that are
lost even to the smallest box to come are taken off the way for all. So the time grows with classes x (boxes + cells of
the map), not with boxes x cells. If something found no room, all are packed anew with that first, a few times over.

Pure functions over numbers; knows nothing of words, fonts or pictures.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import ceil, log, sqrt

import numpy as np
from numpy.typing import NDArray

Size = tuple[float, float]
"""A width and a height."""

Point = tuple[float, float]
"""Right and down from the top left corner of the canvas."""

_Cells = tuple[int, int]
"""A width and a height in cells."""

_STEP = 1.04
"""From one class of widths, or of heights, to the next."""

_ATTEMPTS = 4
_FEWEST_CELLS, _OF_LOWEST_BOX = 150_000, 1 / 7
"""Cells are as large as leaves so many, but no higher than this part of the lowest box."""
_WIDER = 2.0
"""So many times as wide as high: words are wide, so this rounds their widths up no more than their heights."""

_LEVELS = 2**16 - 1
_STRIDE, _LONGEST_STRIDE = 256, 65_536


@dataclass(frozen=True, slots=True)
class _Block:
    """Cells that are taken: from ``left`` and ``top`` up to before ``right`` and ``bottom``."""

    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True, slots=True)
class _Grid:
    """A canvas in ``rows`` x ``columns`` cells of the size ``cell`` in pixels, with what is left over around them."""

    cell: Size
    columns: int
    rows: int
    margin: Point

    @classmethod
    def over(cls, canvas: Size, lowest: float) -> "_Grid":
        """The grid for boxes of which none is lower than ``lowest``."""
        width, height = canvas
        fine = max(1.0, min(sqrt(width * height / _FEWEST_CELLS / _WIDER), lowest * _OF_LOWEST_BOX))
        cell = max(1.0, fine * _WIDER), fine
        columns, rows = int(width / cell[0]), int(height / cell[1])
        return cls(cell, columns, rows, ((width - columns * cell[0]) / 2, (height - rows * cell[1]) / 2))

    def size(self, box: Size) -> _Cells:
        """How many cells the class of a box takes."""
        return _rounded_up(box[0] / self.cell[0]), _rounded_up(box[1] / self.cell[1])

    def centre(self, block: _Block) -> Point:
        """The middle of a block in pixels."""
        across, down = (block.left + block.right) / 2, (block.top + block.bottom) / 2
        return self.margin[0] + self.cell[0] * across, self.margin[1] + self.cell[1] * down

    def from_inside_out(self) -> NDArray[np.int32]:
        """All cells by how far they are from the middle, as places in the flat map.

        Ellipses that have the proportions of the canvas count as equally far, so that the cloud comes near all four
        edges at once. Distances are whole numbers of 16 bits, which are sorted in a fraction of the time.
        """
        across, down = (
            ((np.arange(count, dtype=np.float32) - (count - 1) / 2) / max(count, 1)) ** 2
            for count in (self.columns, self.rows)
        )
        distance = np.sqrt(down[:, None] + across[None, :]).ravel()
        levels = distance * (_LEVELS / max(float(distance.max(initial=0)), 1e-9))
        return np.argsort(levels.astype(np.uint16), kind="stable").astype(np.int32)


def _rounded_up(cells: float) -> int:
    exact = max(1, ceil(cells))
    return max(exact, int(_STEP ** ceil(log(exact, _STEP) - 1e-9)))


class _Packing:
    """A canvas that fills up. ``way`` are the centres from inside out that may still be free for anything."""

    def __init__(self, grid: _Grid, way: NDArray[np.int32]) -> None:
        self._grid, self._way = grid, way
        self._taken: list[_Block] = []
        self._passed_over = 0

    def place(self, size: _Cells, count: int) -> list[_Block]:
        """Put up to so many boxes of a size where they are nearest to the middle; fewer, if the rest find no room."""
        free = self._free(size)
        flat, placed, at = free.ravel(), list[_Block](), 0
        for _box in range(count):
            at = self._next(flat, at)
            if at == len(self._way):
                break
            down, across = divmod(int(self._way[at]), self._grid.columns)
            left, top = across - size[0] // 2, down - size[1] // 2
            block = _Block(left, top, left + size[0], top + size[1])
            _cut(free, size, block)
            placed.append(block)
        self._taken += placed
        self._passed_over += at
        return placed

    def narrow(self, smallest: _Cells) -> None:
        """Take off the way what is lost even to the smallest box to come, once that costs less than to pass over it."""
        if self._passed_over > len(self._way):
            self._way = self._way[self._free(smallest).ravel()[self._way]]
            self._passed_over = 0

    def _free(self, size: _Cells) -> NDArray[np.bool_]:
        """From which centres a box of a size touches nothing; of two middle cells the right and the lower is meant."""
        (width, height), grid = size, self._grid
        free = np.zeros((grid.rows, grid.columns), dtype=bool)
        left, top = width // 2, height // 2
        free[top : max(0, grid.rows - height + top + 1), left : max(0, grid.columns - width + left + 1)] = True
        for block in self._taken:
            _cut(free, size, block)
        return free

    def _next(self, flat: NDArray[np.bool_], at: int) -> int:
        """The first free place on the way from ``at`` on, looked for in ever longer strides."""
        stride = _STRIDE
        while at < len(self._way):
            ahead = flat[self._way[at : at + stride]]
            step = int(ahead.argmax())
            if ahead[step]:
                return at + step
            at += stride
            stride = min(2 * stride, _LONGEST_STRIDE)
        return len(self._way)


def _cut(free: NDArray[np.bool_], size: _Cells, block: _Block) -> None:
    """Lose the centres from which a box of a size would touch a block."""
    left, top = size[0] // 2, size[1] // 2
    above, before = block.top - size[1] + top + 1, block.left - size[0] + left + 1
    free[max(0, above) : max(0, block.bottom + top), max(0, before) : max(0, block.right + left)] = False


def place_boxes(boxes: Sequence[Size], canvas: Size) -> tuple[Point | None, ...]:
    """The centre of each box, in the order of the boxes; None for one that found no room.

    Sizes are in pixels and above 0. No two boxes overlap, each is inside the canvas, and the same boxes always get the
    same places. Algorithm: see the head of this file.
    """
    grid = _Grid.over(canvas, min((height for _width, height in boxes), default=1.0))
    classes: dict[_Cells, list[int]] = {}
    for at, box in enumerate(boxes):
        classes.setdefault(grid.size(box), []).append(at)
    way = grid.from_inside_out()
    first: frozenset[_Cells] = frozenset()
    best: dict[int, _Block] = {}
    for _attempt in range(_ATTEMPTS):
        packed = _pack(_Packing(grid, way), classes, first)
        if len(packed) > len(best):
            best = packed
        dropped = {size for size, members in classes.items() if not packed.keys() >= set(members)}
        fitting = {size for size in dropped if size[0] <= grid.columns and size[1] <= grid.rows}
        if fitting <= first:
            break
        first |= fitting
    return tuple(grid.centre(best[at]) if at in best else None for at in range(len(boxes)))


def _pack(packing: _Packing, classes: Mapping[_Cells, Sequence[int]], first: frozenset[_Cells]) -> dict[int, _Block]:
    """What found room where: the biggest first, but those in ``first`` before all others."""
    order = sorted(classes, key=lambda size: (size not in first, -size[0] * size[1], size))
    packed: dict[int, _Block] = {}
    for size, smallest in zip(order, _smallest_from(order), strict=True):
        packing.narrow(smallest)
        packed.update(zip(classes[size], packing.place(size, len(classes[size])), strict=False))
    return packed


def _smallest_from(order: Sequence[_Cells]) -> list[_Cells]:
    """For each class the width and the height that neither it nor any after it is below."""
    widths, heights = ([*accumulate((size[side] for size in reversed(order)), min)] for side in (0, 1))
    return list(zip(widths, heights, strict=True))[::-1]
