"""A short document as a value: parts with a heading and in them facts, items, words on chips, tables; all plain text.

What it says is decided where it is made; how it looks, on a page or on a phone, where it is shown.
"""

from dataclasses import dataclass
from enum import StrEnum


class Tone(StrEnum):
    """How something is meant; its colour is decided by whoever shows it."""

    PLAIN = "plain"
    MUTED = "muted"
    GOOD = "good"
    BAD = "bad"
    WARNING = "warning"
    ACCENT = "accent"


@dataclass(frozen=True, slots=True)
class Badge:
    """A word or two that catch the eye."""

    text: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Pairs:
    """Facts: what each is called, and what it is."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One thing of a list: ``lead`` stands before it (a day), ``quote`` are somebody's own words, ``note`` is below.

    ``share`` from 0 to 1 is drawn as a bar; ``details`` are lines of their own.
    """

    text: str
    lead: str = ""
    badges: tuple[Badge, ...] = ()
    quote: str = ""
    note: str = ""
    note_tone: Tone = Tone.MUTED
    details: tuple[str, ...] = ()
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Items:
    """A list; ``title`` stands above it if there is one."""

    items: tuple[Item, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class ChipGroup:
    """Words that belong together, and the place of their colour in the palette of data."""

    title: str
    words: tuple[str, ...]
    colour: int = 0


@dataclass(frozen=True, slots=True)
class Chips:
    """Words on chips, group by group."""

    groups: tuple[ChipGroup, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; the columns whose places are in ``numbers`` stand at the right of theirs."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A line by itself: what is counted, or that there is nothing."""

    text: str
    tone: Tone = Tone.MUTED


@dataclass(frozen=True, slots=True)
class Callout:
    """What must not be overlooked."""

    text: str
    note: str = ""
    tone: Tone = Tone.ACCENT


Block = Pairs | Items | Chips | Table | Sentence | Callout


@dataclass(frozen=True, slots=True)
class Part:
    """A heading and what stands below it."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """``kind`` says what it is, ``badges`` how the matter stands, ``made`` when and by whom it was made.

    ``language`` is one of ``i18n.LANGUAGES``: that of the words around what people wrote.
    """

    title: str
    kind: str
    made: str
    language: str
    parts: tuple[Part, ...]
    badges: tuple[Badge, ...] = ()
    about: str = ""
