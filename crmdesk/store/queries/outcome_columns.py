"""All deals and how they ended as columns of numbers, read as fast as can be; names only of what there is few of.

What is kept in several tables is not joined here, for a look into a second table costs more per row than reading one.
``insight.outcomes.reading`` makes one row per deal of it.
"""

from collections.abc import Callable, Collection, Iterable
from typing import Any

from sqlalchemy import func, select, union

from crmdesk.domain.deal import DealStatus
from crmdesk.domain.loss import Voice, WinBack
from crmdesk.domain.outcome_texts import Listed, Numbers, OutcomeTexts
from crmdesk.domain.touch import TouchStatus
from crmdesk.store.dialects.sqlite_columns import (
    day_end,
    number_columns,
    ordinal_of_day,
    ordinal_of_moment,
    place_among,
)
from crmdesk.store.queries.tag_tree import placed_tags
from crmdesk.store.schema import (
    ChangeRow,
    CompetitorRow,
    CustomerRow,
    DealRow,
    LossEventRow,
    LossReasonRow,
    MemberRow,
    StageRow,
    TagGroupRow,
    TagRow,
)
from crmdesk.store.text.name_order import name_order
from crmdesk.store.workspace import Source

OUTCOME_TABLES = frozenset({
    "deal", "loss_event", "loss_reason_link", "loss_competitor", "win_reason_link", "deal_competitor",
    "tag_assignment", "tag", "tag_group", "stage", "member", "loss_reason", "competitor",
})  # fmt: skip
"""What the columns are made of."""

TOUCH_TABLES = frozenset({"touch", "deal", "loss_event"})
"""What the counts of touches are made of."""

NAME_TABLES = frozenset({"deal", "customer"})
"""What the order of the names is made of."""

_IS_WON, _IS_LOST = 1, 2
_AMOUNT = {"amount": "coalesce(amount_minor, 0)", "priced": "amount_minor IS NOT NULL"}
_STAGE = {"stage": "coalesce(stage_id, 0)"}
_DEALS = _AMOUNT | _STAGE | {
    "id": "id",
    "customer": "customer_id",
    "owner": "coalesce(owner_id, 0)",
    "status": f"CASE status WHEN '{DealStatus.LOST}' THEN {_IS_LOST} WHEN '{DealStatus.WON}' THEN {_IS_WON} ELSE 0 END",
    "created": ordinal_of_moment("created_at", "created_offset"),
    "closed": ordinal_of_moment("closed_at", "closed_offset"),
    "ended": "coalesce(closed_at, 0)",
}  # fmt: skip
_LOSSES = _AMOUNT | _STAGE | {
    "id": "id",
    "deal": "deal_id",
    "lost": ordinal_of_moment("lost_at", "lost_offset"),
    "ended": "coalesce(lost_at, 0)",
    "reviewed": "reviewed_at IS NOT NULL",
    "hopeless": f"win_back = '{WinBack.NO}'",
    "worth": f"win_back <> '{WinBack.NO}' AND (win_back_on IS NOT NULL OR win_back <> '' OR win_back_trigger <> '')",
    "waiting": f"win_back <> '{WinBack.NO}' AND win_back_trigger <> ''",
    "win_back": ordinal_of_day("win_back_on"),
}  # fmt: skip
_REASONS = {
    "loss": "loss_id",
    "reason": "reason_id",
    "voice": f"CASE voice WHEN '{Voice.SELLER}' THEN 0 WHEN '{Voice.MANAGER}' THEN 1 ELSE 2 END",
}
_TRIED = _STAGE | {
    "id": "id",
    "deal": "deal_id",
    "lost": ordinal_of_day("lost_day"),
    "again": "EXISTS (SELECT 1 FROM loss_event AS later"
    " WHERE later.deal_id = loss_event.deal_id AND later.id > loss_event.id)",
}  # fmt: skip
_PRICES = {"deal": "deal_id", "competitor": "competitor_id", "minor": "price_minor"}
_OBSTACLES = {"deal": "deal_id", "reason": "reason_id", "primary": "is_primary"}
_TAGS = {"customer": "customer_id", "tag": "tag_id", "deal": "coalesce(deal_id, 0)"}
_LAST_DAYS = 30
_DAY = 86_400_000
_ENDED = f"""
    SELECT id, customer_id, {day_end("closed_at", "closed_offset")} AS until FROM deal
    WHERE status = '{DealStatus.WON}' AND closed_at IS NOT NULL
    UNION ALL
    SELECT deal.id, deal.customer_id, {day_end("lost_at", "lost_offset")} FROM loss_event
    JOIN deal ON deal.id = loss_event.deal_id WHERE reopened_at IS NULL AND lost_at IS NOT NULL
"""  # noqa: S608  # constants alone
_TOUCHES = f"""
    (SELECT count(*) FROM touch WHERE touch.customer_id = ended.customer_id AND NOT touch.system
        AND touch.occurred_at >= ended.until - {_LAST_DAYS * _DAY} AND touch.occurred_at < ended.until
        AND touch.status = '{TouchStatus.DONE}' AND (touch.deal_id IS NULL OR touch.deal_id = ended.id))
"""  # noqa: S608  # likewise


