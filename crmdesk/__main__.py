"""``crmdesk`` and ``python -m crmdesk``: a command goes to the command line, no command opens the window."""

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

_LANGUAGE, _WORKSPACE, _QUICK_LOG = "--lang", "--workspace", "--quick-log"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code."""
    given = sys.argv[1:] if arguments is None else arguments
    options = plain_options(given)
    if options is not None and has_display():
        # Without the command line, which would take longer to load than the window does.
        workspace = options.get(_WORKSPACE) or os.environ.get("CRMDESK_WORKSPACE")
        code: int = import_module("crmdesk.app").start(
            Path(workspace) if workspace else None, options.get(_LANGUAGE), quick_log=_QUICK_LOG in options
        )
        return code
    program_code: int = import_module("crmdesk.cli.program").run(given, open_window)
    return program_code


def plain_options(arguments: Sequence[str]) -> dict[str, str] | None:
    """The options of the window by name; None where there is a command, or anything that has to be complained of."""
    found: dict[str, str] = {}
    rest = iter(arguments)
    for argument in rest:
        if argument == _QUICK_LOG:
            found[argument] = "yes"
            continue
        name, sign, value = argument.partition("=")
        if name not in (_LANGUAGE, _WORKSPACE):
            return None
        found[name] = value if sign else next(rest, "")
        if not found[name] or found[name].startswith("-"):
            return None
    return found if found.get(_LANGUAGE, "en") in ("en", "zh_CN", "zh_TW") else None


def open_window(workspace: Path | None, *, quick_log: bool = False) -> int:
    """Show the window; on a machine without a display say what can be done instead."""
    if not has_display():
        from crmdesk.cli import output, program
        from crmdesk.i18n import _

        sentence = _("There is no display for the window; “crmdesk --help” lists the commands that need none.")
        output.write_sentence(sentence, sys.stderr)
        return program.USAGE
    # Named in words, so that no command ever loads Qt.
    code: int = import_module("crmdesk.app").run(workspace, quick_log=quick_log)
    return code


def has_display() -> bool:
    """Whether a window can be shown: always on macOS and Windows, elsewhere when something to show it on is named."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform in ("darwin", "win32") or any(os.environ.get(name) for name in names)


if __name__ == "__main__":
    sys.exit(main())
