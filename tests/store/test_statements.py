"""How a statement is written as SQL is worked out once in a process; what it answers comes from each file alone."""

import shutil
from pathlib import Path

from sqlalchemy import event, select

from crmdesk.store.schema import CustomerRow
from tests.factories import Office, add_customer, office_at
from tests.fakes import FixedClock


def test_open_together_each_answers_for_itself(office: Office, tmp_path: Path) -> None:
    other = office_at(Path(shutil.copy(office.path, tmp_path / "other.crmdesk")), FixedClock())
    add_customer(office, "Acme")
    add_customer(other, "Bolt")
    assert [names(office), names(other), names(office)] == [["Acme"], ["Bolt"], ["Acme"]]


def test_what_one_was_asked_is_not_written_out_anew_for_the_next(office: Office, tmp_path: Path) -> None:
    names(office)
    other = office_at(Path(shutil.copy(office.path, tmp_path / "other.crmdesk")), FixedClock())
    outcomes = []
    with other.desk.read() as source:

        @event.listens_for(source.connection, "after_cursor_execute")
        def _note(_connection, _cursor, _statement, _parameters, context, _many):
            outcomes.append(context.cache_hit)

        source.connection.execute(select(CustomerRow.name))
    assert [outcome.name for outcome in outcomes] == ["CACHE_HIT"]


def names(office: Office) -> list[str]:
    with office.desk.read() as source:
        return list(source.connection.execute(select(CustomerRow.name)).scalars())
