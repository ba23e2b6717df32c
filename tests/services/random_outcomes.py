"""Workspaces with deals that ended in every possible way, and what plain SQL says of each of them."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from crmdesk.domain.ids import new_uid
from crmdesk.domain.loss import NOT_RECORDED, UNKNOWN
from crmdesk.store.dialects.sqlite import connect_raw

TODAY = date(2026, 3, 4)
DEALS = 160
_DAY = 86_400_000
_NOW = 1_772_596_800_000
_CURRENCIES = ("CNY", "CNY", "USD")


@dataclass(frozen=True, slots=True)
class Fact:
    """One deal that was lost or won, as SQL tells of it; names are uids, tags and reasons with all above them."""

    deal: str
    won: bool
    day: date | None
    created: date
    stage: str
    owner: str
    reason: str
    reasons: frozenset[str]
    minor: int | None
    currency: str
    competitors: frozenset[str]
    sources: frozenset[str]
    tags: frozenset[str]
    unknown: bool
    disagree: bool
    reviewed: bool
    win_back: str
    win_back_on: date | None
    trigger: str
    touches: int


def fill(path: Path, seed: int) -> None:
    """Put deals into an empty workspace, straight into its tables."""
    random = Random(seed)  # a story, not a secret
    raw = connect_raw(path)
    try:
        raw.execute("BEGIN IMMEDIATE")
        _lists(raw, random)
        _deals(raw, random)
        raw.execute("COMMIT")
    finally:
        raw.close()


def _insert(raw: Any, table: str, **values: object) -> int:
    names = ", ".join(["uid", *values])
    marks = ", ".join("?" * (len(values) + 1))
    statement = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # names are literals
    return int(raw.execute(statement, (new_uid(), *values.values())).lastrowid)


def _lists(raw: Any, random: Random) -> None:
    for name in ("Zoe", "张三", "Ann"):
        _insert(raw, "member", name=name, name_key=name.lower(), extra="{}")
    for name in ("Kestrel", "Qiming", "Apex"):
        _insert(raw, "competitor", name=name, name_key=name.lower(), strengths="", weaknesses="", retired=0)
    # What is below a reason goes along when that is merged, so one with nothing below it is.
    plain = "key <> 'not_recorded' AND id NOT IN (SELECT parent_id FROM loss_reason WHERE parent_id IS NOT NULL)"
    raw.execute(
        "UPDATE loss_reason SET merged_into_id = ? WHERE id = ?", random.sample(_keys(raw, "loss_reason", plain), 2)
    )
    [group] = _keys(raw, "tag_group", "key = 'source'")
    other = next(key for key in _keys(raw, "tag_group", "1") if key != group)
    tag: dict[str, object] = {"group_id": other, "key": "", "position": 0, "retired": 0}
    first = _insert(raw, "tag", name="large", name_key="large", **tag)
    second = _insert(raw, "tag", name="huge", name_key="huge", parent_id=first, **tag)
    source, merged = _keys(raw, "tag", f"group_id = {group}")[:2]
    raw.execute("UPDATE tag SET merged_into_id = ? WHERE id = ?", (source, merged))
    for number in range(30):
        customer = _insert(
            raw, "customer", name=f"C{number}", name_key=f"c{number}", created_at=0, created_offset=0,
            created_precision="day", address="", city="", note="", external_id="", holding=0, extra="{}",
        )  # fmt: skip
        for chosen in random.sample([first, second, source, merged, *_keys(raw, "tag", "1")], 3):
            ended = "2026-01-01" if random.random() < 0.2 else None
            _insert(raw, "tag_assignment", tag_id=chosen, customer_id=customer, from_day="2025-01-01", to_day=ended)


def _deals(raw: Any, random: Random) -> None:
    stages, owners = _keys(raw, "stage", "1"), _keys(raw, "member", "1")
    reasons, rivals = _keys(raw, "loss_reason", "1"), _keys(raw, "competitor", "1")
    customers, tags, kinds = _keys(raw, "customer", "1"), _keys(raw, "tag", "1"), _keys(raw, "touch_kind", "1")
    [unknown] = _keys(raw, "loss_reason", "key = 'not_recorded'")
    for number in range(DEALS):
        begun = _NOW - random.randrange(1, 900 * _DAY)
        ended, offset = begun + random.randrange(200 * _DAY), random.choice((480, -300, 0))
        status = random.choice(("lost", "lost", "lost", "won", "won", "open", "hold", "invalid"))
        customer = random.choice(customers)
        closed = {"closed_at": ended, "closed_offset": offset, "closed_precision": "second"}
        amount = None if random.random() < 0.2 else random.randrange(10**9)
        deal = _insert(
            raw, "deal", customer_id=customer, name=f"D{number}", name_key=f"d{number}",
            owner_id=random.choice([None, *owners]), stage_id=random.choice([None, *stages]), status=status,
            amount_minor=amount, currency=random.choice(_CURRENCIES), created_at=begun, created_offset=offset,
            created_precision="second", external_id="", extra="{}", **(closed if status in ("lost", "won") else {}),
        )  # fmt: skip
        earlier = _keys(raw, "deal", f"customer_id = {customer}")[0]
        if random.random() < 0.3:
            _insert(raw, "deal_competitor", deal_id=deal, competitor_id=random.choice(rivals), currency="")
        if random.random() < 0.2:
            _insert(
                raw, "tag_assignment", tag_id=random.choice(tags), customer_id=customer, deal_id=deal,
                from_day="2025-01-01",
            )  # fmt: skip
        for primary, reason in enumerate(random.sample(reasons, random.choice((0, 1, 3)))):
            if status == "won" and reason != unknown:
                _insert(raw, "win_reason_link", deal_id=deal, reason_id=reason, weight=1, is_primary=not primary)
        for reopened in (None, ended) if status == "lost" else (ended,) if random.random() < 0.2 else ():
            _loss(raw, random, deal, ended, offset, reopened, reasons, rivals, stages)
        for _touch in range(random.choice((0, 0, 2))):
            at = ended - random.randrange(-2 * _DAY, 40 * _DAY)
            _insert(
                raw, "touch", customer_id=customer, deal_id=(None, deal, earlier)[at % 3],
                kind_id=random.choice(kinds), occurred_at=at,
                occurred_offset=offset, occurred_precision="second", local_day="2026-01-01", recorded_at=at,
                recorded_offset=0, detail="{}",
                status=random.choice(("done", "done", "planned")), system=random.random() < 0.3, extra="{}",
                direction="", title="", body="", source="", pinned=0,
            )  # fmt: skip


def _loss(
    raw: Any, random: Random, deal: int, ended: int, offset: int, reopened: int | None, reasons: list[int],
    rivals: list[int], stages: list[int],
) -> None:  # fmt: skip
    when: dict[str, object] = {}
    if random.random() < 0.9:
        day = date(1970, 1, 1) + timedelta(milliseconds=ended + offset * 60_000)
        when = {"lost_at": ended, "lost_offset": offset, "lost_precision": "second", "lost_day": day.isoformat()}
    again = TODAY + timedelta(days=random.randrange(-50, 50))
    loss = _insert(
        raw, "loss_event", deal_id=deal, currency=random.choice(_CURRENCIES), note="", **when,
        amount_minor=None if random.random() < 0.2 else random.randrange(10**12),
        stage_id=random.choice([None, *stages]), win_back=random.choice(("", "yes", "maybe", "closed")),
        win_back_on=again.isoformat() if random.random() < 0.3 else None, reopened_at=reopened,
        reviewed_at=ended if random.random() < 0.4 else None,
        win_back_trigger="their contract ends" if again.day % 3 == 0 else "",
    )  # fmt: skip
    for voice in ("seller", "customer", "manager"):
        if random.random() < 0.6:
            for place, reason in enumerate(random.sample(reasons, 2)):
                _insert(
                    raw, "loss_reason_link", loss_id=loss, reason_id=reason, voice=voice, weight=1, is_primary=not place
                )
    for rival in random.sample(rivals, random.choice((0, 1, 2))):
        _insert(raw, "loss_competitor", loss_id=loss, competitor_id=rival)


def _keys(raw: Any, table: str, condition: str) -> list[int]:
    found = raw.execute(f"SELECT id FROM {table} WHERE {condition} ORDER BY id")  # literals
    return [row[0] for row in found]


_ENDED = """
    SELECT deal.id, loss_event.id, deal.uid, deal.customer_id, 0, lost_day, lost_at, lost_offset, loss_event.stage_id,
        loss_event.amount_minor, loss_event.currency, reviewed_at, win_back, win_back_on, owner_id, created_at,
        created_offset, win_back_trigger
    FROM deal JOIN loss_event ON deal_id = deal.id AND reopened_at IS NULL WHERE status = 'lost'
    UNION ALL SELECT id, 0, uid, customer_id, 1, date((closed_at + closed_offset * 60000) / 1000, 'unixepoch'),
        closed_at, closed_offset, stage_id, amount_minor, currency, NULL, '', NULL, owner_id, created_at,
        created_offset, '' FROM deal WHERE status = 'won'
