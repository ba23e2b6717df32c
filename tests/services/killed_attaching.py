"""Attaches files until it is killed: ``python -m tests.services.killed_attaching``.

For each line ``WORKSPACE<tab>TOUCH`` on standard input a process of its own attaches one file after the other, small
ones and large ones, and backs up between them. It prints its number, and then the uid of each attachment that it has
been told is saved; “over” is printed when it has been killed.
"""

import os
import random
import sys
from itertools import count
from pathlib import Path

from crmdesk.domain.attachment import FileSource
from crmdesk.domain.clock import SystemClock
from crmdesk.services.watch import Unwatched
from crmdesk.wiring import open_services

SIZES = (10_000, 9_000_000, 300_000)


def main() -> None:
    """Serve until standard input ends."""
    for line in sys.stdin:
        workspace, touch = line.rstrip("\n").split("\t")
        child = os.fork()
        if child == 0:
            attach_for_ever(Path(workspace), touch)
        os.waitpid(child, 0)
        print("over", flush=True)


def attach_for_ever(workspace: Path, touch: str) -> None:
    """Attach files that are all different."""
    services = open_services(workspace, SystemClock(), "Killed")
    noise = random.Random(touch)
    print(os.getpid(), flush=True)
    for number in count():
        data = noise.randbytes(SIZES[number % len(SIZES)])
        kept = services.attached_files.keep([FileSource(name=f"{number}.bin", data=data)], Unwatched())
        [added], _changes = services.attachments.attach(touch, kept)
        print(added.uid, flush=True)
        if number % 4 == 1:
            services.desk.back_up("auto", at_once=True)


if __name__ == "__main__":
    main()
