"""Logging what happened with a customer, in seconds: a kind, a few words or a filled template, and the next step."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from crmdesk.domain.attachment import KeptFile
from crmdesk.domain.changes import Changes
from crmdesk.domain.clock import Clock
from crmdesk.domain.customer import CustomerRef, storable
from crmdesk.domain.deal import DealStatus
from crmdesk.domain.errors import NotFoundError, ValidationError
from crmdesk.domain.moment import Moment, WallTime
from crmdesk.domain.plain_time import read_time, split_time
from crmdesk.domain.record_json import to_json
from crmdesk.domain.template import FilledTemplate, Template, fill, template_from_json, template_in
from crmdesk.domain.template_effect import Effect, NextStepEffect, effect_key
from crmdesk.domain.template_field import ReadTime
from crmdesk.domain.timeline import group_of
from crmdesk.domain.touch import (
    AUTOMATIC_KINDS,
    STEP_WORDS,
    Direction,
    Touch,
    TouchDraft,
    TouchKind,
    TouchStatus,
    status_at,
)
from crmdesk.exchange.call_words import answered_by, call_words
from crmdesk.i18n import _, language
from crmdesk.services.attaching import attach_in
from crmdesk.services.choices import KINDS, choose
from crmdesk.services.desk import Desk
from crmdesk.services.fact_reading import FactReader, with_facts
from crmdesk.services.tags import TagService, hashtags
from crmdesk.services.template_effects import Occasion, TemplateEffects
from crmdesk.services.touch_states import answer_in, enquiry_in
from crmdesk.services.typed_amounts import money_reader
from crmdesk.store.queries import catalogue, touches
from crmdesk.store.queries.customers import contacts
from crmdesk.store.queries.deals import deals_of
from crmdesk.store.queries.lookup import find_customer, find_deal
from crmdesk.store.repos import members
from crmdesk.store.repos.touches import add_touches
from crmdesk.store.text.folding import fold
from crmdesk.store.unit import Unit
from crmdesk.store.workspace import Source


@dataclass(frozen=True, slots=True)
class TouchWords:
    """A touch as a person gives it: everything in words, times too. ``actor`` is empty for the person at the desk.

    An empty ``deal`` means the customer's only open one; None means none at all. ``contact`` is a uid or a name.
    ``without`` are the effects of the template that are not wanted, by their ``effect_key``. ``facts`` is what else is
    told of a touch of its kind, by the keys of ``domain.touch_detail``, as ``FactReader`` reads it. ``files`` are put
    on it; ``kept`` are those that the template asks for, by the path that is filled in, where they have been taken in
    already. ``answers`` is the enquiry, by its uid, that is answered by it.
    """

    kind: str = ""
    at: str = ""
    direction: str = ""
    minutes: int | None = None
    text: str = ""
    template: str = ""
    fills: Mapping[str, str] = field(default_factory=dict)
    next_step: str = ""
    deal: str | None = ""
    contact: str = ""
    actor: str = ""
    without: Collection[str] = ()
    facts: Mapping[str, str] = field(default_factory=dict)
    files: Sequence[KeptFile] = ()
    kept: Mapping[str, KeptFile] = field(default_factory=dict)
    answers: str = ""

    def effective(self, effects: Iterable[Effect]) -> list[Effect]:
        """The effects that are wanted; a next step of the person's own takes the place of the template's usual one."""
        own_step = bool(self.next_step.strip())
        return [
            effect
            for effect in effects
            if effect_key(effect) not in self.without
            and not (own_step and isinstance(effect, NextStepEffect) and effect.when is None)
        ]


class TouchService:
    """Writing to the timeline and reading it."""

    def __init__(self, desk: Desk, tags: TagService, effects: TemplateEffects) -> None:
        self._desk = desk
        self._tags = tags
        self._effects = effects

    def log_touch(self, customer: str, words: TouchWords) -> tuple[Touch, Changes]:
        """Put a touch on the timeline, with the tags, the template's effects and the next step it brings along.

        What lies in the past is done, what lies ahead is planned. Raises ValidationError for words it cannot read, and
        where it cannot be the answer it is to be: one still to come (field ``at``), or to a question asked later.
        """
        with self._desk.change() as unit:
            known = find_customer(unit, customer)
            words = _with_call_words(words)
            unit.describe(_("Log a touch with “{name}”").format(name=known.name))
            filled, template = self._filled(unit, words)
            kind = _kind(unit, words, template)
            facts = FactReader(self._desk, unit, known.uid).read(kind, _facts_told(kind, words))
            occurred_at = self._said(kind, self.read_at(words.at), facts)
            deal_id = deal_meant(unit, known, words.deal)
            actor = words.actor.strip() or self._desk.actor
            people = members.ensure(unit, [actor, self._desk.actor])
            body = "\n".join(part for part in (filled.text if filled else "", storable(words.text, "text")) if part)
            [touch_id] = add_touches(
                unit,
                [
                    TouchDraft(
                        customer_id=known.id,
                        kind_id=kind.id,
                        occurred_at=occurred_at,
                        recorded_at=unit.now,
                        status=status_at(occurred_at, unit.now),
                        direction=_direction(words.direction),
                        contact_id=_contact_of(unit, known, words.contact),
                        deal_id=deal_id,
                        actor_id=people[actor],
                        recorded_by_id=people[self._desk.actor],
                        minutes=_minutes(words.minutes),
                        body=body,
                        detail=with_facts(_detail(filled, template), facts),
                    )
                ],
            )
            self._tags.assign_in(unit, known.id, hashtags(body), occurred_at.local_date, touch_id=touch_id)
            attach_in(unit, self._desk, touch_id, words.files)
            if filled is not None:
                occasion = Occasion(known.id, deal_id, touch_id, kind.key, occurred_at, people[actor], words.kept)
                self._effects.apply(unit, words.effective(filled.effects), occasion)
            if words.next_step.strip():
                self._plan(unit, known.id, deal_id, words.next_step, people)
            touch = touches.by_ids(unit, [touch_id])[touch_id]
            if words.answers:
                answer_in(unit, self._desk, enquiry_in(unit, words.answers), touch.uid)
        return touch, unit.changes

    def timeline(
        self,
        customer: str,
        *,
        deal: str = "",
        kinds: Collection[str] = (),
        since: date | None = None,
        until: date | None = None,
        limit: int | None = None,
        before: Touch | None = None,
    ) -> list[Touch]:
        """The customer's touches, the latest to occur first; kinds by key or name, or whole classes.

        ``before`` continues after the last touch of an earlier page.
        """
        with self._desk.read() as source:
            known = find_customer(source, customer)
            deal_id = find_deal(source, deal, known.id).id if deal else None
            every = catalogue.touch_kinds(source)
            wanted = {kind.id for text in kinds for kind in _kinds_called(every, text)}
            return touches.timeline(
                source, known.id, deal_id=deal_id, kinds=wanted, since=since, until=until, limit=limit, before=before
            )

    def kinds(self) -> list[TouchKind]:
        """Every kind of touch in its order."""
        with self._desk.read() as source:
            return catalogue.touch_kinds(source)

    def read_at(self, text: str) -> Moment:
        """The time a touch happened or will; a bare weekday or hour is the latest one, for most are logged afterwards.

        Nothing means now. Raises ValidationError (field ``at``) for what says no time.
        """
        now = self._desk.clock.now()
        if not text.strip():
            return now
        try:
            return self._desk.clock.localise(read_time(text, now.local, past=True))
        except ValidationError as error:
            raise ValidationError(error.message, field="at") from error

    def read_next_step(self, text: str) -> tuple[Moment, str]:
        """When the next step is due and what it is.

        Raises ValidationError (field ``next``) for what says no time, or one that has been.
        """
        wall, what = split_time(text, self._desk.clock.now().local)
        due = self._desk.clock.localise(wall)
        if due.local_date < self._desk.today():
            raise ValidationError(_("The next step lies in the past; give a time that is still to come."), field="next")
        return due, what

    def _said(self, kind: TouchKind, at: Moment, facts: dict[str, object]) -> Moment:
        """When it was said; what is promised for a time to come was said now and is due then."""
        if kind.key != "promise" or at.utc <= self._desk.clock.now().utc:
            return at
        facts.setdefault("due", at.local_date.isoformat())
        return self._desk.clock.now()

    def _filled(self, source: Source, words: TouchWords) -> tuple[FilledTemplate | None, Template | None]:
        if not words.template:
            if words.fills:
                raise ValidationError(_("Name the template that is to be filled in."), field="template")
            return None, None
        template = template_meant(source, words.template)
        return fill_in(template, words.fills, self._desk), template

    def _plan(self, unit: Unit, customer_id: int, deal_id: int | None, text: str, people: Mapping[str, int]) -> None:
        due, what = self.read_next_step(text)
        me = people[self._desk.actor]
        add_touches(
            unit,
            [
                TouchDraft(
                    customer_id=customer_id,
                    kind_id=kind_of_step(catalogue.touch_kinds(unit), what).id,
                    occurred_at=due,
                    recorded_at=unit.now,
                    status=TouchStatus.PLANNED,
                    deal_id=deal_id,
                    actor_id=me,
                    recorded_by_id=me,
                    title=storable(what, "next"),
                )
            ],
        )


def _with_call_words(words: TouchWords) -> TouchWords:
    """The same where a call is named as in call logs, such as “missed call”: its kind, whose it was, how it went."""
    said = call_words(words.kind)
    if said is None:
        return words
    facts = {"answered": said.answered, **words.facts} if said.answered else words.facts
    return replace(words, kind="call", direction=words.direction or said.direction, facts=facts)


def _facts_told(kind: TouchKind, words: TouchWords) -> Mapping[str, str]:
    """What is told, and whether a call was answered where its text begins with that."""
    answered = answered_by(words.text) if kind.key == "call" else ""
    return {"answered": answered, **words.facts} if answered else words.facts


def _kind(source: Source, words: TouchWords, template: Template | None) -> TouchKind:
    kinds = catalogue.touch_kinds(source)
    if words.kind:
        return choose([kind for kind in kinds if kind.key not in AUTOMATIC_KINDS], words.kind, "kind", KINDS)
    if template is None:
        raise ValidationError(_("Say what kind of touch it was, such as call, visit or wechat."), field="kind")
    return next(kind for kind in kinds if kind.key == template.kind)


def kind_of_step(kinds: list[TouchKind], text: str) -> TouchKind:
    """The way of talking or meeting that the words name; a note when they name none."""
    words = fold(text)
    named = {kind.key for kind in kinds if kind.name and fold(kind.name) in words}
    named |= {key for key, signs in STEP_WORDS.items() if any(sign in words for sign in signs)}
    ways = [kind for kind in kinds if kind.touch_class in ("communication", "visit") and kind.key in named]
    return ways[0] if ways else next(kind for kind in kinds if kind.key == "note")


def _kinds_called(kinds: list[TouchKind], text: str) -> list[TouchKind]:
    """One kind by its key or name, a class, or a group; the kind ``visit`` is one of the class, ``visits`` are all."""
    wanted = text.strip().lower()
    family = [kind for kind in kinds if wanted in (kind.touch_class, group_of(kind.key, kind.touch_class).value)]
    exact = [kind for kind in kinds if kind.key == wanted]
    return exact or family or [choose(kinds, text, "kind", KINDS)]


def template_meant(source: Source, text: str) -> Template:
    """The template in use with this key or name, or that part of one; only it is read where its key says which.

    Raises ValidationError for none, or for one that is not clear.
    """
    documents = catalogue.template_definitions(source)
    keyed = [document for document in documents if text in (document["key"], document["name"])]
    fitting = keyed if len(keyed) == 1 else documents
    return choose([template_from_json(document) for document in fitting], text, "template")


def fill_in(template: Template, fills: Mapping[str, str], desk: Desk) -> FilledTemplate:
    """Fill a template in the language in use, as ``domain.template.fill`` does."""
    spoken = template_in(template, language())
    return fill(spoken, fills, read_time=time_reader(desk.clock), read_money=money_reader(desk.currency))


def time_reader(clock: Clock) -> ReadTime:
    """How a template's dates are read: as plain words, from now."""

    def read(text: str) -> WallTime:
        return read_time(text, clock.now().local)

    return read


