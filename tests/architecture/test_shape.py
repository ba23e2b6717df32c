"""How big and of what shape the code may be. There are no exceptions to any of these."""

import ast
import re

import pytest

from tests.architecture import sources

MOST_LINES = 400
MOST_LINES_OF_TESTS = 600
MOST_LINES_OF_A_FUNCTION = 49
TOP_LEVEL = {"crmdesk", "resources", "tests", "packaging"}
NOT_OURS = {"build", "dist", "demo-output"}
VAGUE = {"utils", "util", "helpers", "helper", "misc", "common", "manager"}
BANNED = {
    *("pickle", "cPickle", "shelve", "marshal", "eval", "exec"),
    *("QSettings", "QListWidget", "QTableWidget", "QTreeWidget", "setItemWidget", "setIndexWidget"),
    *("sqlite3",),
}


@pytest.mark.parametrize(
    ("folders", "limit"), [(("crmdesk", "packaging"), MOST_LINES), (("tests",), MOST_LINES_OF_TESTS)]
)
def test_files_are_small(folders, limit):
    sizes = {
        file.relative_to(sources.ROOT): len(file.read_text("utf-8").splitlines()) for file in sources.files(*folders)
    }
    assert sizes
    assert {file: size for file, size in sizes.items() if size > limit} == {}


def test_functions_are_small():
    sizes = {
        f"{place} {node.name}": node.end_lineno - node.lineno + 1
        for place, node in sources.nodes("crmdesk", "packaging", "tests")
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert {name: size for name, size in sizes.items() if size > MOST_LINES_OF_A_FUNCTION} == {}


def test_every_module_says_what_it_is_for():
    silent = [file for file in sources.files("crmdesk", "packaging") if not ast.get_docstring(sources.tree(file))]
    assert silent == []


def test_every_folder_of_the_program_is_a_package():
    folders = {file.parent for file in sources.files("crmdesk")}
    assert [folder for folder in folders if not (folder / "__init__.py").is_file()] == []


def test_files_have_telling_snake_case_names():
    names = [
        file for file in sources.files("crmdesk", "packaging", "tests") if file.stem not in ("__init__", "__main__")
    ]
    assert [
        name for name in names if not re.fullmatch(r"[a-z0-9]+(_[a-z0-9]+)*", name.stem) or name.stem in VAGUE
    ] == []


def test_the_top_level_is_fixed():
    folders = {entry.name for entry in sources.ROOT.iterdir() if entry.is_dir() and entry.name[0] not in "._"}
    assert folders - NOT_OURS == TOP_LEVEL


def names_used(node):
    """The names that ``node`` mentions in code."""
    match node:
        case ast.Name(id=name):
            return {name}
        case ast.Attribute(attr=name) if name not in ("exec", "eval"):  # methods of others, such as Qt's
            return {name}
        case ast.Import(names=aliases):
            return {part for alias in aliases for part in alias.name.split(".")}
        case ast.ImportFrom(module=module, names=aliases):
            return {*(module or "").split("."), *(alias.name for alias in aliases)}
    return set()


def test_banned_names_are_not_used():
    used = {place: names_used(node) & BANNED for place, node in sources.nodes("crmdesk", "packaging")}
    assert {place: names for place, names in used.items() if names} == {}


def test_what_is_translated_is_a_literal():
    spoken = {"_", "ngettext", "pgettext"}
    calls = [
        (place, node)
        for place, node in sources.nodes("crmdesk")
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in spoken
    ]
    literal = {
        place: all(isinstance(text, ast.Constant) for text in call.args[:2])
        for place, call in calls
        if call.func.id == "pgettext"
    }
    literal |= {place: isinstance(call.args[0], ast.Constant) for place, call in calls}
    assert [place for place, good in literal.items() if not good] == []


@pytest.mark.parametrize("lock", sorted((sources.ROOT / "packaging" / "locks").iterdir()), ids=lambda file: file.name)
def test_lock_files_hold_hashes_and_no_address(lock):
    text = lock.read_text("utf-8")
    assert not re.search(r"://| @ |^(-i|--(extra-)?index-url|--find-links|-f)\b", text, re.MULTILINE)
    pinned = re.findall(r"^([\w-]+)==\S+.*\\\n    --hash=sha256:[0-9a-f]{64}", text, re.MULTILINE)
    assert len(pinned) == len(re.findall(r"^[\w-]+==", text, re.MULTILINE)) > 20
