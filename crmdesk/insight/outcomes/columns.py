"""All deals that count as columns of numbers, one row per deal, from which every chart and list of the pool is made.

Knows nothing of where they were read, nor of what is asked of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from crmdesk.domain.loss import Voice

Codes: TypeAlias = NDArray[np.int32]
Whole: TypeAlias = NDArray[np.int64]
Mask: TypeAlias = NDArray[np.bool_]

OPEN, WON, LOST = 0, 1, 2
"""The codes of ``status``; a deal on hold counts as open, one that was no real deal is in no row."""


@dataclass(frozen=True, slots=True)
class Named:
    """What a code stands for. ``above`` is the code of the reason a sub-reason is below, of the higher tag of a tag.

    ``group`` is the uid of a tag's group.
    """

    uid: str
    name: str
    key: str = ""
    above: int = 0
    group: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """What a row can have several of: ``codes[i]`` belongs to the row ``rows[i]``; each pair once, in their order."""

    rows: Codes
    codes: Codes


@dataclass(frozen=True, slots=True, eq=False)
class Prices:
    """What competitors asked: of the deal in ``rows[i]`` that with ``codes[i]``, in minor units of a currency."""

    rows: Codes
    codes: Codes
    minor: Whole
    currency: Codes


@dataclass(frozen=True, slots=True, eq=False)
class Tries:
    """Losses after which the deal in ``rows[i]`` was taken up again; there can be several of one deal.

    ``lost`` is the ordinal of the local day of the loss or 0, ``stage`` and ``reason`` are those of the loss.
    ``became`` is OPEN, WON, or LOST once more.
    """

    rows: Codes
    lost: Codes
    stage: Codes
    reason: Codes
    became: Codes


@dataclass(frozen=True, slots=True, eq=False)
class OutcomeColumns:
    """Arrays of one length n; ``names`` of a code are in the tuple of the same name, place 0 always "none known".

    Its uid is empty (``NOBODY``), that of reasons ``NOT_RECORDED``, so that every uid can be wished for.

    ``deal``, ``customer`` and ``loss`` are keys of the store (``loss`` is 0 unless lost). ``created`` and ``closed``
    are proleptic ordinals of local days (``date.toordinal``), 0 where unknown or still open; ``created_month`` and
    ``closed_month`` are year * 12 + month - 1, or -1. ``ended`` is the instant of closing in milliseconds of UTC, where
    ``closed`` is known. ``stage`` is that at the loss, else the present one, the last one of a deal that was won;
    stages are in the order of the pipeline. ``reason`` is the one that counts for a loss (the manager's, else the
    seller's; code 0 where none is recorded), for a deal that was won its primary obstacle. ``amount`` is in minor units
    of ``currency`` (that of the loss, else of the deal), and means nothing unless ``priced``. ``win_back_on`` is an
    ordinal or 0; ``hopeless`` a verdict that it cannot be won back, ``worth`` a verdict, a day or an event that says it
    is worth a try, ``waiting`` that such an event is waited for. Where ``disagree``, two voices on the loss name
    different reasons of the first level; ``said`` is the primary reason of each, 0 where it names none. Sources are the
    tags of that group, ``tags`` those of all others that the
    customer or the deal has now; each deal has them with what is above them only through ``Named.above``. Owners and
    competitors are in the order of their names.
    """

    deal: Whole
    customer: Whole
    loss: Whole
    status: Codes
    created: Codes
    closed: Codes
    created_month: Codes
    closed_month: Codes
    ended: Whole
    stage: Codes
    owner: Codes
    reason: Codes
    amount: Whole
    priced: Mask
    currency: Codes
    reviewed: Mask
    win_back_on: Codes
    hopeless: Mask
    worth: Mask
    waiting: Mask
    disagree: Mask
    said: Mapping[Voice, Codes]
    competitors: Pairs
    sources: Pairs
    tags: Pairs
    obstacles: Pairs
    prices: Prices
    tried: Tries
    stages: tuple[Named, ...]
    owners: tuple[Named, ...]
    reasons: tuple[Named, ...]
    currencies: tuple[Named, ...]
    competitor_names: tuple[Named, ...]
    source_names: tuple[Named, ...]
    tag_names: tuple[Named, ...]
    tag_groups: tuple[Named, ...] = ()

    def __len__(self) -> int:
        return len(self.deal)
