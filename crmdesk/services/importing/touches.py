"""The happenings of an import: put on the timeline once, however often the same file comes."""

import hashlib
from collections import Counter
from dataclasses import replace
from typing import Any

from crmdesk.domain.moment import Moment
from crmdesk.domain.touch import Direction, TouchDraft, TouchKind, TouchStatus, status_at
from crmdesk.exchange.call_words import answered_by
from crmdesk.exchange.tables.records import ImportRow, TouchText
from crmdesk.services.importing.job import Job
from crmdesk.services.importing.ledger import Effect
from crmdesk.services.importing.lists import Kinds
from crmdesk.services.importing.request import DuplicatePolicy
from crmdesk.store.queries.identities import deal_ids, deals_by_name, touches_by_key
from crmdesk.store.repos import members
from crmdesk.store.repos.touches import add_touches, change_touches, occurrence
from crmdesk.store.text.folding import fold

_SOURCE = "import"


class TouchStep:
    """Fifth step: every happening gets its place on the timeline."""

    def __init__(self, job: Job, kinds: Kinds) -> None:
        self._job = job
        self._deals: dict[tuple[int, str], int] = {}
        self._kinds = kinds
        self._known = touches_by_key(job.unit)
        self._seen: Counter[str] = Counter()
        self._changes: dict[int, dict[str, Any]] = {}

    def run(self) -> None:
        """Write what is not there yet; bring up to date what our own workbook has changed."""
        told = [(number, row, touch) for number, row in self._job.going() for touch in row.touches]
        self._deals = deals_by_name(self._job.unit)
        deals = deal_ids(self._job.unit, {touch.deal_uid for _n, _r, touch in told if touch.deal_uid})
        drafts: list[TouchDraft] = []
        new: list[tuple[int, TouchText]] = []
        for number, row, text in told:
            draft = self._draft(number, row, text, deals)
            known = self._known.get(text.uid) or self._known.get(draft.source_key or "")
            if known is None:
                drafts.append(draft)
                new.append((number, text))
            elif self._job.policy is DuplicatePolicy.UPDATE:
                changed = self._update(known, draft) if text.uid else False
                self._job.ledger.note(number, "touch", known["id"], Effect.UPDATED if changed else Effect.UNCHANGED)
        change_touches(self._job.unit, self._changes)
        added = add_touches(self._job.unit, self._with_people(drafts, [text for _number, text in new]))
        for (number, _text), touch_id in zip(new, added, strict=True):
            self._job.ledger.note(number, "touch", touch_id, Effect.CREATED)

    def _with_people(self, drafts: list[TouchDraft], texts: list[TouchText]) -> list[TouchDraft]:
        """The new touches with who did and who recorded them: whoever imports, where a foreign row names nobody."""
        me = self._job.request.me
        named = [
            (text.actor, text.recorded_by) if text.uid else (text.actor or me, text.recorded_by or me) for text in texts
        ]
        ids = members.ensure(self._job.unit, {name for names in named for name in names})
        return [
            replace(draft, actor_id=ids.get(actor), recorded_by_id=ids.get(recorder))
            for draft, (actor, recorder) in zip(drafts, named, strict=True)
        ]

    def _draft(self, number: int, row: ImportRow, text: TouchText, deals: dict[str, int]) -> TouchDraft:
        customer = self._job.customer_of[number]
        occurred_at = self._job.moment(text.occurred) or self._job.unit.now
        kind = self._kinds.find(text.kind)
        unknown_kind = (
            text.kind if text.kind and kind.key == "note" and fold(text.kind) not in ("note", fold(kind.name)) else ""
        )
        deal = deals.get(text.deal_uid) or self._job.deal_of.get(number)
        if deal is None and text.deal_name:
            deal = self._deals.get((customer, fold(text.deal_name)))
        contact = self._job.contact_of.get(number)
        return TouchDraft(
            customer_id=customer,
            kind_id=kind.id,
            occurred_at=occurred_at,
            recorded_at=self._job.moment(text.recorded) or self._job.unit.now,
            status=TouchStatus(text.status) if text.status else status_at(occurred_at, self._job.unit.now),
            direction=Direction(text.direction),
            # On this customer's timeline stand no people and deals of another.
            contact_id=contact if contact and self._job.customer_of_contact[contact] == customer else None,
            deal_id=deal if deal and self._job.customer_of_deal[deal] == customer else None,
            minutes=text.minutes,
            title=text.title or unknown_kind,
            body=text.body,
            detail=text.detail if text.uid else _told_of_call(text, kind),
            source=text.source if text.uid else _SOURCE,
            source_key=None if text.uid else self._source_key(row, text, occurred_at),
            import_batch_id=self._job.batch_id,
            # A row somebody added by hand is no entry of the program, whatever it was copied from.
            system=text.system and bool(text.uid),
            uid=text.uid,
            extra=text.extra,
        )

    def _source_key(self, row: ImportRow, text: TouchText, occurred_at: Moment) -> str:
        """The same happening in another copy of the file has the same key (spec: idempotent re-import).

        Two equal ones within a file are told apart by their order.
        """
        if text.external_id:
            parts = ["id", text.external_id]
        else:
            named = [thing.name for thing in (row.customer, row.contact) if thing is not None]
            parts = [*map(fold, named), text.kind, occurred_at.utc.isoformat(), text.title, text.body]
        content = "\x1f".join(parts)
        self._seen[content] += 1
        return hashlib.sha256(f"table\x1f{content}\x1f{self._seen[content]}".encode()).hexdigest()

    def _update(self, known: dict[str, Any], draft: TouchDraft) -> bool:
        told: dict[str, Any] = {
            "kind_id": draft.kind_id,
            "status": draft.status.value,
            "direction": draft.direction.value,
            "title": draft.title,
            "body": draft.body,
            **occurrence(draft),
        }
        # A workbook of an earlier version has no such columns, which takes nothing away.
        if draft.minutes is not None:
            told["minutes"] = draft.minutes
        if draft.detail:
            told["detail"] = draft.detail
        changed = {name: value for name, value in told.items() if value != known[name]}
        if changed:
            self._changes[known["id"]] = changed
        return bool(changed)


def _told_of_call(text: TouchText, kind: TouchKind) -> dict[str, Any]:
    """What came along with a foreign row, and whether a call was answered where its note begins with that."""
    answered = answered_by(text.title or text.body) if kind.key == "call" else ""
    return {"answered": answered, **text.detail} if answered else text.detail
