"""What commands do, seen through other commands: timelines, templates, deals, tags, history, losses as pictures."""

from xml.etree import ElementTree as ET

import pytest

from crmdesk.domain.clock import SystemClock
from crmdesk.wiring import open_services


def test_the_timeline_is_narrowed_down(crm):
    crm.json("log", "晨光", "--kind", "visit", "--at", "2026-03-08")
    crm.json("log", "晨光", "--kind", "wechat", "--at", "2026-03-07 09:00")
    kinds = [
        row["kind"] for row in crm.json("timeline", "晨光", "--since", "2026-03-06", "--until", "2026-03-07")["rows"]
    ]
    assert kinds == ["wechat"]
    some = crm.json("timeline", "晨光", "--kind", "visit", "call", "--kind", "wechat")["rows"]
    assert [row["kind"] for row in some] == ["visit", "wechat", "call"]
    assert crm.json("timeline", "晨光", "--kind", "communication", "--limit", "1")["rows"][0]["kind"] == "wechat"
    assert {row["deal"] for row in crm.json("timeline", "晨光", "--deal", "五轴")["rows"]} == {"五轴维保"}


def test_a_template_writes_its_sentence(crm):
    touch = crm.json("log", "晨光", "--template", "first_call", "--fill", "result=reached")
    assert touch["kind"] == "call"
    assert touch["detail"]["answers"]["result"] == "reached"
    assert touch["body"]


def test_what_else_is_told_of_a_touch(crm):
    dinner = crm.json("log", "晨光", "--kind", "dinner", "--fill", "place=湖边", "cost=880")
    assert dinner["detail"] == {"place": "湖边", "cost": {"minor": 88000, "currency": "CNY"}}
    assert "Place: 湖边; Cost: ¥880" in crm("timeline", "晨光", "--kind", "visits").out
    assert crm.error("log", "晨光", "--kind", "dinner", "--fill", "cost=much")[0] == 3
    assert crm.error("log", "晨光", "--kind", "dinner", "--fill", "purpose=fun")[0] == 3


def test_promises_are_due_until_they_are_kept(crm):
    crm.json("log", "晨光", "--kind", "promise", "--text", "图纸", "--fill", "due=yesterday", "side=theirs")
    crm.json("log", "晨光", "--kind", "promise", "--text", "样品", "--at", "in 3 days")
    crm.json("log", "晨光", "--kind", "promise", "--text", "报价", "--fill", "state=kept")
    [late] = crm.json("due", "--overdue")["rows"]
    assert (late["what"], late["text"], late["side"], late["overdue"]) == ("promise", "图纸", "theirs", True)
    assert {row["text"] for row in crm.json("due", "--on", "in 3 days")["rows"]} == {"图纸", "样品"}
    standing = crm.json("show", "晨光")["standing"]
    assert standing["promises_kept"] == {"ours": {"kept": 1, "n": 1}, "theirs": {"kept": 0, "n": 0}}
    assert [touch["body"] for touch in standing["open_promises"]] == ["图纸", "样品"]
    assert "1 of 1" in crm("show", "晨光").out


def test_text_can_come_from_standard_input(crm, typed):
    typed("第一行\n<b>第二行</b>\n")
    assert crm.json("log", "晨光", "--kind", "note", "--text", "-")["body"] == "第一行\n<b>第二行</b>\n"


def test_a_deal_goes_its_way(crm):
    crm.json("deal", "add", "晨光", "Second", "--amount", "12.5", "--stage", "Quoted")
    assert crm.json("deal", "move", "Second", "negotiation")["stage"] == "Negotiation"
    assert crm.json("deal", "hold", "Second", "--until", "in 10 days")["status"] == "hold"
    assert crm.json("deal", "reopen", "Second")["hold_until"] is None
    lost = crm.json(
        *("deal", "lose", "Second", "--reason", "timing", "--sub", "next budget", "--note", "明年再说"),
        *("--at", "yesterday", "--win-back", "in 30 days"),
    )
    assert (lost["status"], lost["amount"]["amount"]) == ("lost", "12.50")
    [pooled] = crm.json("pool", "--filter", "name:Second")["rows"]
    assert (pooled["subreason"], pooled["note"]) == ("next budget year", "明年再说")
    crm.json("deal", "reopen", "Second")
    assert crm.json("pool")["n"] == 0
    assert crm.json("deal", "win", "Second", "--reason", "service")["status"] == "won"
    assert crm.json("deal", "invalid", "Clinic")["status"] == "invalid"


def test_tags_go_on_and_off(crm):
    assert crm.json("tag", "晨光", "--add", "vip", "key account", "--remove", "price")["tags"] == [
        *("展会", "vip", "key account"),
    ]
    assert crm("tag", "晨光", "--remove", "vip", "key account", "展会").out == "No tags.\n"


