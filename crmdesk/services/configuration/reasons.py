"""The loss reasons and their sub-reasons."""

from dataclasses import asdict

from crmdesk.domain.changes import Changes
from crmdesk.domain.errors import ConflictError, ValidationError
from crmdesk.domain.listed import ReasonDemands, ReasonEntry
from crmdesk.i18n import _
from crmdesk.services.configuration.listed import ListService
from crmdesk.store.queries.edited_lists import listed_row
from crmdesk.store.queries.list_entries import reason_entries
from crmdesk.store.repos.edited_lists import EditedList

_LONGEST_WAIT = 3650


class Reasons(ListService):
    """Two levels. The program's own, “unknown yet” and “not recorded”, stay as they are."""

    edited = EditedList.REASONS

    def entries(self) -> list[ReasonEntry]:
        """Every reason and sub-reason in its order, retired ones included."""
        with self._desk.read() as source:
            return reason_entries(source)

    def add(self, name: str, parent: str | None = None) -> tuple[str, Changes]:
        """Add a reason, or a sub-reason below the reason ``parent``; returns its uid.

        Raises ValidationError when the name is empty or taken, ConflictError below a sub-reason or one of the
        program's.
        """
        if parent is None:
            return self._add(name, {})
        with self._desk.read() as source:
            above = listed_row(source, self.edited, parent)
        self._check_may_change(above)
        if above.above is not None:
            raise ConflictError(_("A sub-reason has nothing below it."), field="name")
        return self._add(name, {"parent_id": above.id}, above=above)

    def set_demands(self, uid: str, demands: ReasonDemands) -> Changes:
        """What is asked when this reason is given.

        Raises ValidationError for a wait that is no number of days from 0 to ten years, ConflictError for the program's
        own reasons.
        """
        days = demands.win_back_days
        if days is not None and not 0 <= days <= _LONGEST_WAIT:
            raise ValidationError(
                _("Give a number of days up to {most}, or nothing.").format(most=_LONGEST_WAIT), field="win_back_days"
            )
        with self._desk.read() as source:
            self._check_may_change(listed_row(source, self.edited, uid))
        return self._change(uid, asdict(demands))
