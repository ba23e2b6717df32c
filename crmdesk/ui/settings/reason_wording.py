"""What the page about loss reasons says: what a reason was given for, and what a merge would do."""

from collections.abc import Iterator
from dataclasses import replace

from crmdesk.domain.listed import ReasonMerge, ReasonUse
from crmdesk.i18n import _, ngettext
from crmdesk.ui import wording


def given(use: ReasonUse) -> str:
    """A sentence: for what a reason was given."""
    if not use.is_any:
        return _("It was never given.")
    sentences = [_("Given for {what}.").format(what=counted(replace(use, notes=0)))] if use.losses or use.wins else []
    if use.notes:
        named = ngettext("{n} quick note names it.", "{n} quick notes name it.", use.notes)
        sentences.append(named.format(n=wording.number(use.notes)))
    return " ".join(sentences)


def counted(use: ReasonUse) -> str:
    """So many losses, so many won deals, so many quick notes; what there is none of is left out."""
    return _(", ").join(_counts(use)) or losses(0)


def short(use: ReasonUse) -> str:
    """Losses and won deals beside a name in a list; empty for none."""
    parts = [losses(use.losses)] if use.losses else []
    if use.wins:
        parts.append(_("{n} won").format(n=wording.number(use.wins)))
    return " · ".join(parts)


def losses(count: int) -> str:
    """So many losses."""
    return ngettext("{n} loss", "{n} losses", count).format(n=wording.number(count))


def outlook(merge: ReasonMerge) -> str:
    """What a merge would do, and how often the other reason has then been given."""
    if merge.moving.is_any:
        moving = _("To “{into}” goes: {what}. It then stands for {then}.").format(
            what=counted(merge.moving), into=merge.into, then=counted(merge.then)
        )
    else:
        moving = _("“{name}” was never given.").format(name=merge.name)
    sentences = [moving]
    if merge.below:
        below = ngettext("{n} sub-reason goes along.", "{n} sub-reasons go along.", merge.below)
        sentences.append(below.format(n=wording.number(merge.below)))
    sentences.append(_("“{name}” becomes another word for it.").format(name=merge.name))
    return " ".join(sentences)


def _counts(use: ReasonUse) -> Iterator[str]:
    if use.losses:
        yield losses(use.losses)
    if use.wins:
        yield ngettext("{n} won deal", "{n} won deals", use.wins).format(n=wording.number(use.wins))
    if use.notes:
        yield ngettext("{n} quick note", "{n} quick notes", use.notes).format(n=wording.number(use.notes))
