"""Workspaces to import into, opened the way the program opens them, and the public pipeline of 3,000 leads."""

import shutil
from pathlib import Path

import pytest

from crmdesk.wiring import Services, new_services, open_services
from tests.factories import ME
from tests.fakes import FixedClock
from tests.services.importing.tables import import_files


@pytest.fixture(scope="session")
def sample(root: Path) -> Path:
    """The public pipeline, which lies beside the source tree; where it is missing these tests must fail."""
    path = root.parent / "shared" / "samples" / "pipelines-3000.csv"
    assert path.is_file(), "the public sample is missing"
    return path


@pytest.fixture(scope="session")
def blank_usd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new workspace that counts in dollars; never written, only copied."""
    path = tmp_path_factory.mktemp("usd") / "blank.crmdesk"
    new_services(path, FixedClock(), ME, currency="USD", packs=())
    return path


@pytest.fixture(scope="session")
def sample_workspace(blank_usd: Path, sample: Path) -> Path:
    """A workspace that holds the public pipeline; never written, only copied."""
    path = Path(shutil.copy(blank_usd, blank_usd.with_name("pipeline.crmdesk")))
    import_files(open_services(path, FixedClock(), ME), sample)
    return path


@pytest.fixture
def book(workspace_path: Path, clock: FixedClock) -> Services:
    """The services on an empty workspace in yuan."""
    return open_services(workspace_path, clock, ME)


@pytest.fixture
def dollars(blank_usd: Path, tmp_path: Path, clock: FixedClock) -> Services:
    """The services on an empty workspace in dollars."""
    return open_services(Path(shutil.copy(blank_usd, tmp_path / "usd.crmdesk")), clock, ME)


@pytest.fixture
def pipeline(sample_workspace: Path, tmp_path: Path, clock: FixedClock) -> Services:
    """The services on a workspace that holds the public pipeline."""
    return open_services(Path(shutil.copy(sample_workspace, tmp_path / "pipeline.crmdesk")), clock, ME)
