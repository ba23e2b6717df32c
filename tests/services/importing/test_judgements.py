"""What another import of a sheet changes about deals and customers stands on their timelines, as if a person did it."""

from pathlib import Path

from crmdesk.domain.touch import Touch
from crmdesk.wiring import Services
from tests.services.importing.tables import import_files, lines
from tests.store.dumps import logical_dump

DEALS = """
    Deal name|Company|Amount|Stage|Created|Level|Source
    Pump|Acme|1000|Demo|2025-01-02|B|Exhibition
"""
CHANGED = """
    Deal name|Company|Amount|Stage|Created|Level|Source
    Pump|Acme|1500.50|Offer|2025-01-02|A|Exhibition
"""


def entries(services: Services, kind: str) -> list[Touch]:
    return [touch for touch in services.touches.timeline("Acme") if touch.kind == kind]


def test_a_changed_sheet_leaves_what_was_before(book: Services, tmp_path: Path) -> None:
    import_files(book, lines(tmp_path / "deals.csv", DEALS))
    assert entries(book, "value") == []
    assert entries(book, "lead")[0].title == "Exhibition"
    before = logical_dump(book.desk.workspace.path)
    import_files(book, lines(tmp_path / "deals.csv", CHANGED))
    told = {(entry.detail["field"], entry.detail["from"], entry.detail["to"]) for entry in entries(book, "value")}
    assert ("amount", "1000.00 CNY", "1500.50 CNY") in told
    assert entries(book, "stage")[0].detail["to"] == "Offer"
    again = logical_dump(book.desk.workspace.path)
    import_files(book, lines(tmp_path / "deals.csv", CHANGED))
    assert logical_dump(book.desk.workspace.path) == again
    book.history.undo()
    assert logical_dump(book.desk.workspace.path) == before
