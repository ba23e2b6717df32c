"""A list of a workspace with everything people do to it: add, rename, move, retire, bring back, delete.

Every deed is one operation; what is wrong with a name is said below the list. Knows no list in particular.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from crmdesk.domain.changes import Changes
from crmdesk.i18n import _, ngettext
from crmdesk.qt.entry_model import Entry
from crmdesk.qt.entry_tree import EntryTree
from crmdesk.qt.widgets.buttons import IconButton
from crmdesk.qt.widgets.labels import label
from crmdesk.qt.widgets.state_stack import StateStack
from crmdesk.ui.settings.add_line import AddLine
from crmdesk.ui.workbench import Workbench


class Edited(Protocol):
    """What can be done to the entries of a list, by key."""

    def rename(self, uid: str, name: str, /) -> Changes:
        """Call it otherwise."""
        ...

    def move(self, uid: str, before: str | None, /) -> Changes:
        """Put it before another, or last."""
        ...

    def retire(self, uid: str, /) -> Changes:
        """Offer it no longer."""
        ...

    def bring_back(self, uid: str, /) -> Changes:
        """Offer it again."""
        ...

    def delete(self, uid: str, /) -> Changes:
        """Remove it."""
        ...


Nest = Callable[[str, str | None, str | None], Changes]
"""Put an entry below another, or at the top, before one that stands there, or last."""

Add = Callable[[str], tuple[str, Changes]]
"""Add an entry by its name; returns its key."""


@dataclass(frozen=True, slots=True)
class PanelTexts:
    """The words of one list: its name, what the field to add an entry says, what is said while it is empty.

    A list with the name of its page has no ``heading``; above it stands how many entries it has.
    """

    name: str
    adding: str
    icon: str
    empty: str
    hint: str
    heading: str = ""


class ListPanel(QFrame):
    """``chosen`` brings the key of the entry chosen, empty for none.

    With ``nest`` people put entries below others, on at most so many ``levels``. ``remains`` says in a sentence what
    still stands by an entry that is retired.
    """

    chosen = Signal(str)

    def __init__(
        self,
        bench: Workbench,
        texts: PanelTexts,
        edited: Edited,
        add: Add,
        *,
        deep: bool = False,
        nest: Nest | None = None,
        levels: int = 0,
        movable: bool = True,
        remains: Callable[[str], str] = lambda _key: "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self._bench, self._texts = bench, texts
        self.edited, self.add, self._nest, self._remains = edited, add, nest, remains
        self._entries: Sequence[Entry] = ()
        self._deeds: list[IconButton] = []
        self.tree = EntryTree(bench.appearance, texts.name, deep=deep, movable=movable, nests=levels)
        self.adding = AddLine(texts.adding)
        self._states = StateStack(self.tree)
        self._head = label(texts.heading, "section" if texts.heading else "muted")
        self._wrong = label("", "error", wrap=True)
        self._wrong.setContentsMargins(14, 0, 14, 4)
        self._wrong.hide()
        self._up = IconButton("arrow-up", look="quiet", name=_("Move up (Alt+Up)"))
        self._down = IconButton("arrow-down", look="quiet", name=_("Move down (Alt+Down)"))
        self._below = IconButton("corner-down-right", look="quiet", name=_("Put below the one above (Alt+Right)"))
        self._lift = IconButton("corner-left-up", look="quiet", name=_("One level up (Alt+Left)"))
        self._rename = IconButton("pencil", look="quiet", name=_("Rename (F2)"))
        self._retire = IconButton("archive", look="quiet", name=_("Retire (Delete)"))
        self._bring_back = IconButton("archive-restore", look="quiet", name=_("Bring back"))
        self._delete = IconButton("trash-2", look="quiet", name=_("Delete"))
        self.with_retired = QCheckBox()
        self._lay_out()
        # Not before they belong to the panel: a part without a parent would be shown as a window.
        for button in (self._up, self._down):
            button.setVisible(movable)
        for button in (self._below, self._lift):
            button.setVisible(nest is not None)
        self._connect()

    @property
    def error(self) -> str:
        """The sentence below the list; empty when nothing is wrong."""
        return self._wrong.text()

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show these, the retired ones only if they are asked for."""
        self._entries = entries
        retired = sum(entry.retired for entry in entries)
        self.with_retired.setText(
            ngettext("Show {count} retired entry", "Show {count} retired entries", retired).format(count=retired)
        )
        self.with_retired.setVisible(retired > 0)
        if not self._texts.heading:
            used = len(entries) - retired
            self._head.setText(ngettext("{count} entry", "{count} entries", used).format(count=used))
        self._show()

    def current(self) -> Entry | None:
        """The entry chosen."""
        return self.tree.current()

    def _show(self) -> None:
        shown = [entry for entry in self._entries if not entry.retired or self.with_retired.isChecked()]
        self.tree.show_entries(shown)
        if shown:
            self._states.show_content()
        else:
            self._states.show_empty(self._texts.icon, self._texts.empty, self._texts.hint)
        self._update_buttons()

    def _update_buttons(self) -> None:
        entry = self.current()
        level = [other.key for other in self.tree.entries.siblings(entry)] if entry else []
        self._up.setEnabled(entry is not None and level[0] != entry.key)
        self._down.setEnabled(entry is not None and level[-1] != entry.key)
        self._below.setEnabled(self.tree.place_below is not None)
        self._lift.setEnabled(entry is not None and bool(entry.above))
        self._rename.setEnabled(entry is not None and not entry.fixed)
        retired, deletable = bool(entry and entry.retired), bool(entry and entry.deletable)
        self._bring_back.setVisible(retired)
        self._delete.setVisible(deletable)
        self._retire.setVisible(not retired and not deletable)
        self._retire.setEnabled(entry is not None and not entry.fixed)

    def _do_add(self, name: str) -> None:
        added: list[str] = []

        def work() -> Changes:
            key, changes = self.add(name)
            added.append(key)
            return changes

        error = self._bench.operations.perform(work, _("“{name}” is added.").format(name=name.strip()))
        self.adding.finish(error)
        if added:
            self.tree.choose(added[0])

    def _do_rename(self, key: str, name: str) -> None:
        told = _("“{name}” is its name now.").format(name=name.strip())
        error = self._bench.operations.perform(lambda: self.edited.rename(key, name), told)
        self._say(error.message if error else "")
        if error is not None:
            self.tree.rename_again(key, name)

    def _do_move(self, key: str, before: str) -> None:
        told = _("“{name}” is moved.").format(name=self._name_of(key))
        self._perform(lambda: self.edited.move(key, before or None), told)

    def _do_nest(self, key: str, above: str, before: str) -> None:
        if (nest := self._nest) is not None:
            told = _("“{name}” is moved.").format(name=self._name_of(key))
            self._perform(lambda: nest(key, above or None, before or None), told)
            if above:
                self.tree.expand(self.tree.entries.index_of(above))
            self.tree.choose(key)

    def _take_away(self, key: str) -> None:
        entry = next(entry for entry in self._entries if entry.key == key)
        if entry.deletable:
            self._perform(lambda: self.edited.delete(key), _("“{name}” is deleted.").format(name=entry.name))
        elif not entry.retired:
            told = (_("“{name}” is retired; the past keeps it.").format(name=entry.name), self._remains(key))
            self._perform(lambda: self.edited.retire(key), " ".join(sentence for sentence in told if sentence))

    def _do_bring_back(self) -> None:
        if (entry := self.current()) is not None:
            told = _("“{name}” is back.").format(name=entry.name)
            self._perform(lambda: self.edited.bring_back(entry.key), told)

    def _perform(self, work: Callable[[], Changes], told: str) -> None:
        error = self._bench.operations.perform(work, told)
        self._say(error.message if error else "")

    def _say(self, sentence: str) -> None:
        self._wrong.setText(sentence)
        self._wrong.setVisible(bool(sentence))

    def _name_of(self, key: str) -> str:
        return next((entry.name for entry in self._entries if entry.key == key), "")

    def _open_menu(self, key: str, place: QPoint) -> None:
        entry = self.current()
        if entry is None or entry.key != key:
            return
        menu = QMenu(self)
        for button in self._buttons():
            if not button.isHidden():
                action = menu.addAction(button.icon(), button.accessibleName())
                action.setEnabled(button.isEnabled())
                action.triggered.connect(button.click)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def add_deed(self, button: IconButton) -> None:
        """Add something else that can be done with the entry chosen, here and in its menu."""
        self._deeds.append(button)
        self._head_row.insertWidget(self._head_row.indexOf(self._retire), button)

    def _buttons(self) -> tuple[IconButton, ...]:
        placing = (self._up, self._down, self._below, self._lift)
        return (*placing, self._rename, *self._deeds, self._retire, self._bring_back, self._delete)

    def _connect(self) -> None:
        self.adding.submitted.connect(self._do_add)
        self.tree.entries.rename_requested.connect(self._do_rename)
        self.tree.entries.move_requested.connect(self._do_move)
        self.tree.entries.nest_requested.connect(self._do_nest)
        self.tree.take_away_requested.connect(self._take_away)
        self.tree.add_requested.connect(self.adding.start)
        self.tree.menu_requested.connect(self._open_menu)
        self.tree.chosen.connect(self._tell)
        self._up.clicked.connect(lambda: self.tree.shift(-1))
        self._down.clicked.connect(lambda: self.tree.shift(1))
        self._below.clicked.connect(self.tree.put_below)
        self._lift.clicked.connect(self.tree.lift)
        self._rename.clicked.connect(self.tree.rename)
        self._retire.clicked.connect(self.tree.take_away)
        self._delete.clicked.connect(self.tree.take_away)
        self._bring_back.clicked.connect(self._do_bring_back)
        self.with_retired.toggled.connect(self._show)

    def _tell(self, key: str) -> None:
        self._say("")
        self._update_buttons()
        self.chosen.emit(key)

    def _lay_out(self) -> None:
        head = self._head_row = QHBoxLayout()
        head.setContentsMargins(14, 6, 8, 2)
        head.setSpacing(0)
        head.addWidget(self._head, 1)
        for button in self._buttons():
            head.addWidget(button)
        foot = QVBoxLayout()
        foot.setContentsMargins(12, 4, 12, 12)
        foot.setSpacing(8)
        foot.addWidget(self.with_retired)
        foot.addWidget(self.adding)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(2)
        layout.addLayout(head)
        layout.addWidget(self._states, 1)
        layout.addWidget(self._wrong)
        layout.addLayout(foot)
