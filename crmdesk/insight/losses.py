"""Loss statistics: how often, and for how much, deals were lost, grouped by one attribute of the loss.

The table is that of Pareto analysis (J. M. Juran, "Quality Control Handbook", McGraw-Hill 1951): causes by falling
frequency, each with its share and running share. Pure functions over records; knows neither the store nor the screen.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from crmdesk.domain.errors import ValidationError
from crmdesk.domain.loss import LossFact
from crmdesk.domain.money import Money, totals
from crmdesk.i18n import _

TAG_PREFIX = "tag:"

# A group's identity: its name, below the name of the reason it belongs to where it is a second-level reason.
_Group = tuple[str, ...]
_UNKNOWN: _Group = ()


@dataclass(frozen=True, slots=True)
class LossRow:
    """The losses of one group.

    ``share`` is the part of the counts of all rows, and ``cumulative`` its running sum, which ends at exactly 1.
    ``amount`` is in the currency asked for, ``other_currencies`` has the sums in any others. ``cells`` are the counts
    against the columns of the table; an event can stand in several of them, as in several rows.
    """

    key: str
    count: int
    amount: Money
    other_currencies: tuple[Money, ...]
    share: float
    cumulative: float
    cells: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class LossTable:
    """Losses by one attribute: ``n`` distinct events and their amounts, of which ``not_recorded`` stand in no row.

    Unless ``overlap`` (an event can stand in several rows), ``n`` is the sum of the rows' counts and ``not_recorded``.
    ``columns`` are the groups of the attribute ``versus``, the last one "" for events in which it is unknown, if any.
    """

    by: str
    n: int
    amount: Money
    other_currencies: tuple[Money, ...]
    rows: tuple[LossRow, ...]
    not_recorded: int
    overlap: bool
    versus: str | None = None
    columns: tuple[str, ...] = ()


def group_losses(facts: Iterable[LossFact], by: str, *, currency: str, versus: str | None = None) -> LossTable:
    """Count the losses by ``by``, and crosswise by ``versus`` if given.

    Both are one of ``reason``, ``subreason`` (its reason where there is none), ``stage``, ``competitor``, ``owner``,
    ``month`` (of the loss, as 2026-03), ``remedy``, ``source``, or ``tag:GROUP``. An event of which the attribute is
    unknown (no reason recorded, no date, no competitor named …) is in ``not_recorded``. An event given twice counts
    once. Rows go by count, then amount in ``currency``, then name; months by time.

    Raises ValidationError for another grouping.
    """
    groups_of = _grouping(by, "by")
    cells_of = _grouping(versus, "versus") if versus else None
    events = list({fact.event_uid: fact for fact in facts}.values())
    members, not_recorded = _members(events, groups_of)
    columns: dict[_Group, str] = {}
    if versus and cells_of:
        crossed, unknown = _members(events, cells_of)
        columns = _keys(_ordered(versus, crossed, currency)) | ({_UNKNOWN: ""} if unknown else {})
    several = by == "competitor" or by.startswith(TAG_PREFIX)
    amount, others = _sums(events, currency)
    return LossTable(
        by=by,
        n=_count(events),
        amount=amount,
        other_currencies=others,
        rows=_rows(_ordered(by, members, currency), currency, columns, cells_of),
        not_recorded=not_recorded,
        overlap=several or any(len(groups_of(event)) > 1 for event in events),
        versus=versus,
        columns=tuple(columns.values()),
    )


_Grouping = Callable[[LossFact], frozenset[_Group]]


def _reason(fact: LossFact) -> frozenset[_Group]:
    return _named(fact.reason) if fact.recorded else frozenset()


def _subreason(fact: LossFact) -> frozenset[_Group]:
    if not (fact.recorded and fact.reason):
        return frozenset()
    return frozenset({(fact.reason, fact.subreason) if fact.subreason else (fact.reason,)})


def _month(fact: LossFact) -> frozenset[_Group]:
    return _named(fact.lost_on.isoformat()[:7]) if fact.lost_on else frozenset()


def _named(*names: str) -> frozenset[_Group]:
    return frozenset((name,) for name in names if name)


_GROUPINGS: Mapping[str, _Grouping] = {
    "reason": _reason,
    "subreason": _subreason,
    "stage": lambda fact: _named(fact.stage),
    "competitor": lambda fact: _named(*fact.competitors),
    "owner": lambda fact: _named(fact.owner),
    "month": _month,
    "remedy": lambda fact: _named(fact.remedy),
    "source": lambda fact: _named(*fact.sources),
}

GROUPINGS: tuple[str, ...] = tuple(_GROUPINGS)
"""The groupings by name; ``tag:GROUP`` besides."""


def _grouping(name: str, field: str) -> _Grouping:
    if name.startswith(TAG_PREFIX) and name != TAG_PREFIX:
        wanted = name.removeprefix(TAG_PREFIX)
        return lambda fact: _named(*(tag for group, tag in fact.tags if group == wanted))
    if name not in _GROUPINGS:
        raise ValidationError(
            _("Losses cannot be grouped by “{name}”; choose one of {choices}, or tag:GROUP.").format(
                name=name, choices=", ".join(GROUPINGS)
            ),
            field=field,
        )
    return _GROUPINGS[name]


def _count(events: Iterable[LossFact]) -> int:
    return sum(event.alike for event in events)


def _sums(events: Iterable[LossFact], currency: str) -> tuple[Money, tuple[Money, ...]]:
    """The sum in ``currency``, and those in the other currencies by their codes."""
    sums = totals(event.amount for event in events)
    main = sums.pop(currency, Money(0, currency))
    return main, tuple(sums[code] for code in sorted(sums))


def _members(events: Iterable[LossFact], grouping: _Grouping) -> tuple[dict[_Group, list[LossFact]], int]:
    """The events of each group, and the number of events that are in none."""
    members: defaultdict[_Group, list[LossFact]] = defaultdict(list)
    unknown = 0
    for event in events:
        groups = grouping(event)
        unknown += 0 if groups else event.alike
        for group in groups:
            members[group].append(event)
    return members, unknown


def _ordered(by: str, members: Mapping[_Group, Sequence[LossFact]], currency: str) -> dict[_Group, Sequence[LossFact]]:
    """The groups in the order of the rows."""

    def rank(group: _Group) -> tuple[int, int, _Group]:
        return -_count(members[group]), -_sums(members[group], currency)[0].minor, group

    order = sorted(members) if by == "month" else sorted(members, key=rank)
    return {group: members[group] for group in order}


def _keys(groups: Iterable[_Group]) -> dict[_Group, str]:
    """A name for each group: its own, with that of its reason only where two would be called the same."""
    groups = tuple(groups)
    names = Counter(group[-1] for group in groups)
    return {group: group[-1] if names[group[-1]] == 1 else " › ".join(group) for group in groups}


def _rows(
    members: Mapping[_Group, Sequence[LossFact]],
    currency: str,
    columns: Iterable[_Group],
    cells_of: _Grouping | None,
) -> tuple[LossRow, ...]:
    keys = _keys(members)
    counts = [_count(events) for events in members.values()]
    total = sum(counts)
    rows: list[LossRow] = []
    for (group, events), count, so_far in zip(members.items(), counts, accumulate(counts), strict=True):
        amount, others = _sums(events, currency)
        crossed = _crossed(events, cells_of) if cells_of else Counter[_Group]()
        cells = tuple(crossed[column] for column in columns)
        rows.append(LossRow(keys[group], count, amount, others, count / total, so_far / total, cells))
    return tuple(rows)


def _crossed(events: Iterable[LossFact], cells_of: _Grouping) -> Counter[_Group]:
    """How many of the losses are in each column."""
    crossed: Counter[_Group] = Counter()
    for event in events:
        crossed.update(dict.fromkeys(cells_of(event) or {_UNKNOWN}, event.alike))
    return crossed
