"""What is loaded when the window paints its first rows: Qt and the database's driver, nothing that takes long."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from crmdesk import settings
from crmdesk.domain.customer_list import CustomerQuery
from crmdesk.qt.view_state import ViewState
from crmdesk.ui.customers.left_list import LeftList, keep_list, list_key
from tests.factories import Office, add_customer

# None of these, nor anything inside them.
_HEAVY = (
    *("sqlalchemy", "alembic", "numpy", "pyqtgraph", "openpyxl", "lxml", "python_calamine", "pypinyin", "opencc"),
    *("rapidfuzz", "rich", "babel", "dateutil", "phonenumbers", "email_validator", "xlsxwriter"),
    *("typing_extensions", "PySide6.QtNetwork", "PySide6.QtSvg", "crmdesk.cli", "crmdesk.wiring"),
)

_CHILD = """
import json, sys
from PySide6.QtCore import QCoreApplication
from crmdesk.ui.customers import first_customers
from crmdesk.__main__ import main

def tell(first):
    names = [line.customer.name for line in first.rows]
    print(json.dumps({"rows": names, "modules": sorted(sys.modules)}), flush=True)
    QCoreApplication.exit(0)

begin = first_customers.FirstCustomers.__init__
def began(self, *given):
    begin(self, *given)
    self.painted.connect(lambda: tell(self))
first_customers.FirstCustomers.__init__ = began
sys.exit(main(["--workspace", sys.argv[1]]))
"""


@pytest.fixture
def painted(office: Office, tmp_path: Path) -> dict[str, list[str]]:
    """The rows and the modules at the first paint of a fresh interpreter."""
    for name in ("Acme", "华晨机械"):
        add_customer(office, name)
    views: dict[str, object] = {}
    state = ViewState({}, views.update)
    left = LeftList(office.history.newest_change(), 1, 0, 120, 280, 290, 320, (1, 2))
    keep_list(state, list_key(office.path, CustomerQuery(), "", office.desk.today()), left)
    settings.save(settings.Settings(views=state.values), tmp_path / "config" / "crmdesk" / "settings.json")
    environment = os.environ | {"XDG_CONFIG_HOME": str(tmp_path / "config"), "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", _CHILD, str(office.path)],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    answer: dict[str, list[str]] = json.loads(done.stdout.splitlines()[0])
    return answer


def test_the_frame_is_made_without_what_a_workspace_needs():
    program = "import sys; from crmdesk.ui.shell import start_up as s; [__import__(name) for name in s.FRAME]; "
    program += "print(*(name for name in ('sqlalchemy', 'numpy', 'pyqtgraph', 'openpyxl') if name in sys.modules))"
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True, timeout=120
    )
    assert not done.stdout.split()


def test_nothing_heavy_is_loaded_when_the_first_rows_are_painted(painted: dict[str, list[str]]):
    assert painted["rows"] == ["Acme", "华晨机械"]
    loaded = [name for name in painted["modules"] if any(name == one or name.startswith(f"{one}.") for one in _HEAVY)]
    assert not loaded
