"""Phone numbers and addresses as written, with the form by which two of them are the same."""

from crmdesk.domain.customer import ContactPoint, PointKind, storable
from crmdesk.exchange.mail_addresses import read_mail
from crmdesk.exchange.phone_numbers import PhoneKind, read_phone
from crmdesk.store.text.folding import fold


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
