"""``import`` and ``export``: counts, issues, mappings and what people see of them."""

import json

import pytest

ROWS = "Customer,Deal,Amount,Created\nAlpha,One,100,2026-03-04\nBeta,Two,oops,2026-03-05\n"
COUNTS = ("read", "created", "updated", "unchanged", "skipped", "failed")


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "pipeline.csv"
    path.write_text(ROWS, "utf-8")
    return path


def test_the_counts_add_up_and_issues_name_their_cell(crm, table):
    document = crm.json("import", table)
    assert set(document) == {"kind", *COUNTS, "by_type", "issues", "notes", "unknown_reasons", "batch"}
    assert document["read"] == sum(document[name] for name in COUNTS[1:]) == 2
    assert document["kind"] == "table"
    [issue] = document["issues"]
    assert set(issue) == {"where", "value", "reason"}
    assert issue["value"] == "oops"
    assert document["batch"]


def test_a_dry_run_counts_the_same_and_writes_nothing(crm, table):
    before = crm.json("history")
    tried = crm.json("import", table, "--dry-run")
    assert crm.json("history") == before
    done = crm.json("import", table)
    assert {**tried, "batch": ""} == {**done, "batch": ""}
    assert tried["batch"] is None


def test_importing_again_changes_nothing(crm, table):
    crm.json("import", table)
    again = crm.json("import", table)
    assert (again["created"], again["updated"]) == (0, 0)


def test_options_reach_the_import(crm, tmp_path):
    table = tmp_path / "odd.csv"
    table.write_text("Wer,Was,Wann\nGamma,Three,03/04/2026\n", "utf-8")
    mapping = tmp_path / "mapping.json"
    mapping.write_text(json.dumps({"Wer": "customer.name", "Was": "deal.name", "Wann": "deal.created"}), "utf-8")
    crm.json("import", table, "--as", "table", "--mapping", mapping, "--date-order", "dmy", "--owner", "Amy Chen")
    [deal] = crm.json("deals", "--filter", "name:Three")["rows"]
    assert (deal["customer"], deal["owner"], deal["created_at"][:10]) == ("Gamma", "Amy Chen", "2026-04-03")


@pytest.mark.parametrize("content", ["{", "[1]", '{"a": 1}', "\udcff".encode("utf-8", "surrogateescape")])
def test_a_bad_mapping_is_refused(crm, table, tmp_path, content):
    mapping = tmp_path / "mapping.json"
    mapping.write_bytes(content if isinstance(content, bytes) else content.encode())
    code, error = crm.error("import", table, "--mapping", mapping)
    assert (code, error["field"]) == (3, "mapping")


def test_failed_rows_are_handed_back(crm, table, tmp_path):
    crm.json("import", table, "--errors", tmp_path / "errors.xlsx")
    assert (tmp_path / "errors.xlsx").stat().st_size > 0


def test_people_see_counts_and_issues(crm, table):
    text = crm("import", table).out
    assert "Rows read  2" in " ".join(text.split()).replace("Rows read 2", "Rows read  2")
    assert "oops" in text


def test_many_issues_are_shortened_for_people_only(crm, tmp_path):
    table = tmp_path / "bad.csv"
    table.write_text("Customer,Deal,Amount\n" + "".join(f"C{n},D{n},oops{n}x\n" for n in range(30)), "utf-8")
    assert len(crm.json("import", table, "--dry-run")["issues"]) == 30
    text = crm("import", table, "--dry-run").out
    assert text.count("oops") == 20
    assert "10 more; --json lists them all" in text


def test_a_workbook_holds_what_was_asked_for(crm, tmp_path):
    out = tmp_path / "all.xlsx"
    rows = crm.json("export", out)["rows"]
    assert (rows["customers"], rows["deals"]) == (3, 3)
    assert out.exists()
    some = crm.json("export", tmp_path / "some.xlsx", "--what", "customers,losses", "--filter", "name:晨光")["rows"]
    assert some == {"customers": 1, "losses": 0}


def test_what_was_exported_imports_unchanged(crm, tmp_path):
    out = tmp_path / "all.xlsx"
    crm.json("export", out)
    again = crm.json("import", out)
    assert (again["created"], again["updated"], again["failed"]) == (0, 0, 0)
