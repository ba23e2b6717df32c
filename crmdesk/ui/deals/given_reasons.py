"""The reasons given for one outcome, the primary one first; the one that is active is chosen in the picker.

Saves nothing and knows nothing of what a reason asks for.
"""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.domain.errors import CrmError
from crmdesk.domain.loss import MOST_REASONS, LossReason
from crmdesk.domain.loss_account import GivenReason
from crmdesk.i18n import _
from crmdesk.qt.widgets.buttons import IconButton
from crmdesk.qt.widgets.labels import label
from crmdesk.services.loss_accounts import LossChoices, ReasonWords, find_reasons
from crmdesk.ui.deals.reason_line import ReasonLine
from crmdesk.ui.deals.reason_picker import ReasonPicker


class GivenReasons(QWidget):
    """``changed`` tells that other reasons are given, or that they weigh otherwise."""

    changed = Signal()

    def __init__(self, picker: ReasonPicker, choices: LossChoices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picker, self._choices = picker, choices
        self._given: list[GivenReason | None] = [None]
        self._active = 0
        self.lines: list[ReasonLine] = []
        self._only = label("", "section", wrap=True)
        self._only.setMinimumHeight(34)
        self.more = IconButton("plus", _("Another reason"), look="link", name=_("Another reason besides (+)"))
        self.more.clicked.connect(self.begin_another)
        self._column = QVBoxLayout()
        self._column.setSpacing(4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self._only)
        layout.addLayout(self._column)
        row = QHBoxLayout()
        row.addWidget(self.more)
        row.addStretch(1)
        layout.addLayout(row)
        picker.chosen.connect(lambda _row: self._take())
        picker.added.connect(self.begin_another)
        self._show()

    @property
    def given(self) -> list[GivenReason]:
        """What is chosen."""
        return [given for given in self._given if given is not None]

    @property
    def flags(self) -> list[LossReason]:
        """All reasons and sub-reasons given."""
        return [flag for given in self.given for flag in (given.reason, given.subreason) if flag is not None]

    def words(self) -> tuple[ReasonWords, ...]:
        """What is given, in words."""
        return tuple(ReasonWords(_word(given.reason), _word(given.subreason), given.weight) for given in self.given)

    def show_words(self, words: Sequence[ReasonWords]) -> None:
        """Show what was said before; reasons nobody can give any more are left out."""
        found = [given for each in words[:MOST_REASONS] if (given := self._read(each)) is not None]
        self._given, self._active = [*found] or [None], 0
        self._show_active()
        self._show()
        self.changed.emit()

    def begin_another(self) -> None:
        """Let one more reason be chosen besides those that are."""
        if None not in self._given and len(self._given) < MOST_REASONS:
            self._given.append(None)
            self._activate(len(self._given) - 1)

    def _read(self, words: ReasonWords) -> GivenReason | None:
        try:
            reason, subreason = find_reasons(list(self._choices.reasons), words.reason, words.subreason)
        except CrmError:
            return None
        return GivenReason(reason, subreason, words.weight)

    def _take(self) -> None:
        reason, subreason = self._picker.reasons()
        before = self._given[self._active]
        weight = before.weight if before is not None else 1
        self._given[self._active] = GivenReason(reason, subreason, weight) if reason is not None else None
        self._show()
        self.changed.emit()

    def _activate(self, place: int) -> None:
        self._active = place
        self._show_active()
        self._show()
        self._picker.search.setFocus()

    def _show_active(self) -> None:
        active = self._given[self._active]
        self._picker.show_reason(active.chosen if active is not None else None)

    def _remove(self, place: int) -> None:
        del self._given[place]
        self._activate(max(0, min(self._active - (place <= self._active), len(self._given) - 1)))
        self.changed.emit()

    def _weigh(self, place: int, weight: int) -> None:
        if (given := self._given[place]) is not None:
            self._given[place] = replace(given, weight=weight)
            self.changed.emit()

    def _show(self) -> None:
        several = len(self._given) > 1
        self._only.setVisible(not several)
        only = self._given[0]
        self._only.setText(only.title if only is not None else _("Choose at the left."))
        while len(self.lines) < len(self._given) * several:
            self._add_line()
        while len(self.lines) > len(self._given) * several:
            line = self.lines.pop()
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        for place, (line, given) in enumerate(zip(self.lines, self._given, strict=False)):
            line.show_reason(place, given, is_active=place == self._active)
        self.more.setVisible(None not in self._given and len(self._given) < MOST_REASONS)

    def _add_line(self) -> None:
        place, line = len(self.lines), ReasonLine(self)
        line.chooser.clicked.connect(lambda: self._activate(place))
        line.weight.activated.connect(lambda row: self._weigh(place, row + 1))
        line.remove.clicked.connect(lambda: self._remove(place))
        self.lines.append(line)
        self._column.addWidget(line)
        line.show()


def _word(reason: LossReason | None) -> str:
    return "" if reason is None else reason.key or reason.name
