"""Logging a touch: when it was, who did it, the tags in its words, its template's effects, and the next step."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from crmdesk.domain.defaults import load_defaults
from crmdesk.domain.errors import CrmError, ValidationError
from crmdesk.domain.template import Template
from crmdesk.domain.template_field import FieldType, TemplateField
from crmdesk.domain.touch import TouchStatus
from crmdesk.i18n import LANGUAGES
from crmdesk.services.loss_accounts import LossWords
from crmdesk.services.tags import hashtags
from crmdesk.services.touches import TouchWords
from crmdesk.store.check import check
from tests.factories import Office, add_customer, add_deal, office_at, seeded_workspace
from tests.fakes import FixedClock
from tests.store.dumps import logical_dump, value_of


@pytest.fixture
def acme(office: Office) -> str:
    return add_customer(office, "Acme")


@pytest.mark.parametrize(
    ("at", "status", "day"),
    [
        ("", TouchStatus.DONE, "2026-03-04"),
        ("09:59", TouchStatus.DONE, "2026-03-04"),
        ("yesterday", TouchStatus.DONE, "2026-03-03"),
        ("Tue", TouchStatus.DONE, "2026-03-03"),
        ("2026-03-04 10:01", TouchStatus.PLANNED, "2026-03-04"),
        ("明天下午3点", TouchStatus.PLANNED, "2026-03-05"),
        ("in 3 days", TouchStatus.PLANNED, "2026-03-07"),
        ("2019-05-01", TouchStatus.DONE, "2019-05-01"),
    ],
)
def test_past_is_done_and_future_planned(office: Office, acme: str, at: str, status: TouchStatus, day: str) -> None:
    touch, _changes = office.touches.log_touch(acme, TouchWords(kind="call", at=at))
    assert touch.status is status
    assert touch.occurred_at.local_date == date.fromisoformat(day)
    customer = office.customers.card(acme).customer
    assert (customer.next_step_at is not None) == (status is TouchStatus.PLANNED)


def test_who_did_it_apart_from_who_wrote_it_down(office: Office, acme: str) -> None:
    touch, _changes = office.touches.log_touch(acme, TouchWords(kind="visit", actor="Wang Fang"))
    assert (touch.actor, touch.recorded_by) == ("Wang Fang", "Lin Tao")
    touch, _changes = office.touches.log_touch(acme, TouchWords(kind="visit", actor="  "))
    assert (touch.actor, touch.recorded_by) == ("Lin Tao", "Lin Tao")


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("about #price and #delivery", ["price", "delivery"]),
        ("聊得不错#重要客户 下周再谈", ["重要客户"]),
        ("#价格敏感，＃老客户。", ["价格敏感", "老客户"]),
        ("(#one)#two", ["one", "two"]),
        ("#同一个 #同一个", ["同一个"]),
        ("#话题# 之后", ["话题"]),
        ("order #12 at https://example.com/a#part, colour &#39; C#", []),
        ("# alone, ## and #", []),
        ("#\u200b #\u200d", []),
        ("#" + "x" * 400, []),
        ("mail me: a#b", []),
    ],
)
def test_hashtags(text: str, tags: list[str]) -> None:
    assert hashtags(text) == tags


def test_tags_in_words_are_put_on_the_customer(office: Office, acme: str) -> None:
    office.touches.log_touch(acme, TouchWords(kind="call", at="2026-02-01", text="聊了#价格敏感，＃ＶＩＰ #vip"))
    assert set(office.tags.tags_of(acme)) == {"价格敏感", "ＶＩＰ"}
    assert value_of(office.path, "SELECT group_concat(DISTINCT from_day) FROM tag_assignment") == "2026-02-01"


def test_text_is_kept_as_it_is(office: Office, acme: str) -> None:
    for text in ("a\x00b", "  spaces  ", "\u202ertl", "👨\u200d👩", "line\r\nline", "<b>x</b>", "x" * 50_000):
        touch, _changes = office.touches.log_touch(acme, TouchWords(kind="note", text=text))
        assert touch.body == text


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (TouchWords(), "kind"),
        (TouchWords(kind="telepathy"), "kind"),
        (TouchWords(kind="call", at="some day"), None),
        (TouchWords(kind="call", direction="up"), "direction"),
        (TouchWords(kind="call", minutes=-1), "minutes"),
        (TouchWords(kind="call", minutes=1441), "minutes"),
        (TouchWords(kind="call", fills={"a": "b"}), "template"),
        (TouchWords(template="no such"), "template"),
        (TouchWords(kind="call", next_step="yesterday call"), "next"),
        (TouchWords(kind="call", text="\ud800"), "text"),
        (TouchWords(kind="call", actor="\udcff"), None),
        (TouchWords(kind="call", deal="no such"), "deal"),
        (TouchWords(kind="call", at="0001-01-01"), None),
    ],
)
def test_refused_and_nothing_written(office: Office, acme: str, words: TouchWords, field: str | None) -> None:
    before = logical_dump(office.path)
    with pytest.raises(CrmError) as refusal:
        office.touches.log_touch(acme, words)
    assert field is None or refusal.value.field == field
    assert logical_dump(office.path) == before


def test_the_only_open_deal_is_meant(office: Office, acme: str) -> None:
    pump = add_deal(office, acme, "Pump")
    assert office.touches.log_touch(acme, TouchWords(kind="call"))[0].deal_uid == pump
    valve = add_deal(office, acme, "Valve")
    assert office.touches.log_touch(acme, TouchWords(kind="call"))[0].deal_uid == ""
    assert office.touches.log_touch(acme, TouchWords(kind="call", deal="valve"))[0].deal_uid == valve
    office.deals.mark_lost(pump, LossWords("unknown"))
    assert office.touches.log_touch(acme, TouchWords(kind="call"))[0].deal_uid == valve


@pytest.mark.parametrize(
    ("words", "at", "kind", "title"),
    [
        ("明天下午3点 打电话", "2026-03-05T15:00:00+08:00", "call", "打电话"),
        ("下周三 10:00 visit them", "2026-03-11T10:00:00+08:00", "visit", "visit them"),
        ("next Tue 15:00 call about price", "2026-03-10T15:00:00+08:00", "call", "call about price"),
        ("in 3 days", "2026-03-07T00:00:00+08:00", "note", ""),
        ("today", "2026-03-04T00:00:00+08:00", "note", ""),
    ],
)
def test_next_step_in_plain_words(office: Office, acme: str, words: str, at: str, kind: str, title: str) -> None:
    office.touches.log_touch(acme, TouchWords(kind="call", next_step=words))
    [step] = [touch for touch in office.touches.timeline(acme) if touch.status is TouchStatus.PLANNED]
    assert step.occurred_at.isoformat() == at
    assert step.title == title
    assert step.kind == kind
    customer = office.customers.card(acme).customer
    assert customer.next_step_at is not None
    assert customer.next_step_at.isoformat() == at


class TestTemplates:
    """All sixteen, in three languages, from words to the state they leave behind."""

    @pytest.fixture(scope="class")
    @classmethod
    def blank(cls, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
        path = tmp_path_factory.mktemp(request.param) / "book.crmdesk"
        return request.param, seeded_workspace(path, FixedClock(), request.param).path

    @staticmethod
    def answer(field: TemplateField, choice: int) -> str:
        if field.chips:
            return field.chips[choice % len(field.chips)].label
        low = int(field.low or 0)
        samples = {FieldType.NUMBER: str(low + 7), FieldType.DATE: "2026-04-01", FieldType.FILE: __file__}
        return samples.get(field.type, "Globex 甲")

    @pytest.mark.parametrize("blank", LANGUAGES, indirect=True)
    @pytest.mark.parametrize("choice", range(3))
    def test_every_template_leaves_a_sound_workspace(
        self, blank: tuple[str, Path], tmp_path: Path, choice: int
    ) -> None:
        language, template_path = blank
        office = office_at(Path(shutil.copy(template_path, tmp_path / "book.crmdesk")), FixedClock())
        acme = add_customer(office, "Acme")
        deal = add_deal(office, acme, "Pump")
        if choice == 2:
            office.deals.mark_lost(deal, LossWords("unknown"))
        templates = load_defaults(language).templates
        assert len(templates) == 16
        before = logical_dump(office.path)
        for template in templates:
            fills = {field.label: self.answer(field, choice) for field in template.fields}
            touch, changes = office.touches.log_touch(acme, TouchWords(template=template.name, fills=fills))
            assert touch.kind == template.kind
            assert touch.body
            assert touch.detail["template"] == template.key
            assert set(touch.detail["answers"]) == {field.key for field in template.fields}
            assert changes
            assert office.history.history(1)[0].rows == changes.rows, "one template is one undo"
        assert check(office.workspace) == []
        for _template in templates:
            office.history.undo()
        assert logical_dump(office.path) == before

    def log(self, office: Office, template: str, **fills: str) -> None:
        office.touches.log_touch("Acme", TouchWords(template=template, fills=fills))

    def test_stages_go_forward_only(self, office: Office, acme: str) -> None:
        deal = add_deal(office, acme, stage="quote")
        self.log(
            office, "need_confirmed", problem="noise", purpose="cost", urgency="now", budget="confirmed", decides="one"
        )
        assert office.deals.find_deal(deal).stage == "Quoted"
        second = add_deal(office, acme, "Second", stage="lead")
        words = TouchWords(template="need_confirmed", deal=second, fills={"problem": "noise", "decides": "one"})
        office.touches.log_touch(acme, words)
        assert office.deals.find_deal(second).stage == "Need confirmed"

    def test_exhibition_lead_sets_level_and_source_once(self, office: Office, acme: str) -> None:
        fills = {field.key: self.answer(field, 0) for field in template_named("exhibition_lead").fields}
        self.log(office, "exhibition_lead", **fills)
        customer = office.customers.card(acme).customer
        assert customer.source == "exhibition"
        grades = [field for field in template_named("exhibition_lead").fields if len(field.chips) >= 3]
        other = {**fills, grades[-1].key: grades[-1].chips[1].label}
        self.log(office, "exhibition_lead", **other)
        levels = [tag for tag in office.tags.tags_of(acme) if tag in "ABCD"]
        assert len(levels) == 1, "a group of single choice holds one tag"

    def test_win_back_call_reopens(self, office: Office, acme: str) -> None:
        deal = add_deal(office, acme)
        office.deals.mark_lost(deal, LossWords("price", note="dear"))
        template = template_named("win_back_call")
        reopening = next(
            (field, chip)
            for field in template.fields
            for chip in field.chips
            if any(e.do == "reopen" for e in chip.effects)
        )
        fills = {field.key: self.answer(field, 0) for field in template.fields if not field.optional}
        self.log(office, "win_back_call", **{**fills, reopening[0].key: reopening[1].label})
        assert office.deals.find_deal(deal).status == "open"
        assert office.losses.pool() == []

    def test_a_competitor_named_by_both_sides_took_part_once(self, office: Office, acme: str) -> None:
        deal = add_deal(office, acme)
        office.deals.mark_lost(deal, LossWords("price", note="dear", competitors=("Globex",)))
        fills = {field.key: self.answer(field, 0) for field in template_named("lost_talk").fields}
        rivals = next(field.key for field in template_named("lost_talk").fields if "competitor" in field.key)
        self.log(office, "lost_talk", **{**fills, rivals: "GLOBEX, Initech, initech"})
        assert office.losses.pool()[0].competitors == ("Globex", "Initech")

    @pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Asia/Shanghai"])
    def test_days_from_now_are_days_of_the_calendar(self, workspace_path: Path, zone: str) -> None:
        """Also over the change to summer time, late in the evening."""
        office = office_at(workspace_path, FixedClock("2026-03-27 23:30", zone))
        acme = add_customer(office, "Acme")
        fills = {
            field.key: self.answer(field, 0) for field in template_named("quote_sent").fields if field.type != "date"
        }
        office.touches.log_touch(acme, TouchWords(template="quote_sent", fills=fills))
        [step] = [touch for touch in office.touches.timeline(acme) if touch.status is TouchStatus.PLANNED]
        assert step.occurred_at.local_date == date(2026, 3, 30)
        assert [item.uid for item in office.care.due(date(2026, 3, 30))] == [step.uid]
        assert office.care.due(date(2026, 3, 29)) == []


def template_named(key: str) -> Template:
    return next(template for template in load_defaults("en").templates if template.key == key)


def test_unknown_template_words_name_the_field(office: Office, acme: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        office.touches.log_touch(acme, TouchWords(template="quote_sent", fills={"amount": "a lot"}))
    assert refusal.value.field == "amount"
