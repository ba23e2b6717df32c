"""The first day with the program: what somebody sees at each turn, and what it may cost them at most."""

from dataclasses import dataclass
from pathlib import Path

from crmdesk.paths import resource_folder
from tests.journeys.person import Person
from tests.store.dumps import Dump, logical_dump
from tests.windows import PreparedFiles

OWN_SHEET = resource_folder("samples") / "pipeline.csv"
LARGE_SHEET = Path(__file__).resolve().parents[3] / "shared" / "samples" / "pipelines-3000.csv"
SHEETS = [sheet for sheet in (LARGE_SHEET, OWN_SHEET) if sheet.exists()]
CUSTOMER, DEAL = "北辰食品股份有限公司", "包装线视觉检测"
LONG = 20_000

LOGGING, LOSING, LOOKING_INTO, BACK = "log a call", "lose the deal", "from the Pareto to the timeline", "back"
MOST_CLICKS = {LOGGING: 6, LOSING: 6, LOOKING_INTO: 3, BACK: 1}
MOST_KEYS = {LOGGING: 5, LOSING: 3, "to the lost pool": 1, LOOKING_INTO: 2, BACK: 1}


@dataclass
class FirstDay:
    """A person at a window that shows the first page; ``book`` is where the workspace will be."""

    person: Person
    files: PreparedFiles
    book: Path

    def dump(self) -> Dump:
        """The workspace as it is."""
        return logical_dump(self.book)

    def see_rows_ready(self) -> str:
        """What will be imported is told before it happens; gives what the button says."""
        self.person.sees("It can be undone as a whole.", LONG)
        return f"Import {3_000 if self.files.opened[0] == LARGE_SHEET else 40:,} rows"

    def see_imported(self) -> None:
        self.person.sees("Import another sheet", LONG)
        self.person.sees("rows imported.")

    def see_customer(self) -> None:
        self.person.sees_row(CUSTOMER, "Customers")
        self.person.sees_row(DEAL, "Deals")

    def see_only_customer(self) -> None:
        self.person.sees_row(CUSTOMER, "Customers")
        self.person.sees_no_more("Alder & Finch Architects")

    def see_touch(self) -> None:
        """The call is told on the timeline, and what comes next stands in the card."""
        self.person.sees("Logged on the timeline.")
        self.person.sees_row("First call: reached; heard of us from a fair.", "Timeline")
        self.person.sees_row("send the quote", "Timeline")
        self.person.sees("Tomorrow 15:00")

    def see_lost(self) -> None:
        self.person.sees("The deal is in the lost pool now.")
        self.person.sees_row("Loss: Price › competitor cheaper", "Timeline")

    def see_loss_on_timeline(self) -> None:
        self.person.sees("Back to chart")
        self.person.sees_row("Loss: Price › competitor cheaper", "Timeline")
        self.person.sees_row(f"{DEAL}, lost", "Deals")

    def see_pool_as_left(self) -> None:
        """The losses are still narrowed down to one bar."""
        self.person.sees("Why we lose")
        self.person.sees("Do not narrow down by Price")
        self.person.sees_row("Sanyo", "Lost deals")

    def undone(self) -> tuple[str, ...]:
        """What is told while everything is taken back, the newest first."""
        imports = [f"Import {sheet.name}" for sheet in reversed(SHEETS)]
        return f"Lose deal “{DEAL}”", f"Log a touch with “{CUSTOMER}”", *imports

    def check_efforts(self) -> None:
        """Nothing done all day long takes more than it may."""
        print(self.person.tell())
        for step, effort in self.person.efforts.items():
            assert effort.clicks <= MOST_CLICKS.get(step, 99), effort
            assert effort.keys <= MOST_KEYS.get(step, 99), effort
