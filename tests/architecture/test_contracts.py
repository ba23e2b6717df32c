"""The layers and the homes of the outside libraries, as `pyproject.toml` declares them."""

import ast
import os
import subprocess
import sys
import tomllib

import pytest
from importlinter import configuration
from importlinter.application import use_cases

from tests.architecture import sources


@pytest.fixture(scope="module")
def contracts():
    options = tomllib.loads((sources.ROOT / "pyproject.toml").read_text("utf-8"))
    return options["tool"]["importlinter"]["contracts"]


def test_every_import_contract_is_kept(monkeypatch):
    monkeypatch.chdir(sources.ROOT)
    monkeypatch.syspath_prepend(str(sources.ROOT))
    configuration.configure()
    assert use_cases.lint_imports(cache_dir=None, no_logo=True) is use_cases.SUCCESS


def outside_imports(folder):
    """The outermost names of what ``folder`` imports from outside crmdesk and the standard library."""
    found = {}
    for place, node in sources.nodes(folder):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names = [node.module]
        for name in names:
            if (root := name.split(".")[0]) not in sys.stdlib_module_names | {"crmdesk"}:
                found[root] = place
    return found


def test_every_outside_library_has_a_home(contracts):
    homed = {name for contract in contracts for name in contract.get("forbidden_modules", ())}
    homed.add("typing_extensions")  # the standard library's own `typing`, a few versions ahead: at home everywhere
    assert {name: place for name, place in outside_imports("crmdesk").items() if name not in homed} == {}


def test_the_domain_needs_the_standard_library_only():
    assert outside_imports("crmdesk/domain") == {}


def test_nothing_below_qt_and_no_command_loads_qt():
    with_qt = {"qt", "render", "ui", "app"}
    modules = [sources.module_name(file) for file in sources.files("crmdesk")]
    # Alembic alone can load its environment and its scripts, inside a migration.
    below = [
        name
        for name in modules
        if name.split(".")[1:2] not in [[room] for room in with_qt] and ".migrations." not in name
    ]
    script = (
        f"import importlib, sys\nfor name in {below!r}: importlib.import_module(name)\n"
        "print(sorted(name for name in sys.modules if name.split('.')[0] in ('PySide6', 'shiboken6', 'pyqtgraph')))"
    )
    variables = {**os.environ, "PYTHONPATH": str(sources.ROOT)}
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=variables, check=False)
    assert (result.stdout.strip(), result.stderr) == ("[]", "")
    assert any(name.startswith("crmdesk.cli") for name in below)
