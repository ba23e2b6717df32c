"""Customers, the people at them, and how to reach them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from crmdesk.domain.customer_record import Customer, CustomerStatus
from crmdesk.domain.errors import ValidationError
from crmdesk.domain.moment import Moment
from crmdesk.i18n import _

__all__ = [
    "NAME_LIMIT",
    "Contact",
    "ContactDraft",
    "ContactPoint",
    "Customer",
    "CustomerDraft",
    "CustomerRef",
    "CustomerStatus",
    "HeldPoint",
    "PointDraft",
    "PointKind",
    "checked_name",
    "storable",
]

NAME_LIMIT = 500


class PointKind(StrEnum):
    """A way to reach somebody."""

    MOBILE = "mobile"
    PHONE = "phone"
    FAX = "fax"
    EMAIL = "email"
    WECHAT = "wechat"
    QQ = "qq"
    WEBSITE = "website"

    @property
    def is_number(self) -> bool:
        """Whether it is called by number."""
        return self in (PointKind.MOBILE, PointKind.PHONE, PointKind.FAX)


@dataclass(frozen=True, slots=True)
class ContactPoint:
    """A phone number or address as written; ``key`` is its comparable form."""

    kind: PointKind
    value: str
    key: str


@dataclass(frozen=True, slots=True)
class HeldPoint:
    """A phone number or address as it is kept, with the id of its row."""

    id: int
    kind: PointKind
    value: str
    key: str


@dataclass(frozen=True, slots=True)
class CustomerDraft:
    """A customer about to be added."""

    name: str
    created_at: Moment
    owner_id: int | None = None
    address: str = ""
    city: str = ""
    note: str = ""
    external_id: str = ""
    uid: str = ""
    holding: bool = False
    import_batch_id: int | None = None
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ContactDraft:
    """A person about to be added."""

    customer_id: int
    name: str
    title: str = ""
    role: str = ""
    external_id: str = ""
    uid: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PointDraft:
    """A way to reach a customer, or one person there, about to be added."""

    customer_id: int
    point: ContactPoint
    contact_id: int | None = None


@dataclass(frozen=True, slots=True)
class CustomerRef:
    """Just enough to name a customer."""

    id: int
    uid: str
    name: str


@dataclass(frozen=True, slots=True)
class Contact:
    """A person at a customer."""

    id: int
    uid: str
    customer_id: int
    name: str
    title: str
    role: str
    external_id: str
    points: tuple[ContactPoint, ...]
    extra: Mapping[str, str]


def checked_name(name: str, field_name: str = "name") -> str:
    """The name without surrounding blanks.

    Raises ValidationError when nothing is left or it is longer than ``NAME_LIMIT`` characters.
    """
    trimmed = storable(name, field_name).strip()
    if not trimmed:
        raise ValidationError(_("A name is needed."), field=field_name)
    if len(trimmed) > NAME_LIMIT:
        raise ValidationError(
            _("A name has at most {limit} characters; this one has {count}.").format(
                limit=NAME_LIMIT, count=len(trimmed)
            ),
            field=field_name,
        )
    return trimmed


def storable(text: str, field_name: str) -> str:
    """The text unchanged.

    Raises ValidationError for half of a surrogate pair, which no file can hold.
    """
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise ValidationError(
            _("The text holds a broken character that cannot be saved; remove it and try again."), field=field_name
        ) from None
    return text
