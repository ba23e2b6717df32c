"""The tags of a customer by group, each group in its colour; a line below adds more."""

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from crmdesk.domain.tag import HeldTag
from crmdesk.i18n import _
from crmdesk.qt.appearance import Appearance
from crmdesk.qt.widgets.fields import TextLine, mark_wrong
from crmdesk.qt.widgets.flow_layout import FlowLayout
from crmdesk.qt.widgets.labels import label
from crmdesk.qt.widgets.suggestions import Suggestions
from crmdesk.qt.widgets.word_chip import HEIGHT, WordChip
from crmdesk.ui.customers.sheet_edits import SheetEdits


class TagChip(WordChip):
    """A tag with a dot in the colour of its group."""

    def __init__(self, tag: HeldTag, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(
            tag.name,
            appearance,
            name=_("Remove the tag “{tag}”").format(tag=tag.name),
            tip=_("{group}: {tag}. Click to remove it.").format(group=tag.group, tag=tag.name),
            colour=tag.colour,
            parent=parent,
        )
        self.tag = tag


class TagsPanel(QWidget):
    """What is typed and clicked goes to ``SheetEdits``."""

    def __init__(self, edits: SheetEdits, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edits, self._appearance = edits, appearance
        self._shown: tuple[HeldTag, ...] | None = None
        self._chips: list[TagChip] = []
        self._groups = QVBoxLayout()
        self._groups.setSpacing(6)
        self.new_tag = _TagLine(_("Add a tag, or group:tag"), name=_("New tag"))
        self.new_tag.returnPressed.connect(self._add)
        self.new_tag.left_behind.connect(self._focus_last)
        self._offers = Suggestions(self.new_tag, edits.offer_tags)
        self._wrong = label("", "error", wrap=True)
        self._wrong.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(self._groups)
        layout.addWidget(self.new_tag)
        layout.addWidget(self._wrong)

    @property
    def error(self) -> str:
        """Why the last tag was not put on; empty when it was."""
        return self._wrong.text()

    def chips(self) -> list[TagChip]:
        """The tags shown, in order."""
        return list(self._chips)

    def show_tags(self, tags: Sequence[HeldTag]) -> None:
        """Show the tags of a customer."""
        if tuple(tags) == self._shown:
            return
        self._shown = tuple(tags)
        while (item := self._groups.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._chips.clear()
        for name, members in groupby(tags, key=lambda tag: tag.group):
            self._groups.addWidget(self._group(name, list(members)))

    def close_editors(self) -> None:
        """Forget what is being typed."""
        self.new_tag.empty()
        self._say("")

    def _group(self, name: str, members: Sequence[HeldTag]) -> QWidget:
        line = QWidget()
        flow = FlowLayout(line)
        heading = label(name, "small")
        heading.setFixedHeight(HEIGHT)
        flow.addWidget(heading)
        for tag in members:
            chip = TagChip(tag, self._appearance)
            chip.clicked.connect(lambda _checked=False, tag=tag: self._edits.remove_tag(f"{tag.group}:{tag.name}"))
            flow.addWidget(chip)
            self._chips.append(chip)
        return line

    def _add(self) -> None:
        tag = self.new_tag.text().strip()
        if not tag:
            return
        error = self._edits.add_tag(tag)
        self._say(error.message if error else "")
        if error is None:
            self.new_tag.empty()

    def _say(self, sentence: str) -> None:
        self._wrong.setText(sentence)
        self._wrong.setVisible(bool(sentence))
        mark_wrong(self.new_tag, wrong=bool(sentence))

    def _focus_last(self) -> None:
        if chips := self.chips():
            chips[-1].setFocus()


class _TagLine(TextLine):
    """``left_behind`` tells that Backspace was pressed with nothing to delete."""

    left_behind = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Backspace and not self.text():
            self.left_behind.emit()
        else:
            super().keyPressEvent(event)
