"""What was said and done in the sample company: every touch that a person would have written down.

Entries that the program writes by itself (leads, stages, outcomes) are left to ``party_writing`` and ``deal_writing``.
"""

import random
from collections.abc import Iterator, Mapping, Sequence

from crmdesk.domain.deal import DealStatus
from crmdesk.services.demo.cast import Party
from crmdesk.services.demo.plot import Affair
from crmdesk.services.demo.telling import Scene, Telling

_PHASES = {"lead": "open", "contact": "open", "contract": "negotiate"}
_REGISTERS = {
    "call": "call", "face": "visit", "wechat": "message", "sms": "message", "qq": "message", "email": "mail",
    "visit": "visit", "meeting": "visit", "reception": "visit",
}  # fmt: skip
_KINDS: Mapping[str, Mapping[str, int]] = {
    "open": {"call": 38, "wechat": 20, "email": 12, "visit": 8, "face": 5, "sms": 4, "qq": 3, "profile": 5,
             "brochure": 3, "enquiry": 5, "chat": 3, "meeting": 3, "note": 3},
    "need": {"call": 28, "wechat": 18, "email": 12, "visit": 14, "meeting": 6, "need": 14, "pain": 7, "enquiry": 6,
             "brochure": 5, "qq": 3, "dinner": 2, "note": 4},
    "solution": {"call": 22, "wechat": 18, "email": 12, "meeting": 12, "visit": 8, "reception": 5, "proposal": 13,
                 "feedback": 10, "enquiry": 6, "memo": 4, "promise": 4, "dinner": 3, "signal": 4, "chat": 2},
    "quote": {"call": 30, "wechat": 22, "email": 12, "visit": 6, "meeting": 5, "objection": 10, "signal": 7,
              "dinner": 4, "entertaining": 2, "sms": 4, "promise": 3, "note": 3, "face": 3},
    "negotiate": {"call": 28, "wechat": 18, "email": 13, "meeting": 14, "contract": 8, "promise": 8, "dinner": 6,
                  "signal": 6, "objection": 5, "entertaining": 2, "memo": 3, "note": 2},
    "care": {"call": 34, "wechat": 24, "visit": 14, "email": 10, "feedback": 8, "dinner": 3, "entertaining": 2,
             "note": 3, "memo": 2, "sms": 2},
    "chase": {"call": 46, "wechat": 32, "email": 16, "sms": 6},
    "nurture": {"call": 36, "wechat": 26, "email": 18, "visit": 8, "brochure": 6, "sms": 3, "entertaining": 2},
}  # fmt: skip
_PER_STAGE = {
    "lead": 0.5,
    "contact": 0.6,
    "need": 0.7,
    "solution": 0.9,
    "quote": 0.7,
    "negotiate": 0.8,
    "contract": 0.3,
}
_QUESTIONS = ("channel", "competitor", "scene", "obstacle", "word_of_mouth")
_ASKED, _LATE = 0.5, 10
_CARE_EVERY = 95.0
_DUE_TODAY, _OVERDUE, _COMING = 12, 18, 70


