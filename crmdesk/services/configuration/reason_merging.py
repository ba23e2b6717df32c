"""Two loss reasons becoming one: whether they may, what moves, and how often the other has then been given."""

from collections.abc import Hashable, Iterable, Mapping
from typing import Any

from crmdesk.domain.errors import ConflictError
from crmdesk.domain.listed import ReasonMerge
from crmdesk.domain.loss import NOT_RECORDED
from crmdesk.i18n import _
from crmdesk.store.queries.edited_lists import ListedRow, all_rows
from crmdesk.store.queries.entry_words import alias_rows
from crmdesk.store.queries.reason_use import given_links, use_of
from crmdesk.store.repos.edited_lists import EditedList
from crmdesk.store.repos.nested_lists import put_below, turn_into_alias
from crmdesk.store.repos.reason_links import Given, change_links
from crmdesk.store.text.folding import fold
from crmdesk.store.unit import Unit
from crmdesk.store.workspace import Source

_LIST = EditedList.REASONS
Link = Mapping[str, Any]


def check_can_merge(source: Source, reason: ListedRow, target: ListedRow) -> None:
    """Refuse, by ConflictError, what would make no sense or lose something."""
    if reason.system:
        raise ConflictError(_("“{name}” belongs to the program: it stays as it is.").format(name=reason.name))
    if target.key == NOT_RECORDED:
        raise ConflictError(_("Only an import says “{name}”; choose another reason.").format(name=target.name))
    if target.above == reason.id:
        raise ConflictError(
            _("“{into}” stands below “{name}”; merge them the other way round.").format(
                into=target.name, name=reason.name
            )
        )
    if (target.above is not None or target.system) and _below(source, reason.id):
        raise ConflictError(
            _("Sub-reasons stand below “{name}”; there is no room for them below “{into}”.").format(
                name=reason.name, into=target.name
            )
        )


def merge_outlook(source: Source, reason: ListedRow, target: ListedRow) -> ReasonMerge:
    """What a merge moves and leads to."""
    moving, standing = _family(source, reason.id), _family(source, target.id)
    below = len(_below(source, reason.id))
    then = use_of(source, moving | standing)
    return ReasonMerge(reason.name, target.name, use_of(source, moving), then, below)


def merge_in(unit: Unit, reason: ListedRow, target: ListedRow) -> None:
    """Merge within a unit of work. Sub-reasons go below the other; those called as one there become that one."""
    namesakes = {fold(row.name): row for row in _below(unit, target.id)}
    lower = _below(unit, reason.id)
    for row in lower:
        if (same := namesakes.get(fold(row.name))) is not None:
            _absorb(unit, row, same)
    put_below(unit, _LIST, [row.id for row in lower if fold(row.name) not in namesakes], target.id)
    _absorb(unit, reason, target)


def _absorb(unit: Unit, reason: ListedRow, target: ListedRow) -> None:
    for given in Given:
        links = given_links(unit, given, [reason.id])
        change_links(unit, given, *_moved(links, given.occasion, reason.id, target.id))
    words = [alias.id for alias in alias_rows(unit, _LIST) if alias.target_id == reason.id]
    turn_into_alias(unit, _LIST, reason.id, words, target.id)


def _moved(
    links: Iterable[Link], occasion: tuple[str, ...], before: int, after: int
) -> tuple[list[dict[str, Any]], list[int]]:
    """The links that change, and those that go because what they belong to has the other reason already.

    The primary link of an occasion stays; it keeps the greater weight, and the evidence of either.
    """
    stays: dict[Hashable, dict[str, Any]] = {}
    gone: list[int] = []
    for link in links:
        if link["reason_id"] not in (before, after):
            continue
        place = tuple(link[column] for column in occasion)
        if (first := stays.get(place)) is None:
            stays[place] = {**link, "reason_id": after}
            continue
        first["weight"] = max(first["weight"], link["weight"])
        first["evidence_touch_id"] = first["evidence_touch_id"] or link["evidence_touch_id"]
        gone.append(link["id"])
    columns = ("id", "reason_id", "weight", "evidence_touch_id")
    return [{column: link[column] for column in columns} for link in stays.values()], gone


def _below(source: Source, reason: int) -> list[ListedRow]:
    return [row for row in all_rows(source, _LIST) if row.above == reason]


def _family(source: Source, reason: int) -> set[int]:
    """A reason with its sub-reasons."""
    return {reason, *(row.id for row in _below(source, reason))}
