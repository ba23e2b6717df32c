"""How words lie on a page: how densely, and how many dots are covered twice. The same rule for whoever placed them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter

from crmdesk.qt.fonts import font
from crmdesk.render.tag_cloud import ink_box

Point = tuple[float, float]
_AROUND = 2


@dataclass(frozen=True, slots=True)
class Placed:
    """A word, where it begins on its baseline, and its size in pixels."""

    text: str
    size: int
    left: float
    baseline: float

    def ink(self) -> QRectF:
        """The box that its ink fills."""
        return dots_of(self.text, self.size).translated(self.left, self.baseline)


def dots_of(text: str, size: int) -> QRectF:
    """The box of whole dots that a word's ink fills, from where it begins on its baseline."""
    return QRectF(ink_box(text, size).toAlignedRect())


def density(words: Sequence[Placed]) -> float:
    """The union of the ink boxes as a part of their convex hull."""
    inks = [word.ink() for word in words]
    left, top = min(ink.left() for ink in inks), min(ink.top() for ink in inks)
    right, bottom = max(ink.right() for ink in inks), max(ink.bottom() for ink in inks)
    covered = np.zeros((round(bottom - top) + 1, round(right - left) + 1), dtype=bool)
    for ink in inks:
        covered[
            round(ink.top() - top) : round(ink.bottom() - top), round(ink.left() - left) : round(ink.right() - left)
        ] = True
    corners = [(x, y) for ink in inks for x in (ink.left(), ink.right()) for y in (ink.top(), ink.bottom())]
    return float(covered.sum()) / _area(_hull(corners))


def covered_twice(words: Sequence[Placed], width: int, height: int) -> int:
    """Dots of the page that two or more words put ink on."""
    times = np.zeros((height, width), dtype=np.uint8)
    for word in words:
        area = word.ink().toAlignedRect().adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND)
        ink = _dots(word, QPointF(area.topLeft()), area.width(), area.height())
        left, top = max(0, area.left()), max(0, area.top())
        part = times[top : area.top() + area.height(), left : area.left() + area.width()]
        part += ink[top - area.top() :, left - area.left() :][: part.shape[0], : part.shape[1]]
    return int((times > 1).sum())


def _dots(word: Placed, corner: QPointF, width: int, height: int) -> NDArray[np.bool_]:
    """Which dots of an area get ink."""
    image = QImage(width, height, QImage.Format.Format_Alpha8)
    image.fill(0)
    painter = QPainter(image)
    painter.setFont(font(word.size))
    painter.drawText(QPointF(word.left, word.baseline) - corner, word.text)
    painter.end()
    lines = np.frombuffer(image.constBits(), dtype=np.uint8).reshape(height, image.bytesPerLine())
    return lines[:, :width] > 0


def _hull(points: Sequence[Point]) -> list[Point]:
    """The convex hull, by A. M. Andrew's monotone chain (Information Processing Letters 9(5), 1979)."""
    ordered = sorted(set(points))
    return [*_chain(ordered)[:-1], *_chain(ordered[::-1])[:-1]]


def _chain(points: Sequence[Point]) -> list[Point]:
    chain = list[Point]()
    for point in points:
        while len(chain) > 1 and _turn(chain[-2], chain[-1], point) <= 0:
            chain.pop()
        chain.append(point)
    return chain


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _area(corners: Sequence[Point]) -> float:
    following = [*corners[1:], corners[0]]
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(corners, following, strict=True))) / 2
