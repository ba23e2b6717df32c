"""A document as plain text, to be pasted where nothing else is understood. Needs no Qt."""

from collections.abc import Iterator

from crmdesk.domain.document import Block, Callout, Chips, Document, Item, Items, Pairs, Sentence, Table
from crmdesk.render.seen_text import seen_text


def document_text(document: Document) -> str:
    """All that it says, part by part."""
    return seen_text("\n".join(_lines(document))).strip() + "\n"


def _lines(document: Document) -> Iterator[str]:
    yield document.title
    yield " · ".join((document.kind, *(badge.text for badge in document.badges), document.about, document.made))
    for part in document.parts:
        yield ""
        yield part.title
        for block in part.blocks:
            yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Pairs(rows):
            yield from (f"{label}: {text}" for label, text in rows)
        case Items(items, title):
            yield from ([title] if title else [])
            for item in items:
                yield from _item(item)
        case Chips(groups):
            yield from (f"{group.title}: {', '.join(group.words)}" for group in groups)
        case Table(head, rows):
            yield from ("\t".join(row) for row in (head, *rows))
        case Sentence(text):
            yield text
        case Callout(text, note):
            yield from (part for part in (text, note) if part)


def _item(item: Item) -> Iterator[str]:
    yield "- " + " · ".join(part for part in (item.lead, item.text, *(badge.text for badge in item.badges)) if part)
    told = (f"“{item.quote}”" if item.quote else "", item.note, *item.details)
    yield from (f"  {part}" for part in told if part)
