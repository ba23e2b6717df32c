"""The developer's one command: ``python3 packaging/dev.py run | test | check | bench | shots | monkeys | ...``.

Needs the standard library only, so that it works right after a clone. Everything else happens in the virtual
environment that it makes; it knows nothing of what the program does.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

# Whatever python3 there is starts this file, and the modules below are written for 3.11.
if sys.version_info < (3, 11):
    sys.exit(f"crmdesk needs Python 3.11 or newer; this is {sys.version.split()[0]}.")

import demo
import system_libraries
from environment import Environment

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ROOT / "packaging" / "locks"
CHECKS = {
    "format": ("-m", "ruff", "format", "--check", "."),
    "lint": ("-m", "ruff", "check", "."),
    "types": ("-m", "mypy"),
    "import contracts": (
        "-c",
        "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_logo=True))",
    ),
    "translations": ("packaging/translations.py", "check"),
}


def run(environment: Environment, arguments: Sequence[str]) -> int:
    """Start the program; without a display and without arguments do its main job headless."""
    environment.prepare(LOCKS / "run.txt")
    if arguments or system_libraries.has_display():
        return environment.call("-m", "crmdesk", *arguments)
    print("No display found, so the main job is done from the command line instead.", flush=True)
    return demo.play(environment)


def check(environment: Environment) -> int:
    """Format, lint, types, import contracts, translations: all of them, also after one has failed."""
    environment.prepare(LOCKS / "dev.txt")
    failed = []
    for name, arguments in CHECKS.items():
        print(f"== {name}", flush=True)
        if environment.call(*arguments, folder=ROOT):
            failed.append(name)
    print(f"check failed: {', '.join(failed)}" if failed else "check passed", flush=True)
    return 1 if failed else 0


def test(environment: Environment, arguments: Sequence[str]) -> int:
    """The static checks, then the test suite; ``arguments`` go to pytest."""
    checked = check(environment)
    # Many a test starts the program, which would have to be compiled each time.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    tested = environment.call("-m", "pytest", "-n", "2", *arguments, folder=ROOT)
    return checked or tested


def translations(environment: Environment, arguments: Sequence[str]) -> int:
    """Maintain the message catalogues."""
    environment.prepare(LOCKS / "dev.txt")
    return environment.call("packaging/translations.py", *arguments, folder=ROOT)


def shots(environment: Environment, arguments: Sequence[str]) -> int:
    """Make pictures of every screen, dialog and state."""
    environment.prepare(LOCKS / "dev.txt")
    return environment.call("packaging/shots.py", *arguments, folder=ROOT)


def bench(environment: Environment, arguments: Sequence[str]) -> int:
    """Measure how fast the program is with ten years of work in it; ``arguments`` are families or goals."""
    environment.prepare(LOCKS / "dev.txt")
    return environment.call("-m", "bench", *arguments, folder=ROOT / "packaging")


def monkeys(environment: Environment, arguments: Sequence[str]) -> int:
    """Have ``arguments[0]`` monkeys (50) do 2,000 random acts each in the window."""
    environment.prepare(LOCKS / "dev.txt")
    os.environ["CRMDESK_MONKEYS"] = next(iter(arguments), "50")
    return environment.call("-m", "pytest", "-n", "2", "tests/journeys/test_monkey.py", folder=ROOT)


def walks(environment: Environment, arguments: Sequence[str]) -> int:
    """Look for missing names, cut texts and disturbed input methods in every scene in every language."""
    environment.prepare(LOCKS / "dev.txt")
    os.environ["CRMDESK_WALKS"] = "all"
    return environment.call("-m", "pytest", "-n", "2", "tests/visual/test_walks.py", *arguments, folder=ROOT)


def drafts(environment: Environment, arguments: Sequence[str]) -> int:
    """Kill the program at ``arguments[0]`` points (20) while somebody types, and say how much of it was lost."""
    environment.prepare(LOCKS / "dev.txt")
    os.environ["CRMDESK_DRAFTS"] = next(iter(arguments), "20")
    return environment.call("-m", "pytest", "-rP", "tests/journeys/test_drafts.py", folder=ROOT)


COMMANDS = {
    "run": run,
    "test": test,
    "bench": bench,
    "shots": shots,
    "monkeys": monkeys,
    "walks": walks,
    "drafts": drafts,
    "translations": translations,
}


def main(arguments: Sequence[str]) -> int:
    """Run the command named first in ``arguments`` and return its exit code."""
    parser = argparse.ArgumentParser(prog="dev.py", description="Run, test and check crmdesk from its source tree.")
    parser.add_argument("command", choices=("check", *COMMANDS))
    parser.add_argument("rest", nargs=argparse.REMAINDER, help="passed on to the program or the tool")
    options = parser.parse_args(arguments)
    environment = Environment(Path(os.environ.get("CRMDESK_VENV") or ROOT / ".venv"), ROOT)
    system_libraries.provide()
    if options.command == "check":
        return check(environment)
    return COMMANDS[options.command](environment, options.rest)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
