"""What the words of a call log say: whether a call was answered, and who called whom. Knows nothing of tables."""

import re
from dataclasses import dataclass

from crmdesk.exchange.tables.meaning.headers import squash
from crmdesk.exchange.tables.meaning.synonyms import read_glossary

_END_OF_CLAUSE = re.compile(r"[,;.!:，；。！：、\n]")


@dataclass(frozen=True, slots=True)
class CallWords:
    """``answered`` is yes or missed, ``direction`` in or out; either is empty where nothing is said of it."""

    answered: str = ""
    direction: str = ""


def call_words(text: str) -> CallWords | None:
    """What a whole cell such as “未接来电” or “Missed call” says; None where it says nothing of a call."""
    meaning = read_glossary().cells["call"].get(squash(text))
    return call_meaning(meaning) if meaning is not None else None


def call_meaning(meaning: str) -> CallWords:
    """A meaning of the family ``call`` of the glossary, such as ``missed_in`` or ``out``, taken apart."""
    answered, _between, direction = meaning.partition("_")
    return CallWords(answered, direction) if answered in ("yes", "missed") else CallWords(direction=answered)


def answered_by(text: str) -> str:
    """Whether a call was answered, as the first words of its note say (“未接，明天再打”): yes, missed or nothing.

    Only words that stand alone say so: “I missed your call” tells something else.
    """
    said = call_words(_END_OF_CLAUSE.split(text.strip(), maxsplit=1)[0])
    return said.answered if said is not None else ""
