"""The failure pool and its statistics."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from typing import Any

from crmdesk.domain.loss import LossFact, PooledDeal
from crmdesk.i18n import _
from crmdesk.insight.loss_disagreement import Disagreement, disagreement
from crmdesk.insight.losses import TAG_PREFIX, LossTable, group_losses
from crmdesk.services.choices import choose
from crmdesk.services.desk import Desk
from crmdesk.services.persona import read_filter
from crmdesk.store.queries.catalogue import tag_groups
from crmdesk.store.queries.deals import pool
from crmdesk.store.queries.filters import deal_conditions
from crmdesk.store.queries.loss_counts import SINGLE, alike_losses
from crmdesk.store.queries.loss_voices import loss_events
from crmdesk.store.queries.losses import loss_facts
from crmdesk.store.queries.voices_at_once import losses_with_voices
from crmdesk.store.workspace import Source


@dataclass(frozen=True, slots=True)
class LossQuestion:
    """What to count: by which attribute, against which, for which days (both included) and deals."""

    by: str = "reason"
    versus: str | None = None
    since: date | None = None
    until: date | None = None
    expression: str = ""


class LossService:
    """Reading the failure pool."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def table(self, question: LossQuestion) -> LossTable:
        """Losses grouped, counted by the day of the loss. With a period, losses on unknown days are left out."""
        terms = read_filter(self._desk, question.expression)
        with self._desk.read() as source:
            by = _named_group(source, question.by, "by")
            versus = _named_group(source, question.versus, "versus") if question.versus else None
            asked = {by, versus} if versus else {by}
            facts = _facts(source, deal_conditions(source, terms, self._desk.day_span), question, asked)
        return group_losses(facts, by, currency=self._desk.currency, versus=versus)

    def disagreement(self, question: LossQuestion) -> Disagreement:
        """Where seller, customer and manager see losses differently; what to group by is not asked."""
        terms = read_filter(self._desk, question.expression)
        with self._desk.read() as source:
            conditions = deal_conditions(source, terms, self._desk.day_span)
            ids = losses_with_voices(source, conditions, question.since, question.until)
            return disagreement(loss_events(source, ids, self._desk.clock.now().offset))

    def pool(self, expression: str = "") -> list[PooledDeal]:
        """The deals that are lost now and fit a filter expression, the latest lost first."""
        terms = read_filter(self._desk, expression)
        with self._desk.read() as source:
            return pool(source, deal_conditions(source, terms, self._desk.day_span))


def _facts(
    source: Source, conditions: Sequence[Any], question: LossQuestion, asked: AbstractSet[str]
) -> list[LossFact]:
    """What the losses are that a question is about, as few facts as can answer it."""
    since, until = question.since, question.until
    if asked <= SINGLE:
        return alike_losses(source, conditions, asked, since=since, until=until)
    with_tags = any(one == "source" or one.startswith(TAG_PREFIX) for one in asked)
    facts = loss_facts(source, conditions, with_tags=with_tags)
    if since is None and until is None:
        return facts
    first, last = since or date.min, until or date.max
    return [fact for fact in facts if fact.lost_on is not None and first <= fact.lost_on <= last]


def _named_group(source: Source, attribute: str, field: str) -> str:
    """The attribute, with a tag group said by key, name or part of one put as its name."""
    if not attribute.startswith(TAG_PREFIX) or attribute == TAG_PREFIX:
        return attribute
    return TAG_PREFIX + choose(tag_groups(source), attribute.removeprefix(TAG_PREFIX), field).name


def period_words(question: LossQuestion) -> str:
    """The period of a question as a chart states it; empty for all time."""
    since, until = question.since, question.until
    if since is not None and until is not None:
        return _("{since} to {until}").format(since=since.isoformat(), until=until.isoformat())
    if since is not None:
        return _("since {since}").format(since=since.isoformat())
    return _("until {until}").format(until=until.isoformat()) if until is not None else ""
