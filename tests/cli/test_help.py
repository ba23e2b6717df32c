"""Help, languages, and where global options may stand."""

import argparse
import subprocess
import sys

import pytest

from crmdesk import __version__, i18n
from crmdesk import settings as files
from crmdesk.__main__ import main, plain_options
from crmdesk.cli import program
from crmdesk.cli.arguments import early_options, with_values_attached
from crmdesk.cli.program import build_parser
from crmdesk.cli.usage import plain_sentence

COMMANDS = (
    "new backup restore check self-test import export customers show tag search duplicates timeline log due deals deal "
    "losses pool reasons cloud compare report history undo redo"
).split()


def parsers(parser):
    """The parser and all below it."""
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for child in action.choices.values():
                yield from parsers(child)


def test_the_commands_are_those_of_the_contract():
    [subparsers] = [action for action in build_parser()._actions if isinstance(action, argparse._SubParsersAction)]
    assert sorted(subparsers.choices) == sorted(COMMANDS)
    [verbs] = [
        action for action in subparsers.choices["deal"]._actions if isinstance(action, argparse._SubParsersAction)
    ]
    assert sorted(verbs.choices) == sorted("add move win lose reopen hold invalid".split())


def test_every_command_and_option_says_what_it_is():
    silent = [
        (parser.prog, action.dest)
        for parser in parsers(build_parser())
        for action in parser._actions
        if not action.help
    ]
    assert [entry for entry in silent if entry[1] != "verb"] == []
    assert all(parser.description for parser in parsers(build_parser()))


@pytest.mark.parametrize("command", [[], *([name] for name in COMMANDS), ["deal", "lose"]], ids=" ".join)
def test_help_is_printed_and_ends_well(crm, command):
    result = crm(*command, "--help")
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith(f"usage: {' '.join(['crmdesk', *command])} ")


def test_help_lists_the_commands_by_groups(crm):
    text = crm("--help").out
    assert text.index("\nWorkspace\n") < text.index("  new ") < text.index("\nLosses\n") < text.index("  pool ")


def test_the_version(crm):
    assert crm("--version").out == f"crmdesk {__version__}\n"


def test_help_loads_no_database_and_no_qt():
    script = (
        "import sys; from crmdesk.__main__ import main; main(['--help']); "
        "heavy = {'sqlalchemy', 'sqlcipher3', 'PySide6', 'numpy', 'openpyxl', 'babel', 'rich'}; "
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert result.stderr.strip() == "[]"


@pytest.mark.parametrize(
    "arguments",
    [
        ["--json", "--lang", "zh_TW", "customers"],
        ["customers", "--json", "--lang", "zh_TW"],
        ["--json", "customers", "--lang=zh_TW"],
    ],
)
def test_global_options_may_stand_before_or_after(crm, arguments):
    assert crm(*arguments).document["n"] == 3


def test_global_options_may_stand_after_a_verb(crm):
    result = crm("deal", "win", "Nothing", "--json", "--lang", "zh_CN")
    assert (result.code, result.error["code"]) == (5, "not_found")


def test_the_workspace_may_be_named_in_the_environment(crm, monkeypatch, capsys):
    monkeypatch.setenv("CRMDESK_WORKSPACE", str(crm.workspace))
    assert main(["deals"]) == 0
    assert "五轴维保" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("settings", "machine", "option", "language"),
    [
        ("", "C.UTF-8", [], "en"),
        ("", "zh_HK.UTF-8", [], "zh_TW"),
        ("zh_CN", "C.UTF-8", [], "zh_CN"),
        ("zh_CN", "C.UTF-8", ["--lang", "en"], "en"),
    ],
)
def test_the_language(crm, monkeypatch, settings, machine, option, language):
    spoken = []
    monkeypatch.setenv("LANG", machine)
    monkeypatch.setattr(files, "load", lambda _file: files.Settings(language=settings))
    monkeypatch.setattr(program, "use_language", lambda name: spoken.append(name) or i18n.use_language(name))
    assert crm(*option, "customers").code == 0
    assert spoken == [language]


