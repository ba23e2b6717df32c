"""A touch half written, as a value: what the composer shows, and what is kept until it is saved. Knows no widgets."""

import json
from dataclasses import dataclass, field, replace

from crmdesk.domain.attachment import KeptFile
from crmdesk.domain.errors import ValidationError
from crmdesk.domain.record_json import from_json, to_json
from crmdesk.i18n import _
from crmdesk.services.touches import TouchWords


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything in the composer as it was typed or chosen.

    ``customer`` is a uid; empty ``kind`` and ``direction`` are the usual ones; ``deal`` is as in ``TouchWords``;
    ``without`` are the effects switched off, ``facts`` what else is told of its kind; the bytes of ``files`` are safe;
    ``answers`` is the uid of the enquiry that it answers.
    """

    customer: str = ""
    kind: str = ""
    direction: str = ""
    at: str = ""
    minutes: str = ""
    text: str = ""
    template: str = ""
    fills: dict[str, str] = field(default_factory=dict)
    without: tuple[str, ...] = ()
    next_step: str = ""
    deal: str | None = ""
    contact: str = ""
    facts: dict[str, str] = field(default_factory=dict)
    files: tuple[KeptFile, ...] = ()
    answers: str = ""

    @property
    def is_worth_keeping(self) -> bool:
        """Whether anything was written, attached, or a quick note or an answer begun; mere choices are not missed."""
        typed = (self.at, self.minutes, self.text, self.next_step, self.template, self.answers, *self.facts.values())
        return bool(self.files) or any(text.strip() for text in typed)

    def words(self) -> TouchWords:
        """The touch it would become.

        Raises ValidationError (field ``minutes``) for a length that is not a number.
        """
        return TouchWords(
            kind=self.kind,
            at=self.at,
            direction=self.direction,
            minutes=_minutes(self.minutes),
            text=self.text.strip(),
            template=self.template,
            fills={key: text for key, text in self.fills.items() if text.strip()},
            next_step=self.next_step,
            deal=self.deal,
            contact=self.contact,
            without=self.without,
            facts=self.facts,
            files=self.files,
            answers=self.answers,
        )


def draft_to_text(draft: Draft) -> str:
    """The draft as one text for the machine's settings."""
    return json.dumps(to_json(draft), ensure_ascii=False)


def draft_from_text(text: str) -> Draft | None:
    """The draft kept in a text; None when it is none."""
    try:
        return from_json(Draft, json.loads(text), "draft")
    except (ValueError, RecursionError, ValidationError):
        return None


def blank_after(draft: Draft) -> Draft:
    """What stands there once the draft is saved: nothing but the way of talking, which is often the same again."""
    return replace(Draft(customer=draft.customer), kind=draft.kind, direction=draft.direction)


def _minutes(text: str) -> int | None:
    if not text.strip():
        return None
    try:
        return int(text)
    except ValueError:
        message = _("“{text}” is not a number of minutes.").format(text=text.strip())
        raise ValidationError(message, field="minutes") from None
