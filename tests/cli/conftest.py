"""A filled workspace, copied for each test, and the command line driven in this process."""

import io
import json
import shutil
from contextvars import copy_context
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from crmdesk.__main__ import main
from crmdesk.domain.clock import SystemClock
from crmdesk.services.customers import NewCustomer
from crmdesk.services.touches import TouchWords
from crmdesk.wiring import new_services

DEALS = (
    ("晨光精密机械有限公司", "五轴维保", "86000", "quote"),
    ("Larkfield Dental Group", "Clinic rollout", "142500.50", ""),
    ("Harborline Freight", "Weighing link", "", "contract"),
)


@dataclass(frozen=True, slots=True)
class Result:
    """What one run of the program came to."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON document on standard output."""
        return json.loads(self.out)

    @property
    def error(self) -> Any:
        """The one JSON error on standard error."""
        [line] = self.err.splitlines()
        return json.loads(line)["error"]


class CommandLine:
    """Runs commands on one workspace, each in a context of its own as a process would be."""

    def __init__(self, workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.workspace = workspace
        self._capsys = capsys

    def __call__(self, *arguments: object) -> Result:
        self._capsys.readouterr()
        code = copy_context().run(main, ["--workspace", str(self.workspace), *map(str, arguments)])
        captured = self._capsys.readouterr()
        return Result(code, captured.out, captured.err)

    def json(self, *arguments: object) -> Any:
        """The document of a command that must go through."""
        result = self(*arguments, "--json")
        assert (result.code, result.err) == (0, "")
        return result.document

    def error(self, *arguments: object) -> tuple[int, Any]:
        """Exit code and error of a command that must be refused."""
        result = self(*arguments, "--json")
        assert result.out == ""
        return result.code, result.error


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "template.crmdesk"
    services = new_services(path, SystemClock(), "Li Na", currency="CNY", packs=())
    services.customers.add_customer(
        NewCustomer("晨光精密机械有限公司", phones=("13800010001",), emails=("wang@chenguang.cn",), source="展会")
    )
    services.customers.add_customer(NewCustomer("Larkfield Dental Group", phones=("+44 7700 900123",)))
    services.customers.add_customer(NewCustomer("Harborline Freight", owner="Tom Becker"))
    for customer, name, amount, stage in DEALS:
        services.deals.add_deal(customer, name, amount=amount, stage=stage)
    services.touches.log_touch("晨光", TouchWords(kind="call", at="2026-03-05 10:30", text="报价偏高 #price"))
    return path


@pytest.fixture(autouse=True)
def _me(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CRMDESK_ME", "Li Na")


@pytest.fixture
def crm(template: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    return CommandLine(Path(shutil.copy(template, tmp_path / "sales.crmdesk")), capsys)


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch):
    """Put a text on standard input."""

    def type_in(text: str) -> None:
        monkeypatch.setattr("sys.stdin", io.StringIO(text))

    return type_in
