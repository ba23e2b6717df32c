"""The command line as a whole: which language, which command, and what becomes of it as text, JSON and an exit code."""

import logging
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from time import monotonic
from typing import Any, Protocol

from crmdesk import log, paths
from crmdesk import settings as machine
from crmdesk.cli import (
    customers,
    deals,
    history,
    losses,
    output,
    portrait,
    reasons,
    reports,
    tables,
    timeline,
    workspaces,
)
from crmdesk.cli.arguments import Commands, Parser, early_options, with_values_attached
from crmdesk.cli.session import Session
from crmdesk.cli.usage import UsageError
from crmdesk.domain.clock import SystemClock
from crmdesk.domain.errors import (
    AmbiguousError,
    CancelledError,
    CrmError,
    NotFoundError,
    StorageUnavailableError,
)
from crmdesk.i18n import _, language, language_of_machine, use_language

BUG, USAGE, REFUSED, NO_WORKSPACE, NOT_FOUND, CANCELLED = 1, 2, 3, 4, 5, 130
_GROUPS = (workspaces, tables, customers, timeline, deals, losses, reasons, portrait, reports, history)
_logger = logging.getLogger(__name__)


class OpenWindow(Protocol):
    """Opens the window on a workspace, and the small one for logging if that is wished."""

    def __call__(self, workspace: Path | None, *, quick_log: bool = False) -> int:
        """Return the exit code."""


def run(arguments: Sequence[str], open_window: OpenWindow) -> int:
    """Do what the arguments say and return the exit code; without a command, ``open_window`` is called."""
    output.speak_utf8()
    early = early_options(arguments)
    settings = machine.load(paths.settings_file())
    use_language(early.language or settings.language or language_of_machine())
    log.start(paths.log_folder())
    try:
        return _guarded(arguments, open_window, settings, as_json=early.as_json)
    except BrokenPipeError:
        # Whoever was reading has seen enough. The interpreter flushes standard output once more when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    finally:
        log.stop()


def build_parser() -> Parser:
    """The parser of all commands, in the active language."""
    commands = Commands(_("crmdesk keeps customers, what happened with them, and why deals are won and lost."))
    for group in _GROUPS:
        group.add_commands(commands)
    return commands.complete()


def _guarded(arguments: Sequence[str], open_window: OpenWindow, settings: machine.Settings, *, as_json: bool) -> int:
    """Run it; whatever goes wrong becomes a sentence and an exit code."""
    try:
        return _dispatch(arguments, open_window, settings)
    except UsageError as error:
        _complain(_document("usage", error.message), as_json=as_json)
        if not as_json:
            output.write_sentence(_("Try “{program} --help”.").format(program=error.program), sys.stderr)
        return USAGE
    except CrmError as error:
        _complain(_error_document(error), as_json=as_json)
        return exit_code(error)
    except KeyboardInterrupt:
        _complain(_document(CancelledError.code, _("Cancelled.")), as_json=as_json)
        return CANCELLED
    except BrokenPipeError:
        raise
    except Exception:
        # Outermost handler: a bug of ours.
        _logger.exception("the command failed")
        message = _("Something went wrong inside crmdesk; the details are in {file}, without customer data.")
        _complain(_document("bug", message.format(file=paths.log_folder() / log.FILE_NAME)), as_json=as_json)
        return BUG


def _dispatch(arguments: Sequence[str], open_window: OpenWindow, settings: machine.Settings) -> int:
    try:
        options = build_parser().parse_args(with_values_attached(arguments))
    except SystemExit:
        # The parser has printed help or the version.
        sys.stdout.flush()
        return 0
    workspace = options.workspace or os.environ.get("CRMDESK_WORKSPACE", "")
    if options.command is None:
        return open_window(Path(workspace) if workspace else None, quick_log=options.quick_log)
    me = os.environ.get("CRMDESK_ME", "").strip() or settings.me.strip()
    return _run_command(Session(options, SystemClock(settings.time_zone), workspace, me))


def _run_command(session: Session) -> int:
    options, started = session.options, monotonic()
    answer = options.run(session)
    output.write_answer(answer, as_json=options.json)
    sys.stdout.flush()
    facts = {"command": options.command, "exit_code": answer.code, "language": language()}
    _logger.info("command done", extra=facts | {"seconds": round(monotonic() - started, 3)})
    return int(answer.code)


def exit_code(error: CrmError) -> int:
    """The exit code that stands for an expected error."""
    if isinstance(error, CancelledError):
        return CANCELLED
    if isinstance(error, NotFoundError):
        return NOT_FOUND
    return NO_WORKSPACE if isinstance(error, StorageUnavailableError) else REFUSED


def _error_document(error: CrmError) -> dict[str, Any]:
    document = _document(error.code, error.message, error.field)
    if isinstance(error, AmbiguousError):
        document["candidates"] = list(error.candidates)
    return document


def _document(code: str, message: str, field: str | None = None) -> dict[str, Any]:
    return {"code": code, "message": message, "field": field}


def _complain(error: Mapping[str, Any], *, as_json: bool) -> None:
    if as_json:
        output.write_document({"error": error}, sys.stderr)
    else:
        output.write_sentence(error["message"], sys.stderr)
