"""Measures what is named on the command line, or everything. Exit code 1 when a goal is missed."""

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from platformdirs import user_cache_path

from bench.context import Context
from bench.families import FAMILIES, chosen, measure
from bench.goals import GOALS
from bench.printer import Printer
from bench.results import Result


def main(arguments: Sequence[str]) -> int:
    """Measure, print, and say whether all goals are met."""
    parser = argparse.ArgumentParser(prog="dev.py bench", description=f"Families: {', '.join(FAMILIES)}.")
    parser.add_argument("names", nargs="*", metavar="FAMILY or GOAL")
    options = parser.parse_args(arguments)
    try:
        families = chosen(options.names)
    except KeyError as error:
        parser.error(f"there is no family or goal {error}")
    cache = Path(os.environ.get("CRMDESK_BENCH") or user_cache_path("crmdesk") / "bench")
    cache.mkdir(parents=True, exist_ok=True)
    printer, results = Printer(), list[Result]()
    with tempfile.TemporaryDirectory(dir=cache) as folder, Context(cache, Path(folder)) as context:
        for family in families:
            printer.begin(family)
            for result in measure(family, context):
                printer.show(result)
                results.append(result)
    printer.sum_up(results)
    return int(not all(GOALS[result.goal].is_met(result.measured) for result in results))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
