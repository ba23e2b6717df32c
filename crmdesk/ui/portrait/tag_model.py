"""The tags of a portrait as rows of a table, in the order asked for. Reads nothing itself."""

from PySide6.QtCore import QObject

from crmdesk.domain.portrait import CustomerGroup, Portrait, TagUse
from crmdesk.i18n import _
from crmdesk.qt.columns import Column
from crmdesk.qt.sorted_model import SortedModel
from crmdesk.render.cloud_wording import share_of, word_tip
from crmdesk.services.wording import group_name

_NOBODY = "—"


class TagModel(SortedModel[TagUse]):
    """A row is a tag; it is ordered by how many have it until somebody asks otherwise."""

    def __init__(self, parent: QObject | None = None) -> None:
        self._portrait = Portrait(dict.fromkeys(CustomerGroup, 0), ())
        columns = (
            Column("tag", _("Tag"), lambda use: use.tag.name, lambda use: (use.tag.name, use.tag.group), width=90),
            *(self._column(group) for group in CustomerGroup),
        )
        super().__init__(columns, lambda use: use.tag.uid, parent, spoken=self._spoken_row)

    def show_portrait(self, portrait: Portrait) -> None:
        """Show the tags of another portrait; those selected stay so."""
        same_sizes = portrait.sizes == self._portrait.sizes
        self._portrait = portrait
        self.refresh(portrait.uses)
        if not same_sizes and self.rowCount():
            # The shares are of other groups, also where the counts are the same.
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))

    def _column(self, group: CustomerGroup) -> Column[TagUse]:
        def share(use: TagUse) -> str:
            return share_of(use.counts[group], self._portrait.sizes[group]) if use.counts[group] else _NOBODY

        return Column(group.value, group_name(group), share, lambda use: use.counts[group], number=True)

    def _spoken_row(self, use: TagUse) -> str:
        return ", ".join(word_tip(self._portrait, use, CustomerGroup.SIGNED).split("\n"))
