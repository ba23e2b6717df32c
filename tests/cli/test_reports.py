"""A customer handed over from the command line: one file, one document, one sentence when it cannot be."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

CUSTOMER = "晨光精密机械有限公司"


@pytest.mark.parametrize(("name", "begins"), [("out.pdf", b"%PDF"), ("out.HTML", b"<!DOCTYPE html>")])
def test_a_customer_is_handed_over(crm, tmp_path: Path, name: str, begins: bytes):
    out = tmp_path / name
    assert crm.json("report", "customer", "--customer", "晨光", str(out)) == {"file": str(out)}
    assert out.read_bytes().startswith(begins)
    assert [file.name for file in tmp_path.glob("out.*")] == [name]


def test_the_page_is_in_the_language_asked_for(crm, tmp_path: Path):
    out = tmp_path / "out.html"
    answer = crm("--lang", "zh_CN", "report", "customer", str(out), "--customer", CUSTOMER)
    assert (answer.code, answer.err) == (0, "")
    assert str(out) in answer.out
    page = out.read_text("utf-8")
    assert CUSTOMER in page
    assert 'lang="zh-Hans"' in page


@pytest.mark.parametrize(
    ("arguments", "code", "kind", "field"),
    [
        (["--customer", "晨光", "out.xlsx"], 3, "validation", "out"),
        (["--customer", "晨光", "no/such/folder/out.html"], 3, "unwritable", None),
        (["--customer", "a", "out.html"], 3, "ambiguous", "customer"),
        (["--customer", "Nobody", "out.pdf"], 5, "not_found", "customer"),
        (["out.pdf"], 2, "usage", None),
        (["--customer", "晨光"], 2, "usage", None),
    ],
)
def test_what_cannot_be_written_is_said_and_nothing_is(
    crm, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], code: int, kind: str, field: str | None
):
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.iterdir())
    answer = crm("--json", "report", "customer", *arguments)
    error = json.loads(answer.err)["error"]
    assert (answer.code, error["code"], error["field"]) == (code, kind, field)
    assert sorted(tmp_path.iterdir()) == before


def test_other_reports_are_absent(crm, tmp_path: Path):
    assert crm("report", "losses", str(tmp_path / "out.pdf")).code == 2


def test_a_page_needs_no_display_and_no_qt(crm, tmp_path: Path):
    code = (
        "import sys\nfrom crmdesk.__main__ import main\n"
        "code = main(sys.argv[1:])\n"
        "assert not [name for name in sys.modules if name.startswith('PySide6')]\n"
        "sys.exit(code)\n"
    )
    out = tmp_path / "out.html"
    arguments = ["--workspace", str(crm.workspace), "report", "customer", "--customer", "晨光", str(out)]
    done = subprocess.run([sys.executable, "-c", code, *arguments], check=False, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert out.exists()
