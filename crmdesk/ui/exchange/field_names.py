"""What columns of a table can be read as, in a person's words and by group. Knows no widgets."""

from dataclasses import dataclass

from crmdesk.i18n import _

EXTRA, IGNORE = "extra", "ignore"
_TAG = "tag:"


@dataclass(frozen=True, slots=True)
class Field:
    """A field by its target, its name, and the group it stands under."""

    target: str
    name: str
    group: str


def fields() -> tuple[Field, ...]:
    """Every field a person can choose, in the order of the groups."""
    groups = (
        (_("Kept or left out"), {EXTRA: _("Keep as extra"), IGNORE: _("Ignore")}),
        (_("Customer"), _customer()),
        (_("Person"), _person()),
        (_("Deal"), _deal()),
        (_("Attributes"), _attributes()),
        (_("Timeline"), _timeline()),
    )
    return tuple(Field(target, name, group) for group, names in groups for target, name in names.items())


def tag_field(group: str) -> Field:
    """The field of a tag group a person names."""
    return Field(_TAG + group, _("Tags of “{group}”").format(group=group), _("Attributes"))


def field_of(target: str) -> Field:
    """The field of a target, whether it can be chosen or only found by the program."""
    known = next((field for field in fields() if field.target == target), None)
    if known is not None:
        return known
    if target.startswith(_TAG):
        return tag_field(target.removeprefix(_TAG))
    further = _only_found()
    return Field(target, further.get(target, target), "")


def _customer() -> dict[str, str]:
    return {
        "customer.name": _("Company name"),
        "customer.owner": _("Customer’s owner"),
        "customer.address": _("Address"),
        "customer.city": _("City"),
        "customer.source": _("Source"),
        "customer.created": _("Customer since"),
        "customer.note": _("Note on the customer"),
        "customer.first_channel": _("First touchpoint: channel"),
        "customer.first_when": _("First touchpoint: when"),
        "customer.first_saw": _("First touchpoint: what they saw"),
        "customer.first_forgotten": _("First touchpoint: not remembered"),
        "customer.phone": _("Company phone"),
        "customer.email": _("Company e-mail"),
        "customer.website": _("Website"),
        "customer.external_id": _("Customer number"),
    }


def _person() -> dict[str, str]:
    return {
        "contact.name": _("Person’s name"),
        "contact.first_name": _("First name"),
        "contact.last_name": _("Last name"),
        "contact.title": _("Job title"),
        "contact.role": _("Role in the decision"),
        "any.phone": _("Phone"),
        "any.mobile": _("Mobile"),
        "any.email": _("E-mail"),
        "any.wechat": _("WeChat"),
        "any.qq": _("QQ"),
        "any.fax": _("Fax"),
        "contact.external_id": _("Person’s number"),
    }


def _deal() -> dict[str, str]:
    return {
        "deal.name": _("Deal name"),
        "deal.amount": _("Amount"),
        "deal.currency": _("Currency"),
        "deal.stage": _("Stage"),
        "deal.status": _("Outcome"),
        "deal.owner": _("Deal’s owner"),
        "deal.probability": _("Probability"),
        "deal.product": _("Product"),
        "deal.created": _("Deal begun on"),
        "deal.lead_created": _("Lead won on"),
        "deal.expected_close": _("Expected close"),
        "deal.closed": _("Closed on"),
        "deal.won_at": _("Won on"),
        "deal.lost_at": _("Lost on"),
        "deal.lost_reason": _("Reason of the loss"),
        "deal.lost_subreason": _("Sub-reason of the loss"),
        "deal.lost_note": _("Note on the loss"),
        "deal.competitors": _("Competitors"),
        "deal.win_reason": _("Reason of the win"),
        "deal.hold_until": _("On hold until"),
        "deal.win_back_on": _("Win back on"),
        "deal.note": _("Note"),
        "deal.external_id": _("Deal number"),
    }


def _attributes() -> dict[str, str]:
    return {
        "tag:tags": _("Tags"),
        "tag:industry": _("Industry"),
        "tag:country": _("Country"),
        "tag:region": _("Region"),
        "tag:size": _("Company size"),
        "tag:level": _("Level"),
        "tag:lead_status": _("Lead status"),
        "tag:lifecycle": _("Life-cycle stage"),
    }


def _timeline() -> dict[str, str]:
    return {
        "touch.occurred": _("When it happened"),
        "touch.kind": _("Kind of touch"),
        "touch.body": _("What happened"),
        "touch.title": _("Title of the touch"),
        "touch.direction": _("Direction"),
        "touch.answered": _("Answered or missed"),
        "touch.actor": _("Who did it"),
        "touch.status": _("Planned or done"),
        "last.at": _("Last contact on"),
        "last.text": _("Last contact: what"),
        "next.at": _("Next step on"),
        "next.text": _("Next step: what"),
    }


def _only_found() -> dict[str, str]:
    return {
        "contact.full_name": _("Person’s name"),
        "contact.phone": _("Person’s phone"),
        "contact.mobile": _("Person’s mobile"),
        "contact.email": _("Person’s e-mail"),
        "customer.mobile": _("Company mobile"),
        "customer.fax": _("Company fax"),
        "customer.wechat": _("Company WeChat"),
        "customer.qq": _("Company QQ"),
        "any.website": _("Website"),
        "customer.uid": _("Customer (uid)"),
        "contact.uid": _("Person (uid)"),
        "deal.uid": _("Deal (uid)"),
        "customer.owner_id": _("Owner’s number"),
        "deal.owner_id": _("Owner’s number"),
        "deal.close": _("Close date"),
        "deal.stage_at_loss": _("Stage at loss"),
        "deal.is_won": _("Is won"),
        "deal.is_lost": _("Is lost"),
        "deal.is_closed": _("Is closed"),
        "deal.reviewed": _("Reviewed"),
        "last.kind": _("Last contact: kind"),
        "touch.recorded": _("Recorded on"),
        "touch.external_id": _("Touch number"),
        "touch.deal_name": _("Deal name"),
        "member.name": _("Colleague"),
        "member.external_id": _("Colleague’s number"),
    }
