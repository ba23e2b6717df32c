"""Files that cannot be imported: one plain sentence, exit code 3, nothing written, no process left, and little memory.

Which files are refused, and why, is tested with the reader of tables; here it is what the whole program makes of it.
"""

import json
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from crmdesk.domain.errors import ImportRejectedError
from crmdesk.wiring import Services
from tests.exchange.tables.reading.test_bombs import BOMBS
from tests.exchange.tables.reading.test_refused_files import FILES
from tests.services.importing.tables import assert_unchanged_by, counts, import_files, lines
from tests.store.dumps import folder_hashes, journal_rows, logical_dump

REFUSED = {
    "truncated.xlsx": lambda: FILES["half an xlsx"][0],
    "picture.xlsx": lambda: FILES["png"][0],
    "empty.xlsx": lambda: FILES["xlsx without cells"][0],
    "empty.csv": lambda: FILES["no bytes"][0],
    "far.xlsx": BOMBS["far cell"][0],
    "long.xlsx": BOMBS["300 MB string"][0],
    "entities.xlsx": lambda: FILES["entities in a sheet"][0],
}
_PROTECTED = Path(__file__).parents[2] / "data" / "protected.xlsx"

# Runs the program and tells its own peak memory and that of its children, in kilobytes, on the last line.
MEASURED = """
import re, resource, sys
from pathlib import Path
from crmdesk.__main__ import main
code = main(sys.argv[1:])
own = int(re.search("VmHWM:\\\\s+([0-9]+)", Path("/proc/self/status").read_text())[1])
print(own + resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
sys.exit(code)
"""


@pytest.fixture(params=[*REFUSED, "protected.xlsx"])
def refused(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / request.param
    if request.param == _PROTECTED.name:
        return Path(shutil.copy(_PROTECTED, path))
    path.write_bytes(REFUSED[request.param]())
    return path


def test_the_service_refuses_and_leaves_no_trace(
    book: Services, tmp_path: Path, refused: Path, child_processes: list[subprocess.Popen[bytes]]
) -> None:
    path = book.desk.workspace.path
    before = (logical_dump(path), journal_rows(path), folder_hashes(tmp_path))
    sound = lines(refused.with_name("sound.csv"), "Company name|City\nAcme|Rome")
    start = time.monotonic()
    with pytest.raises(ImportRejectedError) as refusal:
        import_files(book, sound, refused)
    print(f"{refused.name}: refused in {time.monotonic() - start:.1f} s")
    assert all(reader.returncode is not None for reader in child_processes)
    assert refused.name in refusal.value.message
    sound.unlink()
    assert (logical_dump(path), journal_rows(path), folder_hashes(tmp_path)) == before
    assert not path.with_name(f"{path.stem}.crmbackups").exists()


def test_the_command_line_refuses_in_one_sentence(workspace_path: Path, root: Path, refused: Path) -> None:
    before = logical_dump(workspace_path)
    start = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, "--workspace", workspace_path, "import", refused, "--json"],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    print(f"{refused.name}: refused in {time.monotonic() - start:.1f} s")
    assert done.returncode == 3, done.stderr
    error = json.loads(done.stderr)["error"]
    assert error["code"] == "import_rejected"
    assert error["message"].endswith(".")
    assert "\n" not in error["message"]
    [peak] = done.stdout.split()
    assert int(peak) < 600_000
    assert logical_dump(workspace_path) == before


def test_html_called_xls_is_read(book: Services, tmp_path: Path) -> None:
    file = tmp_path / "report.xls"
    file.write_bytes(
        b"<html><meta charset='utf-8'><table><tr><th>Account Name<th>Opportunity Name<th>Amount<th>Stage</tr>"
        b"<tr><td>Globex<td>Rig &amp; Pier<td>1,000.50<td>Closed Won</tr></table></html>"
    )
    assert counts(import_files(book, file)) == {"created": 1}
    [deal] = book.deals.list_deals()
    assert (deal.customer, deal.name, str(deal.amount), deal.status) == ("Globex", "Rig & Pier", "1000.50 CNY", "won")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Company name|City", id="a header alone"),
        pytest.param("a|b|c\n1|2|3", id="nothing that is known"),
        pytest.param("Company name|City\n|", id="an empty row"),
    ],
)
def test_tables_that_tell_nothing_change_nothing(book: Services, tmp_path: Path, text: str) -> None:
    assert_unchanged_by(book, lines(tmp_path / "table.csv", text))


def test_all_that_cannot_be_kept_of_a_row_is_said_at_once(book: Services, tmp_path: Path) -> None:
    sheet = lines(tmp_path / "bad.csv", f"Company|Deal|Stage\n{'x' * 600}|{'y' * 700}|Demo")
    result = import_files(book, sheet)
    assert result.failed == 1
    assert len(result.issues) == 2
    [handed_back] = result.failed_rows
    assert handed_back.reasons[1] == [issue.reason for issue in result.issues]
