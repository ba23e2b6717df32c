"""The files of a touch that is being written, each on a chip with a cross. Attaches nothing."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget
from typing_extensions import override

from crmdesk.domain.attachment import FileFamily, KeptFile, family_of
from crmdesk.domain.file_name import shown_name
from crmdesk.i18n import _
from crmdesk.qt.appearance import Appearance
from crmdesk.qt.icons import pixmap
from crmdesk.qt.painting import draw_line, draw_name, line_width
from crmdesk.qt.plain_text import tool_tip
from crmdesk.qt.thumbnails import Thumbnails
from crmdesk.qt.widgets.flow_layout import FlowLayout
from crmdesk.ui.timeline.attachments.file_wording import icon_of_name, size_words

_HEIGHT, _WIDEST = 32, 280
_PICTURE, _ICON = 24, 16
_PAD, _GAP, _CROSS = 8.0, 6.0, 7.0


class FileChip(QAbstractButton):
    """A click, Delete or Backspace takes it away."""

    def __init__(self, file: KeptFile, appearance: Appearance, thumbnails: Thumbnails, parent: QWidget) -> None:
        super().__init__(parent)
        self.file = file
        self._appearance, self._thumbnails = appearance, thumbnails
        self._family, self._name, self._size = family_of(file.media_type), shown_name(file.name), size_words(file.size)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(_("Do not attach “{name}”, {size}").format(name=self._name, size=self._size))
        self.setToolTip(tool_tip(_("{name}\nA click takes it away.").format(name=self._name)))

    @override
    def sizeHint(self) -> QSize:
        small = self._appearance.theme.sizes.small
        words = line_width(self._name, small) + line_width(self._size, small)
        return QSize(min(_WIDEST, round(words + _PICTURE + _CROSS + 2 * _PAD + 3 * _GAP) + 2), _HEIGHT)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.click()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._appearance.theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        edge = theme.accent if self.hasFocus() else theme.outline if self.underMouse() else theme.border
        painter.setPen(QPen(QColor(edge), 1.5 if self.hasFocus() else 1))
        painter.setBrush(QColor(theme.chip))
        painter.drawRoundedRect(frame, theme.radii.control, theme.radii.control)
        self._paint_sign(painter, QRectF(frame.left() + 4, frame.center().y() - _PICTURE / 2, _PICTURE, _PICTURE))
        cross = QRectF(frame.right() - _PAD - _CROSS, frame.center().y() - _CROSS / 2, _CROSS, _CROSS)
        words = QRectF(frame.left() + 4 + _PICTURE + _GAP, 0, 0, self.height())
        words.setRight(cross.left() - _GAP)
        small = theme.sizes.small
        words.setRight(words.right() - draw_line(painter, words, self._size, theme.muted, small, right=True) - _GAP)
        draw_name(painter, words, self._name, theme.text, small)
        painter.setPen(QPen(QColor(theme.text if self.underMouse() else theme.muted), 1.4))
        painter.drawLine(cross.topLeft(), cross.bottomRight())
        painter.drawLine(cross.topRight(), cross.bottomLeft())
        painter.end()

    def _paint_sign(self, painter: QPainter, place: QRectF) -> None:
        """The picture itself, or the icon of its kind."""
        scale = self.devicePixelRatioF()
        picture = None
        if self._family is FileFamily.PICTURE:
            picture = self._thumbnails.picture(self.file.digest, QSize(_PICTURE, _PICTURE), scale)
        if picture is not None and not picture.isNull():
            outline = QPainterPath()
            outline.addRoundedRect(place, 3, 3)
            painter.save()
            painter.setClipPath(outline)
            painter.drawPixmap(place.topLeft(), picture)
            painter.restore()
            return
        sign = pixmap(icon_of_name(self.file.name, self._family), self._appearance.theme.accent, _ICON, scale)
        painter.drawPixmap(place.center() - QPointF(_ICON / 2, _ICON / 2), sign)


class FileChips(QWidget):
    """Hidden while there is no file. Emits ``changed`` when a person takes one away."""

    changed = Signal()

    def __init__(self, appearance: Appearance, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance, self._thumbnails = appearance, thumbnails
        self.chips: tuple[FileChip, ...] = ()
        self._flow = FlowLayout(self)
        thumbnails.made.connect(self._show_picture)
        appearance.changed.connect(self.update)
        self.hide()

    @property
    def files(self) -> tuple[KeptFile, ...]:
        """Those to be attached."""
        return tuple(chip.file for chip in self.chips)

    def show_files(self, files: Sequence[KeptFile]) -> None:
        """Show these files, each once."""
        wanted = tuple({(file.digest, file.name): file for file in files}.values())
        if wanted == self.files:
            return
        for chip in self.chips:
            self._flow.removeWidget(chip)
            chip.hide()
            # Later: it may be the one that was just clicked.
            chip.deleteLater()
        self.chips = tuple(FileChip(file, self._appearance, self._thumbnails, self) for file in wanted)
        for chip in self.chips:
            self._flow.addWidget(chip)
            chip.clicked.connect(lambda _checked, chip=chip: self._drop(chip))
            chip.show()
        self.setVisible(bool(wanted))

    def _drop(self, chip: FileChip) -> None:
        place = self.chips.index(chip)
        had_keyboard = chip.hasFocus()
        self.show_files([file for file in self.files if file != chip.file])
        if had_keyboard and self.chips:
            self.chips[min(place, len(self.chips) - 1)].setFocus()
        self.changed.emit()

    def _show_picture(self, digest: str) -> None:
        for chip in self.chips:
            if chip.file.digest == digest:
                chip.update()
