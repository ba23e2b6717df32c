"""Pairs of deals and what they can have several of."""

from collections.abc import Sequence

import numpy as np

from crmdesk.insight.outcomes.columns import Codes, Named, Pairs


def lifted(pairs: Pairs, names: Sequence[Named]) -> Pairs:
    """The pairs, and those with all that stands above their codes, each once."""
    above = np.array([one.above for one in names], np.int32)
    rows, codes = [pairs.rows], [pairs.codes]
    while (higher := above[codes[-1]] > 0).any():
        rows.append(rows[-1][higher])
        codes.append(above[codes[-1][higher]])
    if len(rows) == 1:
        return pairs
    return once(np.concatenate(rows), np.concatenate(codes), len(names))


def once(rows: Codes, codes: Codes, count: int) -> Pairs:
    """The pairs of a row and one of so many codes, each of them once."""
    # Sorted by hand: numpy's unique, which hashes, takes ten times as long.
    packed = np.sort(rows.astype(np.int64) * count + codes)
    packed = packed[np.diff(packed, prepend=-1) > 0]
    return Pairs((packed // count).astype(np.int32), (packed % count).astype(np.int32))


def known_pairs(rows: Codes, codes: Codes, count: int) -> Pairs:
    """The pairs of something known, each of them once."""
    known = codes > 0
    return once(rows[known], codes[known], count)
