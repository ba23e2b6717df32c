"""What stands around a chart: its title, its small print (what it counts, what it leaves out), or why it is empty."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF

from crmdesk.qt.theme import Theme
from crmdesk.render.drawing import Drawing, Text, line_height, place, shorten, text_width, wrap

_MOST_LINES = 3


def lay_out_title(title: str, area: QRectF, theme: Theme) -> tuple[Drawing, QRectF]:
    """A title at the top, and the room that is left below it; nothing for an empty one."""
    if not title:
        return (), area
    size = theme.sizes.heading
    shown = shorten(title, area.width(), size, bold=True)
    text = place(shown, area.left(), area.top(), size=size, colour=theme.text, bold=True)
    return (text,), area.adjusted(0, text.rect.height() + theme.spacing.small, 0, 0)


def lay_out_notes(
    notes: Sequence[str], area: QRectF, theme: Theme, *, most: int = _MOST_LINES
) -> tuple[Drawing, QRectF]:
    """Notes at the bottom in at most so many lines, side by side where they fit, and the room left above them."""
    size = theme.sizes.small
    lines = _lines([note for note in notes if note], area.width(), size)
    if len(lines) > most:
        lines = [*lines[: most - 1], f"{lines[most - 1]}…"]
    step = line_height(size)
    top = area.bottom() - step * len(lines)
    texts: tuple[Text, ...] = tuple(
        place(shorten(line, area.width(), size), area.left(), top + at * step, size=size, colour=theme.muted)
        for at, line in enumerate(lines)
    )
    return texts, area.adjusted(0, 0, 0, -step * len(lines) - (theme.spacing.tiny if lines else 0))


def lay_out_emptiness(sentence: str, area: QRectF, theme: Theme) -> Drawing:
    """Why there is nothing, in the middle of where it would be."""
    size, middle = theme.sizes.body, area.center()
    shown = shorten(sentence, area.width(), size)
    return (place(shown, middle.x(), middle.y(), size=size, colour=theme.muted, across=0.5, down=0.5),)


def _lines(notes: Sequence[str], width: float, size: int) -> list[str]:
    lines: list[str] = []
    for note in notes:
        joined = f"{lines[-1]} · {note}" if lines else note
        if lines and text_width(joined, size) <= width:
            lines[-1] = joined
        else:
            lines += wrap(note, width, size) or (note,)
    return lines
