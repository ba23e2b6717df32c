"""The page about packs of tags: those of industries, on or off, and those that come and go as files."""

from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QVBoxLayout
from typing_extensions import override

from crmdesk.domain.changes import Changes
from crmdesk.domain.errors import CrmError
from crmdesk.domain.tag_pack import PackLine, TagPack
from crmdesk.i18n import _, ngettext
from crmdesk.qt.widgets.buttons import IconButton
from crmdesk.qt.widgets.labels import label
from crmdesk.services.configuration.packs import IndustryPack
from crmdesk.ui.operations import Offer
from crmdesk.ui.settings.pack_dialogs import PackPreview, SavePackDialog
from crmdesk.ui.settings.pick_dialog import PickWish
from crmdesk.ui.settings.settings_page import SettingsPage
from crmdesk.ui.workbench import Workbench

_SLOT = "pack"


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
        self.save = IconButton("file-output", _("Save tag groups as a file…"))
        self.take = IconButton("file-input", _("Take in a file…"))
        self.wrong = label("", "error", wrap=True)
        self._industries = QVBoxLayout()
        self._lay_out()
        self.save.clicked.connect(self._ask_what)
        self.take.clicked.connect(self._choose_file)
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
        self._say("")
        used = [group for group in self.bench.services.configuration.tag_groups.entries() if not group.retired]
        company = self.bench.services.configuration.company.company().name
        dialog = SavePackDialog(company or _("Our tags"), used, self.bench.window)

        def choose(wish: PickWish) -> None:
            path = self.bench.files.save_file(
                self, _("Save tag groups as a file"), f"{wish.name}.json", _("Tag packs (*.json)"), ".json"
            )
            if path is not None:
                dialog.accept()
                self._write(wish, path)

        dialog.submitted.connect(choose)
        dialog.open_once()

    def _write(self, wish: PickWish, path: Path) -> None:
        def done(pack: TagPack) -> None:
            count = len(pack.groups)
            said = ngettext("{n} group saved as {file}.", "{n} groups saved as {file}.", count)
            self.bench.notice.tell(said.format(n=count, file=path.name))

        def work(_watch: object) -> TagPack:
            return self._packs.write(wish.name, wish.picked, path)

        self.bench.runner.start(_SLOT, work, done=done, failed=self._fail)

    def _choose_file(self) -> None:
        self._say("")
        path = self.bench.files.open_file(self, _("Take in a file"), _("Tag packs (*.json)"))
        if path is None:
            return

        def work(_watch: object) -> tuple[TagPack, tuple[PackLine, ...]]:
            pack = self._packs.read(path)
            return pack, self._packs.outlook(pack)

        self.bench.runner.start(_SLOT, work, done=self._preview, failed=self._fail)

    def _preview(self, found: tuple[TagPack, tuple[PackLine, ...]]) -> None:
        pack, lines = found
        dialog = PackPreview(pack, lines, self.bench.window)

        def take(_nothing: object) -> None:
            dialog.accept()
            self.bench.runner.start(_SLOT, lambda _watch: self._packs.take_in(pack)[1], done=taken, failed=self._fail)

        def taken(changes: Changes) -> None:
            self.bench.operations.offer(
                Offer(_("The tags of “{name}” are taken in.").format(name=pack.name), _("Undo"))
            )
            self.bench.bus.publish(changes)

        dialog.submitted.connect(take)
        dialog.open_once()

    def _fail(self, error: CrmError) -> None:
        self._say(error.message)

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
