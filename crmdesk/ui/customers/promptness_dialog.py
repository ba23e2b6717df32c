"""How soon each colleague answers enquiries and how many promises are kept: read in the runner, shown as a table."""

from PySide6.QtWidgets import QWidget

from crmdesk.domain.standing import Promptness
from crmdesk.i18n import _
from crmdesk.qt.columns import Column
from crmdesk.qt.widgets.record_dialog import DialogWords, RecordDialog
from crmdesk.ui import wording
from crmdesk.ui.timeline.card_facts import waiting
from crmdesk.ui.workbench import Workbench

_SLOT = "promptness"


def show_promptness(bench: Workbench) -> None:
    """Open the dialog and fill it as soon as the figures are there."""
    dialog = promptness_dialog(bench.window)
    dialog.states.show_busy(_("Counting…"))
    dialog.finished.connect(lambda _result: bench.runner.forget(_SLOT))
    dialog.open_once()
    bench.runner.start(
        _SLOT,
        lambda _watch: bench.services.standings.promptness(),
        done=lambda found: _show(dialog, found),
        failed=lambda error: dialog.states.show_failure(error.message),
    )


def promptness_dialog(parent: QWidget | None) -> RecordDialog[Promptness]:
    """The dialog, still empty."""
    columns: tuple[Column[Promptness], ...] = (
        Column("owner", _("Owner"), lambda each: each.owner or _("nobody"), width=110),
        Column("waited", _("Time to answer (median)"), _waited, number=True),
        Column("waiting", _("Without an answer"), lambda each: wording.number(each.waiting), number=True),
        Column("promises", _("Promises kept"), _kept, number=True),
    )
    words = DialogWords(
        _("Answers and promises"),
        _(
            "By who looks after the customers. Which customers wait for an answer is listed under “Unanswered” above "
            "the list."
        ),
    )
    return RecordDialog(words, columns, lambda each: each.owner, parent)


def _show(dialog: RecordDialog[Promptness], found: list[Promptness]) -> None:
    dialog.show_records(found)
    if not found:
        sentence = _("Log what customers ask and what you promise, and the figures will stand here.")
        dialog.states.show_empty("gauge", _("Nothing was asked or promised yet"), sentence)


def _waited(each: Promptness) -> str:
    count = wording.number(each.answered)
    if each.waited is None:
        return _("too few to say (n = {n})").format(n=count) if each.answered else "–"
    return _("{waited} (n = {n})").format(waited=waiting(int(each.waited.total_seconds() // 60)), n=count)


def _kept(each: Promptness) -> str:
    share, count = each.promises.share, wording.number(each.promises.n)
    if share is None:
        return "–"
    told = _("{kept} of {n}").format(kept=wording.number(each.promises.kept), n=count)
    return _("{share} % ({told})").format(share=round(share * 100), told=told) if each.is_enough else told
