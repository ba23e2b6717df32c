"""Deals: which verb may follow which status, what losing demands, how losses count, what is due."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from crmdesk.domain.errors import AmbiguousError, ConflictError, CrmError, ValidationError
from crmdesk.domain.moment import WallTime
from crmdesk.services.customers import NewCustomer
from crmdesk.services.loss_accounts import LossWords
from crmdesk.services.losses import LossQuestion
from crmdesk.services.touches import TouchWords
from crmdesk.store.check import check
from crmdesk.store.queries.catalogue import loss_reasons
from tests.factories import Office, add_customer, add_deal, office_at
from tests.fakes import FixedClock
from tests.store.dumps import execute, logical_dump, value_of

VERBS: dict[str, Callable[[Office, str], object]] = {
    "move": lambda office, deal: office.deals.move_stage(deal, "quote"),
    "win": lambda office, deal: office.deals.win(deal),
    "lose": lambda office, deal: office.deals.mark_lost(deal, LossWords("unknown")),
    "hold": lambda office, deal: office.deals.hold(deal, date(2026, 5, 1)),
    "invalid": lambda office, deal: office.deals.mark_invalid(deal),
    "reopen": lambda office, deal: office.deals.reopen(deal),
}
MAKE: dict[str, Callable[[Office, str], object]] = {
    "open": lambda _office, _deal: None,
    "won": VERBS["win"],
    "lost": VERBS["lose"],
    "hold": VERBS["hold"],
    "invalid": VERBS["invalid"],
}
RESULT = {"move": None, "win": "won", "lose": "lost", "hold": "hold", "invalid": "invalid", "reopen": "open"}
ALLOWED = {
    "open": {"move", "win", "lose", "hold", "invalid"},
    "hold": {"move", "win", "lose", "hold", "invalid", "reopen"},
    "won": {"reopen"},
    "lost": {"reopen"},
    "invalid": {"reopen"},
}


@pytest.fixture
def deal(office: Office) -> str:
    return add_deal(office, add_customer(office, "Acme"), "Pump", amount="12,000.50")


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("status", MAKE)
def test_every_verb_from_every_status(office: Office, deal: str, status: str, verb: str) -> None:
    MAKE[status](office, deal)
    before = logical_dump(office.path)
    if verb in ALLOWED[status]:
        VERBS[verb](office, deal)
        after = office.deals.find_deal(deal)
        assert after.status == (RESULT[verb] or status)
        assert (after.closed_at is not None) == after.status.is_closed
        assert (after.hold_until is not None) == (after.status == "hold")
        in_force = value_of(office.path, "SELECT count(*) FROM loss_event WHERE reopened_at IS NULL")
        assert in_force == (after.status == "lost")
        assert check(office.workspace) == []
        office.history.undo()
    else:
        with pytest.raises(ConflictError):
            VERBS[verb](office, deal)
    assert logical_dump(office.path) == before


OUTCOMES = (
    "won,LOST,hold,invalid,open,win,Closed Won,closed lost,on hold,赢单,输单,丢单,已成交,无效,搁置,贏單,輸單,無效"
)


@pytest.mark.parametrize("word", OUTCOMES.split(","))
def test_an_outcome_is_no_stage(office: Office, deal: str, word: str) -> None:
    before = logical_dump(office.path)
    with pytest.raises(ValidationError, match="outcome") as refusal:
        office.deals.move_stage(deal, word)
    assert refusal.value.field == "stage"
    with pytest.raises(ValidationError):
        add_deal(office, "Acme", "Valve", stage=word)
    assert logical_dump(office.path) == before


@pytest.mark.parametrize("word", ["", "   ", "\ud800", "no such stage", "x" * 10_000])
def test_unknown_stages_are_refused(office: Office, deal: str, word: str) -> None:
    with pytest.raises(CrmError):
        office.deals.move_stage(deal, word)


@pytest.mark.parametrize(
    "amount",
    ["a lot", "1.001", "NaN", "Infinity", "-", "1e30", "1e999999", "1e-999999", "--1", "٣٫٥", "\ud800", "sNaN"],
)
def test_amounts_that_are_none(office: Office, amount: str) -> None:
    add_customer(office, "Acme")
    before = logical_dump(office.path)
    with pytest.raises(ValidationError):
        add_deal(office, "Acme", "Valve", amount=amount)
    assert logical_dump(office.path) == before


def test_a_move_is_told_on_the_timeline(office: Office, deal: str) -> None:
    office.deals.move_stage(deal, "quote")
    office.deals.move_stage(deal, "quote")
    moves = [touch.title for touch in office.touches.timeline("Acme", deal=deal, kinds=["stage"])]
    assert moves == ["New lead → Quoted", "New lead"]


class TestLosing:
    @staticmethod
    def _flags(office: Office) -> dict[str, tuple[bool, bool, bool]]:
        with office.desk.read() as source:
            return {
                reason.key: (reason.ask_competitor, reason.ask_note, reason.ask_win_back_date)
                for reason in loss_reasons(source)
                if reason.parent_id is None
            }

    def test_each_reason_demands_what_its_flags_say(self, office: Office, deal: str) -> None:
        full = {"competitors": ("Globex",), "note": "hm", "win_back_on": date(2026, 9, 1)}
        for key, flags in self._flags(office).items():
            if key == "not_recorded":
                with pytest.raises(ValidationError) as refusal:
                    office.deals.mark_lost(deal, LossWords(key, **full))  # type: ignore[arg-type]
                assert refusal.value.field == "reason"
                continue
            for asked, field, name in zip(flags, ("competitor", "note", "win_back"), full, strict=True):
                words = LossWords(key, **{other: value for other, value in full.items() if other != name})  # type: ignore[arg-type]
                if asked:
                    with pytest.raises(ValidationError) as refusal:
                        office.deals.mark_lost(deal, words)
                    assert refusal.value.field == field
                else:
                    office.deals.mark_lost(deal, words)
                    office.deals.reopen(deal)
            office.deals.mark_lost(deal, LossWords(key, **full))  # type: ignore[arg-type]
            office.deals.reopen(deal)

    @pytest.mark.parametrize("reason", ["", "  ", "no such reason"])
    def test_a_reason_is_needed(self, office: Office, deal: str, reason: str) -> None:
        with pytest.raises(ValidationError) as refusal:
            office.deals.mark_lost(deal, LossWords(reason))
        assert refusal.value.field == "reason"

    def test_subreason_brings_its_reason(self, office: Office, deal: str) -> None:
        with office.desk.read() as source:
            reasons = loss_reasons(source)
        child = next(reason for reason in reasons if reason.parent_id is not None and not reason.ask_competitor)
        parent = next(reason for reason in reasons if reason.id == child.parent_id)
        words = LossWords(child.name, competitors=("Globex",), note="hm", win_back_on=date(2026, 9, 1))
        office.deals.mark_lost(deal, words)
        [lost] = office.losses.pool()
        assert (lost.reason, lost.subreason) == (parent.name, child.name)

    def test_not_in_the_future(self, office: Office, deal: str, clock: FixedClock) -> None:
        clock.advance(hours=1)
        later = clock.now()
        clock.advance(hours=-1)
        for verb in (
            lambda: office.deals.win(deal, at=later),
            lambda: office.deals.mark_lost(deal, LossWords("unknown"), at=later),
        ):
            with pytest.raises(ValidationError) as refusal:
                verb()
            assert refusal.value.field == "at"

    def test_names_of_competitors_are_one_whatever_their_case(self, office: Office, deal: str) -> None:
        office.deals.mark_lost(deal, LossWords("price", competitors=("Globex", "GLOBEX", " globex "), note="dear"))
        assert office.losses.pool()[0].competitors == ("Globex",)


class TestCounting:
    def lose(self, office: Office, deal: str, day: str, reason: str = "unknown") -> None:
        at = office.desk.clock.localise(WallTime.of_day(date.fromisoformat(day)))
        office.deals.mark_lost(deal, LossWords(reason, note="hm", competitors=("Globex",)), at=at)

    def test_by_the_day_of_the_loss(self, office: Office, deal: str) -> None:
        self.lose(office, deal, "2026-01-31")
        second = add_deal(office, "Acme", "Valve", amount="100")
        self.lose(office, second, "2026-02-01")
        for since, until, count in (
            (date(2026, 1, 31), date(2026, 1, 31), 1),
            (date(2026, 2, 1), None, 1),
            (None, date(2026, 1, 30), 0),
            (date(2026, 1, 1), date(2026, 3, 1), 2),
        ):
            assert office.losses.table(LossQuestion(since=since, until=until)).n == count
        months = office.losses.table(LossQuestion(by="month"))
        assert [(row.key, row.count, str(row.amount.amount)) for row in months.rows] == [
            ("2026-01", 1, "12000.50"),
            ("2026-02", 1, "100.00"),
        ]

    def test_the_day_is_that_of_the_place_where_it_was_lost(self, workspace_path: Path) -> None:
        clock = FixedClock("2026-02-01 00:30", "Asia/Shanghai")
        office = office_at(workspace_path, clock)
        pump = add_deal(office, add_customer(office, "Acme"))
        office.deals.mark_lost(pump, LossWords("unknown"))
        clock.travel("America/New_York")
        assert [row.key for row in office.losses.table(LossQuestion(by="month")).rows] == ["2026-02"]

    def test_reopened_losses_leave_and_the_second_loss_counts(self, office: Office, deal: str) -> None:
        self.lose(office, deal, "2026-01-15", "price")
        office.deals.reopen(deal)
        assert office.losses.table(LossQuestion()).n == 0
        assert office.losses.pool() == []
        self.lose(office, deal, "2026-02-15", "service")
        table = office.losses.table(LossQuestion())
        assert [(row.key, row.count) for row in table.rows] == [("Service", 1)]
        [lost] = office.losses.pool()
        assert lost.reason == "Service"
        assert value_of(office.path, "SELECT count(*) FROM loss_event") == 2
        assert office.customers.card("Acme").customer.status == "lost"
        office.deals.reopen(deal)
        office.deals.win(deal)
        assert office.customers.card("Acme").customer.status == "signed"

    def test_unknown_days_are_a_bucket_of_their_own(self, office: Office, deal: str) -> None:
        self.lose(office, deal, "2026-01-15")
        execute(office.path, "UPDATE loss_event SET lost_at=NULL, lost_day=NULL, lost_offset=NULL, lost_precision=NULL")
        table = office.losses.table(LossQuestion(by="month"))
        assert (table.n, table.not_recorded, table.rows) == (1, 1, ())
        assert office.losses.table(LossQuestion(since=date(2000, 1, 1))).n == 0
        assert office.losses.pool()[0].lost_at is None


class TestDue:
    def due(self, office: Office, day: date | None = None) -> list[tuple[str, bool]]:
        return [(item.what, item.overdue) for item in office.care.due(day)]

    @pytest.mark.parametrize(
        "zone", ["Asia/Shanghai", "America/Los_Angeles", "Pacific/Kiritimati", "Asia/Kathmandu", "UTC"]
    )
    def test_borders_of_the_day(self, workspace_path: Path, zone: str) -> None:
        office = office_at(workspace_path, FixedClock("2026-03-04 10:00", zone))
        acme = add_customer(office, "Acme")
        for at in ("2026-03-05 00:00", "2026-03-05 23:59", "2026-03-06 00:00"):
            office.touches.log_touch(acme, TouchWords(kind="call", at=at))
        assert self.due(office) == []
        assert self.due(office, date(2026, 3, 5)) == [("follow_up", False)] * 2
        assert self.due(office, date(2026, 3, 6)) == [("follow_up", True)] * 2 + [("follow_up", False)]
        assert len(office.care.due(date(2026, 3, 6), overdue_only=True)) == 2

    @pytest.mark.parametrize(
        ("zone", "now", "day", "times"),
        [
            ("Europe/Berlin", "2026-03-28 10:00", date(2026, 3, 29), ("00:30", "03:30", "23:30")),
            ("Europe/Berlin", "2026-10-24 10:00", date(2026, 10, 25), ("00:30", "02:30", "23:30")),
            ("America/New_York", "2026-11-01 00:10", date(2026, 11, 1), ("01:30", "23:59")),
            ("America/Sao_Paulo", "2018-11-03 10:00", date(2018, 11, 4), ("01:30", "23:59")),
        ],
    )
    def test_days_of_23_and_25_hours(
        self, workspace_path: Path, zone: str, now: str, day: date, times: tuple[str, ...]
    ) -> None:
        office = office_at(workspace_path, FixedClock(now, zone))
        acme = add_customer(office, "Acme")
        for time in times:
            office.touches.log_touch(acme, TouchWords(kind="call", at=f"{day} {time}"))
        assert len(self.due(office, day)) == len(times)
        assert self.due(office, day.replace(day=day.day - 1)) == [] if day.day > 1 else True
        assert all(overdue for _what, overdue in self.due(office, day.replace(day=day.day + 1)))

    def test_seen_from_another_zone(self, workspace_path: Path) -> None:
        clock = FixedClock("2026-03-04 10:00", "Asia/Shanghai")
        office = office_at(workspace_path, clock)
        office.touches.log_touch(add_customer(office, "Acme"), TouchWords(kind="call", at="2026-03-05 08:00"))
        assert self.due(office, date(2026, 3, 5)) == [("follow_up", False)]
        clock.travel("America/New_York")
        assert self.due(office, date(2026, 3, 4)) == [("follow_up", False)]
        assert self.due(office, date(2026, 3, 5)) == [("follow_up", True)]

    def test_win_backs_held_deals_and_promises(self, office: Office, deal: str) -> None:
        office.deals.mark_lost(
            deal, LossWords("price", note="dear", competitors=("Globex",), win_back_on=date(2026, 4, 1))
        )
        held = add_deal(office, "Acme", "Valve")
        office.deals.hold(held, date(2026, 4, 2))
        assert self.due(office, date(2026, 3, 31)) == []
        assert self.due(office, date(2026, 4, 1)) == [("win_back", False)]
        assert sorted(self.due(office, date(2026, 4, 2))) == [("resume", False), ("win_back", True)]
        office.deals.reopen(held)
        office.deals.reopen(deal)
        assert self.due(office, date(2026, 5, 1)) == []

    def test_ends_of_the_calendar(self, office: Office, deal: str) -> None:
        assert deal
        for day in (date.min, date.max):
            try:
                office.care.due(day)
            except ValidationError:
                continue


class TestDuplicates:
    @pytest.mark.parametrize(
        ("name", "phones", "emails", "by"),
        [
            ("Other", ("138 1234 5678",), (), "phone"),
            ("Other", ("+86-13812345678",), (), "phone"),
            ("Other", (), ("Info@Example.com",), "email"),
            ("ACME Pumps Co., Ltd.", (), (), "name"),
            ("Acme Pump", (), (), "name"),
            ("Something else", ("13900000000",), ("x@example.org",), None),
        ],
    )
    def test_warned_about_on_entry_and_entered_all_the_same(
        self, office: Office, name: str, phones: tuple[str, ...], emails: tuple[str, ...], by: str | None
    ) -> None:
        first = add_customer(office, "Acme Pumps", phones=("13812345678",), emails=("info@example.com",))
        customer, _changes, alike = office.customers.add_customer(NewCustomer(name, phones=phones, emails=emails))
        assert [(pair.second.uid, pair.by) for pair in alike] == ([(first, by)] if by else [])
        pairs = {frozenset((pair.first.uid, pair.second.uid)) for pair in office.customers.duplicates()}
        assert pairs == ({frozenset((first, customer.uid))} if by else set())


def test_a_name_that_may_mean_several_is_refused_with_them(office: Office, deal: str) -> None:
    add_deal(office, "Acme", "Pump two")
    assert office.deals.find_deal("pump").uid == deal
    add_deal(office, add_customer(office, "Globex"), "Pump")
    with pytest.raises(AmbiguousError) as refusal:
        office.deals.win("Pump")
    assert len(refusal.value.candidates) == 2
    assert office.deals.find_deal("Acme / Pump").uid == deal


def test_tags_are_dated(office: Office, deal: str, clock: FixedClock) -> None:
    assert deal
    office.tags.change_tags("Acme", add=["vip", "level:A"])
    clock.advance(days=10)
    office.tags.change_tags("Acme", remove=["vip"], add=["level:B"])
    clock.advance(days=10)
    office.tags.change_tags("Acme", add=["vip"])
    days = "group_concat(from_day || '/' || coalesce(to_day, ''), ' ' ORDER BY from_day)"
    held = f"SELECT {days} FROM tag_assignment JOIN tag ON tag.id = tag_id"
    assert value_of(office.path, f"{held} WHERE tag.name = 'vip'") == "2026-03-04/2026-03-14 2026-03-24/"
    assert value_of(office.path, f"{held} WHERE tag.name = 'A'") == "2026-03-04/2026-03-14"
    assert value_of(office.path, f"{held} WHERE tag.name = 'B'") == "2026-03-14/"


def test_a_day_to_try_again_before_the_loss_is_refused(office: Office, deal: str, clock: FixedClock) -> None:
    before = clock.now().local_date.replace(year=2020)
    with pytest.raises(ValidationError) as refused:
        office.deals.mark_lost(deal, LossWords("price", win_back_on=before))
    assert refused.value.field == "win_back"


def test_a_deal_belongs_to_whoever_looks_after_the_customer(office: Office) -> None:
    customer = add_customer(office, "Owned", owner="Ann")
    assert office.deals.find_deal(add_deal(office, customer)).owner == "Ann"


def test_losses_by_a_group_know_it_as_everything_else_does(office: Office) -> None:
    customer = add_customer(office, "Acme", source="web")
    office.deals.mark_lost(add_deal(office, customer), LossWords("price"))
    for word in ("tag:Source", "tag:source", "tag:sour"):
        table = office.losses.table(LossQuestion(by=word, versus=word))
        assert (table.by, [row.key for row in table.rows], table.columns) == ("tag:Source", ["web"], ("web",))


def test_losses_by_a_group_that_does_not_exist_are_refused(office: Office) -> None:
    with pytest.raises(ValidationError):
        office.losses.table(LossQuestion(by="tag:Nope"))


@pytest.mark.parametrize("kind", ["loss", "win", "stage", "lead"])
def test_what_the_program_notes_by_itself_cannot_be_logged(office: Office, kind: str) -> None:
    customer = add_customer(office, "Acme")
    with pytest.raises(CrmError):
        office.touches.log_touch(customer, TouchWords(kind=kind))


@pytest.mark.parametrize(
    ("reason", "subreason", "named"),
    [("价格问题", "", "Price"), ("價格問題", "超出預算", "over budget"), ("超出预算", "", "over budget")],
)
def test_default_reasons_are_known_by_their_names_in_other_languages(
    office: Office, deal: str, reason: str, subreason: str, named: str
) -> None:
    office.deals.mark_lost(deal, LossWords(reason, subreason))
    [lost] = office.losses.pool()
    assert named in (lost.reason, lost.subreason)
