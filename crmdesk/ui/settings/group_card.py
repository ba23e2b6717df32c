"""The card on which a tag group is changed: its colour, what its tags are for, how many a customer may have."""

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox

from crmdesk.domain.changes import Changes
from crmdesk.domain.defaults import AppliesTo
from crmdesk.domain.listed import GroupEntry
from crmdesk.i18n import _, ngettext
from crmdesk.qt.widgets.combo import Combo
from crmdesk.qt.widgets.form_field import FormField
from crmdesk.ui import wording
from crmdesk.ui.settings import tag_wording
from crmdesk.ui.settings.colour_row import ColourRow
from crmdesk.ui.settings.detail_card import DetailCard
from crmdesk.ui.workbench import Workbench


class GroupCard(DetailCard):
    """Every change is one operation."""

    def __init__(self, bench: Workbench) -> None:
        super().__init__(_("Choose a group to see its tags."))
        self._bench, self._groups = bench, bench.services.configuration.tag_groups
        self._group: GroupEntry | None = None
        self.colour = ColourRow(bench.appearance)
        self.applies_to = Combo()
        for kind, name in tag_wording.kinds().items():
            self.applies_to.addItem(name, kind)
        self.single = QCheckBox()
        self.add(FormField(_("Colour"), self.colour))
        self.add(FormField(_("Tags for"), self.applies_to))
        self.add(self.single)
        self.colour.chosen.connect(self._set_colour)
        self.applies_to.activated.connect(
            lambda place: self._set_applies_to(AppliesTo(self.applies_to.itemData(place)))
        )
        self.single.clicked.connect(self._set_single)

    def show_group(self, group: GroupEntry | None) -> None:
        """Show a group, or say that none is chosen."""
        self._group = group
        if group is None:
            self.show_nothing()
            return
        count = ngettext("{count} tag in use.", "{count} tags in use.", group.tags)
        self.show_head(group.name, count.format(count=wording.number(group.tags)), of=group.uid)
        self.colour.show_value(group.colour)
        self.applies_to.setCurrentIndex(self.applies_to.findData(group.applies_to))
        self.single.setText(_at_most_one(group.applies_to))
        self.single.setChecked(group.single_choice)

    def _set_colour(self, colour: int | None) -> None:
        self._change(lambda uid: self._groups.set_colour(uid, colour), _("The colour of “{name}” is changed."))

    def _set_single(self, single: bool) -> None:  # noqa: FBT001  # a Qt signal brings it
        said = _("Of “{name}” one has at most one tag.") if single else _("Of “{name}” one can have several tags.")
        self._change(lambda uid: self._groups.set_single_choice(uid, single=single), said)

    def _set_applies_to(self, kind: AppliesTo) -> None:
        if self._group is not None and kind is not self._group.applies_to:
            said = _("What “{name}” is for is changed.")
            self._change(lambda uid: self._groups.set_applies_to(uid, kind), said)

    def _change(self, work: Callable[[str], Changes], said: str) -> None:
        group = self._group
        if group is not None:
            told = said.format(name=group.name)
            error = self._bench.operations.perform(lambda: work(group.uid), told)
            self.show_error(self.applies_to, error)
            if error is not None:
                # What was refused is not so.
                self.show_group(group)


def _at_most_one(kind: AppliesTo) -> str:
    return {
        AppliesTo.CUSTOMER: _("At most one per customer"),
        AppliesTo.CONTACT: _("At most one per person"),
        AppliesTo.DEAL: _("At most one per deal"),
    }[kind]
