"""``reasons export`` and ``reasons import``, and what ``import`` tells of words for reasons that nobody knows."""

import pytest

from crmdesk.exchange.tables.writing.output import OutColumn, OutSheet
from crmdesk.exchange.tables.writing.workbook import write_workbook


@pytest.mark.parametrize("suffix", [".json", ".xlsx"])
def test_reasons_go_out_and_come_in(crm, tmp_path, suffix):
    out = tmp_path / f"ours{suffix}"
    assert crm.json("reasons", "export", out) == {"file": str(out), "reasons": 12}
    same = crm.json("reasons", "import", out)
    assert set(same) == {"new", "changed", "same", "retired", "failed", "rows", "issues"}
    assert (same["new"], same["changed"], same["retired"]) == (0, 0, 0)
    assert same["same"] == len(same["rows"]) > 60
    assert set(same["rows"][0]) == {"reason", "above", "outcome"}


def test_bad_rows_and_rehearsals(crm, tmp_path):
    sheet, bad = tmp_path / "more.xlsx", tmp_path / "bad.xlsx"
    columns = (OutColumn("失败原因"), OutColumn("具体原因"), OutColumn("必须备注"))
    write_workbook(sheet, [OutSheet("More", columns, [("天气", "", "是"), ("", "下雨", "perhaps")])])
    before = crm.json("history")
    rehearsed = crm.json("reasons", "import", sheet, "--dry-run", "--errors", bad)
    assert (rehearsed["new"], rehearsed["failed"], crm.json("history")) == (1, 1, before)
    assert rehearsed["issues"] == [{"row": 3, "reason": "“perhaps” is neither yes nor no."}]
    assert bad.exists()
    assert crm.json("reasons", "import", sheet)["rows"] == [{"reason": "天气", "above": None, "outcome": "new"}]
    refused = crm("reasons", "import", tmp_path / "none.json", "--json")
    assert refused.code == 3


def test_an_import_tells_words_that_nobody_knows(crm, tmp_path):
    table = tmp_path / "lost.csv"
    table.write_text("Customer,Deal,Status,Loss reason\nA,One,lost,太贵了\nB,Two,lost,Price\n", "utf-8")
    told = [{"reason": "太贵了", "subreason": None, "rows": 1}]
    assert crm.json("import", table, "--dry-run")["unknown_reasons"] == told
    assert crm.json("import", table)["unknown_reasons"] == told
    assert crm.json("import", table)["unknown_reasons"] == []
