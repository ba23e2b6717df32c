"""What a row of a foreign table says, in the program's words but not yet matched to the workspace."""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from crmdesk.domain.deal import DealStatus
from crmdesk.domain.moment import WallTime


class SheetKind(StrEnum):
    """What the rows of a sheet are about; decides which object an id or a date in it belongs to."""

    CUSTOMERS = "customers"
    CONTACTS = "contacts"
    DEALS = "deals"
    TIMELINE = "timeline"
    LOSSES = "losses"
    TAGS = "tags"
    MEMBERS = "members"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class CellIssue:
    """Something about a cell or a row that a person should know; ``fatal`` ones keep the row out."""

    where: str
    value: str
    reason: str
    fatal: bool = True


@dataclass(frozen=True, slots=True)
class TagText:
    """A tag as the table says it; ``target`` is customer, contact, deal or, for the tag list itself, empty.

    ``group`` is the glossary's key of a known attribute (industry, region …) where the header is a word for one, else
    the header as written. Only the sheet of tags tells what follows: the name of the tag above, the key of the group,
    what its tags are on, whether a thing has one of them only, and the other words for the tag.
    """

    group: str
    name: str
    target: str = "customer"
    parent: str = ""
    group_key: str = ""
    holders: str = ""
    single: bool | None = None
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PointText:
    """A phone number or address as written; kind is phone, mobile, fax, email, wechat, qq or website."""

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class CustomerText:
    """The customer a row speaks of. Empty strings and None mean that the table does not say.

    On a row about a deal ``owner`` is the deal's owner unless a sheet of customers came along: good for a new customer,
    no reason to change a known one. The same holds for ``created``, the day the lead was won, and for ``note``.
    ``first_when`` is a day, a month or a year in plain words.
    """

    uid: str = ""
    external_id: str = ""
    name: str = ""
    owner: str = ""
    address: str = ""
    city: str = ""
    note: str = ""
    source: str = ""
    created: WallTime | None = None
    first_channel: str = ""
    first_when: str = ""
    first_saw: str = ""
    first_forgotten: bool | None = None
    points: tuple[PointText, ...] = ()
    extra: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ContactText:
    """The person a row speaks of."""

    uid: str = ""
    external_id: str = ""
    name: str = ""
    title: str = ""
    role: str = ""
    points: tuple[PointText, ...] = ()
    extra: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DealText:
    """The deal a row speaks of. ``status`` is set only from a word that says so; amounts are exact decimals.

    On a sheet of losses the row is one loss: ``closed`` is when it was lost, ``amount`` what was lost, ``loss_uid`` the
    uid of the loss itself. ``status`` is then None if the sheet is our own, because the deal may be open again.

    Only our own workbook tells what follows ``reviewed``: what each voice says in words (see ``weighted_words``) with
    the uid of the entry that proves it, what spoke against a deal won, the competitors met with their prices, who
    reviewed a loss and when, when it was lifted, and the uid of its entry.
    """

    uid: str = ""
    loss_uid: str = ""
    external_id: str = ""
    name: str = ""
    owner: str = ""
    stage: str = ""
    status: DealStatus | None = None
    amount: Decimal | None = None
    currency: str = ""
    probability: int | None = None
    created: WallTime | None = None
    expected_close: WallTime | None = None
    closed: WallTime | None = None
    lost_reason: str = ""
    lost_subreason: str = ""
    lost_note: str = ""
    stage_at_loss: str = ""
    win_reason: str = ""
    competitors: tuple[str, ...] = ()
    hold_until: WallTime | None = None
    win_back_on: WallTime | None = None
    reviewed: bool | None = None
    win_back: str = ""
    win_back_why: str = ""
    win_back_trigger: str = ""
    finding: str = ""
    lesson: str = ""
    seller_says: tuple[str, ...] = ()
    customer_says: tuple[str, ...] = ()
    manager_says: tuple[str, ...] = ()
    seller_proof: str = ""
    customer_proof: str = ""
    manager_proof: str = ""
    reviewed_on: WallTime | None = None
    reviewed_by: str = ""
    reopened: WallTime | None = None
    loss_entry: str = ""
    obstacles: tuple[str, ...] = ()
    met: tuple[str, ...] = ()
    extra: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TouchText:
    """One happening a row speaks of; ``occurred`` is always given.

    ``kind`` is a kind's key or name as written, ``status`` planned, done, cancelled or empty, ``direction`` in, out or
    empty. Only our own workbook tells ``minutes`` and ``system``, and all of ``detail``.
    """

    uid: str = ""
    external_id: str = ""
    kind: str = ""
    status: str = ""
    direction: str = ""
    occurred: WallTime | None = None
    recorded: WallTime | None = None
    actor: str = ""
    recorded_by: str = ""
    title: str = ""
    body: str = ""
    source: str = ""
    deal_uid: str = ""
    deal_name: str = ""
    minutes: int | None = None
    system: bool = False
    detail: dict[str, Any] = field(default_factory=dict)
    extra: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MemberText:
    """A colleague a row speaks of (a table of salespeople)."""

    name: str
    external_id: str = ""
    extra: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One row of a foreign table. A row with a fatal issue is not imported but handed back.

    ``sheet`` is the position in the sheets read, ``row`` the row in it, both from 0. Rows of a sheet that names nobody
    the program knows of are of kind ``unknown`` and are skipped.
    """

    sheet: int
    row: int
    where: str
    kind: SheetKind
    customer: CustomerText | None = None
    contact: ContactText | None = None
    deal: DealText | None = None
    member: MemberText | None = None
    touches: tuple[TouchText, ...] = ()
    tags: tuple[TagText, ...] = ()
    issues: tuple[CellIssue, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether the row must be handed back."""
        return any(issue.fatal for issue in self.issues)
