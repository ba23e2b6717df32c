"""A row of colours of which one is chosen, by the mouse or by arrow keys. Knows nothing of what is coloured."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QWidget
from typing_extensions import override

from crmdesk.i18n import _
from crmdesk.qt.appearance import Appearance

_SIZE = 28
_SPOT = 18.0


class Swatch(QAbstractButton):
    """One colour; a place in the palette of data, or none."""

    def __init__(self, appearance: Appearance, place: int | None, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.place = place
        self._appearance = appearance
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFixedSize(_SIZE, _SIZE)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @override
    def sizeHint(self) -> QSize:
        return QSize(_SIZE, _SIZE)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._appearance.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        spot = QRectF(0, 0, _SPOT, _SPOT)
        spot.moveCenter(QRectF(self.rect()).center())
        if self.isChecked() or self.hasFocus() or self.underMouse():
            edge = theme.accent if self.hasFocus() else theme.text if self.isChecked() else theme.outline
            painter.setPen(QPen(QColor(edge), 2))
            painter.drawEllipse(spot.adjusted(-4, -4, 4, 4))
        if self.place is None:
            painter.setPen(QPen(QColor(theme.outline), 1.5))
            painter.drawEllipse(spot)
            painter.drawLine(spot.adjusted(3, 3, -3, -3).bottomLeft(), spot.adjusted(3, 3, -3, -3).topRight())
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.data[self.place]))
            painter.drawEllipse(spot)
        painter.end()


class ColourRow(QWidget):
    """``chosen`` brings the place of the colour in the palette of data, None for none."""

    chosen = Signal(object)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        names = (
            _("Blue"), _("Orange"), _("Green"), _("Pink"), _("Red"), _("Other blue"), _("Yellow"), _("Contrast"),
        )  # fmt: skip
        # So that the style sheet can mark it.
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        # Round spots in square buttons leave room enough between them.
        row.setSpacing(0)
        self.swatches = [
            Swatch(appearance, place, name, self) for place, name in ((None, _("No colour")), *enumerate(names))
        ]
        for swatch in self.swatches:
            self._group.addButton(swatch)
            row.addWidget(swatch)
            swatch.clicked.connect(lambda _checked=False, swatch=swatch: self.chosen.emit(swatch.place))
        row.addStretch(1)

    def show_value(self, place: int | None) -> None:
        """Show which colour is chosen."""
        for swatch in self.swatches:
            swatch.setChecked(swatch.place == place)