"""
_ABOVE = """
    WITH RECURSIVE up(id) AS (
        SELECT coalesce(merged_into_id, id) FROM {table} WHERE id IN ({query})
        UNION SELECT coalesce(above.merged_into_id, above.id) FROM up JOIN {table} AS one ON one.id = up.id
        JOIN {table} AS above ON above.id = one.parent_id
    ) SELECT {table}.uid, {table}.key FROM up JOIN {table} USING (id)
"""
_REASON = """
    SELECT reason_id FROM loss_reason_link WHERE loss_id = {loss} AND is_primary AND voice IN ('manager', 'seller')
    ORDER BY voice = 'seller' LIMIT 1
"""
_HELD = """
    SELECT tag_id FROM tag_assignment JOIN tag ON tag.id = tag_id JOIN tag_group ON tag_group.id = group_id
    WHERE customer_id = {customer} AND to_day IS NULL AND (deal_id IS NULL OR deal_id = {deal})
    AND (tag_group.key = 'source') = {source}
"""
_GROUPS_WITHOUT = """
    SELECT 'none:' || uid FROM tag_group WHERE key <> 'source' AND id NOT IN (
    SELECT group_id FROM tag WHERE id IN (SELECT coalesce(merged_into_id, id) FROM tag WHERE id IN ({held})))
