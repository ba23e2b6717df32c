"""The entry in the menu of the desktop: its commands are those of the program, in all languages; it is installed."""

import subprocess
import tomllib
from configparser import ConfigParser
from pathlib import Path
from shutil import which

import pytest

from crmdesk.i18n import LANGUAGES
from tests.architecture.sources import ROOT

ENTRY = ROOT / "packaging" / "crmdesk.desktop"


@pytest.fixture
def entry() -> ConfigParser:
    parser = ConfigParser(interpolation=None, strict=True)
    parser.optionxform = str
    parser.read(ENTRY, encoding="utf-8")
    return parser


def test_the_entry_has_an_action_that_opens_the_quick_log(entry: ConfigParser):
    main = entry["Desktop Entry"]
    assert [name for name in main["Actions"].split(";") if name] == ["QuickLog"]
    assert entry["Desktop Action QuickLog"]["Exec"].split() == [*main["Exec"].split(), "--quick-log"]


def test_every_text_is_there_in_every_language(entry: ConfigParser):
    told = {section: entry[section] for section in entry.sections()}
    for section, keys in {"Desktop Entry": ("GenericName", "Comment"), "Desktop Action QuickLog": ("Name",)}.items():
        for key in keys:
            assert {f"{key}[{language}]" for language in LANGUAGES if language != "en"} <= told[section].keys()


def test_it_is_installed_with_the_program_and_its_icon(entry: ConfigParser):
    shared = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["hatch"]["build"]["targets"]["wheel"]
    places = {Path(source): target for source, target in shared["shared-data"].items()}
    assert places[ENTRY.relative_to(ROOT)] == "share/applications/crmdesk.desktop"
    [icon] = [source for source, target in places.items() if "icons" in target]
    assert icon.stem == entry["Desktop Entry"]["Icon"]
    assert (ROOT / icon).is_file()


@pytest.mark.skipif(which("desktop-file-validate") is None, reason="needs desktop-file-utils")
def test_the_entry_is_valid():
    checked = subprocess.run(["desktop-file-validate", ENTRY], capture_output=True, text=True, check=False)
    assert (checked.returncode, checked.stdout) == (0, "")
