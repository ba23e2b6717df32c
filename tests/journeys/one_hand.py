"""What the daily work costs in clicks and keys, and the desk it is counted at.

The table of the ledger is made from here: ``python -m tests.journeys.one_hand`` writes it anew.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from crmdesk.services.loss_accounts import LossWords
from tests.factories import Office, add_customer, add_deal
from tests.journeys.person import Effort

LEDGER = Path(__file__).resolve().parents[2] / "packaging" / "ledger" / "one_hand.md"
_PLACE = re.compile(r"(?<=<!-- counts -->\n).*?(?=\n<!-- end of counts -->)", re.DOTALL)

CUSTOMER, DEAL = "北辰食品股份有限公司", "包装线视觉检测"
LOST = "Harbour Lights Hotel"
FIND, LOG, QUICK, QUICK_OTHER, MOVE, MOVE_FAR, LOSE, LOOK = (
    "find a customer by pinyin",
    "log an answered call: quick note, minutes, next step",
    "routine touch in the small window: quick note with two chips, next step",
    "the same with another customer, by pinyin",
    "move a deal to the next stage",
    "move a deal to any stage",
    "lose a deal: reason and competitor",
    "from the Pareto to a deal's timeline and back",
)


@dataclass(frozen=True)
class Cost:
    """Clicks with the mouse, where text is only typed, and presses with the keyboard alone, text not counted."""

    clicks: int
    presses: int


BEFORE = {
    FIND: Cost(2, 2),
    LOG: Cost(6, 7),
    MOVE: Cost(1, 3),
    MOVE_FAR: Cost(1, 5),
    LOSE: Cost(5, 3),
    LOOK: Cost(4, 10),
}
"""On 22 November 2026, before they were counted."""

NOW = {
    FIND: Cost(2, 2),
    LOG: Cost(6, 6),
    QUICK: Cost(6, 6),
    QUICK_OTHER: Cost(6, 6),
    MOVE: Cost(1, 1),
    MOVE_FAR: Cost(1, 2),
    LOSE: Cost(3, 3),
    LOOK: Cost(3, 4),
}


ROUTINE = Cost(6, 10)
"""What a routine touch may cost at most: a known customer, a quick note with two chips, the next step."""


def check(task: str, effort: Effort) -> None:
    """Nothing takes more than it is known to take; what takes less is to be written down."""
    assert effort.clicks + effort.keys == (NOW[task].clicks if effort.clicks else NOW[task].presses), effort


def desk(office: Office) -> None:
    """Somebody among others, with a deal on its way; and deals lost for several reasons."""
    for name in ("Alder & Finch Architects", CUSTOMER, "北方星辰广告有限公司", LOST):
        add_customer(office, name)
    add_deal(office, CUSTOMER, DEAL, amount="800000", stage="contact")
    for number, (reason, sub) in enumerate(
        (("price", "competitor_cheaper"), ("price", "over_budget"), ("relationship", ""))
    ):
        deal = add_deal(office, LOST, f"Booking system {number + 1}", amount="20000", stage="quote")
        words = LossWords(reason, sub, ("Sanyo",), "They said so.")
        office.deals.mark_lost(deal, words)


def table() -> str:
    """The counts before and now, as the ledger shows them."""
    lines = ["| task | mouse, clicks | keyboard, presses |", "| --- | --- | --- |"]
    for task, now in NOW.items():
        before = BEFORE.get(task)
        clicks, presses = (f"{before.clicks} → ", f"{before.presses} → ") if before is not None else ("", "")
        lines.append(f"| {task} | {clicks}{now.clicks} | {presses}{now.presses} |")
    return "\n".join(lines)


def renewed(ledger: str) -> str:
    """The ledger with the table as it must be."""
    return _PLACE.sub(lambda _old: table(), ledger)


if __name__ == "__main__":
    LEDGER.write_text(renewed(LEDGER.read_text("utf-8")), "utf-8")