def test_tags_are_named_by_group_and_by_other_words_and_refused_in_one_sentence(crm):
    services = open_services(crm.workspace, SystemClock(), "Me")
    groups = services.configuration.tag_groups.entries()
    source = next(group for group in groups if group.name == "Source")
    referral = next(tag for tag in services.configuration.tags.entries(source.uid) if tag.name == "referral")
    services.configuration.tags.add_alias(referral.uid, "转介绍")
    tagged = crm.json("tag", "Larkfield", "--add", "转介绍", "level:a")
    assert (tagged["customer"], tagged["tags"]) == ("Larkfield Dental Group", ["referral", "A"])
    assert tagged["customer_uid"] == crm.json("show", "Larkfield")["uid"]
    assert crm.json("tag", "Larkfield")["tags"] == ["referral", "A"]
    assert [row["name"] for row in crm.json("customers", "--filter", "tag:source:转介绍")["rows"]] == [
        "Larkfield Dental Group"
    ]
    refused = crm("--json", "tag", "Larkfield", "--add", "Contact role:buyer")
    assert (refused.code, refused.error["field"]) == (3, "tag")
    assert refused.error["message"] == "Tags of “Contact role” are for people at customers, not for customers."
    missing = crm("--json", "tag", "Larkfield", "--remove", "vip")
    assert (missing.code, missing.error["code"]) == (5, "not_found")


def test_undo_and_redo(crm):
    crm.json("deal", "win", "五轴")
    crm.json("tag", "晨光", "--add", "vip")
    before = crm.json("history")["rows"]
    [undone] = crm.json("undo")["rows"]
    assert undone == before[0]
    [redone] = crm.json("redo")["rows"]
    assert (redone["kind"], redone["label"]) == ("redo", undone["label"])
    rows = crm.json("undo", "--to", before[1]["id"])["rows"]
    assert [row["label"] for row in rows] == [undone["label"], before[1]["label"]]
    assert crm.json("show", "晨光")["status"] == "prospect"
    assert crm.json("history", "--limit", "1")["n"] == 1


def test_only_ones_own_changes_are_taken_back(crm, monkeypatch):
    monkeypatch.setenv("CRMDESK_ME", "Amy Chen")
    assert crm.error("undo")[0] == 5


@pytest.mark.usefixtures("qapp")
def test_losses_are_drawn_and_written(crm, tmp_path):
    crm.json("deal", "lose", "五轴", "--reason", "price", "--at", "2026-03-06")
    files = [tmp_path / f"losses.{form}" for form in ("png", "svg", "xlsx")]
    options = [word for file in files for word in (f"--{file.suffix[1:]}", file)]
    result = crm("losses", *options, "--since", "2026-01-01", "--filter", "tag:price")
    assert result.code == 0
    assert [f"Written: {file}" in result.out for file in files] == [True] * 3
    assert files[0].read_bytes().startswith(b"\x89PNG")
    description = ET.parse(files[1]).getroot()[1].text  # noqa: S314  # our own output
    assert description.startswith("Why we lose since 2026-01-01 · tag:price")
    assert files[2].stat().st_size > 0


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("by", ["subreason", "stage", "competitor", "owner", "month", "remedy", "source", "tag:Source"])
def test_every_grouping_has_words_and_a_picture(crm, tmp_path, by):
    crm.json("deal", "lose", "五轴", "--reason", "price", "--competitor", "锐达", "--at", "2026-03-06")
    result = crm("losses", "--by", by, "--svg", tmp_path / "losses.svg")
    assert result.code == 0
    assert "100.0%" in result.out


def test_losses_for_people(crm):
    crm.json("deal", "lose", "五轴", "--reason", "price", "--competitor", "锐达", "--at", "2026-03-06")
    crm.json("deal", "lose", "Weighing", "--reason", "unknown", "--at", "2026-03-07")
    text = crm("losses", "--by", "competitor", "--versus", "month").out
    assert text.splitlines() == [
        "Competitor  Count   Share  Cumulative      Amount  2026-03",
        "锐达            1  100.0%      100.0%  ¥86,000.00        1",
        "",
        "2 losses, ¥86,000.00",
        "1 not recorded",
        "One loss can stand in several rows; shares are of the rows' sum.",
    ]


def test_two_dashes_can_be_said(crm):
    touch = crm.json("log", "晨光", "--kind", "note", "--text=--")
    assert touch["body"] == "--"


def test_several_reasons_a_verdict_and_an_event_to_wait_for(crm):
    crm.json(
        *("deal", "lose", "五轴", "--reason", "price", "--sub", "over_budget", "--weight", "5"),
        *("--also", "service::3", "--also", "product", "--verdict", "maybe", "--why", "明年", "--trigger", "新预算"),
    )
    [pooled] = crm.json("pool")["rows"]
    assert (pooled["reason"], len(pooled["also"]), pooled["win_back"]) == ("Price", 2, "maybe")
    assert (pooled["win_back_why"], pooled["win_back_trigger"], pooled["win_back_on"]) == ("明年", "新预算", None)
    assert crm.json("losses", "--disagreement") == {"n": 0, "compared": 0, "rows": []}


def test_a_deal_is_won_in_spite_of_reasons(crm):
    crm.json(
        *("deal", "win", "五轴", "--reason", "price::4", "--reason", "Service", "--reason", "他们信得过我们"),
        *("--competitor", "锐达"),
    )
    [told] = crm.json("timeline", "晨光", "--kind", "win")["rows"]
    assert (told["title"], told["body"]) == ("Won in spite of: Price · Service", "他们信得过我们")
    assert told["detail"] == {"competitors": "锐达"}
