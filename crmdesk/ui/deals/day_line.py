"""A line for a day in plain words, with what they mean beside them while they are typed."""

from datetime import date

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from crmdesk.domain.clock import Clock
from crmdesk.domain.errors import ValidationError
from crmdesk.domain.moment import Moment
from crmdesk.domain.plain_time import read_time
from crmdesk.qt.widgets.fields import TextLine
from crmdesk.ui import wording

_SIDE = 12


class DayLine(TextLine):
    """``field`` is what its errors name; with ``past`` a bare weekday is the last one."""

    def __init__(
        self, clock: Clock, field: str, placeholder: str = "", *, past: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(placeholder, parent=parent)
        self._clock, self._field, self._past = clock, field, past
        self._meaning = ""
        self.textChanged.connect(self._read)

    @property
    def meaning(self) -> str:
        """What the words mean; empty when they mean nothing yet."""
        return self._meaning

    def day(self) -> date:
        """The day.

        Raises ValidationError when the words say none.
        """
        return self.moment().local_date

    def moment(self) -> Moment:
        """The day, or the time if one is said.

        Raises ValidationError when the words say neither.
        """
        try:
            return self._clock.localise(read_time(self.text(), self._clock.now().local, past=self._past))
        except ValidationError as error:
            raise ValidationError(error.message, field=self._field) from error

    def _read(self, text: str) -> None:
        try:
            self._meaning = wording.when(self.moment(), self._clock.now().local_date) if text.strip() else ""
        except ValidationError:
            self._meaning = ""
        self.setAccessibleDescription(self._meaning)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        metrics = self.fontMetrics()
        taken = metrics.horizontalAdvance(self.text()) + 3 * _SIDE
        room = QRect(taken, 0, self.width() - taken - _SIDE, self.height())
        if not self._meaning or self._meaning == self.text() or metrics.horizontalAdvance(self._meaning) > room.width():
            return
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._meaning)
        painter.end()
