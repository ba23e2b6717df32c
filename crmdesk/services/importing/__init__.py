"""Bringing foreign tables in: matching rows to what is there, and writing them all or not at all."""

from crmdesk.services.importing.preparation import ImportPreparation, Understanding
from crmdesk.services.importing.reason_words import AS_NEW, UnknownReason
from crmdesk.services.importing.request import DuplicatePolicy, ImportRequest, ImportResult
from crmdesk.services.importing.service import ImportService
from crmdesk.store.queries.import_batches import ImportBatch

__all__ = [
    "AS_NEW",
    "DuplicatePolicy",
    "ImportBatch",
    "ImportPreparation",
    "ImportRequest",
    "ImportResult",
    "ImportService",
    "Understanding",
    "UnknownReason",
]