def deal_meant(source: Source, customer: CustomerRef, text: str | None) -> int | None:
    """The deal named; without a name the customer's only open one, if there is just one; none for None."""
    if text is None:
        return None
    if text:
        return find_deal(source, text, customer.id).id
    going = [deal for deal in deals_of(source, customer.id) if deal.status is DealStatus.OPEN]
    return going[0].id if len(going) == 1 else None


def _contact_of(source: Source, customer: CustomerRef, text: str) -> int | None:
    """The person at the customer with this uid or name."""
    if not text.strip():
        return None
    for contact in contacts(source, customer.id):
        if text == contact.uid or fold(text.strip()) == fold(contact.name):
            return contact.id
    raise NotFoundError(_("There is nobody called “{name}” at this customer.").format(name=text), field="contact")


def _direction(text: str) -> Direction:
    try:
        return Direction(text.strip().lower())
    except ValueError:
        raise ValidationError(_("The direction is “in” or “out”."), field="direction") from None


def _minutes(minutes: int | None) -> int | None:
    if minutes is not None and not 0 <= minutes <= 24 * 60:
        raise ValidationError(_("The length is between 0 and 1440 minutes."), field="minutes")
    return minutes


def _detail(filled: FilledTemplate | None, template: Template | None) -> dict[str, object]:
    if filled is None or template is None:
        return {}
    return {"template": template.key, "answers": to_json(filled.answers)}
