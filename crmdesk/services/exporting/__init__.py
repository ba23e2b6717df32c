"""Taking the workspace out as tables: the round-trip workbook, and the grouped losses as a workbook."""

from crmdesk.services.exporting.service import SHEETS, ExportService

__all__ = ["SHEETS", "ExportService"]