class Scenes:
    """Everything that is told, customer by customer."""

    def __init__(self, telling: Telling, structure: random.Random) -> None:
        self._telling, self._chance = telling, structure

    def of(self, parties: Sequence[Party], affairs: Sequence[Affair]) -> Iterator[Scene]:
        """All touches that people wrote down, in no order."""
        for affair in affairs:
            yield from self._talks(affair)
            yield from self._quotes(affair)
            if affair.status is DealStatus.WON:
                yield from self._care(affair)
            if affair.status is DealStatus.LOST and self._chance.random() < 0.6:
                yield self._lost_talk(affair)
        busy = {affair.party for affair in affairs if affair.status is DealStatus.OPEN}
        for party in parties:
            if party not in busy:
                yield from self._nurture(party)
        yield from self._plans(affairs)

    def _scene(self, party: Party, affair: Affair | None, phase: str, days: float) -> Scene:
        kinds = _KINDS[phase]
        [kind] = self._chance.choices(tuple(kinds), tuple(kinds.values()))
        register = _REGISTERS.get(kind)
        return self._telling.tell(
            party, affair, kind, f"{register}.{phase}" if register else kind, days, tail=register in ("call", "visit")
        )

    def _talks(self, affair: Affair) -> Iterator[Scene]:
        """What was said stage by stage, up to the last word."""
        until = [at for _stage, at in affair.moves[1:]] + [affair.last_word]
        for (stage, start), end in zip(affair.moves, until, strict=True):
            span = start - end
            if span <= 0:
                continue
            usual = _PER_STAGE[stage] * min(2.0, 0.5 + span / 10)
            for _touch in range(self._about(usual)):
                yield self._scene(affair.party, affair, _PHASES.get(stage, stage), end + span * self._chance.random())
        if affair.status is DealStatus.WON and affair.ended is not None:
            yield self._scene(affair.party, affair, "negotiate", affair.ended + self._chance.uniform(0.2, 2))
        if affair.loss is not None and affair.ended is not None and self._chance.random() < 0.35:
            # Only we spoke, and that long before the end.
            silence = affair.loss.silence * self._chance.uniform(0.6, 0.95)
            yield self._scene(affair.party, affair, "chase", affair.ended + silence)

    def _about(self, usual: float) -> int:
        """A whole number that is ``usual`` on average."""
        whole = int(usual)
        return whole + (self._chance.random() < usual - whole)

    def _quotes(self, affair: Affair) -> Iterator[Scene]:
        """One quote, or a few versions of it, from when it was given."""
        given = next((at for stage, at in affair.moves if stage == "quote"), None)
        if given is None:
            return
        last = max(affair.last_word, 0.2)
        versions = self._chance.choices((1, 2, 3, 4), (56, 30, 12, 2))[0]
        asked = given + self._chance.uniform(1, 3)
        if affair.loss is not None and affair.loss.subreason == "quote_too_late":
            asked = given + self._chance.uniform(16, 30)
        if self._chance.random() < _ASKED or asked - given > _LATE:
            yield self._telling.tell(affair.party, affair, "enquiry", "quote_asked", min(asked, affair.begun))
        price = affair.amount * self._chance.uniform(1.03, 1.15)
        for version in range(1, versions + 1):
            at = given - (given - last) * (version - 1) / versions
            if version > 1:
                price *= self._chance.uniform(0.93, 0.99)
            values = {
                "amount": f"{round(price, -2):.0f}",
                "version": str(version),
                "valid_until": self._telling.day(at - 30).isoformat(),
            }
            if self._chance.random() < 0.8:
                values["reaction"] = self._chance.choice(("accepts", "compares", "too_high", "waiting"))
            if affair.rival and self._chance.random() < 0.6:
                values["competitors"] = self._telling.rival(affair)
            yield self._telling.note(affair.party, affair, "quote", "quote_sent", values, at)

    def _care(self, affair: Affair) -> Iterator[Scene]:
        if affair.ended is None:
            return
        at, number = affair.ended - self._chance.uniform(12, 40), 0
        while at > 1 and number < 6:
            yield from self._after_signing(affair, at) if number == 0 else ()
            if number:
                yield self._scene(affair.party, affair, "care", at)
            at -= _CARE_EVERY * self._chance.uniform(0.5, 1.6)
            number += 1

    def _after_signing(self, affair: Affair, at: float) -> Iterator[Scene]:
        """How it goes, asked a few weeks later, and perhaps the interview."""
        score = self._chance.choices((10, 9, 8, 7, 6, 4), (18, 26, 26, 16, 9, 5))[0]
        values = {
            "using": "well" if score > 6 else self._chance.choice(("little", "not_yet")),
            "solved": "yes" if score > 7 else self._chance.choice(("partly", "no")),
            "score": str(score),
            "would_refer": "yes" if score > 8 else self._chance.choice(("later", "no")),
        }
        yield self._telling.note(affair.party, affair, "call", "after_signing", values, at)
        if self._chance.random() < 0.4:
            for number, question in enumerate(self._chance.sample(_QUESTIONS, self._chance.randint(2, 5))):
                yield self._telling.answer(affair, question, max(at - 1 - number * 0.01, 0.2))

    def _lost_talk(self, affair: Affair) -> Scene:
        """The customer's own words about a loss; they do not always agree with ours."""
        if affair.loss is None or affair.ended is None:
            raise ValueError("not a lost deal")
        told = affair.loss.reason
        if told in ("unknown", "other", "process") or self._chance.random() < 0.3:
            told = self._chance.choice(("price", "process", "competitor", "service"))
        values = {
            "said_reason": told,
            "own_words": self._telling.words(affair.party, affair, "own_words"),
            "door": self._chance.choice(("open", "closed")),
        }
        if affair.rival:
            values["competitors"] = self._telling.rival(affair)
        at = max(affair.ended - self._chance.uniform(0.5, 12), 0.1)
        return self._telling.note(affair.party, affair, "call", "lost_talk", values, at)

    def _nurture(self, party: Party) -> Iterator[Scene]:
        at = party.age - self._chance.uniform(0, 60)
        while at > 1:
            yield self._scene(party, None, "nurture", at)
            at -= self._chance.uniform(50, 170)

    def _plans(self, affairs: Sequence[Affair]) -> Iterator[Scene]:
        """Next steps of what goes on: due today, overdue, and to come; some deals have none."""
        going = [affair for affair in affairs if affair.status is DealStatus.OPEN]
        chosen = self._chance.sample(going, _DUE_TODAY + _OVERDUE + _COMING)
        for number, affair in enumerate(chosen):
            if number < _DUE_TODAY:
                days = 0
            elif number < _DUE_TODAY + _OVERDUE:
                days = -self._chance.randint(1, 16)
            else:
                days = self._chance.randint(1, 28)
            stage = affair.moves[-1][0]
            yield self._telling.plan(affair, _PHASES.get(stage, stage), days)
