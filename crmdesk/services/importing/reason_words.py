"""The loss reasons that words of a file mean: by name, by key, by other words, in other languages, or as a person says.

What a person has said of a word is kept as another word for the reason, so that the next file needs no asking.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from crmdesk.domain.deal import DealStatus
from crmdesk.domain.loss import NOT_RECORDED, LossReason
from crmdesk.exchange.tables.records import ImportRow, SheetKind
from crmdesk.exchange.tables.weighted_words import read_reason
from crmdesk.services.choices import REASONS, names_abroad, other_words
from crmdesk.store.queries import catalogue
from crmdesk.store.repos.edited_lists import EditedList
from crmdesk.store.repos.lists import add_loss_reason
from crmdesk.store.repos.nested_lists import add_alias
from crmdesk.store.text.folding import fold
from crmdesk.store.unit import Unit

AS_NEW = ""
"""What a person says of words that are to become a reason of their own."""

_LIKE, _SOMEWHAT = 75, 40
"""Likeness, from 0 to 100, that is enough by itself, and that is enough where two characters stand side by side."""

Words = tuple[str, str]
"""A reason and a sub-reason as a file says them; either may be empty."""


@dataclass(frozen=True, slots=True)
class UnknownReason:
    """Words for a reason that nobody here knows, in so many rows, and the uid of the reason most like them."""

    reason: str
    subreason: str
    rows: int
    proposal: str = ""

    @property
    def words(self) -> Words:
        """By which a person says what they mean."""
        return (self.reason, self.subreason)


class Reasons:
    """Loss reasons of both levels; ``meant`` has what a person says of words: the uid of a reason, or ``AS_NEW``."""

    def __init__(self, unit: Unit, meant: Mapping[Words, str] | None = None) -> None:
        self._unit = unit
        self._meant = {_folded(words): uid for words, uid in (meant or {}).items()}
        self._ids: dict[tuple[int | None, str], int] = {}
        self._anywhere: dict[str, int] = {}
        self._words: dict[str, int] = {}
        self.names: dict[int, str] = {}
        self._known = {reason.uid: reason for reason in catalogue.loss_reasons(unit)}
        for reason in self._known.values():
            for word in (reason.key, reason.name, *reason.was):
                self._learn(reason.parent_id, word, reason.id)
            self.names[reason.id] = reason.name
        for reason in self._known.values():
            for word in reason.aliases:
                self._learn_alias(reason, word)
        self.not_recorded = self._anywhere[fold(NOT_RECORDED)]
        for reason in self._known.values():
            for word in names_abroad(REASONS, reason.key):
                self._learn(reason.parent_id, word, reason.id)
            for word in (word for key in reason.was for word in names_abroad(REASONS, key)):
                self._learn_alias(reason, word)

    def find(self, reason: str, subreason: str) -> int | None:
        """The reason meant, the sub-reason where one is given; added when new; None when nothing is said."""
        words = (reason.strip(), subreason.strip())
        found = self._meaning(words)
        if found is not None or not words[0]:
            return found
        if told := self._known.get(self._meant.get(_folded(words), AS_NEW)):
            self._keep(words, told)
            return told.id
        top = self._top(words) or self._add(None, words[0])
        return self._add(top, words[1]) if words[1] else top

    def unknown(self, rows: Iterable[ImportRow]) -> tuple[UnknownReason, ...]:
        """The words in rows about ends of deals that mean no reason yet; those in most rows first."""
        counts: dict[Words, int] = {}
        shown: dict[Words, Words] = {}
        for row in rows:
            for folded, words in {_folded(words): words for words in _words_in(row)}.items():
                if words[0] and self._meaning(words) is None:
                    counts[folded] = counts.get(folded, 0) + 1
                    shown.setdefault(folded, words)
        return tuple(
            UnknownReason(*shown[words], count, self._proposal(shown[words]))
            for words, count in sorted(counts.items(), key=lambda pair: -pair[1])
        )

    def _proposal(self, words: Words) -> str:
        """What is most like the words, rather below the reason they name."""
        used = [reason for reason in self._known.values() if not reason.retired]
        top = self._top(words) if words[1] else None
        near = [reason for reason in used if reason.parent_id == top] if top is not None else []
        return most_like(near, words) or most_like(used, words)

    def _meaning(self, words: Words) -> int | None:
        """What is known by these words."""
        reason, subreason = words
        if not reason:
            return self._anywhere.get(fold(subreason)) if subreason else None
        top = self._top(words)
        if not subreason:
            return top
        below = None if top is None else self._ids.get((top, fold(subreason)))
        return below or self._words.get(fold(subreason))

    def _top(self, words: Words) -> int | None:
        """What the reason alone means; a sub-reason can stand there where none is given besides."""
        wanted = fold(words[0])
        anywhere = None if words[1] else self._anywhere.get(wanted)
        return anywhere or self._ids.get((None, wanted)) or self._words.get(wanted)

    def _keep(self, words: Words, meant: LossReason) -> None:
        """Let a reason be found by words from now on."""
        reason, subreason = words
        home = next((each for each in self._known.values() if each.id == meant.parent_id), meant)
        if self._top(words) is None:
            self._call(home if subreason else meant, reason)
        if subreason:
            self._call(meant, subreason)

    def _call(self, reason: LossReason, word: str) -> None:
        # Where it is the name of another it cannot be a word for this one as well.
        if (reason.parent_id, fold(word)) not in self._ids:
            add_alias(self._unit, EditedList.REASONS, reason.id, word)
            self._learn_alias(reason, word)

    def _learn(self, parent: int | None, word: str, reason: int) -> None:
        if word:
            self._ids.setdefault((parent, fold(word)), reason)
            self._anywhere.setdefault(fold(word), reason)

    def _learn_alias(self, reason: LossReason, word: str) -> None:
        self._learn(reason.parent_id, word, reason.id)
        # As a sub-reason it means the same.
        self._ids.setdefault((reason.id, fold(word)), reason.id)
        self._words.setdefault(fold(word), reason.id)

    def _add(self, parent: int | None, name: str) -> int:
        added = add_loss_reason(self._unit, name, parent_id=parent, position=len(self._ids))
        self._learn(parent, name, added)
        self.names[added] = name
        return added


def _words_in(row: ImportRow) -> Iterator[Words]:
    """The words of a row for why a deal was lost, as anybody sees it, and for what spoke against one that was won."""
    deal = row.deal
    if deal is None:
        return
    if deal.status is DealStatus.LOST or row.kind is SheetKind.LOSSES:
        yield deal.lost_reason.strip(), deal.lost_subreason.strip()
    for said in (*deal.seller_says, *deal.customer_says, *deal.manager_says, *deal.obstacles):
        reason, subreason, _weight = read_reason(said)
        yield reason.strip(), subreason.strip()


def most_like(reasons: Sequence[LossReason], words: Words) -> str:
    """The uid of the reason whose names are most like the words, empty when none is.

    Likeness is that of rapidfuzz's ``WRatio``; Chinese names are short, so that two characters in common count.
    """
    from rapidfuzz import fuzz

    best, uid = 0.0, ""
    wanted = fold(words[1] or words[0])
    for reason in reasons:
        for name in (fold(reason.name), *other_words(reason, REASONS)):
            likeness = fuzz.WRatio(wanted, name)
            enough = likeness >= _LIKE or (likeness >= _SOMEWHAT and _share_two(wanted, name))
            if enough and likeness > best:
                best, uid = likeness, reason.uid
    return uid


def _share_two(one: str, other: str) -> bool:
    """Whether two characters that are no letters of an alphabet stand side by side in both."""
    pairs = {one[place : place + 2] for place in range(len(one) - 1)}
    return any(pair in other and not pair.isascii() for pair in pairs)


def _folded(words: Words) -> Words:
    return fold(words[0]), fold(words[1])
