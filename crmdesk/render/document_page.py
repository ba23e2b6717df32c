"""A document as one HTML file by itself, which reads well on a phone by day and by night and asks for nothing else.

All that people wrote is escaped; there is no script and no reference to anything outside. Needs no Qt.
"""

from collections.abc import Iterable
from html import escape

from crmdesk.domain.document import (
    Badge,
    Block,
    Callout,
    ChipGroup,
    Chips,
    Document,
    Item,
    Items,
    Pairs,
    Part,
    Sentence,
    Table,
)
from crmdesk.paths import resource_folder
from crmdesk.render.seen_text import seen_text

_LANGUAGES = {"en": "en", "zh_CN": "zh-Hans", "zh_TW": "zh-Hant"}
_HUES = 8


def document_page(document: Document) -> str:
    """The file as text, to be written as UTF-8."""
    style = (resource_folder("documents") / "page.css").read_text(encoding="utf-8")
    title = _text(f"{document.title} – {document.kind}")
    badges = _badges(document.badges)
    about = f'<span class="muted">{_text(document.about)}</span>' if document.about else ""
    return (
        "<!DOCTYPE html>\n"
        f'<html lang="{_LANGUAGES[document.language]}">\n<head>\n<meta charset="utf-8"/>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1"/>\n'
        '<meta name="color-scheme" content="light dark"/>\n'
        '<meta name="referrer" content="no-referrer"/>\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"/>\n"
        f"<title>{title}</title>\n<style>\n{style}</style>\n</head>\n<body>\n<main>\n"
        f'<header><p class="kind">{_text(document.kind)}</p><h1>{_text(document.title)}</h1>'
        f'<p class="standing">{badges}{about}</p></header>\n'
        + "".join(map(_part, document.parts))
        + f"<footer>{_text(document.made)}</footer>\n</main>\n</body>\n</html>\n"
    )


def _part(part: Part) -> str:
    return f"<section>\n<h2>{_text(part.title)}</h2>\n" + "".join(map(_block, part.blocks)) + "</section>\n"


def _block(block: Block) -> str:  # one line per kind of block reads best
    match block:
        case Pairs(rows):
            return f"<dl>{''.join(f'<dt>{_text(label)}</dt><dd>{_lines(text)}</dd>' for label, text in rows)}</dl>\n"
        case Items():
            return _items(block)
        case Chips(groups):
            return f'<div class="groups">{"".join(map(_group, groups))}</div>\n'
        case Table():
            return _table(block)
        case Sentence(text, tone):
            return f'<p class="{tone.value}">{_text(text)}</p>\n'
        case Callout(text, note, tone):
            below = f"<small>{_text(note)}</small>" if note else ""
            return f'<p class="callout {tone.value}"><strong>{_lines(text)}</strong>{below}</p>\n'


def _items(block: Items) -> str:
    title = f"<h3>{_text(block.title)}</h3>\n" if block.title else ""
    return title + f"<ul>\n{''.join(map(_item, block.items))}</ul>\n"


def _item(item: Item) -> str:
    badges = _badges(item.badges)
    head = f'<div class="head"><span class="lead">{_text(item.lead)}</span>{badges}</div>' if item.lead else ""
    behind = f" {badges}" if badges and not item.lead else ""
    bar = "" if item.share is None else f'<div class="bar"><i style="width:{100 * item.share:.0f}%"></i></div>'
    quote = f"<blockquote>{_lines(item.quote)}</blockquote>" if item.quote else ""
    note = f'<p class="note {item.note_tone.value}">{_lines(item.note)}</p>' if item.note else ""
    details = "".join(f'<p class="detail">{_lines(detail)}</p>' for detail in item.details)
    return f'<li>{head}{bar}<p class="text">{_lines(item.text)}{behind}</p>{quote}{note}{details}</li>\n'


def _group(group: ChipGroup) -> str:
    words = "".join(f'<span class="chip hue{group.colour % _HUES}">{_text(word)}</span>' for word in group.words)
    return f'<p class="group"><span class="title">{_text(group.title)}</span>{words}</p>'


def _table(table: Table) -> str:
    head = "".join(_cell("th", text, place in table.numbers) for place, text in enumerate(table.head))
    rows = "".join(
        f"<tr>{''.join(_cell('td', text, place in table.numbers) for place, text in enumerate(row))}</tr>\n"
        for row in table.rows
    )
    return f'<div class="wide"><table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table></div>\n'


def _cell(name: str, text: str, is_number: bool) -> str:  # noqa: FBT001  # said by its place only here
    kind = ' class="number"' if is_number else ""
    return f"<{name}{kind}>{_lines(text)}</{name}>"


def _badges(badges: Iterable[Badge]) -> str:
    return "".join(f'<span class="badge {badge.tone.value}">{_text(badge.text)}</span>' for badge in badges)


def _lines(text: str) -> str:
    """Text that may have several lines."""
    return "<br/>".join(_text(line) for line in text.splitlines())


def _text(text: str) -> str:
    return escape(seen_text(text), quote=True)
