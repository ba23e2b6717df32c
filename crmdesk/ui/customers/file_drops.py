"""Where files can be let go on the screen of a customer: on what is written, on a card, and anywhere else on it."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget

from crmdesk.domain.customer import Customer
from crmdesk.domain.file_name import shown_name
from crmdesk.domain.touch import Touch
from crmdesk.i18n import _
from crmdesk.qt.drop_target import DropTarget
from crmdesk.qt.plain_text import isolated
from crmdesk.ui.timeline.composer.composer import Composer
from crmdesk.ui.timeline.panel import TimelinePanel
from crmdesk.ui.timeline.rows import Entry
from crmdesk.ui.timeline.touch_wording import TouchWording


class FileDrops:
    """The places of a customer's screen whose parts are these; ``card`` is the column at the right."""

    def __init__(
        self, words: TouchWording, timeline: TimelinePanel, composer: Composer, head: QWidget, card: QWidget
    ) -> None:
        self._words = words
        self._timeline, self._composer, self._head, self._card = timeline, composer, head, card
        self._deeds = timeline.file_actions.deeds

    def targets(self, customer: Customer, place: QPoint, ground: QWidget) -> Sequence[DropTarget]:
        """The places in the coordinates of ``ground``, the pointer being at a point of it."""
        top, below = _place(self._head, ground), _place(self._timeline, ground)
        name = isolated(shown_name(customer.name))
        told = _("Add to the timeline of {name} as a document").format(name=name)
        uid = customer.uid
        on_customer = DropTarget(
            top.united(below), told, "file-plus", lambda files: self._deeds.attach_to_customer(uid, files)
        )
        written = _("Attach to the touch you are writing")
        found = [on_customer, DropTarget(_place(self._composer, ground), written, "paperclip", self._composer.attach)]
        if self._card.isVisible():
            beside = _("Add to the documents")
            found.insert(0, DropTarget(_place(self._card, ground), beside, "file-plus", on_customer.take))
        if (card := self._card_at(place, ground)) is not None:
            found.append(card)
        return found

    def _card_at(self, place: QPoint, ground: QWidget) -> DropTarget | None:
        """The card under the pointer, if one is there."""
        view = self._timeline.list
        viewport = view.viewport()
        index = view.indexAt(viewport.mapFrom(ground, place))
        row = view.rows.record(index)
        if not viewport.rect().contains(viewport.mapFrom(ground, place)) or not isinstance(row, Entry) or row.is_mark:
            return None
        shown = view.visualRect(index).intersected(viewport.rect())
        touch: Touch = row.touch
        told = _("Add to this entry: {touch}").format(touch=self._words.heading(touch))
        where = QRect(viewport.mapTo(ground, shown.topLeft()), shown.size())
        return DropTarget(where, told, "paperclip", lambda files: self._deeds.attach(touch.uid, files))


def _place(widget: QWidget, ground: QWidget) -> QRect:
    return QRect(widget.mapTo(ground, QPoint()), widget.size())
