"""P12: both sides in turns, each time in a process of its own."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from bench.context import Context
from bench.imports.side import Cost
from bench.imports.workbook import workbook
from bench.results import Result
from bench.timing import shown

_CUSTOMERS = 100_000
# An import takes half a minute; its median moves less than that of what takes milliseconds.
_ROUNDS = 3


def measure(context: Context) -> Iterator[Result]:
    """P12, for a sheet of customers and for one that names a person at each."""
    for case, with_person in (("customers", False), ("customers, each with a person", True)):
        file = workbook(context.cache, _CUSTOMERS, with_person=with_person)
        raw, ours = list[Cost](), list[Cost]()
        for _round in range(min(_ROUNDS, context.rounds)):
            raw.append(_done("raw", file, context.folder))
            ours.append(_done("ours", file, context.folder))
        _say(context, case, raw, ours)
        mine, theirs = median(cost.cpu for cost in ours), median(cost.cpu for cost in raw)
        yield Result("P12", f"{_CUSTOMERS:,} {case}", mine / theirs, shown(mine), shown(theirs))


def _done(side: str, file: Path, folder: Path) -> Cost:
    with tempfile.TemporaryDirectory(dir=folder) as place:
        command = [sys.executable, "-m", "bench.imports.side", side, str(file), place]
        packaging = Path(__file__).resolve().parents[2]
        finished = subprocess.run(command, cwd=packaging, check=True, capture_output=True, text=True)
    return Cost(**json.loads(finished.stdout.splitlines()[-1]))


def _say(context: Context, case: str, raw: list[Cost], ours: list[Cost]) -> None:
    """What the ratio does not tell: memory, time by the clock, and where it goes."""
    for side, costs in (("the libraries", raw), ("crmdesk", ours)):
        middle = sorted(costs, key=lambda cost: cost.cpu)[len(costs) // 2]
        phases = "".join(f", {title} {spent:.2f}" for title, spent in middle.phases.items())
        context.say(
            f"    {case}, {side}: {middle.cpu:.2f} s of processor time{phases};"
            f" {middle.wall:.1f} s by the clock, {middle.peak:.0f} MB, {middle.rows:,} rows"
        )
