"""Is the workspace in order? Each invariant finds what breaks it and knows how to put it right.

Repairs of rows are units of work like any other, so they stand in the history and can be undone.
"""

from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import Connection, func, select

from crmdesk.i18n import _
from crmdesk.store import search
from crmdesk.store.dialects import sqlite
from crmdesk.store.dialects.sqlite_examination import examine
from crmdesk.store.failures import as_domain_errors
from crmdesk.store.file_check import file_findings, repair_files
from crmdesk.store.finding import Finding
from crmdesk.store.guard import permitted
from crmdesk.store.invariants import INVARIANTS, Invariant
from crmdesk.store.schema import Base, ChangeRow
from crmdesk.store.search_audit import stale_entries
from crmdesk.store.workspace import Source, Workspace

Progress = Callable[[int, int], None]


def check(workspace: Workspace, progress: Progress = lambda _done, _total: None) -> list[Finding]:
    """Everything that is not in order; empty for a healthy workspace."""
    with as_domain_errors():
        damage = examine(workspace.path, pages=True, indexes=True).damage
    if damage:
        return [Finding("file", 1, _("The file is damaged: {detail}.").format(detail=damage), repairable=False)]
    with workspace.read() as source:
        return [*_findings(source, progress), *file_findings(workspace, source, progress)]


def repair(workspace: Workspace, actor: str, progress: Progress = lambda _done, _total: None) -> list[Finding]:
    """Put right what can be; returns what was found. Afterwards ``check`` finds nothing that is repairable."""
    found = check(workspace, progress)
    if not any(finding.repairable for finding in found):
        return found
    with workspace.transaction() as connection, permitted(connection):
        used = _highest_keys(connection)
        for table in sqlite.lagging_sequences(connection, used):
            sqlite.raise_sequence(connection, table, used[table])
    # Each of them, found broken or not: putting one right can break another that comes after it.
    for invariant in INVARIANTS:
        _repair(workspace, invariant, actor)
    # Repaired rows are indexed as they are written; what is stale beyond them is made anew.
    with workspace.transaction() as connection, permitted(connection):
        search.rebuild(connection)
    repair_files(workspace, progress)
    return found


def _repair(workspace: Workspace, invariant: Invariant, actor: str) -> None:
    label = _("Repair: {what}").format(what=invariant.title())
    with workspace.unit(label, actor) as unit:
        sqlite.postpone_foreign_keys(unit.connection)
        invariant.repair(unit, invariant.find(unit))


def _findings(source: Source, progress: Progress) -> Iterator[Finding]:
    probes: list[tuple[str, Callable[[], str], Callable[[Source], list[Any]]]] = [
        ("sequence", lambda: _("Numbers of deleted rows could be given out again"), _lagging_sequences),
        *((invariant.code, invariant.title, invariant.find) for invariant in INVARIANTS),
        ("search", lambda: _("The search index does not match the records"), _stale),
    ]
    for done, (code, title, find) in enumerate(probes):
        progress(done, len(probes))
        broken = find(source)
        if broken:
            yield Finding(code, len(broken), title(), repairable=True)
    progress(len(probes), len(probes))


def _lagging_sequences(source: Source) -> list[str]:
    return sqlite.lagging_sequences(source.connection, _highest_keys(source.connection))


def _highest_keys(connection: Connection) -> dict[str, int]:
    """The highest key of each table that a row has, or had according to the journal."""
    journalled = select(ChangeRow.table_name, func.max(ChangeRow.row_id)).group_by(ChangeRow.table_name)
    highest = {table: key for table, key in connection.execute(journalled) if table in Base.metadata.tables}
    for name, table in Base.metadata.tables.items():
        present = connection.execute(select(func.max(table.c.id))).scalar() or 0
        highest[name] = max(highest.get(name, 0), present)
    return highest


def _stale(source: Source) -> list[int]:
    return stale_entries(source.connection)