"""
_OPINIONS = """
    SELECT count(DISTINCT coalesce(above.merged_into_id, above.id, now.id)) FROM loss_reason_link
    JOIN loss_reason AS given ON given.id = reason_id
    JOIN loss_reason AS now ON now.id = coalesce(given.merged_into_id, given.id)
    LEFT JOIN loss_reason AS above ON above.id = now.parent_id
    WHERE loss_id = ? AND is_primary AND now.key NOT IN ('unknown', 'not_recorded')
"""
_MET = """
    SELECT uid FROM competitor WHERE id IN (SELECT competitor_id FROM loss_competitor WHERE loss_id = {loss}
    UNION SELECT competitor_id FROM deal_competitor WHERE deal_id = {deal})
"""


def facts(path: Path) -> list[Fact]:
    """Every deal that was lost or won, each asked for by itself."""
    raw = connect_raw(path)
    try:
        return [_fact(raw, row) for row in raw.execute(_ENDED).fetchall()]
    finally:
        raw.close()


def _fact(raw: Any, row: Any) -> Fact:
    deal, loss, uid, customer, won, day, at, offset, stage, minor, currency, reviewed, verdict, again, owner = row[:15]

    def uids(query: str) -> frozenset[str]:
        return frozenset(one[0] for one in raw.execute(query))

    def above(table: str, query: str) -> frozenset[str]:
        return frozenset(
            NOT_RECORDED if key == NOT_RECORDED else found
            for found, key in raw.execute(_ABOVE.format(table=table, query=query))
        )

    said = _REASON.format(loss=loss) if not won else f"SELECT reason_id FROM win_reason_link WHERE deal_id = {deal}"
    primary = f"{said} AND is_primary" if won else said
    counting = raw.execute(
        f"SELECT uid, key FROM loss_reason WHERE id = (SELECT coalesce(merged_into_id, id) FROM loss_reason"
        f" WHERE id = ({primary}))"
    ).fetchone()
    until = None if at is None else ((at + offset * 60_000) // _DAY + 1) * _DAY - offset * 60_000
    touches = raw.execute(
        "SELECT count(*) FROM touch WHERE customer_id = ? AND coalesce(deal_id, ?) = ? AND status = 'done'"
        " AND NOT system AND occurred_at >= ? AND occurred_at < ?",
        (customer, deal, deal, (until or 0) - 30 * _DAY, until),
    ).fetchone()[0]
    held = _HELD.format(customer=customer, deal=deal, source=0)
    begun = date(1970, 1, 1) + timedelta(milliseconds=row[15] + row[16] * 60_000)
    return Fact(
        deal=uid,
        won=bool(won),
        day=date.fromisoformat(day) if day else None,
        created=begun,
        stage=next(iter(uids(f"SELECT uid FROM stage WHERE id = {stage or 0}")), ""),
        owner=next(iter(uids(f"SELECT uid FROM member WHERE id = {owner or 0}")), ""),
        reason=counting[0] if counting and counting[1] != NOT_RECORDED else NOT_RECORDED,
        reasons=above("loss_reason", said) or frozenset({NOT_RECORDED}),
        minor=minor,
        currency=currency,
        competitors=uids(_MET.format(loss=loss, deal=deal)) or frozenset({""}),
        sources=above("tag", _HELD.format(customer=customer, deal=deal, source=1)) or frozenset({""}),
        tags=(above("tag", held) or frozenset({""})) | uids(_GROUPS_WITHOUT.format(held=held)),
        unknown=bool(counting) and counting[1] == UNKNOWN and not won,
        disagree=raw.execute(_OPINIONS, (loss,)).fetchone()[0] > 1,
        reviewed=reviewed is not None,
        win_back=verdict,
        win_back_on=date.fromisoformat(again) if again else None,
        trigger=row[17],
        touches=touches,
    )
