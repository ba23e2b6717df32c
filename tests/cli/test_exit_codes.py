"""Exit codes and errors: what went wrong, in one sentence, and nothing written."""

import pytest

from crmdesk.__main__ import main


@pytest.mark.parametrize(
    ("command", "code", "kind", "field"),
    [
        (["losses", "--by", "weather"], 3, "validation", "by"),
        (["customers", "--filter", "colour:red"], 3, "validation", "filter"),
        (["deal", "lose", "五轴", "--reason", "weather"], 3, "validation", "reason"),
        (["deal", "lose", "五轴", "--reason", " "], 3, "validation", "reason"),
        (["deal", "lose", "五轴", "--reason", "not_recorded"], 3, "validation", "reason"),
        (["deal", "lose", "五轴", "--reason", "competitor"], 3, "validation", "competitor"),
        (["deal", "lose", "五轴", "--reason", "other"], 3, "validation", "note"),
        (["deal", "lose", "五轴", "--reason", "price", "--at", "in 3 days"], 3, "validation", "at"),
        (["deal", "lose", "五轴", "--reason", "price", "--at", "whenever"], 3, "validation", "at"),
        (["deal", "lose", "五轴", "--reason", "price", "--win-back", "soonish"], 3, "validation", "win_back"),
        (["deal", "move", "五轴", "lost"], 3, "validation", "stage"),
        (["deal", "hold", "五轴", "--until", "yesterday"], 3, "validation", "until"),
        (["deal", "reopen", "五轴"], 3, "conflict", "deal"),
        (["deal", "add", "晨光", " "], 3, "validation", "name"),
        (["deal", "add", "晨光", "x", "--amount", "much"], 3, "validation", "amount"),
        (["log", "晨光"], 3, "validation", "kind"),
        (["log", "晨光", "--kind", "call", "--at", "whenever"], 3, "validation", "at"),
        (["log", "晨光", "--kind", "call", "--at", "0001-01-01"], 3, "validation", "at"),
        (["log", "晨光", "--kind", "call", "--next", "whenever"], 3, "validation", "next"),
        (["log", "晨光", "--kind", "call", "--minutes", "99999"], 3, "validation", "minutes"),
        (["log", "晨光", "--template", "first_call", "--fill", "result=x", "result=y"], 3, "validation", "fill"),
        (["log", "晨光", "--kind", "call", "--text", "half \udc80"], 3, "validation", "text"),
        (["due", "--on", "9999-12-31"], 3, "validation", None),
        (["deals", "--filter", "created:9999-12-31"], 3, "validation", None),
        (["losses", "--png", "picture.svg"], 3, "validation", "png"),
        (["export", "everything.doc"], 3, "validation", None),
        (["export", "no/such/folder/x.xlsx"], 3, "unwritable", None),
        (["losses", "--png", "no/such/folder/x.png"], 3, "unwritable", None),
        (["import", "missing.csv"], 3, "import_rejected", None),
        (["import", "missing.csv", "--mapping", "missing.json"], 3, "validation", "mapping"),
        (["show", "a"], 3, "ambiguous", "customer"),
        (["show", "Nobody"], 5, "not_found", "customer"),
        (["deal", "win", "Nothing"], 5, "not_found", "deal"),
        (["tag", "晨光", "--remove", "gold"], 5, "not_found", "tag"),
        (["undo", "--to", "999"], 5, "not_found", None),
        (["redo"], 5, "not_found", None),
        (["restore", "missing.crmdesk"], 4, "storage_unavailable", "file"),
        (["restore", "n" * 300], 4, "storage_unavailable", None),
        (["backup", "n" * 300], 4, "storage_unavailable", None),
        (["new", "n" * 300], 4, "storage_unavailable", None),
        (["deal", "add", "晨光", "x", "--amount", "12,50"], 3, "validation", "amount"),
        (["new", "no/such/folder/x.crmdesk"], 4, "storage_unavailable", "path"),
        (["new", "x.crmdesk", "--currency", "gold"], 3, "validation", "currency"),
        (["new", "x.crmdesk", "--industry", "magic"], 3, "validation", "industry"),
        (["conquer"], 2, "usage", None),
        (["show"], 2, "usage", None),
        (["deal"], 2, "usage", None),
        (["deal", "lose", "五轴"], 2, "usage", None),
        (["history", "--limit", "0"], 2, "usage", None),
        (["search", "x", "--limit", "many"], 2, "usage", None),
        (["customers", "--colour"], 2, "usage", None),
        (["import", "x.csv", "--as", "vcard"], 2, "usage", None),
        (["new", "x.crmdesk", "--demo", "big"], 2, "usage", None),
        (["customers", "--lang", "fr"], 2, "usage", None),
        (["log", "晨光", "--fill", "novalue"], 2, "usage", None),
    ],
    ids=lambda value: " ".join(value).encode("ascii", "replace").decode() if isinstance(value, list) else None,
)
def test_refusals(crm, tmp_path, monkeypatch, command, code, kind, field):
    monkeypatch.chdir(tmp_path)
    before = crm.json("history")
    got, error = crm.error(*command)
    assert (got, error["code"]) == (code, kind)
    assert set(error) - {"candidates"} == {"code", "message", "field"}
    if field:
        assert error["field"] == field
    assert error["message"].strip()
    assert "\n" not in error["message"]
    assert crm.json("history") == before
    assert not (tmp_path / "x.crmdesk").exists()


