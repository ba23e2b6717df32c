"""How the customers of an import first came across us."""

from collections.abc import Mapping
from dataclasses import replace

from crmdesk.domain.first_touch import FirstTouch
from crmdesk.domain.rough_day import read_rough_day
from crmdesk.exchange.tables.records import CustomerText
from crmdesk.services.first_touchpoints import channel_ids_in
from crmdesk.services.importing.job import Job
from crmdesk.services.importing.ledger import Effect
from crmdesk.store.queries.first_touchpoints import all_first_touches
from crmdesk.store.repos.first_touchpoints import FirstTouchDraft, put_first_touches


class FirstTouchStep:
    """After all others: our own workbook says how it is, a foreign table only what nobody has told yet."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._known = all_first_touches(job.unit)
        self._now = job.unit.now.local

    def run(self) -> None:
        """Keep what is new; an empty cell takes nothing away."""
        told: dict[int, FirstTouch] = {}
        rows: dict[int, list[int]] = {}
        ours: set[int] = set()
        for number, row in self._job.going():
            said = _said(row.customer) if row.customer is not None else FirstTouch()
            customer = self._job.customer_of.get(number)
            if customer is None or said.is_empty:
                continue
            told[customer] = _together(told[customer], said) if customer in told else said
            rows.setdefault(customer, []).append(number)
            if row.customer is not None and row.customer.uid:
                ours.add(customer)
        names = [said.channel for said in told.values() if said.channel]
        channels = channel_ids_in(self._job.unit, names, self._job.desk.language)
        drafts = {
            customer: self._draft(customer, said, channels, overrules=customer in ours)
            for customer, said in told.items()
        }
        changed = {customer: draft for customer, draft in drafts.items() if draft != self._kept(customer)}
        put_first_touches(self._job.unit, changed)
        for number in (number for customer in changed for number in rows[customer]):
            self._job.ledger.note(number, "customer", self._job.customer_of[number], Effect.UPDATED)

    def _draft(
        self, customer: int, said: FirstTouch, channels: Mapping[str, int], *, overrules: bool
    ) -> FirstTouchDraft:
        known = self._kept(customer)
        new = FirstTouchDraft(
            channels.get(said.channel), read_rough_day(said.when, self._now), said.saw, said.forgotten
        )
        first, later = (new, known) if overrules else (known, new)
        channel = later.channel_id if first.channel_id is None else first.channel_id
        return FirstTouchDraft(
            channel,
            first.when or later.when,
            first.saw or later.saw,
            forgotten=channel is None and (first.forgotten or later.forgotten),
        )

    def _kept(self, customer: int) -> FirstTouchDraft:
        """What is there already, as it would be written."""
        kept = self._known.get(customer)
        if kept is None:
            return FirstTouchDraft()
        return FirstTouchDraft(kept.channel_id, kept.told.when, kept.told.saw, kept.told.forgotten)


def _said(text: CustomerText) -> FirstTouch:
    return FirstTouch(
        text.first_channel.strip(), text.first_when.strip(), text.first_saw, forgotten=bool(text.first_forgotten)
    )


def _together(first: FirstTouch, later: FirstTouch) -> FirstTouch:
    """The first row that says something counts, a later one fills in what is left open."""
    return replace(
        first,
        channel=first.channel or later.channel,
        when=first.when or later.when,
        saw=first.saw or later.saw,
        forgotten=first.forgotten or later.forgotten,
    )
