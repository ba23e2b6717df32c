"""The filter language as conditions on customers and on deals.

Texts are compared folded: the whole word when something is called exactly so, else any part of a name.
"""

import json
import operator
from collections.abc import Callable, Iterable
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any, cast

from sqlalchemy import ColumnElement, Integer, and_, column, exists, false, func, not_, or_, select
from sqlalchemy.orm import aliased

from crmdesk.domain.filter import CustomerKeys, Field, Filter, Operator, Term
from crmdesk.domain.money import minor_digits
from crmdesk.domain.touch import TouchStatus
from crmdesk.store.queries.customers import status_expression
from crmdesk.store.queries.search import customers_matching, deals_matching
from crmdesk.store.queries.tag_words import tags_meant
from crmdesk.store.schema import (
    CompetitorRow,
    CustomerRow,
    DealRow,
    LossCompetitorRow,
    LossEventRow,
    LossReasonLinkRow,
    LossReasonRow,
    MemberRow,
    StageRow,
    TagAssignmentRow,
    TouchRow,
)
from crmdesk.store.text.folding import fold
from crmdesk.store.workspace import Source

# The first millisecond of a local day and of the day after it.
DaySpan = Callable[[date], tuple[int, int]]
Condition = ColumnElement[bool]

# The pool joins losses itself; a condition must look at losses of its own.
_Loss = aliased(LossEventRow)

_COMPARE: dict[Operator, Callable[[Any, Any], Any]] = {
    Operator.ABOVE: operator.gt,
    Operator.AT_LEAST: operator.ge,
    Operator.BELOW: operator.lt,
    Operator.AT_MOST: operator.le,
    Operator.IS: operator.eq,
}
_LARGEST = 2**63 - 1
_OF_DEALS = {Field.STAGE, Field.AMOUNT, Field.REASON, Field.COMPETITOR, Field.CLOSED, Field.LOST}


def customer_conditions(source: Source, terms: Filter, span: DaySpan) -> list[Condition]:
    """What a customer must meet."""
    return [_signed(term, _customer_condition(source, term, span)) for term in terms]


def deal_conditions(source: Source, terms: Filter, span: DaySpan) -> list[Condition]:
    """What a deal (joined with its customer) must meet."""
    return [_signed(term, _deal_condition(source, term, span)) for term in terms]


def _signed(term: Term, condition: Condition) -> Condition:
    return not_(func.coalesce(condition, false())) if term.negated else condition


def _customer_condition(source: Source, term: Term, span: DaySpan) -> Condition:
    if term.field in _OF_DEALS:
        condition = _deal_condition(source, term, span)
        return exists(select(DealRow.id).where(DealRow.customer_id == CustomerRow.id, condition))
    simple: dict[Field, Callable[[], Condition]] = {
        Field.WORDS: lambda: CustomerRow.id.in_(customers_matching(source, _texts(term))),
        Field.NAME: lambda: _contains(CustomerRow.name_key, term),
        Field.OWNER: lambda: CustomerRow.owner_id.in_(_named(source, MemberRow, term)),
        Field.STATUS: lambda: status_expression().in_([fold(text) for text in _texts(term)]),
        Field.CREATED: lambda: _on_days(CustomerRow.created_at, term, span),
    }
    return simple[term.field]() if term.field in simple else _by_customer(source, term, span)


def _deal_condition(source: Source, term: Term, span: DaySpan) -> Condition:
    simple: dict[Field, Callable[[], Condition]] = {
        Field.WORDS: lambda: DealRow.id.in_(deals_matching(source, _texts(term))),
        Field.NAME: lambda: or_(_contains(DealRow.name_key, term), _contains(CustomerRow.name_key, term)),
        Field.OWNER: lambda: DealRow.owner_id.in_(_named(source, MemberRow, term)),
        Field.STATUS: lambda: DealRow.status.in_([fold(text) for text in _texts(term)]),
        Field.STAGE: lambda: DealRow.stage_id.in_(_named(source, StageRow, term)),
        Field.AMOUNT: lambda: _amount(source, term),
        Field.CREATED: lambda: _on_days(DealRow.created_at, term, span),
        Field.CLOSED: lambda: _on_days(DealRow.closed_at, term, span),
        Field.LOST: lambda: _lost(_on_texts(_Loss.lost_day, term)),
        Field.REASON: lambda: _lost(_with_reason(source, term)),
        Field.COMPETITOR: lambda: _lost(_with_competitor(source, term)),
    }
    return simple[term.field]() if term.field in simple else _by_customer(source, term, span)


