"""Figures of made-up deals, many enough for every mark, each with the function that draws it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from random import Random
from typing import Any

import numpy as np

from crmdesk.domain.loss import Voice
from crmdesk.domain.loss_pool import Dimension
from crmdesk.insight.outcomes.cohorts import Cohorts, cohorts
from crmdesk.insight.outcomes.columns import LOST, OPEN, WON, Named, OutcomeColumns, Prices, Tries
from crmdesk.insight.outcomes.heat import Heat, heat
from crmdesk.insight.outcomes.lifetimes import Lifetimes, lifetimes
from crmdesk.insight.outcomes.obstacles import Obstacles, obstacles
from crmdesk.insight.outcomes.rivals import Rivals, rivals
from crmdesk.insight.outcomes.silence import Silence, silence
from crmdesk.insight.outcomes.stage_path import StagePath, stage_path
from crmdesk.insight.outcomes.voices import Voices, voices
from crmdesk.insight.outcomes.win_backs import WinBacks, count_win_backs
from crmdesk.insight.outcomes.win_rate import WinRate, win_rate
from crmdesk.render.cohorts_chart import draw_cohorts
from crmdesk.render.graphic import Graphic
from crmdesk.render.heat_chart import draw_heat
from crmdesk.render.lifetimes_chart import draw_lifetimes
from crmdesk.render.obstacles_chart import draw_obstacles
from crmdesk.render.rivals_chart import draw_rivals
from crmdesk.render.silence_chart import draw_silence
from crmdesk.render.stage_charts import draw_stage_losses, draw_stage_path
from crmdesk.render.voices_chart import draw_voices
from crmdesk.render.win_backs_chart import draw_win_backs
from crmdesk.render.win_rate_chart import draw_win_rate
from tests.insight.outcomes.made_columns import NONE, Deal, columns_of, everything, stated

TODAY = date(2026, 11, 21)
RIVALS = (
    "Swiftline Automation",
    "Tianheng Metrology",
    "Kestrel Systems",
    "启明工业",
    "their own workshop",
    "Rare & Sons",
)
REASONS = (
    *("Price", "Chose a competitor", "Need ended", "Product", "Relationship", "Service", "Our follow-up", "Channel"),
    *("Timing", "No decision / no reply", "The customer’s new management decided otherwise"),
)
STAGES = (
    "New lead",
    "First contact",
    "Need confirmed",
    "Proposal / demo",
    "Quoted",
    "商务谈判",
    "Contract & delivery plan",
)
_N = 500


def _deal(chance: Random) -> Deal:
    begun = TODAY - timedelta(chance.randrange(1, 600))
    age = int(chance.gammavariate(2, 45))
    status = chance.choice(("won", "lost")) if begun + timedelta(age) <= TODAY else "open"
    lost = status == "lost"
    return Deal(
        status,
        begun,
        None if status == "open" else begun + timedelta(age),
        reason=chance.choices(range(12), (3, 60, 40, 30, 20, 14, 9, 7, 5, 4, 3, 1))[0] if lost else 0,
        amount=chance.randrange(10, 900) * 10_000,
        competitors=tuple({min(6, int(chance.expovariate(0.5)) + 1)}) if chance.random() < 0.7 else (),
        obstacles=tuple({chance.randrange(1, 12), 1}) if status == "won" and chance.random() < 0.6 else (),
    )


def sample_columns(n: int = _N) -> OutcomeColumns:
    """Deals of twenty months, always the same."""
    chance = Random(6)
    columns = columns_of(*(_deal(chance) for _deal_number in range(n)))
    names = {"competitor_names": RIVALS, "reasons": REASONS}
    made = {field: (NONE, *(Named(f"u{at}", name) for at, name in enumerate(found))) for field, found in names.items()}
    return replace_names(columns, made)


def replace_names(columns: OutcomeColumns, names: dict[str, tuple[Named, ...]]) -> OutcomeColumns:
    """The same columns with other names."""
    fields = {field: getattr(columns, field) for field in OutcomeColumns.__dataclass_fields__}
    return OutcomeColumns(**(fields | names))


def sample_rivals(n: int = _N) -> Rivals:
    """Six competitors."""
    columns, chance = sample_columns(n), Random(1)
    pairs = columns.competitors
    asked = [int(amount * chance.uniform(0.7, 1.15)) for amount in columns.amount[pairs.rows].tolist()]
    prices = Prices(pairs.rows, pairs.codes, np.array(asked, np.int64), columns.currency[pairs.rows])
    columns = replace(columns, prices=prices)
    return rivals(columns, everything(columns), stated(columns, minimum=5))


def sample_lifetimes(n: int = _N) -> Lifetimes:
    """Twenty months."""
    columns = sample_columns(n)
    return lifetimes(columns, everything(columns), stated(columns, minimum=5), today=TODAY)


def sample_silence(n: int = _N) -> Silence:
    """Losses after more silence than wins."""
    columns, chance = sample_columns(n), np.random.default_rng(3)
    touches = chance.poisson(np.where(columns.status == LOST, 2.0, 5.0))
    return silence(columns, everything(columns), stated(columns, minimum=5), touches)


def sample_voices(n: int = _N) -> Voices:
    """Eleven reasons, of which the customer names another one now and then."""
    columns, chance = sample_columns(n), np.random.default_rng(5)
    found = np.where(chance.random(n) < 0.6, columns.reason, chance.integers(0, len(REASONS) + 1, n)).astype(np.int32)
    columns = replace(columns, said={Voice.SELLER: columns.reason, Voice.CUSTOMER: found})
    return voices(columns, everything(columns), stated(columns, minimum=5), Voice.CUSTOMER)


def sample_cohorts(n: int = _N) -> Cohorts:
    """Twenty months, some of them with few deals."""
    columns = sample_columns(n)
    return cohorts(columns, everything(columns), stated(columns, minimum=20), today=TODAY)


def sample_obstacles(n: int = _N) -> Obstacles:
    """Eleven reasons on two sides."""
    columns = sample_columns(n)
    return obstacles(columns, everything(columns), stated(columns, minimum=5), currency="CNY")


def sample_win_backs(n: int = _N) -> WinBacks:
    """A third of the losses was tried again."""
    columns, chance = sample_columns(n), np.random.default_rng(2)
    count = n // 8
    became = chance.choice([OPEN, WON, LOST], count, p=[0.25, 0.3, 0.45]).astype(np.int32)
    tried = Tries(
        rows=chance.choice(np.flatnonzero(columns.status == WON), count).astype(np.int32),
        lost=np.zeros(count, np.int32),
        stage=np.zeros(count, np.int32),
        reason=np.minimum(1 + chance.exponential(2, count), len(REASONS)).astype(np.int32),
        became=became,
    )
    columns = replace(columns, tried=tried)
    return count_win_backs(columns, everything(columns), stated(columns, minimum=5), tried.rows >= 0)


def staged_columns(n: int) -> OutcomeColumns:
    """The same deals at seven stages, with owners and now and then an unknown day."""
    columns, chance = sample_columns(n), np.random.default_rng(4)
    stages = tuple(Named(f"s{at}", name) for at, name in enumerate(STAGES))
    stage = chance.integers(0, len(STAGES) + 1, n).astype(np.int32)
    return replace(columns, stage=stage, stages=(NONE, *stages))


def sample_win_rate(n: int = _N) -> WinRate:
    """Twenty months, compared with those of odd rows."""
    columns = staged_columns(n)
    before = np.arange(n) % 3 == 0
    return win_rate(columns, everything(columns), stated(columns, minimum=20), today=TODAY, before=before)


def sample_stages(n: int = _N) -> StagePath:
    """Seven stages, one of them with a long name."""
    columns = staged_columns(n)
    return stage_path(columns, everything(columns), stated(columns, minimum=5), currency="CNY")


def sample_heat(n: int = _N, by: Dimension = Dimension.COMPETITOR) -> Heat:
    """Eleven reasons against six competitors or seven stages."""
    columns = staged_columns(n)
    return heat(columns, everything(columns), stated(columns, minimum=5), by, currency="CNY")


Draw = Callable[..., Graphic]
"""Takes the notes, the heading, the theme and the size."""


def charts(n: int = _N) -> dict[str, Draw]:
    """Every chart by its name, of so many deals."""
    made: dict[str, tuple[Draw, Any]] = {
        "rivals": (draw_rivals, sample_rivals(n)),
        "lifetimes": (draw_lifetimes, sample_lifetimes(n)),
        "silence": (draw_silence, sample_silence(n)),
        "cohorts won": (partial(draw_cohorts, fate="won"), sample_cohorts(n)),
        "cohorts lost": (partial(draw_cohorts, fate="lost"), sample_cohorts(n)),
        "voices": (draw_voices, sample_voices(n)),
        "obstacles count": (partial(draw_obstacles, measure="count"), sample_obstacles(n)),
        "obstacles amount": (partial(draw_obstacles, measure="amount"), sample_obstacles(n)),
        "win backs": (draw_win_backs, sample_win_backs(n)),
        "win rate": (draw_win_rate, sample_win_rate(n)),
        "stage losses": (partial(draw_stage_losses, measure="amount"), sample_stages(n)),
        "stage path": (draw_stage_path, sample_stages(n)),
        "heat by stage": (partial(draw_heat, measure="amount"), sample_heat(n, Dimension.STAGE)),
        "heat by competitor": (partial(draw_heat, measure="count"), sample_heat(n)),
    }
    return {name: partial(draw, figure) for name, (draw, figure) in made.items()}


CHARTS = charts()
