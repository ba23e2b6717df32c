"""``crmdesk`` and ``python -m crmdesk``: a command goes to the command line, no command opens the window."""

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from crmdesk.cli import output, program
from crmdesk.i18n import _


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code."""
    return program.run(sys.argv[1:] if arguments is None else arguments, open_window)


def open_window(workspace: Path | None) -> int:
    """Show the window; on a machine without a display say what can be done instead."""
    if not has_display():
        sentence = _("There is no display for the window; “crmdesk --help” lists the commands that need none.")
        output.write_sentence(sentence, sys.stderr)
        return program.USAGE
    # Named in words, so that no command ever loads Qt.
    code: int = import_module("crmdesk.app").run(workspace)
    return code


def has_display() -> bool:
    """Whether a window can be shown: always on macOS and Windows, elsewhere when something to show it on is named."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform in ("darwin", "win32") or any(os.environ.get(name) for name in names)


if __name__ == "__main__":
    sys.exit(main())
