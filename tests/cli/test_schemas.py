"""The JSON documents are a contract: every command, every key, every form of value."""

import re

import pytest

CUSTOMER = {
    *("uid", "name", "owner", "status", "phones", "emails", "tags", "next_step", "value"),
    *("address", "city", "note", "source", "external_id", "created_at", "last_touch_at", "extra"),
}
DEAL = {
    *("uid", "name", "customer", "customer_uid", "owner", "stage", "status", "amount", "created_at", "closed_at"),
    *("external_id", "probability", "expected_close", "hold_until", "extra"),
}
POOLED = (DEAL - {"probability", "expected_close", "hold_until", "extra"}) | {
    *("lost_at", "stage_at_loss", "reason", "subreason", "competitor", "competitors", "note", "reviewed"),
    *("also", "win_back", "win_back_on", "win_back_why", "win_back_trigger"),
}
TOUCH = {
    *("uid", "kind", "class", "status", "direction", "occurred_at", "recorded_at", "actor", "recorded_by"),
    *("customer", "customer_uid", "contact", "deal", "deal_uid", "minutes", "title", "body", "detail", "source"),
    *("system", "attachments"),
}
ATTACHMENT = {"uid", "name", "size", "media_type", "version", "digest", "added_at", "added_by", "missing"}
CHANGE_SET = {"id", "label", "actor", "at", "rows", "kind"}
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d")
DAY = re.compile(r"\d{4}-\d\d-\d\d")


