"""Small pictures made beside the window's thread, one after the other, and kept as long as there is room.

Knows not where their bytes come from.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QImage, QPixmap

from crmdesk.qt.picture_decoding import cover
from crmdesk.qt.tasks import TaskRunner

_SLOT = "thumbnails {number}"
_KEPT = 150
# Whoever scrolls fast has left the others behind.
_WAITING = 40


@dataclass(frozen=True, slots=True)
class _Wish:
    """Which picture, in how many dots, of which a logical pixel takes so many."""

    key: str
    dots: QSize
    scale: float


class Thumbnails(QObject):
    """``read`` gives the bytes of a picture by its key, on another thread; it raises CrmError where it cannot.

    ``made`` tells that a picture can be shown now, or that it never can.
    """

    made = Signal(str)

    def __init__(self, runner: TaskRunner, read: Callable[[str], bytes], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner, self._read = runner, read
        # Those of another place are no reason to wait.
        self._slot = _SLOT.format(number=id(self))
        self._kept: OrderedDict[tuple[str, int, int], QPixmap] = OrderedDict()
        self._wishes: dict[tuple[str, int, int], _Wish] = {}

    def picture(self, key: str, size: QSize, scale: float) -> QPixmap | None:
        """The picture filling ``size`` logical pixels; None while it is being made, a null one if it is broken."""
        dots = size * scale
        place = (key, dots.width(), dots.height())
        if place in self._kept:
            self._kept.move_to_end(place)
            return self._kept[place]
        # What was asked for last is in sight, and comes first.
        self._wishes.pop(place, None)
        self._wishes[place] = _Wish(key, dots, scale)
        while len(self._wishes) > _WAITING:
            self._wishes.pop(next(iter(self._wishes)))
        self._begin_next()
        return None

    def _begin_next(self) -> None:
        if not self._wishes or self._runner.busy(self._slot):
            return
        place, wish = self._wishes.popitem()
        self._runner.start(
            self._slot,
            lambda _watch: cover(self._read(wish.key), wish.dots),
            done=lambda image: self._keep(place, wish, image),
            failed=lambda _error: self._keep(place, wish, None),
        )

    def _keep(self, place: tuple[str, int, int], wish: _Wish, image: QImage | None) -> None:
        pixmap = QPixmap() if image is None else QPixmap.fromImage(image)
        pixmap.setDevicePixelRatio(wish.scale)
        self._kept[place] = pixmap
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        self.made.emit(wish.key)
        self._begin_next()
