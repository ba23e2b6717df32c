"""How one order of things becomes another with few removals and insertions. Knows neither models nor records."""

from array import array
from bisect import bisect_left
from collections.abc import Hashable, Iterator, Sequence
from itertools import groupby

# Each costs a comparison of all that follows.
_FEW = 20


def staying(before: Sequence[Hashable], after: Sequence[Hashable]) -> set[Hashable]:
    """Those that are in both and need not move: a longest increasing run of their present rows."""
    rows = {key: row for row, key in enumerate(before)}
    tails: list[int] = []
    chains: list[tuple[int, Hashable, int]] = []
    ends: list[int] = []
    for key in after:
        if key not in rows:
            continue
        place = bisect_left(tails, rows[key])
        chains.append((rows[key], key, ends[place - 1] if place else -1))
        tails[place : place + 1] = [rows[key]]
        ends[place : place + 1] = [len(chains) - 1]
    at, kept = ends[-1] if ends else -1, set()
    while at >= 0:
        _row, key, at = chains[at]
        kept.add(key)
    return kept


def runs(rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The first and last of each unbroken run of rising numbers."""
    for _gap, run in groupby(enumerate(rows), key=lambda pair: pair[1] - pair[0]):
        members = [row for _place, row in run]
        yield members[0], members[-1]


def shared(first: "array[int]", second: "array[int]") -> int:
    """How many both have in common at their beginning; slices are compared, which is far quicker than their items."""
    low, high = 0, min(len(first), len(second))
    while low < high:
        middle = (low + high + 1) // 2
        if first[low:middle] == second[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def few_edits(before: "array[int]", after: "array[int]") -> Sequence[Sequence[int]] | None:
    """The rows of ``before`` that go and those of ``after`` that come, where single rows move in a long list.

    None where more than a few change, or neighbours do: then ``staying`` is the way, if the lists are short enough.
    """
    if not (before and after):
        return range(len(before)), range(len(after))
    going: list[int] = []
    coming: list[int] = []
    old = new = 0
    while len(going) + len(coming) <= _FEW:
        same = shared(before[old:], after[new:])
        old, new = old + same, new + same
        if old == len(before) and new == len(after):
            return going, coming
        if before[old + 1 : old + 2] == after[new : new + 1]:
            going.append(old)
            old += 1
        elif before[old : old + 1] == after[new + 1 : new + 2]:
            coming.append(new)
            new += 1
        else:
            return None
    return None