def test_an_ambiguous_name_comes_with_the_candidates(crm):
    _code, error = crm.error("show", "a")
    assert len(error["candidates"]) == 2
    assert any(candidate.startswith("Harborline Freight (") for candidate in error["candidates"])


@pytest.mark.parametrize("content", [None, b"", b"no database at all" * 100], ids=["missing", "empty", "foreign"])
def test_a_workspace_that_cannot_be_opened(crm, content):
    crm.workspace.unlink()
    if content is not None:
        crm.workspace.write_bytes(content)
    code, error = crm.error("customers")
    assert (code, error["code"] in ("storage_unavailable", "workspace_refused")) == (4, True)
    assert (crm.workspace.read_bytes() if crm.workspace.exists() else None) == content


def test_no_workspace_named(capsys):
    assert main(["customers"]) == 4
    assert "CRMDESK_WORKSPACE" in capsys.readouterr().err


def test_errors_for_people_are_one_sentence(crm):
    result = crm("show", "Nobody")
    assert (result.code, result.out) == (5, "")
    assert result.err == "There is no customer “Nobody”.\n"


def test_wrong_usage_points_to_help(crm):
    result = crm("deal", "lose", "x")
    assert result.err == "Something is missing: --reason.\nTry “crmdesk deal lose --help”.\n"


def test_nothing_found_is_an_answer_with_a_code_of_its_own(crm):
    result = crm("search", "zzzz", "--json")
    assert (result.code, result.document, result.err) == (5, {"n": 0, "rows": []}, "")
    assert crm("search", "zzzz").out == "Nothing was found.\n"


@pytest.mark.expects_log_records
def test_a_bug_is_said_plainly_and_logged_without_customer_data(crm, monkeypatch):
    from crmdesk import log, paths
    from crmdesk.services.customers import CustomerService

    def broken(*_arguments):
        raise RuntimeError("晨光 has phone 13800010001")

    monkeypatch.setattr(CustomerService, "card", broken)
    code, error = crm.error("show", "晨光")
    assert (code, error["code"]) == (1, "bug")
    file = paths.log_folder() / log.FILE_NAME
    assert str(file) in error["message"]
    logged = file.read_text("utf-8")
    assert "RuntimeError" in logged
    assert "晨光" not in logged
    assert "138" not in logged.split("RuntimeError")[1].split("\n", 1)[0]


def test_an_interrupted_command_is_cancelled(crm, monkeypatch):
    from crmdesk.services.customers import CustomerService

    def interrupted(*_arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr(CustomerService, "card", interrupted)
    assert crm.error("show", "晨光") == (130, {"code": "cancelled", "message": "Cancelled.", "field": None})
