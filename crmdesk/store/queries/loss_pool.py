"""The failure pool counted and listed in SQL, because it must answer with hundreds of thousands of losses."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, false, func, literal, null, or_, select, true, union_all
from sqlalchemy.orm import aliased

from crmdesk.domain.loss import NOT_RECORDED, LossReason, Voice
from crmdesk.domain.loss_pool import (
    NOBODY,
    Dimension,
    KnownUids,
    LostDeal,
    PoolColumn,
    PoolFilter,
    PoolOrder,
    PoolTallies,
    Review,
    Tally,
)
from crmdesk.domain.money import Money
from crmdesk.store.chunks import chunked
from crmdesk.store.queries.entry_words import alias_rows
from crmdesk.store.queries.losses import loss_details, named_losses
from crmdesk.store.repos.edited_lists import EditedList
from crmdesk.store.schema import (
    CompetitorRow,
    CustomerRow,
    DealRow,
    LossCompetitorRow,
    LossEventRow,
    LossReasonLinkRow,
    MemberRow,
    StageRow,
    TouchRow,
)
from crmdesk.store.times import day
from crmdesk.store.workspace import Source

Condition = ColumnElement[bool]
_NONE = 0
"""Stands for no owner, no stage and no reason; no row has this key."""

_NO_MONTH = null()
_CLOSED = "closed"
"""The verdict that a customer will not be asked again."""


@dataclass(frozen=True, slots=True)
class PoolKeys:
    """The uids of reasons, colleagues and stages by the keys that losses refer to them with.

    A reason merged into another has that one's uid. The names of colleagues and stages are by uid, in their order.
    """

    reasons: dict[int, str]
    owners: dict[int, str]
    stages: dict[int, str]
    below: dict[str, frozenset[str]]
    owner_names: dict[str, str]
    stage_names: dict[str, str]

    def known(self) -> KnownUids:
        """All the uids."""
        return KnownUids(*(frozenset(uids.values()) for uids in (self.reasons, self.owners, self.stages)))


def pool_keys(source: Source, reasons: Sequence[LossReason]) -> PoolKeys:
    """The keys of a workspace with these reasons."""
    merged = {alias.id: alias.target_id for alias in alias_rows(source, EditedList.REASONS)}
    uids = {reason.id: NOT_RECORDED if reason.key == NOT_RECORDED else reason.uid for reason in reasons}
    below = {
        uids[reason.id]: frozenset({uids[reason.id], *(uids[sub.id] for sub in reasons if sub.parent_id == reason.id)})
        for reason in reasons
    }
    members = source.connection.execute(
        select(MemberRow.id, MemberRow.uid, MemberRow.name).order_by(MemberRow.name_key)
    ).all()
    stages = source.connection.execute(
        select(StageRow.id, StageRow.uid, StageRow.name).order_by(StageRow.position, StageRow.id)
    ).all()
    return PoolKeys(
        reasons={_NONE: NOT_RECORDED} | uids | {one: uids[into] for one, into in merged.items()},
        owners={_NONE: NOBODY} | {row.id: row.uid for row in members},
        stages={_NONE: NOBODY} | {row.id: row.uid for row in stages},
        below=below,
        owner_names={row.uid: row.name for row in members},
        stage_names={row.uid: row.name for row in stages},
    )


def tallies(source: Source, keys: PoolKeys, wanted: PoolFilter, today: date) -> PoolTallies:
    """Count the losses in force in one pass, each dimension under the wishes about all the others."""
    facts = _facts().subquery("facts")
    wishes = _wishes(facts, keys, wanted, today)
    period = wishes.get(Dimension.PERIOD)
    cube = _cube(facts, today, true() if period is None else period).cte("cube").prefix_with("MATERIALIZED")
    of = cube.c
    reviews = {review: of[review.value] == 1 for review in Review}
    wishes = _wishes(cube, keys, replace(wanted, since=None, until=None, undated=False, reviews=frozenset()), today)
    if period is not None:
        wishes[Dimension.PERIOD] = of.in_period == 1
    if wanted.reviews:
        wishes[Dimension.REVIEW] = or_(false(), *(reviews[review] for review in sorted(wanted.reviews)))

    def counted(name: str, but: set[Dimension], key: Any, month: Any = _NO_MONTH, also: Any = None) -> Any:
        conditions = [condition for dimension, condition in wishes.items() if dimension not in but]
        conditions += [] if also is None else [also]
        columns = (literal(name), key, month, of.currency, func.sum(of.n), func.sum(of.unpriced), func.sum(of.minor))
        return select(*columns).select_from(cube).where(*conditions).group_by(key, month, of.currency)

    flat = literal(_NONE)
    query = union_all(
        counted("total", set(), flat),
        counted("undated", {Dimension.PERIOD, Dimension.MONTH}, flat, also=of.month.is_(None)),
        counted("reasons", {Dimension.REASON}, of.reason_id),
        counted("owners", {Dimension.OWNER}, of.owner_id),
        counted("stages", {Dimension.STAGE}, of.stage_id),
        counted("months", {Dimension.REASON, Dimension.MONTH}, of.reason_id, of.month, of.month.is_not(None)),
        counted("ranks", set(Dimension), of.reason_id),
        *(
            counted("reviews", {Dimension.REVIEW}, literal(place), also=condition)
            for place, condition in enumerate(reviews.values())
        ),
    )
    return _sorted_out(keys, source.connection.execute(query).all())


def lost_deals(
    source: Source,
    keys: PoolKeys,
    wanted: PoolFilter,
    today: date,
    *,
    order: PoolOrder,
    reasons: Sequence[LossReason] = (),
    limit: int | None = None,
    offset: int = 0,
) -> list[LostDeal]:
    """Lost deals that fit, in order; ``reasons`` are in the order of their names."""
    facts = _facts().subquery("facts")
    # Ids alone are put in order, for whole rows of very many losses would be carried through the sorting.
    ids = (
        _joined(select(facts.c.id).select_from(facts), facts, order.column)
        .where(*_wishes(facts, keys, wanted, today).values())
        .order_by(*_order(facts, order, [reason.id for reason in reasons]))
        .limit(limit)
        .offset(offset)
    )
    return _deals_by_loss(source, list(source.connection.execute(ids).scalars()))


def _deals_by_loss(source: Source, ids: Sequence[int]) -> list[LostDeal]:
    """The lost deals of these losses, in the same order."""
    with_touches = named_losses().outerjoin(TouchRow, TouchRow.id == LossEventRow.touch_id)
    query = with_touches.add_columns(TouchRow.uid.label("touch_uid"))
    details = loss_details(source, ids)
    found: dict[int, LostDeal] = {}
    for part in chunked(ids):
        for row in source.connection.execute(query.where(LossEventRow.id.in_(part))):
            found[row.id] = _lost_deal(row, details[row.id])
    return [found[row_id] for row_id in ids]


def _facts() -> Any:
    """The losses in force with all that they are told apart by; the manager's reason counts, else the seller's."""
    manager, seller = aliased(LossReasonLinkRow), aliased(LossReasonLinkRow)
    return (
        select(
            LossEventRow.id,
            LossEventRow.deal_id,
            LossEventRow.amount_minor,
            LossEventRow.currency,
            LossEventRow.lost_at,
            LossEventRow.lost_day,
            func.substr(LossEventRow.lost_day, 1, 7).label("month"),
            LossEventRow.reviewed_at,
            LossEventRow.win_back,
            LossEventRow.win_back_on,
            func.coalesce(LossEventRow.stage_id, _NONE).label("stage_id"),
            func.coalesce(DealRow.owner_id, _NONE).label("owner_id"),
            func.coalesce(manager.reason_id, seller.reason_id, _NONE).label("reason_id"),
        )
        .join(DealRow, DealRow.id == LossEventRow.deal_id)
        .outerjoin(manager, _primary(manager, Voice.MANAGER))
        .outerjoin(seller, _primary(seller, Voice.SELLER))
        .where(LossEventRow.reopened_at.is_(None))
    )


def _cube(facts: Any, today: date, in_period: Condition) -> Any:
    """The losses that are alike in all they are told apart by, counted together once for all that is asked."""
    of = facts.c
    flags = {review.value: condition for review, condition in _reviews(facts, today).items()}
    flags["in_period"] = in_period
    told_apart = [of.reason_id, of.owner_id, of.stage_id, of.month, of.currency]
    told_apart += [case((condition, 1), else_=0).label(name) for name, condition in flags.items()]
    return select(
        *told_apart,
        func.count().label("n"),
        func.count().filter(of.amount_minor.is_(None)).label("unpriced"),
        func.coalesce(func.sum(of.amount_minor), 0).label("minor"),
    ).group_by(*told_apart)


def _primary(link: type[LossReasonLinkRow], voice: Voice) -> Condition:
    return and_(link.loss_id == LossEventRow.id, link.voice == voice.value, link.is_primary)


def _wishes(facts: Any, keys: PoolKeys, wanted: PoolFilter, today: date) -> dict[Dimension, Condition]:
    """What a loss must meet, by the dimension it is about; nothing for a dimension of which all is wanted."""
    of = facts.c
    reasons = frozenset[str]().union(*(keys.below.get(uid, {uid}) for uid in wanted.reasons))
    wishes: dict[Dimension, Condition] = {}
    if wanted.reasons:
        wishes[Dimension.REASON] = of.reason_id.in_(_keys(keys.reasons, reasons))
    if wanted.owners:
        wishes[Dimension.OWNER] = of.owner_id.in_(_keys(keys.owners, wanted.owners))
    if wanted.stages:
        wishes[Dimension.STAGE] = of.stage_id.in_(_keys(keys.stages, wanted.stages))
    if wanted.reviews:
        reviews = _reviews(facts, today)
        wishes[Dimension.REVIEW] = or_(false(), *(reviews[review] for review in sorted(wanted.reviews)))
    if wanted.undated:
        wishes[Dimension.PERIOD] = of.lost_day.is_(None)
    elif wanted.has_period:
        first, last = wanted.since or date.min, wanted.until or date.max
        # Not the bare column: going through its index, row by row all over the file, is slower than reading them all.
        wishes[Dimension.PERIOD] = of.lost_day.concat("").between(first.isoformat(), last.isoformat())
    if wanted.month:
        wishes[Dimension.MONTH] = of.month.in_(_months(wanted.month))
    return wishes


def _keys(uids: dict[int, str], wanted: frozenset[str]) -> list[int]:
    return [key for key, uid in uids.items() if uid in wanted]


def _months(span: str) -> list[str]:
    """The months of a month, a quarter or a year."""
    year, _dash, part = span.partition("-")
    if part.startswith("Q"):
        first = 3 * int(part[1:]) - 2
        return [f"{year}-{month:02}" for month in range(first, first + 3)]
    return [span] if part else [f"{year}-{month:02}" for month in range(1, 13)]


def _reviews(facts: Any, today: date) -> dict[Review, Condition]:
    of = facts.c
    going = of.win_back != _CLOSED
    return {
        Review.NOT_REVIEWED: of.reviewed_at.is_(None),
        Review.WORTH: and_(going, or_(of.win_back_on.is_not(None), of.win_back != "")),
        Review.DUE: and_(going, of.win_back_on <= today.isoformat()),
    }


def _sorted_out(keys: PoolKeys, rows: Sequence[Any]) -> PoolTallies:
    """The rows of the one query as what they count."""
    made = PoolTallies()
    kinds: dict[str, tuple[dict[Any, Tally], Callable[[Any, Any], Any]]] = {
        "reasons": (made.reasons, lambda key, _month: keys.reasons[key]),
        "owners": (made.owners, lambda key, _month: keys.owners[key]),
        "stages": (made.stages, lambda key, _month: keys.stages[key]),
        "reviews": (made.reviews, lambda key, _month: tuple(Review)[key]),
        "ranks": (made.ranks, lambda key, _month: keys.reasons[key]),
        "months": (made.months, lambda key, month: (month, keys.reasons[key])),
    }
    alone = {"total": Tally(), "undated": Tally()}
    for name, key, month, currency, n, unpriced, minor in rows:
        tally = Tally(n, unpriced, ((currency, int(minor)),))
        if name in alone:
            alone[name] += tally
        else:
            counts, identity = kinds[name]
            where = identity(key, month)
            counts[where] = counts.get(where, Tally()) + tally
    return PoolTallies(
        **alone,
        reasons=made.reasons,
        owners=made.owners,
        stages=made.stages,
        reviews=made.reviews,
        months=made.months,
        ranks=made.ranks,
    )


def _joined(query: Any, facts: Any, column: PoolColumn) -> Any:
    """A query over losses together with the tables that a column is ordered by."""
    if column is PoolColumn.DEAL:
        return query.join(DealRow, DealRow.id == facts.c.deal_id).join(CustomerRow)
    if column is PoolColumn.OWNER:
        return query.outerjoin(MemberRow, MemberRow.id == facts.c.owner_id)
    if column is PoolColumn.STAGE:
        return query.outerjoin(StageRow, StageRow.id == facts.c.stage_id)
    return query


def _order(facts: Any, order: PoolOrder, reasons: Sequence[int]) -> list[Any]:
    """The columns to order by; unlike currencies are kept apart, for they cannot be compared."""
    of = facts.c
    competitor = (
        select(func.min(func.name_order(CompetitorRow.name_key)))
        .join(LossCompetitorRow, LossCompetitorRow.competitor_id == CompetitorRow.id)
        .where(LossCompetitorRow.loss_id == of.id)
        .correlate(facts)
        .scalar_subquery()
    )
    ranks = {key: place for place, key in enumerate(reasons)}
    columns: dict[PoolColumn, list[Any]] = {
        PoolColumn.DEAL: [func.name_order(CustomerRow.name_key), func.name_order(DealRow.name_key)],
        PoolColumn.REASON: [case(ranks, value=of.reason_id) if ranks else of.reason_id],
        PoolColumn.STAGE: [StageRow.position],
        PoolColumn.COMPETITOR: [competitor],
        PoolColumn.AMOUNT: [of.amount_minor],
        PoolColumn.LOST: [of.lost_at],
        PoolColumn.OWNER: [case((MemberRow.id.is_not(None), func.name_order(MemberRow.name_key)))],
        PoolColumn.WIN_BACK: [of.win_back_on],
    }
    apart = [of.amount_minor.is_(None), of.currency] if order.column is PoolColumn.AMOUNT else []
    sorted_by = [(column.desc() if order.descending else column.asc()).nulls_last() for column in columns[order.column]]
    return [*apart, *sorted_by, of.lost_at.desc().nulls_last(), of.id.desc()]


def _lost_deal(row: Any, detail: Any) -> LostDeal:
    return LostDeal(
        loss_id=row.id,
        loss_uid=row.uid,
        deal_uid=row.deal_uid,
        customer_uid=row.customer_uid,
        touch_uid=row.touch_uid or "",
        deal=row.deal_name,
        customer=row.customer_name,
        owner=row.owner_name or "",
        stage=row.stage_name or "",
        reason=detail.reason if detail.key != NOT_RECORDED else "",
        subreason=detail.subreason,
        competitors=detail.competitors,
        amount=None if row.amount_minor is None else Money(row.amount_minor, row.currency),
        lost_on=day(row.lost_day),
        win_back=row.win_back,
        win_back_on=day(row.win_back_on),
        reviewed=row.reviewed_at is not None,
        note=row.note,
    )
