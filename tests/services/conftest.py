"""Workspaces that several tests of services start from."""

import shutil
from pathlib import Path

import pytest

from tests.factories import Office, office_at, seeded_workspace
from tests.fakes import FixedClock
from tests.services.filled_office import fill


@pytest.fixture(scope="session")
def filled_workspace(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """A workspace with everything an export must carry; never written, only copied."""
    path = tmp_path_factory.mktemp("filled") / "filled.crmdesk"
    seeded_workspace(path, FixedClock())
    fill(office_at(path, FixedClock()), root)
    return path


@pytest.fixture
def full_office(filled_workspace: Path, tmp_path: Path, clock: FixedClock) -> Office:
    """The services on a filled workspace of this test's own."""
    return office_at(Path(shutil.copy(filled_workspace, tmp_path / "full.crmdesk")), clock)
