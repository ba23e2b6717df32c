"""What stands above the portrait while tags are selected: which, how many customers, and what to do with them."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QToolButton, QWidget

from crmdesk.domain.portrait import CustomerGroup, PortraitTag
from crmdesk.i18n import _, ngettext
from crmdesk.qt.plain_text import caption
from crmdesk.qt.widgets.buttons import CommandButton, IconButton
from crmdesk.qt.widgets.labels import ShortenedLabel
from crmdesk.services.wording import group_name
from crmdesk.ui import wording
from crmdesk.ui.actions import Actions

_EVERYBODY = ""


class SelectionStrip(QFrame):
    """``groups`` are those whose customers are meant, none meaning everybody."""

    cleared = Signal()
    group_chosen = Signal()

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "selection")
        self._tags = ShortenedLabel("section")
        self.chips: dict[str, QToolButton] = {}
        exclusive = QButtonGroup(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 2, 6, 2)
        layout.setSpacing(6)
        layout.addWidget(self._tags, 1)
        for key in (_EVERYBODY, *(group.value for group in CustomerGroup)):
            chip = QToolButton()
            chip.setProperty("look", "filter_chip")
            chip.setCheckable(True)
            chip.clicked.connect(self.group_chosen)
            exclusive.addButton(chip)
            layout.addWidget(chip)
            self.chips[key] = chip
        self.chips[_EVERYBODY].setChecked(True)
        layout.addSpacing(6)
        for command, icon_name, text in (
            ("portrait.open", "users", _("Show")),
            ("portrait.save_view", "bookmark", _("Save as view…")),
            ("portrait.export", "sheet", _("Excel…")),
        ):
            layout.addWidget(CommandButton(actions[command], icon_name, text=text, look="filter_chip"))
        clear = IconButton("x", look="inside", name=_("Select no tag"))
        clear.clicked.connect(self.cleared)
        layout.addWidget(clear)
        self.show_counts({})

    @property
    def groups(self) -> tuple[CustomerGroup, ...]:
        """Whose customers are meant."""
        return tuple(group for group in CustomerGroup if self.chips[group.value].isChecked())

    def show_tags(self, tags: Sequence[PortraitTag]) -> None:
        """Name the tags selected."""
        told = ngettext("{n} tag: {names}", "{n} tags: {names}", len(tags))
        self._tags.show_text(told.format(n=wording.number(len(tags)), names=_(", ").join(tag.name for tag in tags)))

    def show_counts(self, counts: Mapping[CustomerGroup, int]) -> None:
        """Say how many customers of each group that is; nothing while it is not known."""
        names = {_EVERYBODY: _("All"), **{group.value: group_name(group) for group in CustomerGroup}}
        numbers = {group.value: n for group, n in counts.items()} | (
            {_EVERYBODY: sum(counts.values())} if counts else {}
        )
        for key, chip in self.chips.items():
            n = numbers.get(key)
            chip.setText(caption(names[key] if n is None else f"{names[key]} {wording.number(n)}"))
