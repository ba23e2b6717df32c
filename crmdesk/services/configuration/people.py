"""The colleagues."""

from typing_extensions import override

from crmdesk.domain.changes import Changes
from crmdesk.domain.customer import checked_name
from crmdesk.domain.errors import ConflictError
from crmdesk.domain.listed import PersonEntry
from crmdesk.i18n import _
from crmdesk.services.configuration.listed import ListService
from crmdesk.store import journal
from crmdesk.store.authorship import present_name
from crmdesk.store.queries.edited_lists import ListedRow, all_rows
from crmdesk.store.queries.list_entries import person_entries
from crmdesk.store.repos import members
from crmdesk.store.repos.edited_lists import EditedList, rename_entry
from crmdesk.store.text.folding import fold


class People(ListService):
    """Who owns customers and deals. They have no order of their own."""

    edited = EditedList.PEOPLE

    def entries(self) -> list[PersonEntry]:
        """Every colleague, whoever works here first, then by name."""
        with self._desk.read() as source:
            return person_entries(source, self._desk.actor)

    def add(self, name: str) -> tuple[str, Changes]:
        """Add a colleague; returns the uid.

        Raises ValidationError when the name is empty or taken.
        """
        return self._add(name, {})

    def my_name(self) -> str:
        """What whoever works here is called by now, after a renaming or its undo, here or on another computer."""
        with self._desk.read() as source:
            return present_name(source.connection, self._desk.actor)

    def call_me(self, name: str) -> Changes:
        """Call whoever works here otherwise, with everything that is theirs; with a colleague's name nothing changes.

        The next start of the services must be for the new name. Raises ValidationError when it is empty.
        """
        new = checked_name(name)
        self._ensure_known(new)
        with self._desk.change(_("Change your name to “{name}”").format(name=new)) as unit:
            known = {fold(row.name): row for row in all_rows(unit, self.edited)}
            mine = known.get(fold(self._desk.actor))
            if mine is not None and known.get(fold(new), mine) is mine:
                rename_entry(unit, self.edited, mine.id, new)
        return unit.changes

    def _ensure_known(self, new: str) -> None:
        """Enter whoever works here by the present name, so that the journal tells who it was that got the new one."""
        with self._desk.read() as source:
            known = {fold(row.name) for row in all_rows(source, self.edited)}
            is_at_work = journal.undo_target(source.connection, self._desk.actor) is not None
        if is_at_work and not known & {fold(self._desk.actor), fold(new)}:
            with self._desk.change(_("Add “{name}”").format(name=self._desk.actor)) as unit:
                members.ensure_one(unit, self._desk.actor)

    @override
    def _check_may_change(self, row: ListedRow) -> None:
        # Whoever works here is known by the name alone: under another the program would take them for somebody new.
        if fold(row.name) == fold(self._desk.actor):
            raise ConflictError(_("This is you; your name is changed under “You and this computer”."), field="name")
