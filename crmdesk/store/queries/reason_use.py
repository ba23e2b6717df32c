"""What loss reasons were given for: losses in whatever voice, won deals, and the quick notes that name them."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import String, cast, func, select

from crmdesk.domain.listed import ReasonUse
from crmdesk.domain.template import template_from_json
from crmdesk.domain.template_fixed import FixedVoice
from crmdesk.domain.template_reasons import reasons_named
from crmdesk.store.queries.entry_words import alias_rows
from crmdesk.store.repos.edited_lists import EditedList
from crmdesk.store.repos.reason_links import Given
from crmdesk.store.schema import LossReasonRow, TemplateRow
from crmdesk.store.workspace import Source


def reason_uses(source: Source) -> dict[int, ReasonUse]:
    """What each reason, or a sub-reason of it, was given for; nothing twice."""
    losses, wins = (_counts(source, given) for given in Given)
    notes = _notes(source)
    places = source.connection.execute(select(LossReasonRow.id, LossReasonRow.parent_id))
    above: dict[int, int | None] = {row.id: row.parent_id for row in places}
    families: dict[int, set[str]] = {}
    for reason, naming in notes.items():
        for place in {reason, above[reason] or reason}:
            families.setdefault(place, set()).update(naming)
    return {
        reason: ReasonUse(losses.get(reason, 0), wins.get(reason, 0), len(families.get(reason, ()))) for reason in above
    }


def use_of(source: Source, reasons: Collection[int]) -> ReasonUse:
    """What any of these reasons was given for; nothing twice."""
    losses, wins = (
        source.connection.execute(
            select(func.count(_holder(given).distinct())).where(given.row.reason_id.in_(reasons))
        ).scalar_one()
        for given in Given
    )
    notes = _notes(source)
    return ReasonUse(losses, wins, len(set[str]().union(*(notes.get(reason, ()) for reason in reasons))))


def given_links(source: Source, given: Given, reasons: Collection[int]) -> list[Mapping[str, Any]]:
    """The links of what was given one of these reasons, to whichever reason they lead, the primary ones first."""
    link, holder = given.row, _holder(given)
    concerned = select(holder).where(link.reason_id.in_(reasons))
    query = select(*link.__table__.columns).where(holder.in_(concerned))
    return [dict(row) for row in source.connection.execute(query.order_by(link.is_primary.desc(), link.id)).mappings()]


def _holder(given: Given) -> Any:
    return getattr(given.row, given.occasion[0])


def _counts(source: Source, given: Given) -> dict[int, int]:
    """By reason, and of a reason that has sub-reasons with those."""
    link, holder = given.row, _holder(given)
    top = func.coalesce(LossReasonRow.parent_id, LossReasonRow.id)
    joined = select(top, func.count(holder.distinct())).join(link, link.reason_id == LossReasonRow.id).group_by(top)
    below = (
        select(LossReasonRow.id, func.count(holder.distinct()))
        .join(link, link.reason_id == LossReasonRow.id)
        .where(LossReasonRow.parent_id.is_not(None))
        .group_by(LossReasonRow.id)
    )
    return {row[0]: row[1] for query in (joined, below) for row in source.connection.execute(query)}


def _notes(source: Source) -> dict[int, set[str]]:
    """The uids of the notes that name a reason, by reason; one that was merged into another is that other."""
    known: dict[str, int] = {}
    for row in source.connection.execute(select(LossReasonRow.id, LossReasonRow.uid, LossReasonRow.key)):
        known |= {row.uid: row.id} | ({row.key: row.id} if row.key else {})
    became = {alias.id: alias.target_id for alias in alias_rows(source, EditedList.REASONS)}
    found: dict[int, set[str]] = {}
    # Few notes name any, and to read a note takes a millisecond.
    naming = cast(TemplateRow.definition, String).contains(FixedVoice.do)
    for row in source.connection.execute(select(TemplateRow.uid, TemplateRow.definition).where(naming)):
        for name in reasons_named(template_from_json(row.definition)):
            if name in known:
                found.setdefault(became.get(known[name], known[name]), set()).add(row.uid)
    return found
