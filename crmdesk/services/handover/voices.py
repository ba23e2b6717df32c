"""What a customer wants and why, what was promised on both sides, and what they dislike."""

from collections.abc import Sequence
from datetime import date

from crmdesk.domain.document import Badge, Block, Item, Items, Part, Sentence, Tone
from crmdesk.domain.standing import KeptShare, due_day
from crmdesk.domain.touch import Touch
from crmdesk.i18n import _, ngettext
from crmdesk.insight.handover import dislikes, is_eased, wants
from crmdesk.services.fact_words import choice_name
from crmdesk.services.handover.material import Material
from crmdesk.services.wording import day_words, kind_words, touch_day, touch_text

_MOST = 10


def wants_part(material: Material) -> Part:
    """Needs with what they are for; a need nobody has asked the purpose of is told as such."""
    needs = wants(material.needs)
    blocks: list[Block] = [Sentence(_("No need has been written down yet."), Tone.WARNING)]
    if needs:
        blocks = _listed([_need(need) for need in needs])
    return Part(_("What they want, and why"), tuple(blocks))


def promises_part(material: Material) -> Part:
    """Open promises of ours, then of theirs, and questions of theirs that nobody has answered."""
    standing = material.standing
    sides: dict[bool, list[Item]] = {True: [], False: []}
    for promise in standing.promises:
        sides[promise.detail.get("side") != "theirs"].append(_promise(promise, material.today))
    questions = [_said(enquiry) for enquiry in standing.enquiries]
    titled = (
        (_("We promised"), sides[True]),
        (_("They promised"), sides[False]),
        (_("Questions without an answer"), questions),
    )
    blocks: list[Block] = [block for title, items in titled if items for block in _listed(items, title)]
    if not blocks:
        blocks = [Sentence(_("No promise is open."))]
    kept = [
        sentence
        for sentence in (
            _kept(_("We kept {kept} of {n} promises."), standing.ours),
            _kept(_("They kept {kept} of {n} promises."), standing.theirs),
        )
        if sentence
    ]
    if kept:
        blocks.append(Sentence(" ".join(kept)))
    return Part(_("Open promises"), tuple(blocks))


def dislikes_part(material: Material) -> Part:
    """Pains, objections and criticism."""
    found = dislikes(material.voices)
    if not found:
        return Part(_("What they dislike"), (Sentence(_("Nothing has been written down.")),))
    return Part(_("What they dislike"), tuple(_listed([_dislike(touch) for touch in found])))


def _need(need: Touch) -> Item:
    purpose, importance = _told(need, "purpose"), _told(need, "importance")
    badges = []
    if importance:
        tone = Tone.ACCENT if importance == "high" else Tone.PLAIN
        badges.append(Badge(_("importance: {level}").format(level=choice_name(importance)), tone))
    if _told(need, "voiced") == "hidden":
        badges.append(Badge(choice_name("hidden")))
    return Item(
        text=touch_text(need) or kind_words(need),
        lead=touch_day(need),
        badges=tuple(badges),
        quote=_told(need, "verbatim"),
        note=_("Why: {purpose}").format(purpose=purpose) if purpose else _("Why: nobody has asked yet"),
        note_tone=Tone.PLAIN if purpose else Tone.WARNING,
    )


def _promise(promise: Touch, today: date) -> Item:
    due = due_day(promise)
    if due is None:
        badge = Badge(_("no day named"))
    elif due < today:
        days = (today - due).days
        badge = Badge(ngettext("{n} day overdue", "{n} days overdue", days).format(n=days), Tone.BAD)
    else:
        badge = Badge(_("due {day}").format(day=day_words(due)), Tone.WARNING if due == today else Tone.PLAIN)
    return Item(text=touch_text(promise) or kind_words(promise), badges=(badge,), note=_by_and_on(promise))


def _said(touch: Touch) -> Item:
    return Item(
        text=touch_text(touch) or kind_words(touch),
        lead=touch_day(touch),
        quote=_told(touch, "verbatim"),
    )


def _dislike(touch: Touch) -> Item:
    badges = [Badge(kind_words(touch))]
    if is_eased(touch):
        badges.append(Badge(choice_name(_told(touch, "state")), Tone.GOOD))
    answer = _told(touch, "answer") or _told(touch, "solution")
    return Item(
        text=touch_text(touch) or kind_words(touch),
        lead=touch_day(touch),
        badges=tuple(badges),
        quote=_told(touch, "verbatim"),
        note=_("Our answer: {answer}").format(answer=answer) if answer else "",
    )


def _by_and_on(touch: Touch) -> str:
    said = _("said on {day}").format(day=touch_day(touch))
    return " · ".join(part for part in (said, touch.contact, touch.actor) if part)


def _kept(sentence: str, share: KeptShare) -> str:
    return sentence.format(kept=share.kept, n=share.n) if share.n else ""


def _listed(items: Sequence[Item], title: str = "") -> list[Block]:
    more = len(items) - _MOST
    blocks: list[Block] = [Items(tuple(items[:_MOST]), title)]
    if more > 0:
        blocks.append(Sentence(ngettext("and {n} more", "and {n} more", more).format(n=more)))
    return blocks


def _told(touch: Touch, key: str) -> str:
    value = touch.detail.get(key)
    return value.strip() if isinstance(value, str) else ""
