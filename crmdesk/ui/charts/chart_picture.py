"""What a card shows: a chart that has been read, with its words, its table, and the wishes its marks lead to.

Knows neither the card nor what a figure counts.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from PySide6.QtCore import QSizeF

    from crmdesk.qt.theme import Theme
    from crmdesk.render.chart_table import ChartTable
    from crmdesk.render.chart_view import Maker
    from crmdesk.render.graphic import Graphic

Wish = TypeVar("Wish")
"""What a screen is asked for, such as ``PoolFilter``."""


@dataclass(frozen=True, slots=True)
class ChartPicture(Generic[Wish]):
    """``notes`` (how many of which period, under which wishes) are printed on it, ``remarks`` it adds itself.

    ``base`` is what it was counted under, ``wish`` what the mark of a key leads to from there. ``instead`` is a
    sentence that stands in its place where it would say more than is known.
    """

    title: str
    notes: tuple[str, ...]
    remarks: tuple[str, ...]
    draw: Callable[..., "Graphic"]
    table: Callable[[], "ChartTable"]
    base: Wish
    wish: Callable[[str], Wish | None]
    instead: str = ""

    def maker(self, heading: str = "") -> "Maker":
        """Draws it for a size and a theme, with a heading where none stands above it."""

        def make(size: "QSizeF", theme: "Theme") -> "Graphic":
            return self.draw(notes=self.notes, heading=heading, theme=theme, size=size)

        return make
