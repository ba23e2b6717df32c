"""The page about packs of tags: those of industries, on or off, and those that come and go as files."""

from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from crmdesk.domain.changes import Changes
from crmdesk.domain.tag_pack import PackLine, TagPack
from crmdesk.i18n import _, ngettext
from crmdesk.qt.widgets.buttons import IconButton
from crmdesk.qt.widgets.labels import label
from crmdesk.services.configuration.packs import IndustryPack, Packs
from crmdesk.ui.settings.pack_dialogs import PackPreview, SavePackDialog
from crmdesk.ui.settings.pick_dialog import DOCUMENT, PickWish
from crmdesk.ui.settings.set_travel import FileWords, SetTravel
from crmdesk.ui.settings.settings_page import SettingsPage
from crmdesk.ui.workbench import Workbench

_SLOT = "pack"


FoundPack = tuple[TagPack, tuple[PackLine, ...]]


class IncomingPack:
    """How a pack is taken in."""

    def __init__(self, packs: Packs) -> None:
        self._packs = packs

    def read(self, path: Path) -> FoundPack:
        """The pack in a file, and what taking it in would do."""
        pack = self._packs.read(path)
        return pack, self._packs.outlook(pack)

    def preview(self, found: FoundPack, window: QWidget) -> PackPreview:
        """The dialog that shows it."""
        return PackPreview(*found, window)

    def take_in(self, found: FoundPack, _nothing: object) -> Changes:
        """Take it in."""
        return self._packs.take_in(found[0])[1]

    def told(self, found: FoundPack) -> str:
        """What has been done."""
        return _("The tags of “{name}” are taken in.").format(name=found[0].name)


class PackPage(SettingsPage):
    """Files are read and written beside the window."""

    key = "packs"
    icon = "package"
    kinds = frozenset({"tag_group"})

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench, _("Tag groups that belong together: for an industry, or for how your company works."))
        self._packs = bench.services.configuration.packs
        self._known: dict[str, IndustryPack] = {}
        self.boxes: dict[str, QCheckBox] = {}
        self._notes: dict[str, QLabel] = {}
        self.travel: SetTravel[FoundPack] = SetTravel(bench, _SLOT, self)
        self.save = IconButton("file-output", _("Save tag groups as a file…"))
        self.take = IconButton("file-input", _("Take in a file…"))
        self.wrong = label("", "error", wrap=True)
        self._industries = QVBoxLayout()
        self._lay_out()
        self.save.clicked.connect(self._ask_what)
        self.take.clicked.connect(
            lambda: self.travel.bring(_("Take in a file"), _("Tag packs (*.json)"), IncomingPack(self._packs))
        )
        self.travel.failed.connect(self._say)
        self.add_setting(_("Save tag groups as a file…"), self.save)
        self.add_setting(_("Take in a file…"), self.take)

    @override
    @staticmethod
    def title() -> str:
        return _("Tag packs")

    @override
    @staticmethod
    def words() -> tuple[str, ...]:
        return (_("Industry packs"), _("Save tag groups as a file…"), _("Take in a file…"))

    @override
    def read(self) -> None:
        self._known = {pack.key: pack for pack in self._packs.industries()}
        for pack in self._known.values():
            if pack.key not in self.boxes:
                self._add_industry(pack.key)
            box, note = self.boxes[pack.key], self._notes[pack.key]
            box.setText(pack.name)
            box.setChecked(pack.is_on)
            note.setText(_told(pack))

    def _add_industry(self, key: str) -> None:
        box = self.boxes[key] = QCheckBox()
        box.setProperty("look", "section")
        note = self._notes[key] = label("", "muted", wrap=True)
        note.setContentsMargins(26, 0, 0, 0)
        self._industries.addWidget(box)
        self._industries.addWidget(note)
        box.clicked.connect(lambda on: self._switch(key, on=on))

    def _switch(self, key: str, *, on: bool) -> None:
        pack = self._known[key]
        told = _("The tags of “{name}” are offered now.") if on else _("The tags of “{name}” are no longer offered.")
        self.bench.operations.attempt(lambda: self._packs.switch(pack, on=on), told.format(name=pack.name))

    def _ask_what(self) -> None:
        used = [group for group in self.bench.services.configuration.tag_groups.entries() if not group.retired]
        company = self.bench.services.configuration.company.company().name
        dialog = SavePackDialog(company or _("Our tags"), used, self.bench.window)
        self.travel.send(
            dialog, FileWords(_("Save tag groups as a file"), {DOCUMENT: _("Tag packs (*.json)")}), self._write
        )

    def _write(self, wish: PickWish, path: Path) -> str:
        count = len(self._packs.write(wish.name, wish.picked, path).groups)
        said = ngettext("{n} group saved as {file}.", "{n} groups saved as {file}.", count)
        return said.format(n=count, file=path.name)

    def _say(self, sentence: str) -> None:
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))

    def _lay_out(self) -> None:
        industries, inside = _card(_("Industry packs"), _("Brought along by the program. What is off is not offered."))
        self._industries.setSpacing(4)
        inside.addLayout(self._industries)
        files, inside = _card(_("As a file"), _("To have the same tags in another workspace, or those of a colleague."))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.save)
        row.addWidget(self.take)
        row.addStretch(1)
        inside.addLayout(row)
        inside.addWidget(self.wrong)
        self.body.addWidget(industries)
        self.body.addSpacing(10)
        self.body.addWidget(files)
        self.body.addStretch(1)
        # Not before it belongs to the page: a part without a parent would be shown as a window.
        self.wrong.hide()


def _card(title: str, sentence: str) -> tuple[QFrame, QVBoxLayout]:
    card = QFrame()
    card.setProperty("look", "card")
    inside = QVBoxLayout(card)
    inside.setContentsMargins(20, 16, 20, 18)
    inside.setSpacing(10)
    inside.addWidget(label(title, "section"))
    inside.addWidget(label(sentence, "muted", wrap=True))
    return card, inside


def _told(pack: IndustryPack) -> str:
    """The groups of a pack, and how many of them are in use where that is some only."""
    names = " · ".join(pack.groups)
    if pack.in_use in (0, len(pack.groups)):
        return names
    return _("{groups} – {count} of them in use").format(groups=names, count=pack.in_use)
