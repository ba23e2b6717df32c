"""Making a workspace and taking care of it."""

import pytest

from crmdesk.store.dialects import sqlite


def break_it(path):
    """Leave a change behind that a check finds: a search index without its entries."""
    raw = sqlite.connect_raw(path)
    raw.execute("DELETE FROM name_search")
    raw.close()


@pytest.mark.parametrize(("language", "stage"), [("en", "New lead"), ("zh_CN", "新线索"), ("zh_TW", "新線索")])
def test_a_new_workspace_speaks_the_language(crm, tmp_path, language, stage):
    path = tmp_path / "new.crmdesk"
    made = crm.json("new", path, "--lang", language, "--currency", "usd", "--industry", "industrial_equipment")
    assert made == {"workspace": str(path), "customers": 0, "deals": 0, "touches": 0}
    table = tmp_path / "one.csv"
    table.write_text("Customer\nAlpha\n", "utf-8")
    crm.json("import", table, "--workspace", path)
    deal = crm.json("deal", "add", "Alpha", "First", "--amount", "1,000", "--workspace", path)
    assert (deal["stage"], deal["amount"]) == (stage, {"amount": "1000.00", "currency": "USD"})


def test_an_industry_brings_its_quick_notes_and_their_tags(crm, tmp_path):
    path = tmp_path / "new.crmdesk"
    crm.json("new", path, "--lang", "zh_CN", "--industry", "industrial_equipment")
    table = tmp_path / "one.csv"
    table.write_text("Customer\nAlpha\n", "utf-8")
    crm.json("import", table, "--workspace", path)
    fills = ("--fill", "阶段=准备招标", "--fill", "预算=12万")
    touch = crm.json("log", "Alpha", "--template", "招投标动态", *fills, "--lang", "zh_CN", "--workspace", path)
    assert touch["body"] == "招投标动态：准备招标；预算 ¥120,000。"
    shown = crm.json("show", "Alpha", "--workspace", path)
    assert "招投标" in str(shown["tags"])
    assert shown["next_step"]


def test_a_workspace_is_not_overwritten(crm):
    before = crm.workspace.read_bytes()
    assert crm("new", crm.workspace).code == 4
    assert crm.workspace.read_bytes() == before


def test_a_backup_comes_back(crm, tmp_path):
    copy = tmp_path / "copy.crmdesk"
    assert crm.json("backup", copy) == {"file": str(copy)}
    crm.json("deal", "win", "五轴")
    assert crm.json("restore", copy) == {"workspace": str(crm.workspace), "restored_from": str(copy)}
    assert crm.json("deals", "--filter", "status:won")["n"] == 0


def test_a_backup_without_a_name_stands_beside_the_workspace(crm):
    file = crm.json("backup")["file"]
    assert file.startswith(str(crm.workspace.with_name("sales.crmbackups")))


@pytest.mark.parametrize("state", ["missing", "damaged", "elsewhere"])
def test_restoring_needs_no_sound_workspace(crm, tmp_path, state):
    copy = tmp_path / "copy.crmdesk"
    crm.json("backup", copy)
    target = tmp_path / "other.crmdesk" if state == "elsewhere" else crm.workspace
    if state == "damaged":
        crm.workspace.write_bytes(crm.workspace.read_bytes()[:5000])
        assert crm("customers").code == 4
    else:
        crm.workspace.unlink()
    crm.json("restore", copy, *(["--to", target] if state == "elsewhere" else []))
    assert crm.json("customers", "--workspace", target)["n"] == 3


def test_check_and_repair(crm):
    assert crm.json("check") == {"ok": True, "n": 0, "rows": [], "repaired": False}
    break_it(crm.workspace)
    result = crm("check", "--json")
    [row] = result.document["rows"]
    assert (result.code, result.document["ok"], result.document["repaired"]) == (3, False, False)
    assert set(row) == {"code", "count", "message", "repairable"}
    assert "--repair" in crm("check").out
    repaired = crm.json("check", "--repair")
    assert (repaired["ok"], repaired["n"], repaired["repaired"]) == (True, 1, True)
    assert crm("check").out == "Everything is in order.\n"


def test_the_self_test(crm):
    document = crm.json("self-test")
    assert document["ok"] is True
    assert set(document["versions"]) == {"crmdesk", "python", "sqlite"}
    assert [step["step"] for step in document["steps"]] == [
        *("import", "log", "lose", "losses", "search", "undo", "redo", "backup", "check"),
    ]


def test_the_self_test_says_where_it_failed(crm, monkeypatch):
    from crmdesk.services.losses import LossService

    monkeypatch.setattr(LossService, "pool", lambda *_arguments: [])
    result = crm("self-test", "--json")
    assert (result.code, result.document["ok"]) == (1, False)
    assert result.document["steps"][-1] == {"step": "lose", "ok": False}


def test_a_new_workspace_can_hold_a_sample_company(crm, tmp_path):
    path = tmp_path / "demo.crmdesk"
    made = crm.json("new", path, "--demo", "--lang", "zh_TW", "--currency", "TWD")
    assert (made["workspace"], made["customers"], made["deals"]) == (str(path), 300, 600)
    assert made["touches"] > 8_000
    assert crm.json("check", "--workspace", path)["ok"]
