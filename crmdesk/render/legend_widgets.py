"""What the colours and the sizes of the clouds in a window mean, each in a widget of its own."""

from math import ceil

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from crmdesk.insight.tag_cloud import TagCloud
from crmdesk.qt.theme import Theme
from crmdesk.render.cloud_legend import lay_out_colours, lay_out_sizes
from crmdesk.render.drawing import Drawing, paint

_NARROWEST = 200
_SAMPLES_HIGH = 26


class _Legend(QWidget):
    """Explains a cloud."""

    def __init__(self) -> None:
        super().__init__()
        self._cloud: TagCloud | None = None
        self._theme: Theme | None = None

    def show_cloud(self, cloud: TagCloud | None, theme: Theme) -> None:
        """Explain this one."""
        self._cloud, self._theme = cloud, theme
        self.updateGeometry()
        self.update()

    def _drawing(self) -> Drawing:
        raise NotImplementedError

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint(self._drawing(), painter)
        painter.end()


class ColourStrip(_Legend):
    """As high as the groups of tags need in the width that it has, but for so many pixels at both ends."""

    def __init__(self, margin: int) -> None:
        super().__init__()
        self._margin = margin
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _colours(self, width: float) -> tuple[Drawing, float]:
        if self._cloud is None or self._theme is None:
            return (), 0.0
        area = QRectF(self._margin, 0, width - 2 * self._margin, 0)
        return lay_out_colours((word.use.tag for word in self._cloud.words), area, self._theme)

    @override
    def _drawing(self) -> Drawing:
        return self._colours(self.width())[0]

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return ceil(self._colours(width)[1])

    @override
    def sizeHint(self) -> QSize:
        return QSize(_NARROWEST, self.heightForWidth(self.width()))


class SizeSamples(_Legend):
    """Round shares in the very sizes that words with them have."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(_SAMPLES_HIGH)

    @override
    def _drawing(self) -> Drawing:
        if self._cloud is None or self._theme is None or not self._cloud.words:
            return ()
        return lay_out_sizes(self._cloud.scale, QRectF(self.rect()), self._theme)
