"""What can be done besides with entries that are called by other words as well: such words given, entries merged.

Knows neither what a list is of nor what is counted by it.
"""

from abc import abstractmethod
from collections.abc import Iterable

from typing_extensions import override

from crmdesk.domain.changes import Changes
from crmdesk.domain.customer import checked_name
from crmdesk.domain.errors import ConflictError, NotFoundError, ValidationError
from crmdesk.i18n import _
from crmdesk.services.configuration.listed import ListService
from crmdesk.store.queries.edited_lists import ListedRow, all_rows, listed_row
from crmdesk.store.queries.entry_words import AliasRow, alias_called, alias_rows
from crmdesk.store.repos.nested_lists import add_alias, remove_aliases
from crmdesk.store.text.folding import fold
from crmdesk.store.unit import Unit
from crmdesk.store.workspace import Source


class WordedService(ListService):
    """A name is taken once among namesakes, be it of an entry or another word for one."""

    def add_alias(self, uid: str, word: str) -> tuple[str, Changes]:
        """Let an entry be found by another word; returns the uid of the word.

        Raises ValidationError when the word is empty or taken.
        """
        with self._entry(uid) as (unit, row):
            unit.describe(_("Let “{name}” be called “{word}” too").format(name=row.name, word=word.strip()))
            free = self._free_alias(unit, word, row)
            values = {"group_id": row.group} if self.edited.has("group_id") else {}
            alias = add_alias(unit, self.edited, row.id, free, values)
        return alias, unit.changes

    def remove_alias(self, uid: str) -> Changes:
        """Let an entry no longer be found by a word; what was merged into it stays there.

        Raises NotFoundError when somebody has removed it.
        """
        with self._desk.change() as unit:
            alias = alias_called(unit, self.edited, uid)
            if alias is None:
                raise NotFoundError(_("This entry is no longer there; somebody has deleted it."))
            unit.describe(_("Remove the word “{word}”").format(word=alias.name))
            remove_aliases(unit, self.edited, [alias.id])
        return unit.changes

    def merge(self, uid: str, into: str) -> Changes:
        """Let an entry go into another: what has or had the one has the other, whose other word its name becomes.

        Raises ConflictError for entries that cannot be merged.
        """
        with self._desk.change() as unit:
            row, target = self._pair(unit, uid, into)
            unit.describe(_("Merge “{name}” into “{into}”").format(name=row.name, into=target.name))
            self._merge_in(unit, row, target)
        return unit.changes

    @abstractmethod
    def _merge_in(self, unit: Unit, row: ListedRow, target: ListedRow) -> None:
        """Let everything that refers to one entry refer to another."""

    @abstractmethod
    def _check_can_merge(self, source: Source, row: ListedRow, target: ListedRow) -> None:
        """Refuse, by ConflictError, what would make no sense or lose something."""

    def _pair(self, source: Source, uid: str, into: str) -> tuple[ListedRow, ListedRow]:
        row, target = listed_row(source, self.edited, uid), listed_row(source, self.edited, into)
        if row.id == target.id:
            raise ConflictError(_("“{name}” cannot be merged into itself.").format(name=row.name))
        if target.retired:
            raise ConflictError(_("“{name}” is retired; bring it back first.").format(name=target.name))
        self._check_can_merge(source, row, target)
        return row, target

    def _free_alias(self, unit: Unit, word: str, row: ListedRow) -> str:
        trimmed = checked_name(word)
        for other in all_rows(unit, self.edited):
            if self._are_namesakes(other, row) and fold(other.name) == fold(trimmed):
                raise ValidationError(
                    _("“{name}” is an entry of its own; merge it into this one instead.").format(name=other.name)
                    if other.id != row.id
                    else _("“{name}” is what it is called already.").format(name=other.name),
                    field="alias",
                )
        self._check_no_alias(unit, trimmed, row, "alias")
        return trimmed

    @override
    def _free_name(self, unit: Unit, name: str, row: ListedRow) -> str:
        trimmed = super()._free_name(unit, name, row)
        self._check_no_alias(unit, trimmed, row, "name")
        return trimmed

    def _check_no_alias(self, unit: Unit, word: str, row: ListedRow, field: str) -> None:
        names = {other.id: other for other in all_rows(unit, self.edited)}
        for alias in self._words_near(unit, row):
            if fold(alias.name) == fold(word):
                raise ValidationError(
                    _("“{word}” is another word for “{name}” already.").format(
                        word=alias.name, name=names[alias.target_id].name
                    ),
                    field=field,
                )

    def _words_near(self, unit: Unit, row: ListedRow) -> Iterable[AliasRow]:
        """The words among which one for an entry must be new: those for its namesakes."""
        rows = {other.id: other for other in all_rows(unit, self.edited)}
        return [alias for alias in alias_rows(unit, self.edited) if self._are_namesakes(rows[alias.target_id], row)]

    @override
    def _forget(self, unit: Unit, row: ListedRow) -> None:
        """Words for an entry go with it."""
        words = [alias.id for alias in alias_rows(unit, self.edited) if alias.target_id == row.id]
        remove_aliases(unit, self.edited, words)
