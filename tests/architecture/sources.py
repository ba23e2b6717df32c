"""The source files of this tree, for the tests that read them."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def files(*folders: str) -> list[Path]:
    """Every Python file below ``folders`` of the source tree."""
    return sorted(file for folder in folders for file in (ROOT / folder).rglob("*.py"))


@cache
def tree(file: Path) -> ast.Module:
    """The parsed file."""
    return ast.parse(file.read_text("utf-8"), str(file))


def nodes(*folders: str) -> Iterator[tuple[str, ast.AST]]:
    """Every syntax node below ``folders`` with the place where it stands."""
    for file in files(*folders):
        name = str(file.relative_to(ROOT))
        for node in _nodes(file):
            yield f"{name}:{getattr(node, 'lineno', 0)}", node


@cache
def _nodes(file: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(tree(file)))


def module_name(file: Path) -> str:
    """How ``file`` is imported."""
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
