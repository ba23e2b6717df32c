"""The program's main job without a window: a sample company in, a touch logged, why it loses and who signs out.

Standard library only; drives the program through its command line like any other script would.
"""

import shlex
import time
from collections.abc import Iterator
from pathlib import Path

from environment import Environment

CUSTOMER = "Elmwood Closures"


def play(environment: Environment) -> int:
    """Do it in a fresh folder below the working folder and name its files; returns the first exit code other than 0."""
    folder = Path("demo-output") / time.strftime("%Y%m%d-%H%M%S")
    folder.mkdir(parents=True)
    for command in commands(folder):
        print(f"\n$ crmdesk {shlex.join(command)}", flush=True)
        code = environment.call("-m", "crmdesk", *command)
        if code:
            return code
    print(f"\nEverything is in {folder.resolve()}:")
    for file in sorted(folder.iterdir()):
        print(f"  {file.name}")
    return 0


def commands(folder: Path) -> Iterator[list[str]]:
    """The command lines in order."""
    workspace = str(folder / "demo.crmdesk")
    common = ["--workspace", workspace, "--lang", "en"]
    yield ["--lang", "en", "new", workspace, "--demo", "--currency", "CNY"]
    yield [*common, "log", CUSTOMER, "--kind", "call", "--text", "Legal agreed", "--next", "in 3 days send contract"]
    yield [*common, "timeline", CUSTOMER, "--limit", "20"]
    yield [*common, "due"]
    yield [*common, "losses", "--png", str(folder / "losses.png")]
    yield [*common, "losses", "--by", "competitor"]
    yield [*common, "cloud", "signed", "--png", str(folder / "signed.png")]
    yield [*common, "export", str(folder / "pool.xlsx"), "--what", "losses"]
