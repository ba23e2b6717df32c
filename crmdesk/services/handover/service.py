"""Handing a customer over: reads what there is to know, and tells it as a document. Changes nothing."""

from collections import Counter
from collections.abc import Callable

from crmdesk.domain.document import Document
from crmdesk.domain.errors import CancelledError
from crmdesk.domain.timeline import TouchGroup, group_of
from crmdesk.i18n import _
from crmdesk.insight.handover import digest
from crmdesk.services.customer_facts import CustomerFacts
from crmdesk.services.desk import Desk
from crmdesk.services.handover.choice import HandoverKind
from crmdesk.services.handover.material import Material
from crmdesk.services.handover.telling import tell
from crmdesk.services.standings import StandingService
from crmdesk.store.queries.handover import counts_by_month, outstanding_touches, touches_of_classes, touches_of_kinds

_EXCHANGES = ("visit", "communication", "document")
_VOICES = ("pain", "objection", "feedback")
_MARKS = ("stage", "win", "loss", "reopen", "hold", "invalid", "value")
_MOST = 400
"""More touches of a kind are not looked at: nobody would read what is told of them."""
_STEPS = 5


class HandoverService:
    """Documents about one customer."""

    def __init__(self, desk: Desk, facts: CustomerFacts, standings: StandingService) -> None:
        self._desk, self._facts, self._standings = desk, facts, standings

    def document(
        self,
        customer: str,
        kind: HandoverKind = HandoverKind.BOTH,
        *,
        progress: Callable[[int, int | None], None] = lambda _done, _total: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Document:
        """What there is to know of a customer, in the language in use.

        Raises NotFoundError or AmbiguousError unless it is one customer, CancelledError when ``cancelled`` says so.
        """
        return tell(self._material(customer, progress, cancelled), kind)

    def _material(
        self, customer: str, progress: Callable[[int, int | None], None], cancelled: Callable[[], bool]
    ) -> Material:
        def go_on(done: int) -> None:
            progress(done, _STEPS)
            if cancelled():
                raise CancelledError(_("Cancelled; nothing was written."))

        go_on(0)
        sheet = self._facts.sheet(customer)
        known = sheet.card.customer
        go_on(1)
        standing = self._standings.standing(known.uid)
        go_on(2)
        with self._desk.read() as source:
            needs = touches_of_kinds(source, known.id, ("need",), _MOST)
            voices = touches_of_kinds(source, known.id, _VOICES, _MOST)
            go_on(3)
            recent = touches_of_classes(source, known.id, _EXCHANGES, _MOST)
            go_on(4)
            marks = outstanding_touches(source, known.id, _MARKS, _MOST)
            counts: Counter[tuple[str, TouchGroup]] = Counter()
            for (month, key, touch_class), count in counts_by_month(source, known.id).items():
                counts[month, group_of(key, touch_class)] += count
        go_on(_STEPS)
        today = self._desk.today()
        return Material(
            sheet=sheet,
            standing=standing,
            needs=tuple(needs),
            voices=tuple(voices),
            recent=tuple(recent),
            digest=digest(counts, marks, today),
            losses={mark.deal_uid: mark.title for mark in reversed(marks) if mark.kind == "loss"},
            today=today,
            me=self._desk.actor,
        )