@pytest.mark.parametrize(
    ("command", "keys", "row_keys"),
    [
        (["customers"], {"n", "rows"}, CUSTOMER),
        (["deals"], {"n", "rows"}, DEAL),
        (["show", "晨光"], CUSTOMER | {"contacts", "deals", "first_touch", "documents", "standing"}, None),
        (["timeline", "晨光"], {"n", "rows"}, TOUCH),
        (["log", "晨光", "--kind", "call"], TOUCH, None),
        (["deal", "add", "晨光", "New line"], DEAL, None),
        (["deal", "move", "五轴", "negotiation"], DEAL, None),
        (["deal", "win", "五轴"], DEAL, None),
        (["deal", "lose", "五轴", "--reason", "price"], DEAL, None),
        (["deal", "hold", "五轴", "--until", "in 3 days"], DEAL, None),
        (["deal", "invalid", "五轴"], DEAL, None),
        (["tag", "晨光", "--add", "vip"], {"customer", "customer_uid", "tags"}, None),
        (["due"], {"n", "rows"}, None),
        (
            ["losses"],
            {"by", "currency", "n", "amount", "other_currencies", "rows", "not_recorded"},
            None,
        ),
        (
            ["losses", "--by", "competitor"],
            {"by", "currency", "n", "amount", "other_currencies", "rows"} | {"not_recorded", "overlap"},
            None,
        ),
        (["pool"], {"n", "rows"}, None),
        (["cloud", "prospects"], {"n", "words", "dropped"}, None),
        (["compare", "signed", "lost"], {"rows"}, None),
        (["search", "晨光"], {"n", "rows"}, {"type", "uid", "title", "snippet", "score"}),
        (["duplicates"], {"n", "rows"}, None),
        (["history"], {"n", "rows"}, CHANGE_SET),
        (["undo"], {"n", "rows"}, CHANGE_SET),
        (["backup"], {"file"}, None),
        (["check"], {"ok", "n", "rows", "repaired"}, None),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_documents_have_exactly_these_keys(crm, command, keys, row_keys):
    document = crm.json(*command)
    assert set(document) == keys
    if row_keys:
        assert document["n"] == len(document["rows"]) > 0
        assert all(set(row) == row_keys for row in document["rows"])


def test_a_customer_with_everything(crm):
    crm.json("log", "晨光", "--kind", "call", "--next", "tomorrow 15:00 send the quote")
    crm.json("deal", "win", "五轴")
    shown = crm.json("show", "晨光")
    assert shown["status"] == "signed"
    assert shown["phones"] == ["13800010001"]
    assert shown["emails"] == ["wang@chenguang.cn"]
    assert shown["tags"] == ["展会", "price"]
    assert shown["next_step"]["text"] == "send the quote"
    assert TIME.fullmatch(shown["next_step"]["at"])
    assert shown["value"] == {"past": [{"amount": "86000.00", "currency": "CNY"}], "present": []}
    assert [deal["name"] for deal in shown["deals"]] == ["五轴维保"]
    listed = {row["uid"]: row for row in crm.json("customers")["rows"]}
    assert listed[shown["uid"]] == {key: shown[key] for key in CUSTOMER}
    assert listed[crm.json("show", "Harborline")["uid"]]["next_step"] is None


def test_a_pooled_deal(crm):
    crm.json("deal", "lose", "五轴", "--reason", "competitor", "--competitor", "锐达", "--competitor", "Volt")
    [row] = crm.json("pool")["rows"]
    assert set(row) == POOLED
    assert row["competitor"] == "锐达, Volt"
    assert row["competitors"] == ["锐达", "Volt"]
    assert (row["status"], row["stage_at_loss"], row["reason"]) == ("lost", "Quoted", "Chose a competitor")
    assert row["reviewed"] is False
    assert TIME.fullmatch(row["lost_at"])
    assert DAY.fullmatch(row["win_back_on"])


def test_a_touch(crm):
    touch = crm.json(
        *("log", "晨光", "--kind", "wechat", "--at", "2026-03-06T09:05", "--direction", "in", "--minutes", "5"),
        *("--text", "两行\n文字"),
    )
    assert (touch["kind"], touch["class"], touch["status"], touch["direction"]) == (
        *("wechat", "communication", "done", "in"),
    )
    assert touch["occurred_at"].startswith("2026-03-06T09:05:00")
    assert TIME.fullmatch(touch["recorded_at"])
    assert (touch["body"], touch["minutes"], touch["deal"]) == ("两行\n文字", 5, "五轴维保")
    assert (touch["actor"], touch["recorded_by"]) == ("Li Na", "Li Na")


def test_the_files_of_a_touch_and_the_documents_of_a_customer(crm, tmp_path):
    card = tmp_path / "名片\u202e.png"
    card.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    logged = crm.json("log", "晨光", "--template", "exhibition_lead", "--fill", f"card_photo={card}")
    [file] = logged["attachments"]
    assert set(file) == ATTACHMENT
    assert (file["name"], file["media_type"], file["size"], file["version"], file["missing"]) == (
        *(card.name, "image/png", 48, 1, False),
    )
    timeline = crm.json("timeline", "晨光")["rows"]
    assert {row["uid"]: row["attachments"] for row in timeline if row["attachments"]} == {logged["uid"]: [file]}
    [document] = crm.json("show", "晨光")["documents"]
    assert document == {"name": card.name, "kind": logged["kind"], "versions": [file]}
    assert "[名片�.png]" in crm("timeline", "晨光").out
    crm.workspace.with_suffix(".crmfiles").unlink()
    assert crm.json("show", "晨光")["documents"][0]["versions"][0]["missing"] is True
    assert "[名片�.png (missing)]" in crm("timeline", "晨光").out
    assert crm.error("log", "晨光", "--template", "exhibition_lead", "--fill", f"card_photo={tmp_path}")[0] == 3


def test_amounts_are_exact_and_absent_ones_are_null(crm):
    amounts = {row["name"]: row["amount"] for row in crm.json("deals")["rows"]}
    assert amounts == {
        "五轴维保": {"amount": "86000.00", "currency": "CNY"},
        "Clinic rollout": {"amount": "142500.50", "currency": "CNY"},
        "Weighing link": None,
    }


def test_losses(crm):
    crm.json("deal", "lose", "五轴", "--reason", "price", "--sub", "over budget", "--at", "2026-03-06")
    crm.json("deal", "lose", "Clinic", "--reason", "unknown", "--at", "2026-04-01")
    document = crm.json(
        "losses", "--by", "reason", "--versus", "stage", "--since", "2026-03-01", "--until", "2026-03-31"
    )
    assert document == {
        "by": "reason",
        "currency": "CNY",
        "n": 1,
        "amount": {"amount": "86000.00", "currency": "CNY"},
        "other_currencies": [],
        "rows": [
            {
                "key": "Price",
                "count": 1,
                "amount": {"amount": "86000.00", "currency": "CNY"},
                "share": 1.0,
                "cumulative": 1.0,
                "versus": {"Quoted": 1},
            }
        ],
        "not_recorded": 0,
    }
    assert crm.json("losses", "--by", "competitor")["not_recorded"] == 2


def test_due(crm):
    crm.json("log", "晨光", "--kind", "call", "--next", "tomorrow 15:00 call back")
    crm.json("deal", "hold", "Clinic", "--until", "in 2 days")
    items = crm.json("due", "--on", "in 3 days")["rows"]
    assert [(item["what"], item["text"], item["overdue"]) for item in items] == [
        ("follow_up", "call back", True),
        ("resume", "Clinic rollout", True),
    ]
    keys = {"what", "uid", "customer", "customer_uid", "deal", "deal_uid", "due", "text", "side", "overdue"} | {
        "expected"
    }
    assert set(items[0]) == keys
    assert TIME.fullmatch(items[0]["due"])
    assert DAY.fullmatch(items[1]["due"])


def test_duplicates(crm, tmp_path):
    table = tmp_path / "more.csv"
    table.write_text("Customer,Mobile\nLarkfield Dental Grp,13912345678\n", "utf-8")
    crm.json("import", table, "--on-duplicate", "new")
    [pair] = crm.json("duplicates")["rows"]
    assert set(pair) == {"first", "second", "by", "value", "score"}
    assert pair["first"]["name"] == "Larkfield Dental Group"
    assert set(pair["first"]) == set(pair["second"]) == {"uid", "name"}
    assert pair["by"] == "name"
