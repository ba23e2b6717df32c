"""The parts of the developer's command that can be tried without installing anything."""

import os
import shlex
from types import SimpleNamespace

import demo
import dev
import environment
import pytest
import system_libraries
from environment import Environment

from crmdesk.wiring import open_services
from tests.fakes import FixedClock
from tests.sample_years import ME, NOW, Samples

LOADER_CACHE = """312 libs found in cache `/etc/ld.so.cache'
\tlibglib-2.0.so.0 (libc6,x86-64) => /lib/x86_64-linux-gnu/libglib-2.0.so.0
\tlibGL.so.1 (libc6,x86-64) => /lib/x86_64-linux-gnu/libGL.so.1
\tlibEGL.so.1.1.0 (libc6,x86-64) => /lib/x86_64-linux-gnu/libEGL.so.1.1.0
"""


def test_libraries_are_found_by_the_name_the_loader_uses():
    wanted = {"libglib-2.0.so.0": "libglib2.0-0", "libEGL.so.1": "libegl1", "libGL.so.1": "libgl1"}
    assert system_libraries.missing(wanted, LOADER_CACHE) == ["libegl1"]
    assert system_libraries.missing(wanted, "") == ["libglib2.0-0", "libegl1", "libgl1"]


@pytest.mark.parametrize(
    ("platform", "variables", "expected"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ""}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("darwin", {}, True),
        ("win32", {}, True),
    ],
)
def test_a_display_is_known(platform, variables, expected):
    assert system_libraries.has_display(platform, variables) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('ID=debian\nVERSION_ID="12"', True),
        ("ID=ubuntu\nID_LIKE=debian", True),
        ('ID=linuxmint\nID_LIKE="ubuntu debian"', True),
        ('ID=fedora\nID_LIKE="rhel centos"', False),
        ("", False),
    ],
)
def test_debian_and_its_children_are_known(text, expected):
    assert system_libraries.is_debian(text) is expected


@pytest.fixture
def apt(monkeypatch):
    """Debian with commands recorded instead of run; ``apt.answers`` are their outcomes."""
    here = SimpleNamespace(commands=[], answers=[], user=0)

    def run(command, **_):
        here.commands.append(shlex.join(command))
        return here.answers.pop(0)

    monkeypatch.setattr(system_libraries, "_os_release", lambda: "ID=debian")
    monkeypatch.setattr(system_libraries, "_quietly", run)
    monkeypatch.setattr(system_libraries.os, "geteuid", lambda: here.user)
    monkeypatch.setattr(system_libraries.shutil, "which", lambda name: f"/usr/bin/{name}")
    return here


def test_the_package_list_is_fetched_only_when_the_first_try_fails(apt):
    apt.answers += [False, True, True]
    assert system_libraries.install(["libegl1"])
    assert [command.partition("apt-get ")[2].split()[0] for command in apt.commands] == ["install", "update", "install"]
    apt.answers += [True]
    assert system_libraries.install(["libegl1"])
    assert len(apt.commands) == 4


def test_without_the_right_to_install_the_command_is_printed(apt, capsys):
    apt.user = 1000
    apt.answers += [False]
    assert not system_libraries.install(["libegl1", "libgl1"])
    assert apt.commands == ["sudo -n true"]
    command = "sudo apt-get update && sudo apt-get install -y --no-install-recommends libegl1 libgl1"
    assert command in capsys.readouterr().out


def test_sudo_is_used_when_it_asks_for_no_password(apt):
    apt.user = 1000
    apt.answers += [True, True]
    assert system_libraries.install(["libegl1"])
    assert apt.commands[1].startswith("sudo -n env DEBIAN_FRONTEND=noninteractive apt-get install -y")


def test_elsewhere_the_packages_are_only_named(monkeypatch, capsys):
    monkeypatch.setattr(system_libraries, "_os_release", lambda: "ID=fedora")
    assert not system_libraries.install(["libegl1"])
    assert "libegl1" in capsys.readouterr().out


def test_a_lock_is_installed_again_only_when_it_has_changed(tmp_path):
    lock = tmp_path / "run.txt"
    lock.write_text("a==1", "utf-8")
    here = Environment(tmp_path, tmp_path)
    assert not here.holds(lock)
    (tmp_path / "installed-run.sha256").write_text(environment.digest(lock), "ascii")
    assert here.holds(lock)
    lock.write_text("a==2", "utf-8")
    assert not here.holds(lock)


@pytest.fixture
def steps(monkeypatch):
    """What the commands do, in order, instead of doing it; every step succeeds but those that hold ``failing``."""
    here = SimpleNamespace(done=[], failing=None)

    def call(_self, *arguments, **_):
        here.done.append(" ".join(arguments))
        return int(here.failing is not None and here.failing in here.done[-1])

    monkeypatch.setattr(Environment, "prepare", lambda _self, lock: here.done.append(lock.name))
    monkeypatch.setattr(Environment, "call", call)
    monkeypatch.setattr(system_libraries, "provide", lambda: None)
    return here


def test_the_static_checks_run_before_the_tests_and_all_of_them(steps, capsys, monkeypatch):
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    steps.failing = "mypy"
    assert dev.main(["test", "-k", "money"]) == 1
    assert [step.split()[:2] for step in steps.done] == [
        ["dev.txt"],
        ["-m", "ruff"],
        ["-m", "ruff"],
        ["-m", "mypy"],
        ["-c", "import"],
        ["packaging/translations.py", "check"],
        ["-m", "pytest"],
    ]
    assert steps.done[-1] == "-m pytest -n 2 -k money"
    assert "check failed: types" in capsys.readouterr().out
    # The program is compiled once, not for each test that starts it.
    assert "PYTHONDONTWRITEBYTECODE" not in os.environ


def test_arguments_of_run_go_to_the_program(steps):
    assert dev.main(["run", "--json", "due", "--overdue"]) == 0
    assert steps.done == ["run.txt", "-m crmdesk --json due --overdue"]


def test_without_a_display_the_main_job_is_done(steps, monkeypatch, tmp_path, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(system_libraries, "has_display", lambda: False)
    assert dev.main(["run"]) == 0
    verbs = {word for step in steps.done for word in step.split()}
    assert {"new", "--demo", "log", "losses", "--png", "export", "timeline"} <= verbs
    assert "No display found" in capsys.readouterr().out
    steps.failing = "timeline"
    monkeypatch.setattr(demo.time, "strftime", lambda _: "again")
    assert dev.main(["run"]) == 1


def test_the_demo_speaks_of_a_customer_of_the_sample_company(samples: Samples):
    services = open_services(samples("en"), FixedClock(NOW), ME)
    assert services.customers.card(demo.CUSTOMER).deals