def outcome_texts(source: Source, pause: Callable[[], None] = lambda: None) -> OutcomeTexts:
    """Everything the columns of outcomes are made of; ``pause`` is called often, so that it can stop by raising."""

    def read(columns: dict[str, str], origin: str, *, priced: bool = False) -> Numbers:
        pause()
        given = currencies if priced else ()
        extra = {"currency": place_among("currency", len(currencies))} if priced else {}
        return number_columns(source.connection, extra | columns, origin, given)

    currencies = _currencies(source)
    return OutcomeTexts(
        deals=read(_DEALS, f"deal NOT INDEXED WHERE status <> '{DealStatus.INVALID}'", priced=True),
        losses=read(_LOSSES, "loss_event NOT INDEXED WHERE reopened_at IS NULL", priced=True),
        reasons=read(_REASONS, "loss_reason_link WHERE is_primary"),
        loss_competitors=read({"loss": "loss_id", "competitor": "competitor_id"}, "loss_competitor"),
        deal_competitors=read({"deal": "deal_id", "competitor": "competitor_id"}, "deal_competitor"),
        prices=read(_PRICES, "deal_competitor WHERE price_minor IS NOT NULL", priced=True),
        tried=read(_TRIED, "loss_event NOT INDEXED WHERE reopened_at IS NOT NULL"),
        obstacles=read(_OBSTACLES, "win_reason_link"),
        tags=read(_TAGS, "tag_assignment WHERE to_day IS NULL"),
        currencies=currencies,
        stages=_in_order(source, StageRow),
        owners=_owners(source),
        reason_names=_reasons(source),
        competitors=_competitors(source),
        tag_names=_tags(source),
        tag_groups=_in_order(source, TagGroupRow),
    )


def touches_before_texts(source: Source) -> Numbers:
    """How many ``touches`` there were in the last 30 days of each ``deal`` won or lost: of it, or of no deal at all.

    The day it ended on is the last of them. What belongs to another deal of the customer does not count, nor what the
    program noted by itself.
    """
    return number_columns(source.connection, {"deal": "ended.id", "touches": _TOUCHES}, f"({_ENDED}) AS ended")


def deals_by_name(source: Source) -> str:
    """The keys of all deals, separated by commas, in the order of their customers' names and then their own."""
    keys = select(DealRow.id).join(CustomerRow, CustomerRow.id == DealRow.customer_id)
    ordered = keys.order_by(func.name_order(CustomerRow.name_key), func.name_order(DealRow.name_key), DealRow.id)
    return ",".join(map(str, source.connection.execute(ordered).scalars()))


def changed_since(source: Source, change_set: int, tables: Collection[str]) -> bool:
    """Whether a change later than this one has touched any of the tables."""
    query = select(ChangeRow.id).where(ChangeRow.change_set_id > change_set, ChangeRow.table_name.in_(tables)).limit(1)
    return source.connection.execute(query).first() is not None


def _currencies(source: Source) -> tuple[str, ...]:
    query = union(select(DealRow.currency), select(LossEventRow.currency))
    return tuple(sorted(source.connection.execute(query).scalars()))


def _in_order(source: Source, model: type[StageRow | TagGroupRow]) -> tuple[Listed, ...]:
    rows = source.connection.execute(select(model).order_by(model.position, model.id))
    return tuple(Listed(row.id, row.id, row.uid, row.name, row.key) for row in rows)


def _owners(source: Source) -> tuple[Listed, ...]:
    rows = source.connection.execute(select(MemberRow.id, MemberRow.uid, MemberRow.name, MemberRow.name_key)).all()
    return tuple(Listed(row.id, row.id, row.uid, row.name) for row in _by_name(rows))


def _competitors(source: Source) -> tuple[Listed, ...]:
    rows = source.connection.execute(select(CompetitorRow)).all()
    return tuple(Listed(row.id, row.merged_into_id or row.id, row.uid, row.name) for row in _by_name(rows))


def _by_name(rows: Iterable[Any]) -> list[Any]:
    return sorted(rows, key=lambda row: (name_order(row.name_key), row.id))


def _reasons(source: Source) -> tuple[Listed, ...]:
    """Reasons of the first level first, as they are everywhere else."""
    query = select(LossReasonRow).order_by(
        LossReasonRow.parent_id.is_not(None), LossReasonRow.position, LossReasonRow.id
    )
    return tuple(
        Listed(row.id, row.merged_into_id or row.id, row.uid, row.name, row.key, above=row.parent_id or 0)
        for row in source.connection.execute(query)
    )


def _tags(source: Source) -> tuple[Listed, ...]:
    """By their groups, and in each in their own order."""
    placed = placed_tags(source)
    query = (
        select(TagRow.id, TagRow.uid, TagRow.name, TagRow.key, TagGroupRow.uid.label("group_uid"))
        .join(TagGroupRow, TagGroupRow.id == TagRow.group_id)
        .order_by(TagGroupRow.position, TagGroupRow.id, TagRow.position, TagRow.id)
    )
    rows = source.connection.execute(query).all()
    above = {tag: (0, *placed[tag].path)[-2] for tag in placed}
    return tuple(
        Listed(row.id, placed[row.id].id, row.uid, row.name, row.key, above=above[row.id], group=row.group_uid)
        for row in rows
    )
