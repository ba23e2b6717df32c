"""Searching what happened: against the index and LIKE alone, whether it finds the same, and what the index costs."""

from collections.abc import Iterator, Sequence
from random import Random
from typing import Any

from bench.context import LARGE, SMALL, Context
from bench.results import Result
from bench.searched_edits import differences
from bench.searched_notes import han_parts, note_bytes, one_note
from bench.timing import Work, compare, compare_each, p95, shown
from crmdesk.store.queries.search import search
from crmdesk.store.text.tokens import match_query
from crmdesk.store.workspace import Source

_LIMIT = 50
_QUERIES = 30
_RARE = 4
_SAMPLE = 200
_ABSENT = ("鑫淼犇骉", "麤骉鱻")
_SEED = 7

_MATCHING = (
    "SELECT touch.id, touch.customer_id, touch.occurred_at, touch.title, touch.body FROM touch_search"
    " JOIN touch ON touch.id = touch_search.rowid WHERE touch_search MATCH ?"
    " ORDER BY touch.occurred_at DESC, touch.id DESC LIMIT ?"
)
_LIKE = (
    "SELECT id, customer_id, occurred_at, title, body FROM touch WHERE body LIKE '%' || ? || '%'"
    " ORDER BY occurred_at DESC, id DESC LIMIT ?"
)


def measure(context: Context) -> Iterator[Result]:
    """P6, P7, P8 and P9."""
    large, small = context.path(LARGE), context.path(SMALL)
    driver = context.driver(large)
    parts = han_parts(context.driver(small), Random(_SEED), _QUERIES, (2, 3, 4))  # noqa: S311  # a sample
    with context.services(large).desk.read() as source, context.services(small).desk.read() as other:
        yield _against_index(context, source, driver, parts)
        yield from _against_like(context, source, driver)
        yield differences(context)
        yield _size(driver)
        yield one_note(context)
        yield _growth(context, source, other, parts)


def _against_index(context: Context, source: Source, driver: Any, parts: Sequence[str]) -> Result:
    pairs = [(_searched(source, part), _sent(driver, _MATCHING, match_query(part))) for part in parts]
    return p95(compare_each(pairs, rounds=context.rounds)).result("P6", f"{len(parts)} parts of notes")


def _against_like(context: Context, source: Source, driver: Any) -> Iterator[Result]:
    sample = han_parts(driver, Random(_SEED + 1), _SAMPLE, (3, 4))  # noqa: S311  # a sample
    rare = [part for part in sample if _hits(driver, part) < _RARE]
    for name, part in (*(("rare", part) for part in rare[:2]), *(("absent", part) for part in _ABSENT)):
        ours, theirs = _searched(source, part), _sent(driver, _LIKE, part)
        taken = compare(ours, theirs, rounds=min(context.rounds, 5))
        yield Result("P7", f"{name}: {part}", 1 / taken.ratio, shown(taken.ours), shown(taken.theirs))


def _searched(source: Source, part: str) -> Work:
    return lambda: search(source, part, _LIMIT)


def _sent(driver: Any, sql: str, words: str | None) -> Work:
    return lambda: driver.execute(sql, (words, _LIMIT)).fetchall()


def _hits(driver: Any, part: str) -> int:
    found = driver.execute("SELECT count(*) FROM touch_search WHERE touch_search MATCH ?", (match_query(part),))
    return int(found.fetchone()[0])


def _size(driver: Any) -> Result:
    index = sum(
        int(driver.execute(f"SELECT coalesce(sum(length({column})), 0) FROM touch_search_{table}").fetchone()[0])  # noqa: S608
        for table, column in (("data", "block"), ("docsize", "sz"))
    )
    notes = note_bytes(driver)
    return Result("P9a", "all notes", index / notes, f"{index / 1e6:.3g} MB", f"{notes / 1e6:.3g} MB")


def _growth(context: Context, large: Source, small: Source, parts: Sequence[str]) -> Result:
    pairs = [(_searched(large, part), _searched(small, part)) for part in parts]
    return p95(compare_each(pairs, rounds=context.rounds)).result("P9c", f"{len(parts)} parts of notes")
