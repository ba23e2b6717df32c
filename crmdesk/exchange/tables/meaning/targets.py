"""What a column can be read as: a field of an object, a way to reach someone, a tag, or something to keep as it is."""

from dataclasses import dataclass
from enum import StrEnum


class ValueKind(StrEnum):
    """How the cells of a column are read."""

    TEXT = "text"
    ID = "id"
    DATE = "date"
    AMOUNT = "amount"
    CURRENCY = "currency"
    PERCENT = "percent"
    FLAG = "flag"
    STATUS = "status"
    STAGE = "stage"
    CHOICE = "choice"
    WORDS = "words"
    POINTS = "points"
    TAG = "tag"
    TAGS = "tags"
    MINUTES = "minutes"
    DETAIL = "detail"


_KINDS = {
    "id": ValueKind.ID,
    "uid": ValueKind.ID,
    "external_id": ValueKind.ID,
    "deal_uid": ValueKind.ID,
    "loss_uid": ValueKind.ID,
    "amount": ValueKind.AMOUNT,
    "currency": ValueKind.CURRENCY,
    "probability": ValueKind.PERCENT,
    "deal.status": ValueKind.STATUS,
    "touch.status": ValueKind.CHOICE,
    "direction": ValueKind.CHOICE,
    "touch.answered": ValueKind.CHOICE,
    "touch.minutes": ValueKind.MINUTES,
    "touch.system": ValueKind.FLAG,
    "touch.detail": ValueKind.DETAIL,
    "stage": ValueKind.STAGE,
    **dict.fromkeys("competitors seller_says customer_says manager_says obstacles met words".split(), ValueKind.WORDS),
    "label.group_key": ValueKind.ID,
    "label.single": ValueKind.FLAG,
    **dict.fromkeys("seller_proof customer_proof manager_proof loss_entry".split(), ValueKind.ID),
    **dict.fromkeys("is_won is_lost is_closed active reviewed first_forgotten".split(), ValueKind.FLAG),
    **dict.fromkeys(
        "created lead_created expected_close close closed won_at lost_at hold_until win_back_on "
        "reviewed_on reopened occurred recorded at".split(),
        ValueKind.DATE,
    ),
}
POINT_KINDS = frozenset("phone mobile fax email wechat qq website".split())


@dataclass(frozen=True, slots=True)
class Target:
    """A field of an owner: customer, contact, deal, touch, last, next, member, label, point, tag, extra or ignore.

    ``last`` and ``next`` are the last and the next touch of a row about something else. ``about`` says whose point or
    tag it is where that is known. Points, tags and extras may have several columns, all else has one.
    """

    owner: str
    field: str = ""
    about: str = ""

    @property
    def name(self) -> str:
        """The target as --mapping and the report write it."""
        if self.owner == "point":
            return f"{self.about or 'any'}.{self.field}"
        if self.owner == "tag":
            return f"tag:{self.field}"
        return f"{self.owner}.{self.field}" if self.field else self.owner

    @property
    def kind(self) -> ValueKind:
        """How its cells are read."""
        if self.owner == "point":
            return ValueKind.POINTS
        if self.owner == "tag":
            return ValueKind.TAGS if self.field == "tags" else ValueKind.TAG
        return _KINDS.get(self.name) or _KINDS.get(self.field, ValueKind.TEXT)

    @property
    def is_single(self) -> bool:
        """Whether only one column can be read as it."""
        return self.owner not in ("point", "tag", "extra", "ignore")


EXTRA = Target("extra")
IGNORE = Target("ignore")


def target_named(name: str) -> Target:
    """The target of a name such as ``deal.amount``, ``any.phone``, ``tag.industry`` or ``tag:Group``."""
    if name.startswith("tag:"):
        return Target("tag", name.removeprefix("tag:").strip())
    owner, _dot, field = name.partition(".")
    if owner in ("any", "customer", "contact") and field in POINT_KINDS:
        return Target("point", field, "" if owner == "any" else owner)
    if field == "tags":
        return Target("tag", "tags", "" if owner == "own" else owner)
    return Target(owner, field)
