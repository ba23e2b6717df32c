"""Two tags becoming one: whether they may, whom it concerns, and how their days go together."""

from collections.abc import Iterable
from dataclasses import replace

from crmdesk.domain.errors import ConflictError
from crmdesk.domain.listed import TagMerge
from crmdesk.domain.tag import MOST_LEVELS
from crmdesk.domain.tag_spans import TagHolder, TagSpan, joined, sole
from crmdesk.i18n import _
from crmdesk.services.wording import holders_word
from crmdesk.store.queries.edited_lists import ListedRow, all_rows
from crmdesk.store.queries.tag_use import aliases_in, count_holders, group_facts, spans_of
from crmdesk.store.repos import nested_lists, tag_edits
from crmdesk.store.repos.edited_lists import EditedList
from crmdesk.store.repos.first_touchpoints import move_channel
from crmdesk.store.unit import Unit
from crmdesk.store.workspace import Source


def check_can_merge(source: Source, tag: ListedRow, target: ListedRow) -> None:
    """Refuse, by ConflictError, what would make no sense or lose something."""
    here, there = group_facts(source, tag.group or 0), group_facts(source, target.group or 0)
    if here.applies_to is not there.applies_to:
        raise ConflictError(
            _("“{name}” is for {holders}, “{into}” for {others}; they cannot be one.").format(
                name=tag.name,
                holders=holders_word(here.applies_to),
                into=target.name,
                others=holders_word(there.applies_to),
            )
        )
    _check_those_below(source, tag, target)


def merge_outlook(source: Source, tag: ListedRow, target: ListedRow) -> TagMerge:
    """Whom a merge concerns."""
    holders, both = count_holders(source, tag.id, target.id)
    return TagMerge(tag.name, target.name, group_facts(source, tag.group or 0).applies_to, holders, both)


def merge_in(unit: Unit, tag: ListedRow, target: ListedRow) -> None:
    """Merge within a unit of work."""
    coming = _by_holder(spans_of(unit, [tag.id]))
    standing = _by_holder(spans_of(unit, [target.id]))
    changed: list[TagSpan] = []
    gone: list[int] = []
    for holder, spans in coming.items():
        stay, absorbed = joined(replace(span, tag_id=target.id) for span in (*spans, *standing.get(holder, ())))
        changed.extend(stay)
        gone.extend(absorbed)
    facts = group_facts(unit, target.group or 0)
    if facts.single_choice and tag.group != target.group:
        changed = _with_one_choice(unit, changed, target)
    tag_edits.remove_spans(unit, gone)
    tag_edits.put_spans(unit, changed)
    move_channel(unit, tag.id, target.id)
    rows = all_rows(unit, EditedList.TAGS)
    below = [row.id for row in rows if row.above == tag.id]
    nested_lists.put_below(unit, EditedList.TAGS, below, target.id)
    words = [alias.id for alias in aliases_in(unit, tag.group or 0) if alias.target_id == tag.id]
    nested_lists.turn_into_alias(unit, EditedList.TAGS, tag.id, words, target.id)


def _check_those_below(source: Source, tag: ListedRow, target: ListedRow) -> None:
    rows = all_rows(source, EditedList.TAGS)
    above = {row.id: row.above for row in rows}
    if tag.id in _path(target.id, above):
        raise ConflictError(
            _("“{into}” stands below “{name}”; merge them the other way round.").format(into=target.name, name=tag.name)
        )
    below = [row.id for row in rows if tag.id in _path(row.id, above)]
    if below and tag.group != target.group:
        raise ConflictError(
            _("Tags stand below “{name}”; move them away before it goes to another group.").format(name=tag.name)
        )
    lift = len(_path(target.id, above)) - len(_path(tag.id, above))
    if any(len(_path(row, above)) + lift >= MOST_LEVELS for row in below):
        raise ConflictError(
            _("Tags stand on at most {most} levels; there is no room for those below “{name}” here.").format(
                most=MOST_LEVELS, name=tag.name
            )
        )


def _path(tag: int, above: dict[int, int | None]) -> list[int]:
    """All that a tag stands below."""
    found: list[int] = []
    place = above.get(tag)
    while place is not None and place not in found:
        found.append(place)
        place = above.get(place)
    return found


def _by_holder(spans: Iterable[TagSpan]) -> dict[TagHolder, list[TagSpan]]:
    found: dict[TagHolder, list[TagSpan]] = {}
    for span in spans:
        found.setdefault(span.holder, []).append(span)
    return found


def _with_one_choice(unit: Unit, changed: list[TagSpan], target: ListedRow) -> list[TagSpan]:
    """The spans with all but the newest of each holder ended, also those of other tags of the group."""
    others = [row.id for row in all_rows(unit, EditedList.TAGS) if row.group == target.group and row.id != target.id]
    standing = _by_holder(span for span in spans_of(unit, others) if span.is_open)
    found: dict[int, TagSpan] = {span.id: span for span in changed}
    for span in changed:
        for other in standing.get(span.holder, ()) if span.is_open else ():
            ended = sole(found[span.id], found.get(other.id, other))
            found[ended.id] = ended
    return list(found.values())
