"""Bringing foreign tables in: matching rows to what is there, and writing them all or not at all."""

from crmdesk.services.importing.preparation import ImportPreparation, Understanding
from crmdesk.services.importing.request import DuplicatePolicy, ImportRequest, ImportResult
from crmdesk.services.importing.service import ImportService

__all__ = ["DuplicatePolicy", "ImportPreparation", "ImportRequest", "ImportResult", "ImportService", "Understanding"]
