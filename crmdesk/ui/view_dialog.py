"""Asks under which name to keep a view of the customers or of the failure pool, and who sees it."""

from dataclasses import dataclass

from PySide6.QtWidgets import QCheckBox, QWidget
from typing_extensions import override

from crmdesk.domain.changes import Changes
from crmdesk.domain.pool_look import PoolLook
from crmdesk.domain.saved_view import SavedView, Viewed
from crmdesk.i18n import _
from crmdesk.qt.widgets.fields import TextLine
from crmdesk.qt.widgets.form_dialog import FormDialog
from crmdesk.ui.workbench import Workbench


@dataclass(frozen=True, slots=True)
class ViewWish:
    """A name; with ``own`` nobody else is to see the view."""

    name: str
    own: bool


class ViewDialog(FormDialog):
    """Offers a ``ViewWish`` and saves nothing.

    Of a new view it says what is kept and what it may be called; of one that is there it asks for another name only.
    """

    def __init__(self, name: str, parent: QWidget | None = None, *, explanation: str = "", example: str = "") -> None:
        is_there = not explanation
        if is_there:
            super().__init__(_("Rename view"), "", _("Rename"), parent)
        else:
            super().__init__(_("Save this view"), explanation, _("Save"), parent)
        self.name = TextLine(example)
        self.name.setText(name)
        self.name.selectAll()
        self.own = QCheckBox(_("Only I see it"))
        self.add_field("name", _("Name"), self.name)
        if not is_there:
            self.add_field("own", "", self.own)
            self.own.setAccessibleName(self.own.text())

    @override
    def value(self) -> ViewWish:
        return ViewWish(self.name.text(), self.own.isChecked())


def keep_view(bench: Workbench, query: Viewed, name: str = "") -> None:
    """Ask for a name, offering one, and keep what is shown under it."""
    explanation, example = _what_is_kept(query)
    dialog = ViewDialog(name, bench.window, explanation=explanation, example=example)

    def save(wish: ViewWish) -> None:
        told = _("The view “{name}” is kept.").format(name=wish.name.strip())

        def work() -> Changes:
            return bench.services.saved_views.save(wish.name, query, own=wish.own)[1]

        dialog.finish(bench.operations.perform(work, told))

    dialog.submitted.connect(save)
    dialog.open_once()


def rename_view(bench: Workbench, view: SavedView) -> None:
    """Ask for another name of a view."""
    dialog = ViewDialog(view.name, bench.window)

    def rename(wish: ViewWish) -> None:
        told = _("“{name}” is its name now.").format(name=wish.name.strip())
        dialog.finish(bench.operations.perform(lambda: bench.services.saved_views.rename(view.uid, wish.name), told))

    dialog.submitted.connect(rename)
    dialog.open_once()


def _what_is_kept(query: Viewed) -> tuple[str, str]:
    """What a view keeps of its screen, and what somebody may call one."""
    if isinstance(query, PoolLook):
        return (
            _("What the pool is narrowed by, the period, the chart and the form are kept; deals are counted anew."),
            _("such as: lost on price this year"),
        )
    return (
        _("Which customers are listed and in which order is kept; who fits is looked up each time."),
        _("such as: hot ones in the north-west"),
    )
