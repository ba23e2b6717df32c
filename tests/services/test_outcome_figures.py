"""Every number of a figure equals plain SQL on the sample company, and every mark leads to exactly its deals."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sqlalchemy import text

from crmdesk.domain.loss import Voice
from crmdesk.domain.loss_pool import Dimension, PoolFilter
from crmdesk.insight.outcomes.cohorts import AGES
from crmdesk.insight.outcomes.selection import select
from crmdesk.insight.outcomes.silence import BUCKETS
from crmdesk.wiring import Services, open_services
from tests.fakes import FixedClock
from tests.sample_years import ME, NOW, Samples

TODAY = date.fromisoformat(NOW[:10])
ALL = PoolFilter()
HALF_YEAR = PoolFilter(since=date(2026, 2, 1), until=date(2026, 7, 31))
MONTH = PoolFilter(since=date(2026, 1, 15), month="2026-06")

LOCAL = "date(({0}_at + {0}_offset * 60000) / 1000, 'unixepoch')"
DEALS = f"""(SELECT id, status, owner_id, currency, amount_minor, {LOCAL.format("created")} AS begun,
    {LOCAL.format("closed")} AS ended FROM deal WHERE status <> 'invalid')"""
REASON = """(SELECT loss_id, coalesce(above.uid, reason.uid) AS uid,
    row_number() OVER (PARTITION BY loss_id ORDER BY voice = 'manager' DESC) AS place
    FROM loss_reason_link link JOIN loss_reason reason ON reason.id = reason_id
    LEFT JOIN loss_reason above ON above.id = reason.parent_id WHERE is_primary AND voice <> 'customer')"""


@pytest.fixture(scope="module")
def year(samples: Samples, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """The sample company, to be read only."""
    path = Path(shutil.copy(samples("en"), tmp_path_factory.mktemp("figures") / "year.crmdesk"))
    return open_services(path, FixedClock(NOW), ME)


def sql(services: Services, query: str) -> list[Any]:
    with services.desk.read() as source:
        return [tuple(row) for row in source.connection.execute(text(query))]


def number_of(services: Services, wish: PoolFilter | None) -> int:
    """How many deals a mark leads to."""
    assert wish is not None
    columns, touches = services.outcomes.columns(), services.outcomes.touches_before()
    return int(np.count_nonzero(select(columns, wish, TODAY, touches=touches)))


def within(wanted: PoolFilter, column: str) -> str:
    """The days of a wish as a condition."""
    first, last = wanted.since or date.min, wanted.until or date.max
    month = f" AND {column} LIKE '{wanted.month}%'" if wanted.month else ""
    return f"{column} BETWEEN '{first}' AND '{last}'{month}"


@pytest.mark.parametrize("wanted", [ALL, HALF_YEAR, MONTH], ids=["all", "half a year", "a month"])
def test_competitors(year: Services, wanted: PoolFilter):
    figure = year.figures.rivals(wanted)
    period = f" WHERE {within(wanted, 'ended')}" if wanted.has_period else ""
    met = f"""(SELECT DISTINCT uid, name, deals.* FROM {DEALS} deals JOIN (
        SELECT deal_id, competitor_id FROM deal_competitor UNION SELECT deal_id, competitor_id FROM loss_competitor
        JOIN loss_event ON loss_event.id = loss_id WHERE reopened_at IS NULL) met ON met.deal_id = deals.id
        JOIN competitor ON competitor.id = competitor_id{period})"""
    rows = sql(
        year,
        "SELECT uid, count(*), sum(status = 'lost'), sum(status = 'won'), max(max(begun, coalesce(ended, begun)))"
        f" FROM {met} GROUP BY uid",
    )
    assert len(figure.rows) > 3
    told = {
        (row.uid, row.met, row.lost, row.won.part, row.last_seen and row.last_seen.isoformat()) for row in figure.rows
    }
    assert told == set(rows)
    asked = sql(
        year,
        f"SELECT met.uid, (price_minor - amount_minor) * 1.0 / amount_minor FROM {met} met JOIN deal_competitor asked"
        " ON asked.deal_id = met.id AND asked.competitor_id = (SELECT id FROM competitor WHERE uid = met.uid)"
        " WHERE price_minor IS NOT NULL AND asked.currency = met.currency AND amount_minor > 0",
    )
    for row in figure.rows:
        gaps = [gap for uid, gap in asked if uid == row.uid]
        assert row.gap.n == len(gaps)
        if row.gap.typical is not None:
            assert row.gap.typical == pytest.approx(np.median(gaps))
        assert number_of(year, figure.wish(row.key(won=True))) == row.won.part
        assert number_of(year, figure.wish(row.key(won=False))) == row.lost
    assert asked


@pytest.mark.parametrize("wanted", [ALL, HALF_YEAR, MONTH], ids=["all", "half a year", "a month"])
def test_lifetimes(year: Services, wanted: PoolFilter):
    figure = year.figures.lifetimes(wanted)
    ends = sql(
        year,
        f"SELECT status, count(*) FROM {DEALS} WHERE status IN ('won', 'lost') AND {within(wanted, 'ended')}"
        " GROUP BY 1",
    )
    assert {"lost": figure.lost.ended, "won": figure.won.ended} == dict(ends)
    for band in figure.bands(8):
        for won, n in ((False, band.lost), (True, band.won)):
            assert number_of(year, figure.wish(f"{band.first}-{band.last}|{'won' if won else 'lost'}")) == n
    if wanted == ALL:
        [(n, oldest)] = sql(year, f"SELECT count(*), max(julianday(ended) - julianday(begun)) FROM {DEALS}")
        assert (figure.stated.n, figure.longest) == (n, oldest)


def test_silence(year: Services):
    for wanted in (ALL, HALF_YEAR):
        figure = year.figures.silence(wanted)
        ends = sql(
            year,
            f"SELECT status, count(*) FROM {DEALS} WHERE status IN ('won', 'lost') AND {within(wanted, 'ended')}"
            " GROUP BY 1",
        )
        assert {"lost": figure.lost.n, "won": figure.won.n} == dict(ends)
        for at, bucket in enumerate(BUCKETS):
            for won, side in ((False, figure.lost), (True, figure.won)):
                assert number_of(year, figure.wish(bucket.key(won=won))) == side.counts[at]
    assert figure.lost.median != figure.won.median


def test_cohorts(year: Services):
    figure = year.figures.cohorts(PoolFilter(since=date(2025, 3, 10)))
    created = sql(year, f"SELECT substr(begun, 1, 7), count(*) FROM {DEALS} WHERE begun >= '2025-03-10' GROUP BY 1")
    assert [(row.month, row.n) for row in figure.rows] == sorted(created)
    for status in ("won", "lost"):
        for place, days in enumerate(AGES.values()):
            counted = dict(
                sql(
                    year,
                    f"SELECT substr(begun, 1, 7), count(*) FROM {DEALS} WHERE status = '{status}'"
                    f" AND begun >= '2025-03-10' AND julianday(ended) - julianday(begun) <= {days} GROUP BY 1",
                )
            )
            for row in figure.rows:
                share = (row.won if status == "won" else row.lost)[place]
                assert share is None or share.part == counted.get(row.month, 0)
            for row in figure.rows:
                if row.won[place] and row.lost[place] and row.open[place]:
                    assert row.won[place].part + row.lost[place].part + row.open[place].part == row.n
    whole = figure.rows[3]
    for place, share in enumerate(whole.won):
        assert share is not None
        assert number_of(year, figure.wish(whole.key(place, "won"))) == share.part


def test_obstacles(year: Services):
    figure = year.figures.obstacles(HALF_YEAR)
    lost = sql(
        year,
        f"SELECT reason.uid, count(*), coalesce(sum(event.amount_minor), 0) FROM loss_event event JOIN {REASON} reason"
        f" ON reason.loss_id = event.id AND place = 1 WHERE reopened_at IS NULL AND {within(HALF_YEAR, 'lost_day')}"
        " GROUP BY 1",
    )
    won = sql(
        year,
        "SELECT uid, count(*), coalesce(sum(amount_minor), 0) FROM (SELECT DISTINCT coalesce(above.uid, reason.uid) AS"
        f" uid, deals.id, amount_minor FROM {DEALS} deals JOIN win_reason_link link ON link.deal_id = deals.id"
        " JOIN loss_reason reason ON reason.id = link.reason_id LEFT JOIN loss_reason above"
        f" ON above.id = reason.parent_id WHERE status = 'won' AND {within(HALF_YEAR, 'ended')}) GROUP BY 1",
    )
    told = {row.uid: row for row in figure.rows}
    assert {(row.uid, row.won, row.won_amount) for row in figure.rows if row.won} == set(won)
    assert {(row.uid, row.lost, row.lost_amount) for row in figure.rows if row.lost} <= set(lost)
    assert sum(row.lost for row in figure.rows) + figure.silent_lost == sum(n for _uid, n, _minor in lost)
    assert len(told) > 4
    for row in figure.rows:
        assert number_of(year, figure.wish(row.key(won=True))) == row.won
        assert number_of(year, figure.wish(row.key(won=False))) == row.lost


def test_win_backs(year: Services):
    for wanted in (ALL, HALF_YEAR):
        figure = year.figures.win_backs(wanted)
        rows = sql(
            year,
            f"""SELECT reason.uid, count(*), sum(reopened_at IS NOT NULL),
                sum(reopened_at IS NOT NULL AND later.id IS NULL AND deals.status = 'won'),
                sum(reopened_at IS NOT NULL AND later.id IS NOT NULL),
                sum(CASE WHEN reopened_at IS NOT NULL AND later.id IS NULL AND deals.status = 'won'
                    THEN deals.amount_minor ELSE 0 END)
            FROM loss_event event JOIN {DEALS} deals ON deals.id = event.deal_id
            LEFT JOIN {REASON} reason ON reason.loss_id = event.id AND place = 1
            LEFT JOIN (SELECT deal_id, max(id) AS id FROM loss_event GROUP BY deal_id) later
                ON later.deal_id = event.deal_id AND later.id > event.id
            WHERE {within(wanted, "lost_day")} GROUP BY 1""",
        )
        told = {
            (row.uid, row.losses, row.tried, row.won, row.lost_again, sum(money.minor for money in row.recovered))
            for row in figure.rows
            if row.name
        }
        assert told <= set(rows)
        assert sum(row.losses for row in figure.rows) == figure.total.losses == sum(row[1] for row in rows)
        for row in figure.rows:
            assert number_of(year, figure.wish(row.key("losses"))) == row.losses - row.tried
    assert figure.total.tried


@pytest.mark.parametrize("wanted", [ALL, HALF_YEAR], ids=["all", "half a year"])
def test_win_rate(year: Services, wanted: PoolFilter):
    figure = year.figures.win_rate(replace(wanted, reasons=frozenset({"left aside"})), compare=True)
    months = sql(
        year,
        f"SELECT substr(ended, 1, 7), sum(status = 'won'), count(*) FROM {DEALS} WHERE status IN ('won', 'lost')"
        f" AND {within(wanted, 'ended')} GROUP BY 1",
    )
    assert {(span.key, span.won.part, span.won.whole) for span in figure.spans if span.won.whole} == set(months)
    for span in figure.spans:
        assert number_of(year, figure.wish(f"{span.key}|won")) == span.won.part
        assert number_of(year, figure.wish(span.key)) == span.lost
    assert (figure.before is None) is (wanted == ALL)
    if figure.before:
        [before] = sql(
            year,
            f"SELECT sum(status = 'won'), count(*) FROM {DEALS} WHERE status IN ('won', 'lost')"
            " AND ended BETWEEN '2025-08-04' AND '2026-01-31'",
        )
        assert (figure.before.part, figure.before.whole) == before


def test_stages(year: Services):
    lost = dict(
        sql(
            year,
            "SELECT stage.uid, count(*) FROM loss_event JOIN stage ON stage.id = stage_id"
            f" WHERE reopened_at IS NULL AND {within(HALF_YEAR, 'lost_day')} GROUP BY 1",
        )
    )
    still = dict(
        sql(
            year,
            "SELECT stage.uid, count(*) FROM deal JOIN stage ON stage.id = stage_id"
            " WHERE status IN ('open', 'hold') GROUP BY 1",
        )
    )
    [(won,)] = sql(year, f"SELECT count(*) FROM {DEALS} WHERE status = 'won' AND {within(HALF_YEAR, 'ended')}")
    losses, path = year.figures.stage_losses(HALF_YEAR), year.figures.stage_path(HALF_YEAR)
    for figure in (losses, path):
        assert {stage.uid: stage.lost for stage in figure.stages if stage.lost} == lost
        for stage in figure.stages:
            assert number_of(year, figure.wish(stage.uid)) == stage.lost
    assert {stage.uid: stage.still for stage in path.stages if stage.still} == still
    assert (path.won, number_of(year, path.wish("won"))) == (won, won)
    assert path.stages[0].reached == sum(lost.values()) + sum(still.values()) + won


@pytest.mark.parametrize(
    "by", [Dimension.STAGE, Dimension.COMPETITOR, Dimension.OWNER, Dimension.SOURCE, Dimension.TAG]
)
def test_heat(year: Services, by: Dimension):
    figure = year.figures.heat(replace(HALF_YEAR, reasons=frozenset({"left aside"})), by=by)
    reasons = sql(
        year,
        f"SELECT reason.uid, count(*), coalesce(sum(event.amount_minor), 0) FROM loss_event event JOIN {REASON} reason"
        f" ON reason.loss_id = event.id AND place = 1 WHERE reopened_at IS NULL AND {within(HALF_YEAR, 'lost_day')}"
        " GROUP BY 1",
    )
    named = {row for row in reasons if row[0] in {line.uids[0] for line in figure.rows}}
    assert {(row.uids[0], row.n, row.amount) for row in figure.rows} >= named
    assert sum(row.n for row in figure.rows) == sum(n for _uid, n, _amount in reasons) == figure.stated.n
    assert (sum(column.n for column in figure.columns) > figure.stated.n) is figure.overlap
    for column in figure.columns:
        assert number_of(year, figure.wish(figure.key(column, None))) == column.n
    for row, counts in zip(figure.rows[:3], figure.counts, strict=False):
        for column, n in zip(figure.columns, counts, strict=True):
            assert number_of(year, figure.wish(figure.key(column, row))) == n


@pytest.mark.parametrize("other", [Voice.CUSTOMER, Voice.MANAGER])
def test_voices(year: Services, other: Voice):
    figure = year.figures.voices(replace(HALF_YEAR, voices=frozenset({"left aside"})), other=other)
    said = """(SELECT loss_id, voice, coalesce(above.uid, reason.uid) AS uid FROM loss_reason_link
        JOIN loss_reason reason ON reason.id = reason_id LEFT JOIN loss_reason above ON above.id = reason.parent_id
        WHERE is_primary AND reason.key NOT IN ('unknown', 'not_recorded'))"""
    pairs = {
        (one, another): n
        for one, another, n in sql(
            year,
            f"SELECT one.uid, other.uid, count(*) FROM loss_event event JOIN {said} one ON one.loss_id = event.id"
            f" AND one.voice = 'seller' JOIN {said} other ON other.loss_id = event.id AND other.voice = '{other.value}'"
            f" WHERE reopened_at IS NULL AND {within(HALF_YEAR, 'lost_day')} GROUP BY 1, 2",
        )
    }
    alike = sum(n for (one, another), n in pairs.items() if one == another)
    assert (figure.agreed.part, figure.stated.n) == (alike, sum(pairs.values()))
    assert figure.stated.n > 10
    for row, counts in zip(figure.lines, figure.counts, strict=True):
        for column, n in zip(figure.lines, counts, strict=True):
            assert n == sum(pairs.get((one, another), 0) for one in row.uids for another in column.uids)
            assert not n or number_of(year, figure.wish(figure.key(column, row))) == n
        assert number_of(year, figure.wish(figure.key(None, row))) == row.said


def test_inside_a_reason_the_parts_make_up_the_whole(year: Services):
    figures = year.figures
    price = next(row for row in figures.win_backs(HALF_YEAR).rows if row.detail)
    backs = figures.win_backs(HALF_YEAR, inside=price.uid)
    assert (backs.total.losses, backs.total.tried) == (price.losses, price.tried)
    assert sum(row.losses for row in backs.rows) == price.losses
    obstacle = next(row for row in figures.obstacles(HALF_YEAR).rows if row.uid == price.uid)
    inside = figures.obstacles(HALF_YEAR, inside=price.uid)
    assert sum(row.lost for row in inside.rows) == obstacle.lost
    line = next(row for row in figures.heat(HALF_YEAR, by=Dimension.STAGE).rows if row.uids == (price.uid,))
    heat = figures.heat(HALF_YEAR, by=Dimension.STAGE, inside=price.uid)
    assert heat.stated.n == sum(row.n for row in heat.rows) == line.n
    assert heat.inside_name == backs.inside_name == inside.inside_name == price.name
    for figure in (backs, inside):
        parts = [row for row in figure.rows if row.uid]
        assert parts
        for row in parts:
            key, n = (row.key("losses"), row.losses - row.tried) if figure is backs else (row.key(won=False), row.lost)
            assert number_of(year, figure.wish(key)) == n
    chosen = figures.obstacles(replace(HALF_YEAR, reasons=frozenset({price.uid})))
    assert {row.uid for row in chosen.rows if not row.aside} == {price.uid}
    assert {row.lost for row in chosen.rows} == {row.lost for row in figures.obstacles(HALF_YEAR).rows}


def test_other_wishes_narrow_every_figure_down(year: Services):
    columns = year.outcomes.columns()
    owner = columns.owners[1].uid
    wanted = replace(ALL, owners=frozenset({owner}))
    mine = int(np.count_nonzero(columns.owner == 1))
    figures = year.figures
    assert figures.lifetimes(wanted).stated.n == figures.cohorts(wanted).stated.n == mine
    assert figures.rivals(wanted).stated.n == mine
    for figure in (figures.silence(wanted), figures.obstacles(wanted)):
        assert figure.stated.n == int(np.count_nonzero((columns.owner == 1) & (columns.status > 0)))
    everything = figures.win_backs(ALL).total
    parts = [figures.win_backs(replace(ALL, owners=frozenset({named.uid}))).total for named in columns.owners]
    assert sum(part.losses for part in parts) == everything.losses
    assert sum(part.tried for part in parts) == everything.tried


def test_the_minimum_is_the_companys(year: Services):
    assert year.figures.rivals(ALL).stated.minimum == year.configuration.company.company().evidence
