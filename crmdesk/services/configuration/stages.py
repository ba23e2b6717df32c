"""The stages of the pipeline."""

from typing_extensions import override

from crmdesk.domain.changes import Changes
from crmdesk.domain.customer import storable
from crmdesk.domain.errors import ConflictError, ValidationError
from crmdesk.domain.listed import StageEntry
from crmdesk.i18n import _
from crmdesk.services.configuration.listed import ListService
from crmdesk.store.queries.edited_lists import ListedRow, all_rows
from crmdesk.store.queries.list_entries import stage_entries
from crmdesk.store.repos.edited_lists import EditedList
from crmdesk.store.unit import Unit

_LONGEST_WAIT = 3650


class Stages(ListService):
    """A pipeline has at least one stage."""

    edited = EditedList.STAGES

    def entries(self) -> list[StageEntry]:
        """Every stage in the order of the pipeline, retired ones included."""
        with self._desk.read() as source:
            return stage_entries(source)

    def add(self, name: str) -> tuple[str, Changes]:
        """Add a stage at the end; returns its uid.

        Raises ValidationError when the name is empty or taken.
        """
        return self._add(name, {})

    def set_probability(self, uid: str, percent: int) -> Changes:
        """How likely a deal in this stage is to be won, in per cent.

        Raises ValidationError outside 0 to 100.
        """
        if not 0 <= percent <= 100:
            raise ValidationError(_("A probability lies between 0 and 100 %."), field="probability")
        return self._change(uid, {"probability": percent})

    def set_rot_days(self, uid: str, days: int | None) -> Changes:
        """After how many days without a touch or a planned step a deal here counts as neglected; None for never.

        Raises ValidationError for less than one day or more than ten years.
        """
        if days is not None and not 1 <= days <= _LONGEST_WAIT:
            raise ValidationError(
                _("Give a number of days from 1 to {most}, or nothing.").format(most=_LONGEST_WAIT), field="rot_days"
            )
        return self._change(uid, {"rot_days": days})

    def set_exit_criteria(self, uid: str, words: str) -> Changes:
        """When a deal leaves this stage, in words."""
        return self._change(uid, {"exit_criteria": storable(words, "exit_criteria").strip()})

    @override
    def _check_retired(self, unit: Unit, row: ListedRow) -> None:
        if not any(other.id != row.id and not other.retired for other in all_rows(unit, self.edited)):
            raise ConflictError(_("“{name}” is the last stage; a pipeline needs one.").format(name=row.name))
