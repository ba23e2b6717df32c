"""What can follow a sign in a text: tags after ``#``, people after ``@``, quick notes after ``/`` at the very start.

Pure functions over the text before the cursor; knows no widgets.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from crmdesk.services import type_ahead

_TAG = re.compile(r"(?<![A-Za-z0-9_#&/?=])[#＃]([^\s#＃,.;:!?，。；：！？、()（）\[\]【】\"“”'‘’]{0,60})$")
_PERSON = re.compile(r"(?<![A-Za-z0-9_.])[@＠]([^\n@＠,.;:!?，。；：！？、]{0,40})$")
_TEMPLATE = re.compile(r"^[/／]([^\n]{0,60})$")
_MOST = 8


class Sign(StrEnum):
    """What is being completed."""

    TAG = "#"
    PERSON = "@"
    TEMPLATE = "/"


@dataclass(frozen=True, slots=True)
class Stub:
    """The beginning of a name right before the cursor; ``length`` counts its sign."""

    sign: Sign
    typed: str

    @property
    def length(self) -> int:
        """How many characters the completed name takes the place of."""
        return len(self.typed) + 1


@dataclass(frozen=True, slots=True)
class Offer:
    """A name to choose; ``value`` is what it stands for, ``new`` a tag that does not exist yet."""

    sign: Sign
    value: str
    shown: str
    new: bool = False


def stub_before(text: str) -> Stub | None:
    """What stands before the cursor, ``text`` being everything before it."""
    for sign, pattern in ((Sign.TEMPLATE, _TEMPLATE), (Sign.TAG, _TAG), (Sign.PERSON, _PERSON)):
        found = pattern.search(text)
        if found is not None:
            return Stub(sign, found[1])
    return None


def fitting(stub: Stub, offers: Sequence[Offer], new_tag: str) -> list[Offer]:
    """The offers that fit, by pinyin too; ``new_tag`` words the offer to make a tag of what was typed."""
    wanted = stub.typed.strip().casefold()
    found = type_ahead.fitting(
        wanted, (offer for offer in offers if offer.sign is stub.sign), lambda offer: offer.shown, _MOST
    )
    exact = any(offer.shown.casefold() == wanted for offer in found)
    if stub.sign is Sign.TAG and wanted and not exact and not wanted.isdigit():
        found.append(Offer(Sign.TAG, stub.typed, new_tag.format(tag=stub.typed), new=True))
    return found