def _by_customer(source: Source, term: Term, span: DaySpan) -> Condition:
    """Fields that mean the same for a customer and for each of its deals."""
    if term.field is Field.TAG:
        return _tagged(tags_meant(source, _texts(term)))
    if term.field is Field.SOURCE:
        return _tagged(tags_meant(source, _texts(term), group_key="source"))
    if term.field is Field.PERSONA:
        return _among(term)
    done = and_(TouchRow.status == TouchStatus.DONE.value, TouchRow.system.is_(False))
    if term.field is Field.TOUCHED:
        latest = select(func.max(TouchRow.occurred_at)).where(TouchRow.customer_id == CustomerRow.id, done)
        return _on_days(latest.correlate(CustomerRow).scalar_subquery(), term, span)
    planned = TouchRow.status == TouchStatus.PLANNED.value
    earliest = select(func.min(TouchRow.due_at)).where(TouchRow.customer_id == CustomerRow.id, planned)
    return _on_days(earliest.correlate(CustomerRow).scalar_subquery(), term, span)


def _texts(term: Term) -> list[str]:
    return [str(value) for value in term.values]


def _contains(column: Any, term: Term) -> Condition:
    return or_(*(column.contains(fold(text), autoescape=True) for text in _texts(term)))


def _named(source: Source, model: type[MemberRow | StageRow | CompetitorRow | LossReasonRow], term: Term) -> list[int]:
    key = getattr(model, "key", model.name)
    rows = [
        (row_id, {fold(row_key), fold(name)})
        for row_id, row_key, name in source.connection.execute(select(model.id, key, model.name))
    ]
    found: list[int] = []
    for wanted in map(fold, _texts(term)):
        exact = [row_id for row_id, names in rows if wanted in names]
        found += exact or [row_id for row_id, names in rows if any(wanted in name for name in names)]
    return found


def _tagged(tags: Iterable[int]) -> Condition:
    return exists(
        select(TagAssignmentRow.id).where(
            TagAssignmentRow.customer_id == CustomerRow.id,
            TagAssignmentRow.tag_id.in_(tags),
            TagAssignmentRow.to_day.is_(None),
        )
    )


def _among(term: Term) -> Condition:
    keys = [key for value in term.values for key in cast("CustomerKeys", value).keys]
    # As one value, for there may be more of them than a statement can have.
    listed = func.json_each(json.dumps(keys)).table_valued(column("value", Integer))
    return CustomerRow.id.in_(select(listed.c.value))


def _lost(condition: Condition) -> Condition:
    in_force = and_(_Loss.deal_id == DealRow.id, _Loss.reopened_at.is_(None))
    return exists(select(_Loss.id).where(in_force, condition))


def _with_reason(source: Source, term: Term) -> Condition:
    called = _named(source, LossReasonRow, term)
    # Another word for a reason means that reason.
    meant = select(func.coalesce(LossReasonRow.merged_into_id, LossReasonRow.id)).where(LossReasonRow.id.in_(called))
    reasons = source.connection.execute(meant).scalars().all()
    below = select(LossReasonRow.id).where(LossReasonRow.parent_id.in_(reasons))
    return exists(
        select(LossReasonLinkRow.id).where(
            LossReasonLinkRow.loss_id == _Loss.id,
            or_(LossReasonLinkRow.reason_id.in_(reasons), LossReasonLinkRow.reason_id.in_(below)),
        )
    )


def _with_competitor(source: Source, term: Term) -> Condition:
    called = _named(source, CompetitorRow, term)
    # Another word for a competitor means that competitor.
    competitors = select(func.coalesce(CompetitorRow.merged_into_id, CompetitorRow.id)).where(
        CompetitorRow.id.in_(called)
    )
    return exists(
        select(LossCompetitorRow.id).where(
            LossCompetitorRow.loss_id == _Loss.id, LossCompetitorRow.competitor_id.in_(competitors)
        )
    )


def _amount(source: Source, term: Term) -> Condition:
    currencies = source.connection.execute(select(DealRow.currency).distinct()).scalars().all()
    return or_(
        false(),
        *(
            and_(DealRow.currency == currency, _compared(term.operator, cast("Decimal", value), currency))
            for currency in currencies
            for value in term.values
        ),
    )


def _compared(sign: Operator, amount: Decimal, currency: str) -> Condition:
    """Amounts are whole minor units, what they are compared with need not be, nor be small enough to be kept."""
    exact = amount.scaleb(minor_digits(currency))
    if sign is Operator.IS and exact != exact.to_integral_value():
        return false()
    up = sign in (Operator.AT_LEAST, Operator.BELOW)
    whole = int(exact.to_integral_value(ROUND_CEILING if up else ROUND_FLOOR))
    return cast("Condition", _COMPARE[sign](DealRow.amount_minor, max(-_LARGEST, min(whole, _LARGEST))))


def _on_days(column: Any, term: Term, span: DaySpan) -> Condition:
    return or_(*_day_ranges(column, term, span))


def _day_ranges(column: Any, term: Term, span: DaySpan) -> Iterable[Condition]:
    for value in term.values:
        start, after = span(cast("date", value))
        yield {
            Operator.IS: and_(column >= start, column < after),
            Operator.ABOVE: column >= after,
            Operator.AT_LEAST: column >= start,
            Operator.BELOW: column < start,
            Operator.AT_MOST: column < after,
        }[term.operator]


def _on_texts(column: Any, term: Term) -> Condition:
    return or_(*(_COMPARE[term.operator](column, str(value)) for value in term.values))
