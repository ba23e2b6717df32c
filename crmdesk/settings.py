"""Machine-local settings in one JSON file: what belongs to this computer and this person, not to a workspace.

Every value is checked when read: a bad one is replaced by its default and the file as it was is kept beside it. Knows
nothing of workspaces or windows.
"""

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

LANGUAGES = ("en", "zh_CN", "zh_TW")
APPEARANCES = ("light", "dark")
KEPT_SUFFIX = ".bad"
_LONGEST_TEXT = 4096
_LONGEST_VIEW = 200_000
_MOST_PARTS = 400

View = str | int | tuple[str, ...] | tuple[int, ...]
"""What is kept of how a screen was left."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of this machine; an empty string means that the person has not said.

    The appearance is then the system's, the time zone this computer's. ``views`` says how the window and its screens
    were left, by keys such as ``window.place``.
    """

    language: str = ""
    me: str = ""
    last_workspace: str = ""
    appearance: str = ""
    time_zone: str = ""
    views: Mapping[str, View] = field(default_factory=dict)


def load(file: Path) -> Settings:
    """The settings in ``file``; defaults when there is none.

    When anything in it is unusable, the file is copied beside itself with ``KEPT_SUFFIX`` and a repaired one takes its
    place. A folder that cannot be written to is no reason to fail: the values are then repaired in memory only.
    """
    try:
        stored = json.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError, RecursionError):
        stored = None
    values, is_whole = _usable(stored)
    settings = Settings(**values)
    if not is_whole:
        with suppress(OSError):
            shutil.copyfile(file, file.with_name(file.name + KEPT_SUFFIX))
            save(settings, file)
    return settings


def save(settings: Settings, file: Path) -> None:
    """Write ``settings`` to ``file`` so that a crash leaves either the old file or the new one.

    Raises OSError when the folder cannot be written to.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=file.name, suffix=".new")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            json.dump(asdict(settings), stream, indent=2)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def person_at_machine() -> str:
    """The name of the person logged in to this machine, for those who have not said how they are called."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "me"


def _is_text(value: object) -> bool:
    return isinstance(value, str) and len(value) <= _LONGEST_TEXT and "\0" not in value


def _is_language(value: object) -> bool:
    return value in ("", *LANGUAGES)


def _is_appearance(value: object) -> bool:
    return value in ("", *APPEARANCES)


def _is_view(value: object) -> bool:
    if isinstance(value, list):
        return len(value) <= _MOST_PARTS and (all(map(_is_long_text, value)) or all(map(_is_number, value)))
    return _is_long_text(value) or _is_number(value)


def _is_long_text(value: object) -> bool:
    """A draft may be kept among the views."""
    return isinstance(value, str) and len(value) <= _LONGEST_VIEW


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**31


_RULES: dict[str, Callable[[object], bool]] = {
    "language": _is_language,
    "me": _is_text,
    "last_workspace": _is_text,
    "appearance": _is_appearance,
    "time_zone": _is_text,
}


def _usable(stored: object) -> tuple[dict[str, Any], bool]:
    """The entries of ``stored`` that follow the rules, and whether all did."""
    if not isinstance(stored, dict):
        return {}, False
    values = {name: stored[name] for name, rule in _RULES.items() if name in stored and rule(stored[name])}
    views = stored.get("views", {})
    kept = {key: _view(value) for key, value in views.items() if _is_view(value)} if isinstance(views, dict) else {}
    is_whole = kept.keys() == (views.keys() if isinstance(views, dict) else {""})
    return values | {"views": kept}, is_whole and all(name in values for name in _RULES if name in stored)


def _view(value: Any) -> View:
    return tuple(value) if isinstance(value, list) else value
