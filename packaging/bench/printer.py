"""Prints results beside their goals. Knows nothing of how they were measured."""

from rich.console import Console

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
        self._console.print(line, highlight=False, soft_wrap=True)

    def sum_up(self, results: list[Result]) -> None:
        """Each goal with the worst that was measured for it, and which goals are missed."""
        self._console.print()
        missed: list[str] = []
        for goal in GOALS.values():
            measured = [result.measured for result in results if result.goal == goal.id]
            if not measured:
                continue
            worst = min(measured) if goal.at_least else max(measured)
            if not goal.is_met(worst):
                missed.append(goal.id)
            mark = "[red]✗[/red]" if goal.id in missed else "[green]✓[/green]"
            line = f"{mark} {goal.id:<5} {worst:8.3g}{goal.unit} ({goal.wanted})  {goal.title} : {goal.against}"
            self._console.print(line, highlight=False, soft_wrap=True)
        self._console.print(f"Missed: {', '.join(missed)}" if missed else "All goals measured are met.")
