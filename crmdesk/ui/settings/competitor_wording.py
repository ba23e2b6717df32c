"""What the page about competitors says: how we fare against one, and what a merge would do."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from crmdesk.domain.competitor import Meetings
from crmdesk.domain.listed import CompetitorEntry, CompetitorMerge
from crmdesk.i18n import _, ngettext
from crmdesk.qt.columns import Column
from crmdesk.ui import wording

if TYPE_CHECKING:
    from crmdesk.insight.outcomes.rivals import Rival

UNKNOWN = "–"


@dataclass(frozen=True, slots=True)
class Faced:
    """A competitor with how we fare against it; ``rival`` is None where it was never met."""

    entry: CompetitorEntry
    rival: "Rival | None"

    @property
    def met(self) -> int:
        """In how many deals it was met."""
        return self.rival.met if self.rival is not None else 0


def faced_columns(today: date) -> tuple[Column[Faced], ...]:
    """The columns in the active language; days are told as seen from ``today``."""

    def counted(key: str, title: str) -> Column[Faced]:
        def count(faced: Faced) -> int:
            return count_of(faced, Meetings(key))

        return Column(
            key, title, lambda faced: wording.number(count(faced)) if count(faced) else UNKNOWN, count, number=True
        )

    return (
        Column("name", _("Competitor"), _name, lambda faced: faced.entry.name.casefold(), width=150),
        counted(Meetings.ALL, _("Met")),
        counted(Meetings.LOST, _("Lost to")),
        counted(Meetings.WON, _("Won against")),
        counted(Meetings.OPEN, _("Still open")),
        Column("rate", _("Win rate"), _rate, _rate_known, number=True),
        Column(Meetings.PRICED, _("Price gap"), _gap, _gap_known, number=True),
        Column("seen", _("Last seen"), lambda faced: _seen(faced, today), _last_seen, width=96),
    )


def count_of(faced: Faced, which: Meetings) -> int:
    """In how many deals of a kind it was met."""
    rival = faced.rival
    if rival is None:
        return 0
    counts = {
        Meetings.ALL: rival.met,
        Meetings.LOST: rival.lost,
        Meetings.WON: rival.won.part,
        Meetings.OPEN: rival.open,
        Meetings.PRICED: rival.gap.n,
    }
    return counts[which]


def outlook(merge: CompetitorMerge) -> str:
    """What a merge would do, and in how many deals the other was then met."""
    if not merge.deals:
        moving = _("“{name}” was never met.").format(name=merge.name)
    elif merge.both:
        moving = _("Met in {deals}, of which {both} met “{into}” too; together {then}.").format(
            deals=deals(merge.deals), both=wording.number(merge.both), into=merge.into, then=deals(merge.then)
        )
    else:
        moving = _("Met in {deals}; together with “{into}” {then}.").format(
            deals=deals(merge.deals), into=merge.into, then=deals(merge.then)
        )
    return f"{moving} {_('“{name}” becomes another word for it.').format(name=merge.name)}"


def deals(count: int) -> str:
    """So many deals."""
    return ngettext("{n} deal", "{n} deals", count).format(n=wording.number(count))


def _name(faced: Faced) -> str:
    return _("{name} (retired)").format(name=faced.entry.name) if faced.entry.retired else faced.entry.name


def _rate(faced: Faced) -> str:
    from crmdesk.render.chart_table import cell_text

    return cell_text(faced.rival.won) if faced.rival is not None and faced.rival.won.whole else UNKNOWN


def _rate_known(faced: Faced) -> float | None:
    return faced.rival.won.rate if faced.rival is not None and faced.rival.won.enough else None


def _gap(faced: Faced) -> str:
    from crmdesk.render.chart_table import Percent, cell_text

    gap = faced.rival.gap if faced.rival is not None else None
    if gap is None or not gap.n:
        return UNKNOWN
    if gap.typical is None:
        return _("n = {n}").format(n=wording.number(gap.n))
    return _("{gap} (n = {n})").format(gap=cell_text(Percent(gap.typical, signed=True)), n=wording.number(gap.n))


def _gap_known(faced: Faced) -> float | None:
    return faced.rival.gap.typical if faced.rival is not None else None


def _seen(faced: Faced, today: date) -> str:
    return wording.day(_last_seen(faced), today) or UNKNOWN


def _last_seen(faced: Faced) -> date | None:
    return faced.rival.last_seen if faced.rival is not None else None
