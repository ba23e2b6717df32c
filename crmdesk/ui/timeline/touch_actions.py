"""What the commands about touches do: to the ones selected in a timeline, each as one operation that can be undone."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QGuiApplication

from crmdesk.domain.changes import Changes
from crmdesk.domain.errors import CrmError
from crmdesk.domain.touch import Touch
from crmdesk.domain.touch_detail import beside_facts
from crmdesk.domain.touch_verbs import verbs_of
from crmdesk.i18n import _, ngettext
from crmdesk.qt.clipboard import put_rows
from crmdesk.services.touch_editing import TouchEdit
from crmdesk.ui import wording
from crmdesk.ui.timeline.card_painter import DONE, EDIT, SNOOZE
from crmdesk.ui.timeline.composer.fact_form import FactForm
from crmdesk.ui.timeline.composer.time_words import TimeWords
from crmdesk.ui.timeline.copied_touches import as_rows, as_text
from crmdesk.ui.timeline.details_dialog import DetailsDialog
from crmdesk.ui.timeline.folded_painter import CONVERSATION
from crmdesk.ui.timeline.latest_entries import latest_entries
from crmdesk.ui.timeline.list_view import COPY, DELETE, REMOVE_FILE
from crmdesk.ui.timeline.move_dialog import MoveDialog, MoveTarget
from crmdesk.ui.timeline.original_dialog import OriginalDialog
from crmdesk.ui.timeline.snooze_dialog import SnoozeDialog
from crmdesk.ui.workbench import Workbench

if TYPE_CHECKING:
    from crmdesk.ui.timeline.panel import TimelinePanel

_MENU = (
    ("touch.done", "touch.snooze"),
    ("touch.edit", "touch.details", "touch.pin"),
    ("file.add",),
    ("touch.quote_customer",),
    ("timeline.conversation", "touch.copy", "touch.copy_table", "touch.move", "touch.show_original"),
    ("touch.delete",),
)
_FILE_MENU = ("file.open", "file.save_copy", "file.add_version", "file.rename", "file.remove")


class TouchActions(QObject):
    """Speaks of what is selected in ``panel``."""

    def __init__(self, bench: Workbench, panel: "TimelinePanel") -> None:
        super().__init__(panel)
        self._bench, self._panel = bench, panel
        self._editing = bench.services.touch_editing
        self._by_wish = {
            EDIT: "touch.edit",
            DONE: "touch.done",
            SNOOZE: "touch.snooze",
            DELETE: "touch.delete",
            REMOVE_FILE: "file.remove",
            COPY: "touch.copy",
            CONVERSATION: "timeline.conversation",
        }
        panel.list.wished.connect(self._follow)
        panel.list.menu_wanted.connect(self._open_menu)
        panel.list.delegate.text_entered.connect(self._keep_text)

    def edit(self) -> None:
        """Edit the text in its place, or say why that cannot be."""
        touch = self._panel.selected_touch()
        if touch is not None and touch.system:
            self._bench.notice.tell(
                _("The program wrote this when a deal or a customer changed; it cannot be edited, only undone.")
            )
        else:
            self._panel.list.begin_edit()

    def edit_details(self) -> None:
        """Correct kind, time, direction, length, person and deal."""
        if (touch := self._panel.selected_touch()) is None:
            return
        try:
            card = self._bench.services.customers.card(touch.customer_uid)
        except CrmError as error:
            self._bench.notice.tell(error.message)
            return
        people = [person.name for person in card.contacts]
        kinds, facts = self._bench.services.touches.kinds(), self._fact_form(touch)
        dialog = DetailsDialog(touch, kinds, people, card.deals, facts, self._bench.window)
        dialog.submitted.connect(
            lambda edit: dialog.finish(
                self._bench.operations.perform(lambda: self._editing.edit_touch(touch.uid, edit), _("Changed."))
            )
        )
        dialog.open_once()

    def _fact_form(self, touch: Touch) -> FactForm:
        """Asks what is told of a touch, offering the entries of its customer."""
        services = self._bench.services
        read_day = TimeWords(services.desk, services.touches).read_day
        form = FactForm(read_day, services.desk.today, has_room=True)
        named = str(touch.detail.get("answered_by", ""))
        form.offer_entries(lambda: latest_entries(services, touch.customer_uid, after=touch, also=named))
        return form

    def done(self) -> None:
        """What was planned has been done."""
        if (touch := self._panel.selected_touch()) is not None:
            self._attempt(lambda: self._editing.complete_touch(touch.uid), _("Done."))

    def snooze(self) -> None:
        """Put off what is planned."""
        if (touch := self._panel.selected_touch()) is None:
            return
        clock = self._bench.services.desk.clock
        dialog = SnoozeDialog(touch, clock, self._bench.window)
        dialog.submitted.connect(
            lambda words: dialog.finish(
                self._bench.operations.perform(
                    lambda: self._editing.reschedule_touch(touch.uid, words)[1],
                    _("Put off to {when}.").format(when=dialog.meaning),
                )
            )
        )
        dialog.open_once()

    def delete(self) -> None:
        """Move what is selected to the bin."""
        uids = self._uids()
        if uids:
            told = ngettext("Deleted; it is in the bin.", "{count} touches deleted; they are in the bin.", len(uids))
            self._attempt(lambda: self._editing.delete_touches(uids), told.format(count=wording.number(len(uids))))

    def move(self) -> None:
        """Ask where what is selected belongs, and move it there."""
        touches = self._panel.selected_touches()
        if not touches:
            return
        uids = [touch.uid for touch in touches]
        dialog = MoveDialog(self._bench, touches, self._bench.window)
        dialog.submitted.connect(lambda target: dialog.finish(self._moved(uids, target)))
        dialog.open_once()

    def copy(self) -> None:
        """Put what is selected on the clipboard as text."""
        touches = self._panel.selected_touches()
        if touches:
            QGuiApplication.clipboard().setText("\n\n".join(map(as_text, touches)))
            self._tell_copied(len(touches))

    def copy_table(self) -> None:
        """Put what is selected on the clipboard as rows of cells."""
        touches = self._panel.selected_touches()
        if touches:
            put_rows(as_rows(touches))
            self._tell_copied(len(touches))

    def pin(self) -> None:
        """Give a touch a pin, or take it off."""
        if (touch := self._panel.selected_touch()) is not None:
            told = _("Pin taken off.") if touch.pinned else _("Pinned.")
            self._attempt(lambda: self._editing.pin_touch(touch.uid, pinned=not touch.pinned), told)

    def show_original(self) -> None:
        """Show everything that came with a touch and does not stand on its card."""
        if (touch := self._panel.selected_touch()) is not None:
            OriginalDialog(touch, self._bench.window).open_once()

    def _tell_copied(self, count: int) -> None:
        told = ngettext("Copied.", "{count} touches copied.", count)
        self._bench.notice.tell(told.format(count=wording.number(count)))

    def _uids(self) -> list[str]:
        return [touch.uid for touch in self._panel.selected_touches()]

    def _moved(self, uids: Sequence[str], target: MoveTarget) -> CrmError | None:
        told = ngettext("Moved to “{name}”.", "{count} touches moved to “{name}”.", len(uids))
        return self._bench.operations.perform(
            lambda: self._editing.move_touches(uids, target.customer, target.deal),
            told.format(count=wording.number(len(uids)), name=target.name),
        )

    def _keep_text(self, touch: Touch, text: str) -> None:
        self._attempt(lambda: self._editing.edit_touch(touch.uid, TouchEdit(text=text)), _("Changed."))

    def _attempt(self, work: Callable[[], Changes], told: str) -> None:
        self._bench.operations.attempt(work, told)
        self._panel.list.setFocus()

    def _follow(self, wish: str) -> None:
        # Through the command, so that what makes no sense now is not done.
        self._bench.actions[self._by_wish.get(wish, f"touch.{wish}")].trigger()

    def _open_menu(self, place: QPoint) -> None:
        touch = self._panel.selected_touch()
        verbs = tuple(f"touch.{verb}" for verb in verbs_of(touch)) if touch is not None else ()
        groups = tuple(filter(None, (_FILE_MENU if self._panel.list.files.is_at_file else (), verbs, *_MENU)))
        menu = self._bench.actions.context_menu(self._panel, *groups[0])
        for group in groups[1:]:
            menu.addSeparator()
            menu.addActions(self._bench.actions.several(*group))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)


def has_original(touch: Touch) -> bool:
    """Whether more came with a touch than its card shows."""
    return bool(touch.extra or touch.source or beside_facts(touch.kind, touch.touch_class, touch.detail))
