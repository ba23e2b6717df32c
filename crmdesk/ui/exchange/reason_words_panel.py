"""The step in which a person says what words for loss reasons mean that nobody here knows. It writes nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QFrame, QMenu, QVBoxLayout, QWidget

from crmdesk.domain.listed import ReasonEntry
from crmdesk.i18n import _
from crmdesk.qt.appearance import Appearance
from crmdesk.qt.columns import Column
from crmdesk.qt.plain_text import caption
from crmdesk.qt.record_model import Index, RecordModel
from crmdesk.qt.record_table import RecordTable
from crmdesk.qt.widgets.labels import label
from crmdesk.services.importing import AS_NEW, UnknownReason
from crmdesk.ui import wording
from crmdesk.ui.exchange.cells import ChoiceCell
from crmdesk.ui.exchange.step_page import StepPage

_MEANS = 2


@dataclass(frozen=True, slots=True)
class MeantReason:
    """Words and the uid of what they are taken for."""

    unknown: UnknownReason
    uid: str


class ReasonWordsPanel(StepPage):
    """``meant`` is what the person has said so far; at first what is most like each word is proposed."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(_("Words for loss reasons"), _("Check the rows"), parent)
        self._reasons: Sequence[ReasonEntry] = ()
        self._names: dict[str, str] = {}
        columns: tuple[Column[MeantReason], ...] = (
            Column("word", _("In the file"), lambda each: _said(each.unknown), width=330),
            Column("rows", _("Rows"), lambda each: wording.number(each.unknown.rows), number=True, width=80),
            Column("means", _("Means"), lambda each: self._names.get(each.uid, _("a new reason")), width=380),
        )
        self.model: RecordModel[MeantReason] = RecordModel(columns, lambda each: each.unknown.words, self)
        self.table = RecordTable(self.model, columns, _("Words for loss reasons"))
        self.table.setSortingEnabled(False)
        self.table.setMouseTracking(True)
        self.table.setItemDelegateForColumn(_MEANS, ChoiceCell(appearance, _is_new, self.table))
        self.table.clicked.connect(lambda index: self.pick(index) if index.column() == _MEANS else None)
        self.table.activated.connect(self.pick)
        card = QFrame()
        card.setProperty("look", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(6, 6, 6, 6)
        inside.addWidget(self.table)
        self.content.addWidget(
            label(
                _("No reason is called so here. Say what is meant; the words are kept, so that the next file needs no "
                  "asking. Enter or a click on a row offers the reasons."),
                "muted", wrap=True,
            )
        )  # fmt: skip
        self.content.addWidget(card, 1)
        self.remark.show_text(_("Undoing the import takes the words back as well."))

    @property
    def meant(self) -> dict[tuple[str, str], str]:
        """What each of the words means."""
        return {each.unknown.words: each.uid for each in self.model.records}

    def show_words(
        self, unknown: Sequence[UnknownReason], said: dict[tuple[str, str], str], reasons: Sequence[ReasonEntry]
    ) -> None:
        """Ask what words mean; ``said`` is what has been said of them before."""
        self._reasons = [reason for reason in reasons if not reason.retired]
        above = {reason.uid: reason.name for reason in reasons}
        self._names = {
            reason.uid: _path(above[reason.parent_uid], reason.name) if reason.parent_uid else reason.name
            for reason in self._reasons
        }
        self.model.refresh([MeantReason(each, said.get(each.words, each.proposal)) for each in unknown])
        if unknown and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(0, _MEANS))

    def pick(self, index: Index) -> None:
        """Offer the reasons that words can mean."""
        each = self.model.record(index)
        if each is None:
            return
        menu = self.choices(each)
        menu.aboutToHide.connect(menu.deleteLater)
        cell = self.table.visualRect(self.model.index(index.row(), _MEANS))
        menu.popup(self.table.viewport().mapToGlobal(cell.bottomLeft() + QPoint(0, 1)))

    def choices(self, each: MeantReason) -> QMenu:
        """A menu of the reasons: the program's own first, then every reason with its sub-reasons."""
        menu = QMenu(self)
        self._offer(menu, each, _("A new reason"), AS_NEW)
        tops = [reason for reason in self._reasons if reason.parent_uid is None]
        for reason in sorted(tops, key=lambda reason: not reason.system):
            below = [lower for lower in self._reasons if lower.parent_uid == reason.uid]
            if not below:
                self._offer(menu, each, reason.name, reason.uid)
                continue
            lower_menu = menu.addMenu(caption(reason.name))
            self._offer(lower_menu, each, reason.name, reason.uid)
            lower_menu.addSeparator()
            for lower in below:
                self._offer(lower_menu, each, lower.name, lower.uid)
        return menu

    def _offer(self, menu: QMenu, each: MeantReason, name: str, uid: str) -> None:
        action = menu.addAction(caption(name))
        action.setObjectName(uid or "new")
        action.setCheckable(True)
        action.setChecked(each.uid == uid)
        action.triggered.connect(lambda: self._choose(each, uid))

    def _choose(self, each: MeantReason, uid: str) -> None:
        changed = replace(each, uid=uid)
        self.model.refresh([changed if one.unknown == each.unknown else one for one in self.model.records])
        self.table.setFocus()


def _said(unknown: UnknownReason) -> str:
    return _path(unknown.reason, unknown.subreason) if unknown.subreason else unknown.reason


def _path(reason: str, below: str) -> str:
    return _("{reason} › {below}").format(reason=reason, below=below)


def _is_new(each: MeantReason) -> bool:
    return each.uid == AS_NEW
