"""What the palette shows, as values: headings, and below them customers, deals, touches and commands."""

from collections.abc import Iterable, Mapping, Sequence
from contextvars import copy_context
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING

from crmdesk.domain.deal import Deal
from crmdesk.i18n import _, use_language
from crmdesk.qt.plain_text import without_key
from crmdesk.ui import wording
from crmdesk.ui.commands.command import Command
from crmdesk.ui.commands.table import command_table, menu_titles

if TYPE_CHECKING:
    from crmdesk.services.finding import Findings, FoundCustomer, FoundTouch, Titled

_HIDDEN = frozenset({"edit.search", "view.notice"})
"""Commands that make no sense from within the palette."""

_FIRST = ("customer.new", "touch.quick_log", "view.losses", "workspace.import", "help.shortcuts")
"""Commands offered before anything is typed."""


class RowKind(Enum):
    """What choosing a row leads to; a heading and a note cannot be chosen."""

    HEADING = "heading"
    NOTE = "note"
    CUSTOMER = "customer"
    DEAL = "deal"
    TOUCH = "touch"
    COMMAND = "command"
    SETTING = "setting"
    VIEW = "view"


@dataclass(frozen=True, slots=True)
class PaletteRow:
    """One line; ``key`` is a uid or a command's id, ``customer`` the uid a deal or touch belongs to."""

    kind: RowKind
    title: str
    key: str = ""
    detail: str = ""
    side: str = ""
    icon: str = ""
    customer: str = ""

    @property
    def can_be_chosen(self) -> bool:
        """Whether it leads anywhere."""
        return self.kind not in (RowKind.HEADING, RowKind.NOTE)

    @property
    def spoken(self) -> str:
        """The line as a screen reader says it."""
        return ", ".join(part for part in (self.title, self.detail, self.side) if part)


class CommandTitles:
    """The commands with every title they are found by: in the language in use and in English."""

    def __init__(self, commands: Sequence[Command], keys: Mapping[str, str]) -> None:
        self._commands = {command.id: command for command in commands if command.id not in _HIDDEN}
        self._keys = keys
        english = {command.id: command.title for command in copy_context().run(_in_english)}
        self._titles = {key: tuple(dict.fromkeys((each.title, english[key]))) for key, each in self._commands.items()}

    def titled(self, enabled: Iterable[str]) -> "tuple[Titled, ...]":
        """The commands that make sense now."""
        from crmdesk.services.finding import Titled

        return tuple(Titled(key, self._titles[key]) for key in enabled if key in self._titles)

    def rows(self, ids: Iterable[str]) -> list[PaletteRow]:
        """Commands as rows."""
        menus = menu_titles()
        return [
            PaletteRow(
                RowKind.COMMAND,
                command.title.rstrip("…"),
                command.id,
                without_key(menus[command.menu]),
                self._keys.get(command.id, ""),
                command.icon or "command",
            )
            for command in (self._commands[key] for key in ids if key in self._commands)
        ]

    def first_rows(self, enabled: Iterable[str]) -> list[PaletteRow]:
        """What is offered before anything is typed."""
        able = set(enabled)
        return self.rows(key for key in _FIRST if key in able)


@cache
def _in_english() -> tuple[Command, ...]:
    use_language("en")
    return command_table()


def found_rows(
    found: "Findings",
    commands: CommandTitles,
    settings: Sequence[PaletteRow],
    today: date,
    views: Sequence[PaletteRow] = (),
) -> list[PaletteRow]:
    """All that was found, each kind below its heading."""
    if found.is_empty:
        return [PaletteRow(RowKind.NOTE, _("Nothing found for “{text}”.").format(text=found.query.strip()))]
    return [
        *_headed(_("Customers"), [customer_row(each) for each in found.customers]),
        *_headed(_("Views"), views),
        *_headed(_("Deals"), [_deal_row(deal) for deal in found.deals]),
        *_headed(_("In the timeline"), [_touch_row(each, today) for each in found.touches]),
        *_headed(_("Commands"), commands.rows(found.commands)),
        *_headed(_("Settings"), settings),
    ]


def first_rows(recent: "Sequence[FoundCustomer]", commands: list[PaletteRow]) -> list[PaletteRow]:
    """What is shown before anything is typed."""
    return [
        *_headed(_("Opened lately"), [customer_row(each) for each in recent]),
        *_headed(_("Commands"), commands),
    ]


def customer_row(found: "FoundCustomer") -> PaletteRow:
    """A customer as a row."""
    customer = found.customer
    detail = found.through or customer.city or next(iter(customer.phones), "")
    status = wording.customer_status(customer.status)
    return PaletteRow(RowKind.CUSTOMER, customer.name, customer.uid, detail, status, "users", customer.uid)


def _deal_row(deal: Deal) -> PaletteRow:
    standing = deal.stage if deal.status == "open" else wording.deal_status(deal.status)
    detail = " · ".join(part for part in (deal.customer, standing) if part)
    return PaletteRow(
        RowKind.DEAL, deal.name, deal.uid, detail, wording.amount(deal.amount), "briefcase", deal.customer_uid
    )


def _touch_row(found: "FoundTouch", today: date) -> PaletteRow:
    touch = found.touch
    when = wording.day(touch.occurred_at.local_date, today)
    return PaletteRow(
        RowKind.TOUCH, touch.customer, touch.uid, found.snippet, when, "message-square-text", touch.customer_uid
    )


def _headed(title: str, rows: Sequence[PaletteRow]) -> list[PaletteRow]:
    return [PaletteRow(RowKind.HEADING, title), *rows] if rows else []
