"""Rules of a template that turn what was filled in into effects; each names the fields it reads.

A rule whose fields are all empty has no effect, save those that say otherwise.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from crmdesk.domain.errors import ValidationError
from crmdesk.domain.moment import WallTime
from crmdesk.domain.template_effect import (
    AnswerEffect,
    EntryEffect,
    LossVoiceEffect,
    NextStepEffect,
    ScoreEffect,
    Stored,
    WinBackEffect,
)
from crmdesk.domain.template_field import Answer
from crmdesk.domain.template_sentence import gaps, sentence
from crmdesk.i18n import _


@dataclass(frozen=True, slots=True)
class Note:
    """What rules read: the answers by field, the clauses that say them, and the finished sentence."""

    answers: Mapping[str, Answer]
    clauses: Sequence[str]
    language: str
    text: str

    def stored(self, keys: Sequence[str]) -> dict[str, Stored]:
        """The answers to keep, of these fields, of all fields when none is named."""
        return {key: answer.stored for key, answer in self.answers.items() if not keys or key in keys}

    def words(self, key: str) -> str:
        """The answer as the sentence says it; empty when there is none."""
        return self.answers[key].words if key in self.answers else ""

    def one(self, key: str) -> str:
        """The one thing answered; empty when there is none."""
        return next(iter(self.several(key)), "")

    def several(self, key: str) -> tuple[str, ...]:
        """The things answered."""
        stored = self.answers[key].stored if key in self.answers else ()
        return stored if isinstance(stored, tuple) else (str(stored),)

    def when(self, key: str) -> WallTime | None:
        """The date answered."""
        return self.answers[key].when if key in self.answers else None

    def said(self, keys: Sequence[str]) -> str:
        """What the sentence says about these fields, as a sentence of its own; all of it when none is named."""
        if not keys:
            return self.text
        words = {key: self.answers[key].words for key in keys if key in self.answers}
        return sentence("", (clause for clause in self.clauses if gaps(clause) & set(keys)), words, self.language)


@dataclass(frozen=True, slots=True)
class EntryRule:
    """An entry of its own from some fields; without ``fields`` always, from the whole note.

    ``detail`` is added to the answers kept with it; ``due`` is the field that says when it must be done.
    """

    do: ClassVar[str] = "entry"
    kind: str
    fields: tuple[str, ...] = ()
    detail: dict[str, str] = field(default_factory=dict)
    due: str = ""

    @property
    def reads(self) -> tuple[str, ...]:
        """The fields it reads."""
        return (*self.fields, self.due) if self.due else self.fields

    def effect(self, note: Note) -> EntryEffect | None:
        """The entry."""
        stored = note.stored(self.fields)
        if self.fields and not stored:
            return None
        return EntryEffect(self.kind, note.said(self.fields), {**stored, **self.detail}, note.when(self.due))


@dataclass(frozen=True, slots=True)
class NextStepRule:
    """The next step, at the date of a field; without one after ``days``, if the template says so.

    ``usual`` is what is to be done when nothing was typed.
    """

    do: ClassVar[str] = "next_step"
    when: str
    text: str
    usual: str
    days: int | None = None

    @property
    def reads(self) -> tuple[str, ...]:
        """The fields it reads."""
        return (self.when, self.text)

    def effect(self, note: Note) -> NextStepEffect | None:
        """The next step. Raises ValidationError when only its date is missing."""
        when, text = note.when(self.when), note.words(self.text)
        if when is None and self.days is None:
            if text:
                raise ValidationError(_("The next step needs a date."), field=self.when)
            return None
        return NextStepEffect(when, self.days if when is None else None, text or self.usual)


@dataclass(frozen=True, slots=True)
class LossVoiceRule:
    """Why the customer says we lost."""

    do: ClassVar[str] = "loss_voice"
    reasons: str
    own_words: str
    competitors: str

    @property
    def reads(self) -> tuple[str, ...]:
        """The fields it reads."""
        return (self.reasons, self.own_words, self.competitors)

    def effect(self, note: Note) -> LossVoiceEffect | None:
        """The customer's voice, if any of its fields is filled."""
        if not note.stored(self.reads):
            return None
        return LossVoiceEffect(note.several(self.reasons), note.one(self.own_words), note.several(self.competitors))


@dataclass(frozen=True, slots=True)
class WinBackRule:
    """Whether (by a field of verdicts, if the template has one) and from when to try again."""

    do: ClassVar[str] = "win_back"
    when: str
    verdict: str = ""

    @property
    def reads(self) -> tuple[str, ...]:
        """The fields it reads."""
        return (self.when, self.verdict) if self.verdict else (self.when,)

    def effect(self, note: Note) -> WinBackEffect | None:
        """The verdict; a date alone means ``after``."""
        if not note.stored(self.reads):
            return None
        return WinBackEffect(note.one(self.verdict) or "after", note.when(self.when))


@dataclass(frozen=True, slots=True)
class ScoreRule:
    """The recommendation score, from a field of whole numbers."""

    do: ClassVar[str] = "score"
    field: str

    @property
    def reads(self) -> tuple[str, ...]:
        """The field it reads."""
        return (self.field,)

    def effect(self, note: Note) -> ScoreEffect | None:
        """The score, if given."""
        score = note.one(self.field)
        return ScoreEffect(int(score)) if score else None


@dataclass(frozen=True, slots=True)
class AnswerRule:
    """The answer to an interview question, from some fields."""

    do: ClassVar[str] = "answer"
    question: str
    fields: tuple[str, ...]

    @property
    def reads(self) -> tuple[str, ...]:
        """The fields it reads."""
        return self.fields

    def effect(self, note: Note) -> AnswerEffect | None:
        """The answer, if any of its fields is filled."""
        stored = note.stored(self.fields)
        return AnswerEffect(self.question, note.said(self.fields), stored) if stored else None


Rule = EntryRule | NextStepRule | LossVoiceRule | WinBackRule | ScoreRule | AnswerRule