def test_who_works_is_the_environment_then_the_settings_then_the_machine(crm, monkeypatch):
    for name, setting, expected in (("Amy", "Tom", "Amy"), ("", "Tom", "Tom"), ("", "", "ada")):
        monkeypatch.setenv("CRMDESK_ME", name)
        monkeypatch.setenv("LOGNAME", "ada")
        monkeypatch.setattr(files, "load", lambda _file, me=setting: files.Settings(me=me))
        assert crm.json("log", "晨光", "--kind", "note")["recorded_by"] == expected


@pytest.mark.parametrize(
    ("given", "attached"),
    [
        (["customers", "--filter", "-tag:vip"], ["customers", "--filter=-tag:vip"]),
        (["log", "x", "--text", "-"], ["log", "x", "--text", "-"]),
        (["customers", "--json", "-h"], ["customers", "--json", "-h"]),
        (["--filter", "--json"], ["--filter", "--json"]),
        (["search", "--", "--filter", "-x"], ["search", "--", "--filter", "-x"]),
        (["--filter=a", "-x"], ["--filter=a", "-x"]),
    ],
)
def test_values_that_begin_with_a_minus(given, attached):
    assert with_values_attached(given) == attached


def test_a_filter_may_begin_with_a_minus(crm):
    assert crm.json("customers", "--filter", "-tag:price")["n"] == 2


def test_words_after_two_minuses_are_words(crm):
    assert crm("search", "--json", "--", "--filter").document["n"] == 0


@pytest.mark.parametrize(
    ("arguments", "language", "as_json"),
    [
        (["--lang", "zh_CN"], "zh_CN", False),
        (["x", "--json", "--lang", "klingon"], "", True),
        (["--json", "--lang"], "", True),
        (["--", "--json"], "", False),
    ],
)
def test_early_options(arguments, language, as_json):
    found = early_options(arguments)
    assert (found.language, found.as_json) == (language, as_json)


@pytest.mark.parametrize(
    ("message", "sentence"),
    [
        ("the following arguments are required: DEAL, --reason", "Something is missing: DEAL, --reason."),
        ("unrecognized arguments: --x y", "“--x y” is not understood here."),
        ("argument COMMAND: invalid choice: 'x' (choose from 'new', 'deal')", "There is no command “x”."),
        ("argument COMMAND: invalid choice: 'x' (choose from new, deal)", "There is no command “x”."),
        ("argument --as: invalid choice: 'x' (choose from 'a', 'b')", "--as cannot be “x”; choose from a, b."),
        ("argument --at: expected one argument", "--at needs a value."),
        ("argument --kind: expected at least one argument", "--kind needs a value."),
        ("argument --json: ignored explicit argument '-x'", "--json takes no value."),
        ("argument --limit: “x” is not a number.", "“x” is not a number."),
        ("something new", "something new"),
    ],
)
def test_usage_sentences(message, sentence):
    assert plain_sentence(message) == sentence


def test_without_a_command_and_without_a_display(crm, monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    result = crm()
    assert (result.code, result.out) == (2, "")
    assert "crmdesk --help" in result.err
    assert len(result.err.splitlines()) == 1


def test_without_a_command_the_window_opens_on_the_workspace():
    opened = []
    assert program.run(["--workspace", "a.crmdesk"], lambda path, **_wish: opened.append(str(path)) or 0) == 0
    assert opened == ["a.crmdesk"]


def test_the_small_window_for_logging_is_an_option_of_the_window():
    wished = []
    assert program.run(["--quick-log"], lambda _path, **wish: wished.append(wish) or 0) == 0
    assert wished == [{"quick_log": True}]
    assert plain_options(["--quick-log", "--lang", "en"]) == {"--quick-log": "yes", "--lang": "en"}
    assert plain_options(["--quick-log", "list"]) is None
