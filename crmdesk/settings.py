"""Machine-local settings in one JSON file: what belongs to this computer and this person, not to a workspace.

Every value is checked when read: a bad one is replaced by its default and the file as it was is kept beside it. Knows
nothing of workspaces or windows.
"""

import json
import os
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from pathlib import Path

LANGUAGES = ("en", "zh_CN", "zh_TW")
APPEARANCES = ("light", "dark")
KEPT_SUFFIX = ".bad"
_LONGEST_TEXT = 4096


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of this machine; an empty string means that the person has not said (appearance: as the system)."""

    language: str = ""
    me: str = ""
    last_workspace: str = ""
    appearance: str = ""


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
    values = _usable(stored)
    settings = Settings(**values)
    if not isinstance(stored, dict) or any(name in stored and name not in values for name in _RULES):
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


def _is_text(value: object) -> bool:
    return isinstance(value, str) and len(value) <= _LONGEST_TEXT and "\0" not in value


def _is_language(value: object) -> bool:
    return value in ("", *LANGUAGES)


def _is_appearance(value: object) -> bool:
    return value in ("", *APPEARANCES)


_RULES: dict[str, Callable[[object], bool]] = {
    "language": _is_language,
    "me": _is_text,
    "last_workspace": _is_text,
    "appearance": _is_appearance,
}


def _usable(stored: object) -> dict[str, str]:
    """The entries of ``stored`` that follow the rules."""
    if not isinstance(stored, dict):
        return {}
    names = [field.name for field in fields(Settings)]
    return {name: stored[name] for name in names if name in stored and _RULES[name](stored[name])}
