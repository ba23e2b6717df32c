"""What competitors asked in a deal, as a person types it beside their names."""

from collections.abc import Iterable

from crmdesk.domain.errors import ValidationError
from crmdesk.domain.money import Money
from crmdesk.i18n import _
from crmdesk.services.typed_amounts import typed_amount
from crmdesk.store.queries.competitors import met_in
from crmdesk.store.repos.competitors import ensure_competitors, set_prices
from crmdesk.store.unit import Unit

TypedPrice = tuple[str, str]
"""A competitor by name, and its price as it was typed; an empty one takes back what was known."""


def rival_price(text: str, currency: str) -> Money | None:
    """A price in the currency of a deal, unless it says another; None for an empty text.

    Raises ValidationError, naming the field ``price``, for what is no price.
    """
    try:
        price = typed_amount(text, currency)
    except ValidationError as error:
        raise ValidationError(error.message, field="price") from None
    if price is not None and price.minor < 0:
        raise ValidationError(_("“{text}” is less than nothing.").format(text=text), field="price")
    return price


def note_prices(unit: Unit, deal_id: int, currency: str, typed: Iterable[TypedPrice]) -> None:
    """Keep what was typed of a deal's competitors; one whose price stays unknown is left as it is.

    Raises ValidationError as ``rival_price``.
    """
    asked = {name: rival_price(text, currency) for name, text in typed}
    if not asked:
        return
    ids, known = ensure_competitors(unit, asked), met_in(unit, deal_id)
    before = {ids[name]: known[ids[name]].price if ids[name] in known else None for name in asked}
    set_prices(unit, deal_id, {ids[name]: price for name, price in asked.items() if price != before[ids[name]]})
