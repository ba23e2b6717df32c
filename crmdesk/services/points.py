"""Phone numbers and addresses as written, with the form by which two of them are the same."""

from collections.abc import Sequence

from crmdesk.domain.customer import ContactPoint, PointDraft, PointKind, storable
from crmdesk.domain.errors import ValidationError
from crmdesk.exchange.mail_addresses import read_mail
from crmdesk.exchange.phone_numbers import PhoneKind, read_phone
from crmdesk.i18n import _
from crmdesk.store.queries.customer_sheet import held_points
from crmdesk.store.repos.customers import add_points, change_points, delete_points
from crmdesk.store.text.folding import fold
from crmdesk.store.unit import Unit


def read_point(kind: PointKind, text: str) -> ContactPoint:
    """The point with its key; nothing is refused: what is no proper number or address is kept as it is.

    A phone number that turns out to be a mobile one becomes of that kind.
    """
    value = storable(text, kind.value).strip()
    if kind.is_number:
        number = read_phone(value)
        if number is None:
            return ContactPoint(kind, value, fold(value))
        mobile = kind is PointKind.PHONE and number.kind is PhoneKind.MOBILE
        return ContactPoint(PointKind.MOBILE if mobile else kind, value, number.key)
    if kind is PointKind.EMAIL:
        return ContactPoint(kind, value, read_mail(value) or fold(value))
    return ContactPoint(kind, value, fold(value))


def checked_point(kind: PointKind, text: str) -> ContactPoint:
    """``read_point`` for what a person types into a field.

    Raises ValidationError for what is no number or no address.
    """
    if kind.is_number and read_phone(text.strip()) is None:
        raise ValidationError(_("“{text}” is not a phone number.").format(text=text.strip()), field="phone")
    if kind is PointKind.EMAIL and read_mail(text) is None:
        raise ValidationError(_("“{text}” is not an e-mail address.").format(text=text.strip()), field="email")
    return read_point(kind, text)


def replace_points(
    unit: Unit, customer_id: int, contact_id: int | None, kinds: Sequence[PointKind], values: Sequence[str]
) -> None:
    """Make these the numbers or addresses of some kinds that a customer itself, or one person there, has.

    What was there before stays as it was, also what would be refused today; a new one is of the first of the kinds
    and takes the place of one that is gone. Raises ValidationError for a new one that is none.
    """
    held = [point for point in held_points(unit, customer_id, contact_id) if point.kind in kinds]
    wanted = list(dict.fromkeys(value.strip() for value in values if value.strip()))
    known = {point.value for point in held}
    new = [checked_point(kinds[0], value) for value in wanted if value not in known]
    gone = [point.id for point in held if point.value not in wanted]
    change_points(unit, dict(zip(gone, new, strict=False)))
    add_points(unit, [PointDraft(customer_id, point, contact_id) for point in new[len(gone) :]])
    delete_points(unit, gone[len(new) :])
