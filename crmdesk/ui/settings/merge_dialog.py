"""Asks which entry of a list another goes into, and says beforehand what that moves. It merges nothing."""

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from PySide6.QtWidgets import QWidget

from crmdesk.domain.errors import CrmError
from crmdesk.qt.columns import Column
from crmdesk.qt.widgets.record_dialog import DialogWords, RecordDialog


class MergeTarget(Protocol):
    """What an entry can go into."""

    @property
    def uid(self) -> str:
        """What it is known by."""
        ...

    @property
    def name(self) -> str:
        """What it is called."""
        ...


Target = TypeVar("Target", bound=MergeTarget)


class MergeDialog(RecordDialog[Target]):
    """``outlook`` tells what a merge into the entry with a uid would do, or raises why it cannot be."""

    def __init__(
        self,
        words: DialogWords,
        columns: Sequence[Column[Target]],
        outlook: Callable[[str], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(words, columns, lambda target: target.uid, parent)
        self._outlook = outlook
        self.pointed.connect(self._tell)

    def _tell(self, target: Target | None) -> None:
        """Say what would become of it; the button merges only what can be merged."""
        self.show_error("")
        if target is None:
            self.show_note("")
            return
        try:
            self.show_note(self._outlook(target.uid))
        except CrmError as error:
            self.show_note("")
            self.show_error(error.message)
            self.button.setEnabled(False)
