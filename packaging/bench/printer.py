"""Prints results beside their goals as a table. Knows nothing of how they were measured."""

from rich.console import Console
from rich.table import Table

from bench.goals import GOALS
from bench.results import Result


class Printer:
    """Says what is going on as it happens, then everything at once."""

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or Console()

    def begin(self, family: str) -> None:
        """A family of goals is being measured."""
        self._console.print(f"[bold]{family}[/bold]", highlight=False)

    def show(self, result: Result) -> None:
        """One value was measured."""
        goal = GOALS[result.goal]
        mark = "[green]✓[/green]" if goal.is_met(result.measured) else "[red]✗[/red]"
        sides = f"   ({result.ours} : {result.theirs})" if result.theirs else ""
        line = f"  {mark} {goal.id:<5} {result.measured:8.3g}{goal.unit} ({goal.wanted})  {result.case}{sides}"
        self._console.print(line, highlight=False)

    def sum_up(self, results: list[Result]) -> None:
        """The whole table, and how many goals are missed."""
        table = Table("Goal", "What", "Case", "Against", "Wanted", "Measured", "Ours", "Theirs", title="Goals")
        for result in sorted(results, key=lambda one: list(GOALS).index(one.goal)):
            goal = GOALS[result.goal]
            colour = "green" if goal.is_met(result.measured) else "red"
            value = f"[{colour}]{result.measured:.3g}{goal.unit}[/{colour}]"
            sides = (result.ours, result.theirs)
            table.add_row(goal.id, goal.title, result.case, goal.against, goal.wanted, value, *sides)
        self._console.print(table)
        missed = sorted({result.goal for result in results if not GOALS[result.goal].is_met(result.measured)})
        self._console.print(f"Missed: {', '.join(missed)}" if missed else "All goals measured are met.")
