"""Runs imports that are to be killed: ``python -m tests.services.importing.killed_imports``.

For each line ``WORKSPACE<tab>TABLE<tab>ACKNOWLEDGEMENT`` on standard input a process of its own imports the table and
then, once it has been told that all is saved, writes the acknowledgement. Its number is printed before it begins.
"""

import os
import sys
from pathlib import Path

from crmdesk.domain.clock import SystemClock
from crmdesk.wiring import open_services
from tests.services.importing.tables import import_files


def main() -> None:
    """Serve until standard input ends."""
    for line in sys.stdin:
        workspace, file, acknowledgement = map(Path, line.rstrip("\n").split("\t"))
        child = os.fork()
        if child == 0:
            import_files(open_services(workspace, SystemClock(), "Killed"), file)
            with acknowledgement.open("w") as side:
                side.write("saved")
                side.flush()
                os.fsync(side.fileno())
            os._exit(0)
        print(child, flush=True)
        os.waitpid(child, 0)
        print("over", flush=True)


if __name__ == "__main__":
    main()
