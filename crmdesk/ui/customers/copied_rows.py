"""Customers as a table for the clipboard, for spreadsheets (tabs) and for letters (HTML). Knows no clipboard."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from html import escape

from crmdesk.domain.customer_list import CustomerLine
from crmdesk.i18n import _
from crmdesk.ui import wording

# What a spreadsheet would run; a number with its sign is none.
_FORMULA = re.compile(r"[=@+\-\t\r](?![\d\s().\-]*$)")


def copied_rows(lines: Iterable[CustomerLine], today: date) -> tuple[str, str]:
    """The rows with a heading, as text with tabs and as HTML."""
    table = [
        [_("Customer"), _("Status"), _("Stage"), _("Open deals"), _("Owner"), _("Phones"), _("E-mails"),
         _("Next step"), _("Last touch")],
        *(_cells(line, today) for line in lines),
    ]  # fmt: skip
    text = "\n".join("\t".join(_guarded(cell) for cell in row) for row in table)
    rows = "".join(f"<tr>{''.join(f'<td>{escape(_guarded(cell))}</td>' for cell in row)}</tr>" for row in table)
    return text, f"<table>{rows}</table>"


def _cells(line: CustomerLine, today: date) -> Sequence[str]:
    customer = line.customer
    step = " ".join(part for part in (wording.when(customer.next_step_at, today), customer.next_step) if part)
    return (
        customer.name,
        wording.customer_status(customer.status),
        line.stage,
        wording.amounts(line.value),
        customer.owner,
        ", ".join(customer.phones),
        ", ".join(customer.emails),
        step,
        wording.when(customer.last_touch_at, today),
    )


def _guarded(cell: str) -> str:
    plain = " ".join(cell.split())
    return f"'{plain}" if _FORMULA.match(plain) else plain
