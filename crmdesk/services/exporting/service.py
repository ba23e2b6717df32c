"""Writing what the workspace holds to table files. Only reads the workspace, in one snapshot."""

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from crmdesk.domain.errors import ValidationError
from crmdesk.domain.loss_pool import LostDeal
from crmdesk.domain.portrait import Portrait
from crmdesk.i18n import _
from crmdesk.insight.log_odds import Comparison
from crmdesk.insight.losses import LossTable
from crmdesk.services.desk import Desk
from crmdesk.services.exporting.event_sections import loss_section, timeline_section
from crmdesk.services.exporting.loss_sheet import loss_sheet
from crmdesk.services.exporting.meter import Meter
from crmdesk.services.exporting.party_sections import contact_section, customer_section, deal_section, tag_section
from crmdesk.services.exporting.pool_sheet import notes_sheet, pool_sheet
from crmdesk.services.exporting.portrait_sheet import portrait_sheet
from crmdesk.services.exporting.section import Section
from crmdesk.services.persona import read_filter
from crmdesk.store.queries.export_selection import Selection
from crmdesk.store.workspace import Source

_SECTIONS: Mapping[str, Callable[[Source, Selection], Section]] = {
    "customers": customer_section,
    "contacts": contact_section,
    "deals": deal_section,
    "timeline": timeline_section,
    "losses": loss_section,
    "tags": tag_section,
}
SHEETS: tuple[str, ...] = tuple(_SECTIONS)
"""What can be exported, in the order of the sheets."""


class ExportService:
    """Taking the workspace out as tables."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def export(
        self,
        out: Path,
        *,
        what: Sequence[str] = (),
        expression: str = "",
        uids: Mapping[str, Sequence[str]] | None = None,
        progress: Callable[[int, int | None], None],
        cancelled: Callable[[], bool],
    ) -> Mapping[str, int]:
        """Write the workbook that can be imported again without changing anything; returns the rows of each sheet.

        ``what`` is some of ``SHEETS`` (all when empty), ``expression`` a filter of customers and of deals: contacts and
        tags go with the customers, losses with the deals, touches and tags with both. ``uids`` picks single records
        instead: customers, with all they have, under ``customers``, or deals, with whom they are, under ``deals``.
        ``progress`` hears of rows.

        Raises ValidationError for another kind of file or sheet or a bad filter, CancelledError when ``cancelled`` says
        so, StorageUnavailableError when the file cannot be written; what was at ``out`` then stays.
        """
        from crmdesk.exchange.tables.writing.workbook import write_workbook

        _check_suffix(out)
        wanted = _wanted(what)
        terms = read_filter(self._desk, expression)
        with self._desk.read() as source:
            selection = _picked(uids) or Selection.by(source, terms, self._desk.day_span)
            sections = {name: _SECTIONS[name](source, selection) for name in wanted}
            total = sum(section.count for section in sections.values())
            meter = Meter(total, progress, cancelled)
            sheets = [section.out_sheet() for section in sections.values()]
            counts = write_workbook(out, [replace(sheet, rows=meter.count(sheet.rows)) for sheet in sheets])
        progress(total, total)
        return {name: counts[section.title] for name, section in sections.items()}

    def export_losses(self, out: Path, table: LossTable) -> None:
        """Write a table of grouped losses as a workbook.

        Raises ValidationError for another kind of file, StorageUnavailableError when it cannot be written.
        """
        from crmdesk.exchange.tables.writing.workbook import write_workbook

        _check_suffix(out)
        write_workbook(out, [loss_sheet(table)])

    def export_pool(self, out: Path, losses: Sequence[LostDeal], columns: Sequence[str], notes: Sequence[str]) -> None:
        """Write lost deals in the columns named, with a sheet of what they were narrowed down by.

        Raises ValidationError for another kind of file, StorageUnavailableError when it cannot be written.
        """
        from crmdesk.exchange.tables.writing.workbook import write_workbook

        _check_suffix(out)
        write_workbook(out, [pool_sheet(losses, columns), notes_sheet(notes)])

    def export_portrait(self, out: Path, portrait: Portrait, comparison: Comparison, notes: Sequence[str]) -> None:
        """Write the tags of all groups and what sets two apart, with a sheet of what was counted.

        Raises ValidationError for another kind of file, StorageUnavailableError when it cannot be written.
        """
        from crmdesk.exchange.tables.writing.workbook import write_workbook

        _check_suffix(out)
        write_workbook(out, [portrait_sheet(portrait, comparison), notes_sheet(notes)])

    def export_grid(
        self,
        out: Path,
        title: str,
        head: Sequence[str],
        shares: AbstractSet[int],
        rows: Sequence[Sequence[str | int | Decimal | date | None]],
        notes: Sequence[str],
    ) -> None:
        """Write the numbers of a chart; the columns whose places are in ``shares`` are shown in per cent.

        Raises ValidationError for another kind of file, StorageUnavailableError when it cannot be written.
        """
        from crmdesk.exchange.tables.writing.output import OutColumn, OutSheet
        from crmdesk.exchange.tables.writing.workbook import write_workbook

        _check_suffix(out)
        columns = tuple(OutColumn(name, "percent" if at in shares else "any") for at, name in enumerate(head))
        write_workbook(out, [OutSheet(title, columns, rows), notes_sheet(notes)])


def _picked(uids: Mapping[str, Sequence[str]] | None) -> Selection | None:
    for kind, select in (("customers", Selection.of_customers), ("deals", Selection.of_deals)):
        if uids is not None and kind in uids:
            return select(uids[kind])
    return None


def _check_suffix(out: Path) -> None:
    if out.suffix.lower() != ".xlsx":
        raise ValidationError(_("The file “{name}” must end in .xlsx.").format(name=out.name), field="out")


def _wanted(what: Sequence[str]) -> list[str]:
    """The sheets named, each once, in their own order."""
    named = {name.strip().lower() for name in what} - {""}
    unknown = sorted(named - set(SHEETS))
    if unknown:
        raise ValidationError(
            _("“{name}” cannot be exported; choose among: {choices}.").format(
                name=unknown[0], choices=", ".join(SHEETS)
            ),
            field="what",
        )
    return [name for name in SHEETS if name in named or not named]
