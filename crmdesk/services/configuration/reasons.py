"""The loss reasons and their sub-reasons."""

from dataclasses import asdict, replace

from typing_extensions import override

from crmdesk.domain.changes import Changes
from crmdesk.domain.errors import ConflictError
from crmdesk.domain.listed import ReasonDemands, ReasonEntry, ReasonMerge, ReasonTarget
from crmdesk.domain.reason_set import check_demands
from crmdesk.i18n import _
from crmdesk.services.configuration.reason_merging import check_can_merge, merge_in, merge_outlook
from crmdesk.services.configuration.trees import TreeService
from crmdesk.store.queries.edited_lists import ListedRow, listed_row
from crmdesk.store.queries.list_entries import reason_entries, reason_targets
from crmdesk.store.queries.reason_use import use_of
from crmdesk.store.repos.edited_lists import EditedList
from crmdesk.store.unit import Unit
from crmdesk.store.workspace import Source


class Reasons(TreeService):
    """Two levels. The program's own, “unknown yet” and “not recorded”, stay as they are, but may have other words."""

    edited = EditedList.REASONS
    levels = 2

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
        """What is asked when this reason is given, when to try again, and where the remedy lies.

        Raises ValidationError for a wait that is no number of days from 0 to ten years or an area that is too long,
        ConflictError for the program's own reasons.
        """
        check_demands(demands)
        with self._desk.read() as source:
            self._check_may_change(listed_row(source, self.edited, uid))
        return self._change(uid, asdict(replace(demands, area=demands.area.strip())))

    def targets(self, uid: str) -> list[ReasonTarget]:
        """The reasons that one can be merged into."""
        with self._desk.read() as source:
            return reason_targets(source, listed_row(source, self.edited, uid))

    def outlook(self, uid: str, into: str) -> ReasonMerge:
        """What ``merge`` would do.

        Raises ConflictError as it does.
        """
        with self._desk.read() as source:
            return merge_outlook(source, *self._pair(source, uid, into))

    @override
    def _merge_in(self, unit: Unit, row: ListedRow, target: ListedRow) -> None:
        merge_in(unit, row, target)

    @override
    def _check_can_merge(self, source: Source, row: ListedRow, target: ListedRow) -> None:
        check_can_merge(source, row, target)

    @override
    def _check_may_move(self, row: ListedRow) -> None:
        self._check_may_change(row)

    @override
    def _check_fits_below(self, unit: Unit, row: ListedRow, parent: ListedRow) -> None:
        self._check_may_change(parent)
        if parent.retired and not row.retired:
            raise ConflictError(_("“{name}” is retired; bring it back first.").format(name=parent.name))
        super()._check_fits_below(unit, row, parent)

    @override
    def _is_used(self, unit: Unit, row: ListedRow) -> bool:
        return super()._is_used(unit, row) or use_of(unit, [row.id]).is_any
