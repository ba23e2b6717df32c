"""Why deals are lost, as the failure pool shows it: reasons in their colours, the chosen ones full, the others pale."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import accumulate

from PySide6.QtCore import QRectF, QSizeF

from crmdesk.domain.loss import NOT_RECORDED
from crmdesk.domain.loss_pool import Tally
from crmdesk.i18n import _, ngettext
from crmdesk.insight.loss_board import Entry, LossBoard
from crmdesk.insight.outcomes.headings import heading_key
from crmdesk.qt.theme import Theme
from crmdesk.render import pareto_wording as wording
from crmdesk.render.drawing import Box
from crmdesk.render.graphic import Graphic
from crmdesk.render.notes import lay_out_notes, lay_out_title
from crmdesk.render.pareto import lay_out_bars
from crmdesk.render.pareto_bars import VITAL_SHARE, Bar, Bars, Measure, one_line
from crmdesk.render.reason_heading import heading_tip

_COLOURLESS = -1
_ALL = 1_000_000
_LOW = 420.0
JOINT = ","
"""Between the uids of the reasons that one bar stands for."""


def draw_pool_pareto(
    board: LossBoard,
    inside: str = "",
    *,
    before: LossBoard | None = None,
    measure: Measure,
    notes: Sequence[str],
    title: str,
    heading: str = "",
    theme: Theme,
    size: QSizeF,
) -> Graphic:
    """The reasons of the first level, or those right below ``inside``.

    The keys of bars are uids of reasons, several of them joined where they share a bar. ``heading`` is drawn above,
    ``notes`` below; ``title`` is only told. ``before`` counts the period that is compared with.
    """
    canvas = QRectF(0, 0, size.width(), size.height())
    head, room = lay_out_title(heading, canvas, theme)
    foot, room = lay_out_notes(notes, room, theme)
    emptiness = _("No deal fits here.")
    tight = _tightened(theme) if canvas.height() < _LOW else theme
    drawing = lay_out_bars(
        lambda most: pool_bars(board, inside, measure, most, before), room, tight, measure, board.currency, emptiness
    )
    bars = pool_bars(board, inside, measure, _ALL, before).bars
    told = [_bar_words(bar, measure, board.currency) for bar in bars]
    return Graphic(
        (Box(canvas, theme.surface), *head, *drawing, *foot),
        size,
        title=title,
        summary=". ".join(part for part in (title, *notes, ", ".join(told)) if part),
        tips=lambda: _tips(board, inside),
    )


def _tightened(theme: Theme) -> Theme:
    """Smaller names and gaps, which leave a low chart most of its height."""
    sizes = replace(theme.sizes, body=theme.sizes.small)
    return replace(theme, sizes=sizes, spacing=replace(theme.spacing, small=theme.spacing.tiny + 1))


def _bar_words(bar: Bar, measure: Measure, currency: str) -> str:
    value = wording.value(measure, bar.value, currency)
    change = () if bar.before is None else (wording.change(measure, bar.value, bar.before, currency),)
    return " ".join((bar.label, value, *change))


def pool_bars(board: LossBoard, inside: str, measure: Measure, most: int, before: LossBoard | None = None) -> Bars:
    """At most so many bars by falling value, the last of them for all that find no room; none for nothing."""
    entries = [entry for entry in board.reasons_in(inside) if entry.uid != NOT_RECORDED]
    found = [(entry.uid, one_line(entry.name), _value(entry.tally, measure, board.currency)) for entry in entries]
    rest = _without_detail(board, inside)
    found.append(("", _("no detail"), _value(rest, measure, board.currency)))
    found = sorted((one for one in found if one[2] > 0), key=lambda one: -one[2])
    if len(found) > most:
        tail = found[most - 1 :]
        label = ngettext("{n} other", "{n} others", len(tail)).format(n=len(tail))
        key = JOINT.join(uid for uid, _name, _value in tail if uid)
        found = [*found[: most - 1], (key, label, sum(value for _uid, _name, value in tail))]
    total = sum(value for _uid, _name, value in found)
    ends = list(accumulate(value for _uid, _name, value in found))
    bars = tuple(
        Bar(
            label,
            value,
            value / total,
            end / total,
            end - value < VITAL_SHARE * total,
            key=uid,
            hue=_hue(board, inside or uid),
            faded=bool(board.chosen) and not _is_chosen(board, uid),
            before=_before(before, inside, uid, measure) if before else None,
            heading=heading_key(uid) if uid and not inside and board.reasons_in(uid) else "",
        )
        for (uid, label, value), end in zip(found, ends, strict=True)
    )
    unknown = board.reason(NOT_RECORDED) if not inside else None
    apart = _value(unknown.tally, measure, board.currency) if unknown else 0
    return Bars(bars, total, apart, ranked=True, won=board.wanted.won)


def _before(before: LossBoard, inside: str, key: str, measure: Measure) -> int:
    """The value of a bar in the period before."""
    uids = key.split(JOINT) if key else []
    tallies = [entry.tally for entry in before.reasons_in(inside) if entry.uid in uids]
    tally = sum(tallies, Tally()) if key else _without_detail(before, inside)
    return _value(tally, measure, before.currency)


def _value(tally: Tally, measure: Measure, currency: str) -> int:
    return tally.n if measure == "count" else max(0, dict(tally.sums).get(currency, 0))


def _without_detail(board: LossBoard, inside: str) -> Tally:
    """The losses of a reason for which no sub-reason was given."""
    whole = board.reason(inside) if inside else None
    if whole is None:
        return Tally()
    below = sum((entry.tally for entry in board.reasons_in(inside)), Tally())
    sums = {currency: minor - dict(below.sums).get(currency, 0) for currency, minor in whole.tally.sums}
    return Tally(whole.tally.n - below.n, 0, tuple(sums.items()))


def _hue(board: LossBoard, uid: str) -> int:
    entry = board.reason(uid)
    return _COLOURLESS if entry is None or entry.hue is None else entry.hue


def _is_chosen(board: LossBoard, key: str) -> bool:
    uids = set(key.split(JOINT))
    return any(entry.uid in board.chosen for entry in board.reasons if entry.uid in uids or entry.parent in uids)


def _tips(board: LossBoard, inside: str) -> Mapping[str, str]:
    shown = [entry for entry in board.reasons_in(inside) if entry.tally.n]
    total = sum(entry.tally.n for entry in shown)
    detailed = (entry for entry in shown if not inside and board.reasons_in(entry.uid))
    return {
        **{entry.uid: _tip(entry, total, won=board.wanted.won) for entry in shown},
        **{heading_key(entry.uid): heading_tip(entry.name) for entry in detailed},
    }


def _tip(entry: Entry, total: int, *, won: bool) -> str:
    name = _("Not recorded") if entry.uid == NOT_RECORDED else entry.name
    return " · ".join((name, *tally_words(entry.tally, won=won), wording.percent(entry.tally.n / total)))


def tally_words(tally: Tally, *, won: bool) -> tuple[str, ...]:
    """How many losses, or won deals, of what worth."""
    return (wording.counted(tally.n, won=won), *(wording.amount(money) for money in tally.money()))
