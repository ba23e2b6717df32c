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
    most: int = 0,
) -> Graphic:
    """What ``layout`` draws in the room that is left; ``facts`` are what those are told who cannot see it.

    The notes have at most so many lines, as many as a chart of this height usually has if 0.
    """
    canvas = QRectF(0, 0, size.width(), size.height())
    head, room = lay_out_title(heading, canvas, theme)
    most = most or (_NOTES if size.height() >= _LOW else _NOTES_IF_LOW)
    foot, room = lay_out_notes(notes, room, theme, most=most)
    return Graphic(
        (Box(canvas, theme.surface), *head, *layout(room), *foot),
        size,
        title=title,
        summary=". ".join(part for part in (title, *notes, *facts) if part),
        tips=tips,
    )
