"""What is around a chart whatever it shows: the paper, a heading above, notes below, and what is told without seeing.

Knows nothing of what is drawn in between.
"""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QRectF, QSizeF

from crmdesk.qt.theme import Theme
from crmdesk.render.drawing import Box, Drawing
from crmdesk.render.graphic import Graphic
from crmdesk.render.notes import lay_out_notes, lay_out_title

_LOW = 260.0
_NOTES, _NOTES_IF_LOW = 3, 2  # lines


def framed(
    layout: Callable[[QRectF], Drawing],
    *,
    title: str,
    heading: str,
    notes: Sequence[str],
    facts: Sequence[str],
    tips: Mapping[str, str],
    theme: Theme,
    size: QSizeF,
) -> Graphic:
    """What ``layout`` draws in the room that is left; ``facts`` are what those are told who cannot see it."""
    canvas = QRectF(0, 0, size.width(), size.height())
    head, room = lay_out_title(heading, canvas, theme)
    foot, room = lay_out_notes(notes, room, theme, most=_NOTES if size.height() >= _LOW else _NOTES_IF_LOW)
    return Graphic(
        (Box(canvas, theme.surface), *head, *layout(room), *foot),
        size,
        title=title,
        summary=". ".join(part for part in (title, *notes, *facts) if part),
        tips=tips,
    )
