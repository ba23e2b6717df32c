"""Where resources, settings and logs live: in the source tree, an installed wheel or a frozen program."""

import os
import sys
from pathlib import Path

_NAME = "crmdesk"


def resource_folder(name: str) -> Path:
    """The folder of bundled resources called ``name`` (``locale``, ``defaults``, ``demo``, ``fonts``, ``icons``, …)."""
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen is not None:
        return Path(str(frozen)) / "resources" / name
    package = Path(__file__).resolve().parent
    installed = package / "resources"
    return (installed if installed.is_dir() else package.parent / "resources") / name


def settings_file() -> Path:
    """The machine-local settings file (JSON); it may not exist yet."""
    if sys.platform == "linux":
        return _folder_of("XDG_CONFIG_HOME", ".config") / "settings.json"
    import platformdirs

    return Path(platformdirs.user_config_dir(_NAME, appauthor=False)) / "settings.json"


def log_folder() -> Path:
    """The folder for log files; it may not exist yet."""
    if sys.platform == "linux":
        return _folder_of("XDG_STATE_HOME", ".local/state") / "log"
    import platformdirs

    return Path(platformdirs.user_log_dir(_NAME, appauthor=False))


def opened_files_folder() -> Path:
    """The folder for copies of attached files that other programs open; it may not exist yet."""
    if sys.platform == "linux":
        return _folder_of("XDG_CACHE_HOME", ".cache") / "opened"
    import platformdirs

    return Path(platformdirs.user_cache_dir(_NAME, appauthor=False)) / "opened"


def _folder_of(variable: str, usual: str) -> Path:
    """As platformdirs finds it, which takes longer to load than the settings to be read."""
    named = os.environ.get(variable, "").strip()
    return (Path(named) if named else Path.home() / usual) / _NAME
