"""What has been: the latest exchanges, deals and what they are worth, and the timeline at a glance."""

from collections.abc import Sequence

from crmdesk.domain.deal import Deal, DealStatus
from crmdesk.domain.document import Block, Item, Items, Pairs, Part, Sentence, Table
from crmdesk.domain.money import Money
from crmdesk.domain.timeline import TouchGroup
from crmdesk.domain.timeline_fold import Bundle, Stretch
from crmdesk.domain.touch import Direction, Touch
from crmdesk.i18n import _, ngettext
from crmdesk.insight.handover import DigestLine, Mark, turns
from crmdesk.services.amounts import plain_amount_text
from crmdesk.services.handover.material import Material
from crmdesk.services.wording import (
    day_words,
    deal_status_word,
    kind_words,
    moment_words,
    rough_day_words,
    short_day_words,
    touch_day,
    touch_text,
)

_MOST_MARKS, _MOST_DEALS = 4, 30
_LONGEST = 600


def turns_part(material: Material) -> Part:
    """The latest exchanges, the latest first."""
    found = turns(material.recent)
    if not found:
        return Part(_("The last turns"), (Sentence(_("Nobody has spoken with them yet.")),))
    return Part(_("The last turns"), (Items(tuple(_turn(stretch) for stretch in found)),))


def deals_part(material: Material) -> Part:
    """Deals as they stand, and what all of them are worth."""
    card = material.sheet.card
    worth = (
        (_("Signed so far"), _amounts(card.value.past)),
        (_("In the pipeline, weighed by probability"), _amounts(card.value.present)),
    )
    rows = tuple((label, text) for label, text in worth if text)
    blocks: list[Block] = [Pairs(rows)] if rows else []
    if not card.deals:
        return Part(_("Deals and value"), (*blocks, Sentence(_("No deal yet."))))
    head = (_("Deal"), _("Stands at"), _("Since"), _("Amount"))
    shown = card.deals[:_MOST_DEALS]
    blocks.append(Table(head, tuple(_deal(deal, material) for deal in shown), numbers=frozenset({3})))
    more = len(card.deals) - len(shown)
    if more:
        blocks.append(Sentence(ngettext("and {n} more", "and {n} more", more).format(n=more)))
    return Part(_("Deals and value"), tuple(blocks))


def digest_part(material: Material) -> Part:
    """The timeline by months, what is older by years."""
    title = _("The timeline at a glance")
    if not material.digest:
        return Part(title, (Sentence(_("Nothing has happened yet.")),))
    most = max(line.total for line in material.digest) or 1
    by_months = {line.period[: len("2026")] for line in material.digest if len(line.period) > len("2026")}
    items = (_period(line, most, is_rest=line.period in by_months) for line in material.digest)
    return Part(title, (Items(tuple(items)),))


def _turn(stretch: Stretch) -> Item:
    latest = stretch.touches[0] if isinstance(stretch, Bundle) else stretch
    heading = [kind_words(latest)]
    if isinstance(stretch, Bundle):
        count = len(stretch.touches)
        heading.append(ngettext("{n} message", "{n} messages", count).format(n=count))
    elif latest.minutes:
        heading.append(_("{n} min").format(n=latest.minutes))
    return Item(
        text=_shortened(touch_text(latest)) or kind_words(latest),
        lead=touch_day(latest) if latest.detail.get("date_unknown") else moment_words(latest.occurred_at),
        note=" · ".join(part for part in (*heading, _between(latest)) if part),
    )


def _between(touch: Touch) -> str:
    """Who spoke to whom."""
    theirs, ours = touch.contact, touch.actor
    if not (theirs and ours):
        return theirs or ours
    if touch.direction is Direction.NONE:
        return f"{theirs}, {ours}"
    return f"{theirs} → {ours}" if touch.direction is Direction.IN else f"{ours} → {theirs}"


def _deal(deal: Deal, material: Material) -> tuple[str, ...]:
    stands = deal.stage if deal.status is DealStatus.OPEN and deal.stage else deal_status_word(deal.status)
    since = deal.closed_at or material.sheet.since.get(deal.id, deal.created_at)
    if deal.status is DealStatus.LOST and material.losses.get(deal.uid):
        stands = f"{stands} · {material.losses[deal.uid]}"
    return deal.name, stands, day_words(since.local_date), plain_amount_text(deal.amount) if deal.amount else ""


def _period(line: DigestLine, most: int, *, is_rest: bool) -> Item:
    counts = " · ".join(_counted(group, line.counts[group]) for group in TouchGroup if line.counts.get(group))
    marks = [_mark(mark) for mark in line.marks[:_MOST_MARKS]]
    more = len(line.marks) - len(marks)
    if more > 0:
        marks.append(ngettext("and {n} more", "and {n} more", more).format(n=more))
    return Item(
        text=counts or _("nothing written down"),
        lead=_("earlier in {year}").format(year=rough_day_words(line.period))
        if is_rest
        else rough_day_words(line.period),
        details=tuple(marks),
        share=line.total / most,
    )


def _mark(mark: Mark) -> str:
    touch = mark.touch
    day = touch_day(touch) if touch.detail.get("date_unknown") else short_day_words(touch.occurred_at.local_date)
    if touch.kind == "stage":
        moved = f"{mark.before} → {mark.after}" if mark.before and mark.before != mark.after else mark.after
        return " · ".join(part for part in (day, touch.deal, moved) if part)
    told = _shortened(touch.title or touch.body)
    words = _("{kind}: {what}").format(kind=kind_words(touch), what=told) if told else kind_words(touch)
    return " · ".join(part for part in (day, touch.deal, words) if part)


def _counted(group: TouchGroup, n: int) -> str:
    words = {
        TouchGroup.CALLS: ngettext("{n} call", "{n} calls", n),
        TouchGroup.MESSAGES: ngettext("{n} message", "{n} messages", n),
        TouchGroup.VISITS: ngettext("{n} visit", "{n} visits", n),
        TouchGroup.DOCUMENTS: ngettext("{n} document", "{n} documents", n),
        TouchGroup.VOICE: ngettext("{n} thing said", "{n} things said", n),
        TouchGroup.NOTES: ngettext("{n} note", "{n} notes", n),
        TouchGroup.STAGES: ngettext("{n} change", "{n} changes", n),
    }
    return words[group].format(n=n)


def _amounts(sums: Sequence[Money]) -> str:
    return " + ".join(plain_amount_text(money) for money in sums)


def _shortened(text: str) -> str:
    """What still reads at a glance."""
    one = " ".join(text.split())
    return one if len(one) <= _LONGEST else one[: _LONGEST - 1] + "…"
