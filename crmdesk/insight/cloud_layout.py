"""Where the words of a cloud go: boxes packed around the middle of a canvas, none on another.

The biggest box first, each to the free place nearest to the middle. Boxes are rounded up to classes of like size. A
class has a map of the centres that are still free for it, from which each box placed so far is cut out in one slice; as
the map only loses places, the class never looks again at a place it has passed on its way outwards. So the time taken
grows with classes x (boxes + cells of the map), not with boxes x cells. What found no room goes first the next time.

Pure functions over numbers; knows nothing of words, fonts or pictures.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
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
_MOST_CELLS = 400_000
_STRIDE = 8192
"""How many places are looked at together on the way outwards."""


@dataclass(frozen=True, slots=True)
class _Block:
    """Cells that are taken: from ``left`` and ``top`` up to before ``right`` and ``bottom``."""

    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True, slots=True)
class _Grid:
    """A canvas in ``rows`` x ``columns`` square cells of ``cell`` pixels, with the flat ``order`` from inside out."""

    cell: float
    columns: int
    rows: int
    margin: Point
    order: NDArray[np.int32]

    @classmethod
    @lru_cache(maxsize=2)
    def over(cls, canvas: Size) -> "_Grid":
        """The grid of a canvas; kept, because a cloud is tried in several scales on the same."""
        width, height = canvas
        cell = max(1.0, sqrt(width * height / _MOST_CELLS))
        columns, rows = int(width / cell), int(height / cell)
        # Ellipses that have the proportions of the canvas, so that the cloud comes near all four edges at once.
        across = ((np.arange(columns) - (columns - 1) / 2) / max(columns, 1)) ** 2
        down = ((np.arange(rows) - (rows - 1) / 2) / max(rows, 1)) ** 2
        distance = (down[:, None] + across[None, :]).ravel()
        order = np.argsort(distance, kind="stable").astype(np.int32)
        return cls(cell, columns, rows, ((width - columns * cell) / 2, (height - rows * cell) / 2), order)

    def cells(self, length: float) -> int:
        """How many cells the class of a length takes."""
        exact = max(1, ceil(length / self.cell))
        return max(exact, int(_STEP ** ceil(log(exact, _STEP) - 1e-9)))

    def centre(self, block: _Block) -> Point:
        """The middle of a block in pixels."""
        across, down = (block.left + block.right) / 2, (block.top + block.bottom) / 2
        return self.margin[0] + self.cell * across, self.margin[1] + self.cell * down


class _BoxClass:
    """The centres that are free for boxes of so many cells; of two middle cells, the right and the lower is meant."""

    def __init__(self, grid: _Grid, width: int, height: int, taken: Sequence[_Block]) -> None:
        self._grid, self._width, self._height = grid, width, height
        self._left, self._top = width // 2, height // 2
        self._free = np.zeros((grid.rows, grid.columns), dtype=bool)
        self._free[
            self._top : max(0, grid.rows - height + self._top + 1),
            self._left : max(0, grid.columns - width + self._left + 1),
        ] = True
        for block in taken:
            self._cut(block)
        self._passed = 0

    def places(self) -> Iterator[_Block]:
        """One place after the other, from the middle outwards, each taken when the next is asked for."""
        flat, order = self._free.ravel(), self._grid.order
        while self._passed < len(order):
            ahead = flat[order[self._passed : self._passed + _STRIDE]]
            step = int(ahead.argmax())
            if not ahead[step]:
                self._passed += _STRIDE
                continue
            self._passed += step
            down, across = divmod(int(order[self._passed]), self._grid.columns)
            left, top = across - self._left, down - self._top
            block = _Block(left, top, left + self._width, top + self._height)
            yield block
            self._cut(block)

    def _cut(self, block: _Block) -> None:
        """Lose the centres from which a box of this class would touch the block."""
        below, right = self._height - self._top - 1, self._width - self._left - 1
        self._free[
            max(0, block.top - below) : max(0, block.bottom + self._top),
            max(0, block.left - right) : max(0, block.right + self._left),
        ] = False


def place_boxes(boxes: Sequence[Size], canvas: Size) -> tuple[Point | None, ...]:
    """The centre of each box, in the order of the boxes; None for one that found no room.

    Sizes are in pixels and above 0. No two boxes overlap, each is inside the canvas, and the same boxes always get the
    same places. Algorithm: see the head of this file.
    """
    grid = _Grid.over(canvas)
    classes: dict[_Cells, list[int]] = {}
    for at, (width, height) in enumerate(boxes):
        classes.setdefault((grid.cells(width), grid.cells(height)), []).append(at)
    first: frozenset[_Cells] = frozenset()
    best: dict[int, _Block] = {}
    for _attempt in range(_ATTEMPTS):
        packed = _pack(grid, classes, first)
        if len(packed) > len(best):
            best = packed
        dropped = {size for size, members in classes.items() if not packed.keys() >= set(members)}
        fitting = {size for size in dropped if size[0] <= grid.columns and size[1] <= grid.rows}
        if fitting <= first:
            break
        first |= fitting
    return tuple(grid.centre(best[at]) if at in best else None for at in range(len(boxes)))


def _pack(grid: _Grid, classes: Mapping[_Cells, Sequence[int]], first: frozenset[_Cells]) -> dict[int, _Block]:
    """What found room where: the biggest first, but those in ``first`` before all others."""
    packed: dict[int, _Block] = {}
    for width, height in sorted(classes, key=lambda size: (size not in first, -size[0] * size[1], size)):
        found = _BoxClass(grid, width, height, tuple(packed.values())).places()
        packed.update(zip(classes[width, height], found, strict=False))
    return packed
