"""Where the words of a cloud go: boxes packed around the middle of a canvas, none on another.

The biggest box first, each to the free place nearest to the middle. Boxes are rounded up to classes of like size. A
class has a map of the centres that are still free for it, from which each box placed so far is cut out in one slice; as
the map only loses places, the class never looks again at a place it has passed on its way outwards. Places that are
lost even to the smallest box to come are taken off the way for all. So the time grows with classes x (boxes + cells of
the map), not with boxes x cells. Ellipses leave the corners for last; if something found no room, all are packed anew
along rectangles, and at the very last from the top down.

Pure functions over numbers; knows nothing of words, fonts or pictures.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import ceil, log, sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Size = tuple[float, float]
"""A width and a height."""

Point = tuple[float, float]
"""Right and down from the top left corner of the canvas."""

_Cells = tuple[int, int]
"""A width and a height in cells."""

_STEP = 1.02
"""From one class of widths, or of heights, to the next."""

_FEWEST_CELLS, _OF_LOWEST_BOX = 300_000, 1 / 7
"""Cells are as large as leaves so many, but no higher than this part of the lowest box."""
_WIDER = 2.0
"""So many times as wide as high: words are wide, so this rounds their widths up no more than their heights."""

_LEVELS = 2**16 - 1
_STRIDE, _LONGEST_STRIDE = 256, 65_536


class _Block(NamedTuple):
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

    def ways(self) -> Iterator[NDArray[np.int32]]:
        """All cells as places in the flat map, in orders in which they may be tried, the best looking first.

        From inside out along ellipses, then along rectangles, that have the proportions of the canvas, so that the
        cloud comes near all four edges at once; then line by line.
        """
        across, down = (
            np.abs(np.arange(count, dtype=np.float32) - (count - 1) / 2) / max(count, 1)
            for count in (self.columns, self.rows)
        )
        yield _ascending(np.sqrt(down[:, None] ** 2 + across[None, :] ** 2))
        yield _ascending(np.maximum(down[:, None], across[None, :]))
        yield np.arange(self.rows * self.columns, dtype=np.int32)


def _ascending(distances: NDArray[np.float32]) -> NDArray[np.int32]:
    """The places of a map by distance; in whole numbers of 16 bits, which are sorted in a fraction of the time."""
    levels = distances.ravel() * (_LEVELS / max(float(distances.max(initial=0)), 1e-9))
    return np.argsort(levels.astype(np.uint16), kind="stable").astype(np.int32)


def _rounded_up(cells: float) -> int:
    exact = max(1, ceil(cells))
    return max(exact, int(_STEP ** ceil(log(exact, _STEP) - 1e-9)))


class _Packing:
    """A canvas that fills up. ``way`` are the centres from inside out that may still be free for anything."""

    def __init__(self, grid: _Grid, way: NDArray[np.int32], most: int) -> None:
        self._grid, self._way = grid, way
        self._taken = np.empty((most, 4), dtype=np.int32)
        self._count = 0
        self._passed_over = 0

    def place(self, size: _Cells, count: int) -> list[_Block]:
        """Put up to so many boxes of a size where they are nearest to the middle; fewer, if the rest find no room."""
        (width, height), free = size, self._free(size)
        flat, placed, at = free.ravel(), list[_Block](), 0
        for _box in range(count):
            at = self._next(flat, at)
            if at == len(self._way):
                break
            down, across = divmod(int(self._way[at]), self._grid.columns)
            left, top = across - width // 2, down - height // 2
            placed.append(_Block(left, top, left + width, top + height))
            free[max(0, down - height + 1) : down + height, max(0, across - width + 1) : across + width] = False
        self._taken[self._count : self._count + len(placed)] = placed or self._taken[:0]
        self._count += len(placed)
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
        taken = self._taken[: self._count]
        above, before = taken[:, 1] - (height - top - 1), taken[:, 0] - (width - left - 1)
        below, after = taken[:, 3] + top, taken[:, 2] + left
        shadows = (np.maximum(above, 0), below, np.maximum(before, 0), after)
        for first_row, row, first_column, column in zip(*(bound.tolist() for bound in shadows), strict=True):
            free[first_row:row, first_column:column] = False
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


def place_boxes(boxes: Sequence[Size], canvas: Size) -> tuple[Point | None, ...]:
    """The centre of each box, in the order of the boxes; None for one that found no room.

    Sizes are in pixels and above 0. No two boxes overlap, each is inside the canvas, and the same boxes always get the
    same places. Algorithm: see the head of this file.
    """
    grid = _Grid.over(canvas, min((height for _width, height in boxes), default=1.0))
    classes: dict[_Cells, list[int]] = {}
    for at, box in enumerate(boxes):
        classes.setdefault(grid.size(box), []).append(at)
    fitting = sum(
        len(members) for (width, height), members in classes.items() if width <= grid.columns and height <= grid.rows
    )
    best: dict[int, _Block] = {}
    for way in grid.ways():
        packed = _pack(_Packing(grid, way, len(boxes)), classes)
        if len(packed) > len(best):
            best = packed
        if len(best) == fitting:
            break
    return tuple(grid.centre(best[at]) if at in best else None for at in range(len(boxes)))


def _pack(packing: _Packing, classes: Mapping[_Cells, Sequence[int]]) -> dict[int, _Block]:
    """What found room where, the biggest first."""
    order = sorted(classes, key=lambda size: (-size[0] * size[1], size))
    packed: dict[int, _Block] = {}
    for size, smallest in zip(order, _smallest_from(order), strict=True):
        packing.narrow(smallest)
        packed.update(zip(classes[size], packing.place(size, len(classes[size])), strict=False))
    return packed


def _smallest_from(order: Sequence[_Cells]) -> list[_Cells]:
    """For each class the width and the height that neither it nor any after it is below."""
    widths, heights = ([*accumulate((size[side] for size in reversed(order)), min)] for side in (0, 1))
    return list(zip(widths, heights, strict=True))[::-1]
