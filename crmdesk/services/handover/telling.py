"""A handover in words: which parts a document has, and what each says. What is told is decided in ``insight``."""

from collections.abc import Callable, Mapping

from crmdesk.domain.customer import CustomerStatus
from crmdesk.domain.document import Badge, Block, Callout, Document, Part, Sentence, Tone
from crmdesk.i18n import _, language, pgettext
from crmdesk.services.handover.choice import HandoverKind
from crmdesk.services.handover.material import Material
from crmdesk.services.handover.past import deals_part, digest_part, turns_part
from crmdesk.services.handover.people import tags_part, who_part
from crmdesk.services.handover.voices import dislikes_part, promises_part, wants_part
from crmdesk.services.status_words import customer_status_word
from crmdesk.services.wording import day_words, moment_words

_Teller = Callable[[Material], Part]
_TONES = {
    CustomerStatus.PROSPECT: Tone.ACCENT,
    CustomerStatus.SIGNED: Tone.GOOD,
    CustomerStatus.LOST: Tone.BAD,
}


def tell(material: Material, kind: HandoverKind) -> Document:
    """The document."""
    customer = material.sheet.card.customer
    made = _("{day}, {name}").format(day=day_words(material.today), name=material.me)
    return Document(
        title=customer.name,
        kind=_kind_words()[kind],
        made=made,
        language=language(),
        badges=(Badge(customer_status_word(customer.status), _TONES[customer.status]),),
        about=_("Owner: {name}").format(name=customer.owner) if customer.owner else "",
        parts=tuple(teller(material) for teller in _PARTS[kind]),
    )


def next_step_part(material: Material) -> Part:
    """What is to be done next, or that nobody has planned anything."""
    step = material.sheet.next_step
    title = _("Next step")
    if step is None:
        return Part(title, (Sentence(_("No next step is planned."), Tone.WARNING),))
    is_overdue = step.occurred_at.local_date < material.today
    when = moment_words(step.occurred_at)
    told: Block = Callout(
        step.title or step.body or step.kind_name,
        " · ".join(part for part in (_("{day}, overdue").format(day=when) if is_overdue else when, step.actor) if part),
        Tone.BAD if is_overdue else Tone.ACCENT,
    )
    return Part(title, (told,))


_PARTS: Mapping[HandoverKind, tuple[_Teller, ...]] = {
    HandoverKind.STORY: (who_part, wants_part, promises_part, dislikes_part, turns_part, next_step_part),
    HandoverKind.SHEET: (next_step_part, deals_part, tags_part, digest_part),
    HandoverKind.BOTH: (
        who_part,
        wants_part,
        promises_part,
        dislikes_part,
        turns_part,
        next_step_part,
        deals_part,
        digest_part,
    ),
}


def _kind_words() -> Mapping[HandoverKind, str]:
    return {
        HandoverKind.STORY: pgettext("document", "Handover"),
        HandoverKind.SHEET: _("Customer sheet"),
        HandoverKind.BOTH: _("Handover and customer sheet"),
    }
