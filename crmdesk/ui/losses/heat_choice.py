"""What the reasons are set against in the heat table: a stage, a competitor …, or one of the groups of tags."""

from typing import TYPE_CHECKING

from crmdesk.domain.loss_pool import Dimension
from crmdesk.i18n import _
from crmdesk.ui.losses.choice_chip import ChoiceChip

if TYPE_CHECKING:
    from crmdesk.insight.outcomes.heat import Heat


class HeatChoice(ChoiceChip[tuple[Dimension, str]]):
    """``chosen`` brings the dimension of the columns and the uid of a tag group."""

    def show_heat(self, heat: "Heat") -> None:
        """Show what stands in the columns now, and what else could."""
        names = {
            (Dimension.STAGE, ""): _("Stage"),
            (Dimension.COMPETITOR, ""): _("Competitor"),
            (Dimension.OWNER, ""): _("Owner"),
            (Dimension.SOURCE, ""): _("Source"),
        }
        groups = {(Dimension.TAG, named.uid): named.name for named in heat.groups}
        now = (heat.by, heat.group if heat.by is Dimension.TAG else "")
        what = (names | groups).get(now, "")
        self.show_choices(
            now, (names, groups), _("by {what}").format(what=what), _("Columns: {what}").format(what=what)
        )
