"""What the cohorts tell of the deals created in a month: the share won, the share lost, or what is still open."""

from typing import TYPE_CHECKING

from crmdesk.i18n import _, pgettext
from crmdesk.ui.losses.choice_chip import ChoiceChip

if TYPE_CHECKING:
    from crmdesk.insight.outcomes.cohorts import Fate


class FateChoice(ChoiceChip["Fate"]):
    """``chosen`` brings what is told."""

    def show_fate(self, now: "Fate") -> None:
        """Show what is told now, and what else could be."""
        names: dict[Fate, str] = {"won": _("Won"), "lost": pgettext("deals", "Lost"), "open": _("Still open")}
        self.show_choices(now, (names,), names[now], _("Share told: {what}").format(what=names[now]))
