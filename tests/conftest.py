"""What holds for every test: no screen, no folder of the person who runs it, no unexpected warning in the log."""

import logging
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from crmdesk.i18n import language, use_language
from tests.factories import Office, office_at, seeded_workspace
from tests.fakes import FixedClock
from tests.filled import Fill, Filled, filled_copies
from tests.sample_years import Samples, sample_year

# Properties: quick and the same every time, unless somebody asks for the long search.
settings.register_profile("ci", max_examples=30, derandomize=True, deadline=None)
settings.register_profile("long", max_examples=2000, deadline=None)
settings.load_profile(os.environ.get("CRMDESK_HYPOTHESIS", "ci"))

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before anything loads Qt


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What may take longer than other tests comes first: begun last, it would keep one worker busy and none help it."""
    usual = float(items[0].config.getini("timeout")) if items else 0.0

    def patience(item: pytest.Item) -> float:
        marker = item.get_closest_marker("timeout")
        return usual if marker is None else marker.args[0]

    items.sort(key=patience, reverse=True)


@pytest.fixture(autouse=True)
def _own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings, logs and caches of the program go to a folder of this test; nothing of the machine's leaks in."""
    home = tmp_path_factory.getbasetemp() / "home"
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(home / name.lower()))
    for name in ("CRMDESK_WORKSPACE", "CRMDESK_PASSPHRASE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")


@pytest.fixture(autouse=True)
def _own_language() -> Iterator[None]:
    """A test that speaks another language does not make the next one speak it."""
    before = language()
    yield
    use_language(before)


@pytest.fixture(autouse=True)
def _quiet_log(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A warning or an error in the log fails the test, unless it is marked ``expects_log_records``."""
    yield
    if request.node.get_closest_marker("expects_log_records"):
        return
    records = [*caplog.get_records("setup"), *caplog.get_records("call")]
    loud = [record.getMessage() for record in records if record.levelno >= logging.WARNING]
    assert not loud, f"unexpected log records: {loud}"


@pytest.fixture
def child_processes(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """The processes the test has started, also those of the program; ``returncode`` is set once they are gone."""
    started: list[subprocess.Popen[bytes]] = []

    class Recorded(subprocess.Popen[bytes]):
        def __init__(self, *arguments: Any, **options: Any) -> None:
            super().__init__(*arguments, **options)
            started.append(self)

    monkeypatch.setattr(subprocess, "Popen", Recorded)
    return started


@pytest.fixture(scope="session")
def root() -> Path:
    """The source tree."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Samples:
    """The sample workspace in a language, made when it is first asked for."""
    own = tmp_path_factory.getbasetemp()
    return partial(sample_year, own if worker_id == "master" else own.parent)


@pytest.fixture(scope="session")
def blank_workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated workspace with the English default lists; never written, only copied."""
    return seeded_workspace(tmp_path_factory.mktemp("template") / "blank.crmdesk", FixedClock()).path


@pytest.fixture
def workspace_path(blank_workspace: Path, tmp_path: Path) -> Path:
    """A workspace of this test's own."""
    return Path(shutil.copy(blank_workspace, tmp_path / "book.crmdesk"))


@pytest.fixture
def clock() -> FixedClock:
    """Ten in the morning of Wednesday, 4 March 2026, in Shanghai."""
    return FixedClock()


@pytest.fixture
def office(workspace_path: Path, clock: FixedClock) -> Office:
    """The services on a workspace of this test's own."""
    return office_at(workspace_path, clock)


@pytest.fixture(scope="session")
def workspace_filled_by(blank_workspace: Path) -> Callable[[Fill], Path]:
    """A workspace that a function has filled; never written, only copied."""
    return filled_copies(blank_workspace)


@pytest.fixture
def filled(workspace_filled_by: Callable[[Fill], Path], workspace_path: Path, clock: FixedClock) -> Filled:
    """Instead of ``office`` where many tests begin with the same: to copy it is faster than to put it in again."""
    return lambda fill: office_at(Path(shutil.copy(workspace_filled_by(fill), workspace_path)), clock)
