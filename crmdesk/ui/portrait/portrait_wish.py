"""What the portrait is asked to show, and how it was left the last time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from crmdesk.domain.portrait import CustomerGroup, PortraitFilter
from crmdesk.i18n import _
from crmdesk.qt.view_state import ViewState

YEAR, TWO_YEARS, ALL = "12_months", "24_months", "all"
"""The names of the periods in which customers were obtained."""

_YEARS = {YEAR: 1, TWO_YEARS: 2}
_FAMILIES, _LEVEL, _PERIOD = "portrait.families", "portrait.level", "portrait.period"
_GROUPS, _PAIR, _PAGE = "portrait.groups", "portrait.pair", "portrait.page"

CLOUDS, REACH = "clouds", "reach"
"""The names of the pages."""

Pair = tuple[CustomerGroup, CustomerGroup]


@dataclass(frozen=True, slots=True)
class PortraitWish:
    """Which groups have a cloud, which pair is compared, and the page; the rest is as in ``PortraitFilter``."""

    families: frozenset[str] = frozenset()
    level: int | None = None
    period: str = ALL
    groups: tuple[CustomerGroup, ...] = (CustomerGroup.SIGNED, CustomerGroup.PROSPECTS)
    pair: Pair = (CustomerGroup.SIGNED, CustomerGroup.PROSPECTS)
    page: str = CLOUDS

    @property
    def counted(self) -> tuple[frozenset[str], int | None, str]:
        """What of it decides what is counted."""
        return self.families, self.level, self.period

    @property
    def is_narrowed(self) -> bool:
        """Whether not all tags of all customers are wished."""
        return self.counted != PortraitWish().counted

    def filter(self, today: date) -> PortraitFilter:
        """The same for whoever counts; the period ends today."""
        return PortraitFilter(groups=self.families, level=self.level, since=period_start(self.period, today))


def period_names() -> dict[str, str]:
    """The periods to choose from, in words."""
    return {
        YEAR: _("Last 12 months"),
        TWO_YEARS: _("Last 24 months"),
        ALL: _("All time"),
    }


def period_start(name: str, today: date) -> date | None:
    """The first day of a period that ends today; None for all time."""
    if name not in _YEARS:
        return None
    year = today.year - _YEARS[name]
    # Only a 29th of February has no anniversary.
    return today.replace(year=year) if (today.month, today.day) != (2, 29) else date(year, 3, 1)


def recall(views: ViewState) -> PortraitWish:
    """What was wished the last time; what this version does not know is left out."""
    usual = PortraitWish()
    groups = _known(views.texts(_GROUPS))
    pair = _known(views.texts(_PAIR))
    period = views.text(_PERIOD, usual.period)
    page = views.text(_PAGE, usual.page)
    return PortraitWish(
        families=frozenset(views.texts(_FAMILIES)),
        level=views.number(_LEVEL) or None,
        period=period if period in period_names() else usual.period,
        groups=groups or usual.groups,
        pair=(pair[0], pair[1]) if len(pair) == 2 and pair[0] is not pair[1] else usual.pair,
        page=page if page in (CLOUDS, REACH) else usual.page,
    )


def remember(views: ViewState, wish: PortraitWish) -> None:
    """Keep it for the next time."""
    views.put(_FAMILIES, tuple(sorted(wish.families)))
    views.put(_LEVEL, wish.level or 0)
    views.put(_PERIOD, wish.period)
    views.put(_GROUPS, tuple(group.value for group in wish.groups))
    views.put(_PAIR, tuple(group.value for group in wish.pair))
    views.put(_PAGE, wish.page)


def _known(names: Sequence[str]) -> tuple[CustomerGroup, ...]:
    known = {group.value for group in CustomerGroup}
    return tuple(CustomerGroup(name) for name in dict.fromkeys(names) if name in known)
