"""Asks which loss reasons go into a file, and shows what a file would bring. They write and change nothing."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from crmdesk.domain.listed import ReasonEntry
from crmdesk.domain.reason_set import ReasonLine, ReasonOutcome
from crmdesk.i18n import _, ngettext
from crmdesk.qt.widgets.buttons import IconButton
from crmdesk.services.configuration.reason_sets import FoundReasons
from crmdesk.ui import wording
from crmdesk.ui.settings.pick_dialog import PickDialog, PickTexts
from crmdesk.ui.settings.set_preview import SetPreview, ShownLine, issue_lines


class SaveReasonsDialog(PickDialog[ReasonEntry]):
    """Offers the name of a set, and the reasons that go into it."""

    def __init__(self, name: str, reasons: Sequence[ReasonEntry], parent: QWidget | None = None) -> None:
        texts = PickTexts(
            _("Save loss reasons as a file"),
            _("With their sub-reasons, other words and what they ask, but without any loss."),
            _("Name of the set"),
            _("Loss reasons"),
            _("Choose at least one loss reason."),
        )
        super().__init__(texts, name, reasons, _named, parent, as_sheet=True)


class ReasonPreview(SetPreview):
    """Shows what taking a set in would do, reason by reason; ``save_requested`` asks for the rows not read."""

    save_requested = Signal()

    def __init__(self, found: FoundReasons, lines: Sequence[ReasonLine], parent: QWidget | None = None) -> None:
        super().__init__(found.reasons.name, _("Reason"), parent)
        self.save_rows = IconButton("file-output", _("Save the failed rows…"))
        self.fill()
        self.put_above(self.save_rows)
        self.save_rows.setVisible(bool(found.issues))
        self.save_rows.clicked.connect(self.save_requested)
        count = len(found.issues)
        unread = ngettext("{n} row cannot be read.", "{n} rows cannot be read.", count).format(n=wording.number(count))
        # What changes nothing comes last.
        ordered = sorted(lines, key=lambda line: line.outcome is ReasonOutcome.SAME)
        shown = [ShownLine(_place(line), told(line.outcome)) for line in ordered]
        happens = any(line.outcome is not ReasonOutcome.SAME for line in lines)
        self.show_lines([*issue_lines(found.issues), *shown], happens=happens, unread=unread if count else "")

    @override
    def value(self) -> None:
        return None


def told(outcome: ReasonOutcome) -> str:
    """What becomes of a reason."""
    return {
        ReasonOutcome.NEW: _("new"),
        ReasonOutcome.CHANGED: _("changed"),
        ReasonOutcome.SAME: _("as it is here"),
        ReasonOutcome.RETIRED: _("retired; the past keeps it"),
    }[outcome]


def _place(line: ReasonLine) -> str:
    return _("{reason} › {below}").format(reason=line.above, below=line.name) if line.above else line.name


def _named(reason: ReasonEntry) -> str:
    return _("{name} (retired)").format(name=reason.name) if reason.retired else reason.name
