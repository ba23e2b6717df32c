"""An import that fails or is cancelled, wherever that is, leaves the workspace as it was."""

import random
from pathlib import Path

import pytest

from crmdesk.domain.errors import CancelledError
from crmdesk.services.importing import ImportRequest
from crmdesk.services.importing.contacts import ContactStep
from crmdesk.services.importing.customers import CustomerStep
from crmdesk.services.importing.deals import DealStep
from crmdesk.services.importing.first_touches import FirstTouchStep
from crmdesk.services.importing.losses import LossStep
from crmdesk.services.importing.members import MemberStep
from crmdesk.services.importing.tags import TagStep
from crmdesk.services.importing.touches import TouchStep
from crmdesk.services.importing.voices import VoiceStep
from crmdesk.wiring import Services
from tests.services.importing.exports import write_export
from tests.services.importing.tables import import_files
from tests.store.dumps import journal_rows, logical_dump

STEPS = (MemberStep, CustomerStep, ContactStep, DealStep, LossStep, TouchStep, TagStep, FirstTouchStep, VoiceStep)


KEEPING = 3
"""What journal and search index take of the progress."""


class InventedError(Exception):
    """A bug."""


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("step", STEPS)
def test_a_bug_in_a_step(
    book: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: type, moment: str
) -> None:
    import_files(book, *write_export("kaggle", tmp_path))
    before = (logical_dump(book.desk.workspace.path), journal_rows(book.desk.workspace.path))
    real = step.run

    def fail(self: object) -> None:
        if moment == "after":
            real(self)
        raise InventedError

    monkeypatch.setattr(step, "run", fail)
    with pytest.raises(InventedError):
        import_files(book, *write_export("hubspot", tmp_path))
    assert (logical_dump(book.desk.workspace.path), journal_rows(book.desk.workspace.path)) == before
    monkeypatch.undo()
    assert import_files(book, *write_export("hubspot", tmp_path)).created > 0


class Person:
    """Cancels at the n-th question after writing has begun: how often is asked while reading depends on the machine."""

    def __init__(self, patience: int | None = None) -> None:
        self.asked = 0
        self._patience = patience
        self._is_writing = False

    def sees(self, done: int, total: int | None) -> None:
        self._is_writing = self._is_writing or (done, total) == (0, len(STEPS) + KEEPING)

    def cancels(self) -> bool:
        self.asked += self._is_writing
        return self._patience is not None and self.asked > self._patience


def test_cancelling_at_any_point(dollars: Services, sample: Path, tmp_path: Path) -> None:
    file = tmp_path / "pipeline.csv"
    file.write_text("".join(sample.read_text("utf-8-sig").splitlines(keepends=True)[:300]), "utf-8")
    path = dollars.desk.workspace.path
    before = (logical_dump(path), journal_rows(path))
    patient = Person()
    rehearsal = ImportRequest(files=(file,), dry_run=True)
    dollars.imports.apply_import(rehearsal, progress=patient.sees, cancelled=patient.cancels)
    assert patient.asked > 15
    points = {0, 1, patient.asked - 1, *random.Random(7).sample(range(patient.asked), 10)}
    people = [Person(point) for point in sorted(points)]
    for person in people:
        with pytest.raises(CancelledError):
            dollars.imports.apply_import(ImportRequest(files=(file,)), progress=person.sees, cancelled=person.cancels)
        assert (logical_dump(path), journal_rows(path)) == before
    with pytest.raises(CancelledError):
        dollars.imports.apply_import(ImportRequest(files=(file,)), progress=patient.sees, cancelled=lambda: True)
    assert import_files(dollars, file).created == 299


def test_progress_goes_forward_to_its_end(dollars: Services, sample: Path) -> None:
    told: list[tuple[int, int | None]] = []
    dollars.imports.apply_import(
        ImportRequest(files=(sample,)), progress=lambda *step: told.append(step), cancelled=lambda: False
    )
    assert told[-1][0] == told[-1][1]
