"""What can become of a touch because of what it tells: a promise is kept, an enquiry answered, a document sent.

Pure rules; each verb has a command and a service function of its own. Says nothing of how they are worded.
"""

from dataclasses import dataclass

from crmdesk.domain.touch import Touch
from crmdesk.domain.touch_detail import facts_of

KEPT, BROKEN, OPEN_AGAIN = "promise_kept", "promise_broken", "promise_open"
REPLY, ANSWER, SHOW_ANSWER, UNANSWER = "reply", "answer", "show_answer", "unanswer"
PASSED_ON, FEEDBACK_ANSWERED = "feedback_passed_on", "feedback_answered"
EASED, TOLD = "objection_eased", "pain_told"
SENT, REPLIED, ACCEPTED = "document_sent", "document_replied", "document_accepted"
EXPLAIN = "explain"

_UNTOLD = ""


@dataclass(frozen=True, slots=True)
class _Rule:
    """Which kind, or else class, has the verb, and while a fact is one of ``before``; the empty one is not told.

    One that ``leads_back`` takes back or changes what was told; ``of_program`` also fits what the program wrote.
    """

    of: str
    key: str
    before: tuple[str, ...]
    leads_back: bool = False
    of_program: bool = False


_RULES = {
    KEPT: _Rule("promise", "state", (_UNTOLD, "open")),
    BROKEN: _Rule("promise", "state", (_UNTOLD, "open")),
    OPEN_AGAIN: _Rule("promise", "state", ("kept", "broken"), leads_back=True),
    REPLY: _Rule("enquiry", "answered_by", (_UNTOLD,)),
    ANSWER: _Rule("enquiry", "answered_by", (_UNTOLD,)),
    SHOW_ANSWER: _Rule("enquiry", "answered_by", ()),
    UNANSWER: _Rule("enquiry", "answered_by", (), leads_back=True),
    PASSED_ON: _Rule("feedback", "state", (_UNTOLD, "heard")),
    FEEDBACK_ANSWERED: _Rule("feedback", "state", (_UNTOLD, "heard", "passed_on")),
    EASED: _Rule("objection", "state", (_UNTOLD, "open")),
    TOLD: _Rule("pain", "told", (_UNTOLD, "no")),
    SENT: _Rule("document", "state", ("draft",)),
    REPLIED: _Rule("document", "state", ("sent",)),
    ACCEPTED: _Rule("document", "state", ("sent", "replied")),
    EXPLAIN: _Rule("value", "why", (_UNTOLD,), of_program=True),
}

VERBS = tuple(_RULES)
"""All verbs, those of one kind beside each other."""

STATES = {SENT: "sent", REPLIED: "replied", ACCEPTED: "accepted"}
"""What a document becomes by a verb."""


def verbs_of(touch: Touch, *, forward: bool = False) -> tuple[str, ...]:
    """What makes sense with a touch, the likeliest first; ``forward`` leaves out what leads back."""
    return tuple(verb for verb, rule in _RULES.items() if _fits(touch, rule) and not (forward and rule.leads_back))


def _fits(touch: Touch, rule: _Rule) -> bool:
    if rule.of not in (touch.kind, touch.touch_class) or touch.system is not rule.of_program:
        return False
    if all(fact.key != rule.key for fact in facts_of(touch.kind, touch.touch_class)):
        return False
    told = str(touch.detail.get(rule.key) or _UNTOLD)
    return told in rule.before if rule.before else told != _UNTOLD
