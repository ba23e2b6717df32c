"""Are the attached files in order? Finds bytes that are gone, spoilt, or needed by nobody, and puts right what can be.

The automatic backups have all bytes too, so what is gone or spoilt is fetched from there. Bytes that neither a record
nor the history names are left over from something that never came about; only those that have lain for a month go.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from crmdesk.domain.errors import StorageUnavailableError, WorkspaceRefusedError
from crmdesk.domain.file_name import shown_name
from crmdesk.i18n import _
from crmdesk.store import file_set
from crmdesk.store.attached_files import bytes_of
from crmdesk.store.backup import folder_for
from crmdesk.store.blobs import BlobStore, files_of
from crmdesk.store.blobs.blob_copies import copy_blobs
from crmdesk.store.blobs.blob_file import is_shared
from crmdesk.store.dialects.sqlite_examination import connect_to_look
from crmdesk.store.finding import Finding
from crmdesk.store.queries.attachments import digests_named, names_by_digest
from crmdesk.store.workspace import Source, Workspace

_LEFT_OVER = timedelta(days=30)
_NAMES_TOLD = 5

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class _State:
    """What is not in order, by digest; ``refusal`` is why the files cannot even be looked at."""

    gone: frozenset[str] = frozenset()
    spoilt: frozenset[str] = frozenset()
    left_over: frozenset[str] = frozenset()
    refusal: StorageUnavailableError | None = None


def file_findings(workspace: Workspace, source: Source, progress: Progress) -> Iterator[Finding]:
    """What is not in order; reads every byte."""
    state = _state(workspace, source, progress)
    if state.refusal is not None:
        can_replace = isinstance(state.refusal, WorkspaceRefusedError)
        yield Finding("files", 1, state.refusal.message, repairable=can_replace)
    names = names_by_digest(source)
    spare = _spare_files(workspace)
    saved = {digest for digest in state.gone | state.spoilt if spare.is_sound(digest)}
    for code, digests, told in (
        ("gone", state.gone, _("Attached files have lost their bytes: {names}")),
        ("spoilt", state.spoilt, _("Attached files are not what they were: {names}")),
    ):
        yield from _broken(code, told, {each: names[each] for each in digests & saved}, repairable=True)
        yield from _broken(code, told, {each: names[each] for each in digests - saved}, repairable=False)
    if state.left_over:
        yield Finding(
            "left_over", len(state.left_over), _("Bytes are kept that nothing needs any more"), repairable=True
        )


def repair_files(workspace: Workspace, progress: Progress) -> None:
    """Fetch from the automatic backups what is gone or spoilt, and let go of what is left over.

    Files that cannot be used at all are kept beside as ``….damaged-TIME``, and what is sound in them is taken over.
    """
    now = workspace.clock.now().utc
    with workspace.read() as source:
        state = _state(workspace, source, progress)
        store, wanted = bytes_of(workspace, source), set(names_by_digest(source))
    spare = _spare_files(workspace)
    if isinstance(state.refusal, WorkspaceRefusedError):
        for _old, aside in file_set.set_aside(store.path, now)[:1]:
            with suppress(WorkspaceRefusedError):
                copy_blobs(BlobStore(aside, None, connect_to_look), store, now, progress, wanted)
    store.remove({digest for digest in state.spoilt if spare.is_sound(digest)})
    copy_blobs(spare, store, now, progress, wanted)
    store.remove(state.left_over, stored_before=now - _LEFT_OVER)


def _state(workspace: Workspace, source: Source, progress: Progress) -> _State:
    store, held = bytes_of(workspace, source), set(names_by_digest(source))
    try:
        blobs = {blob.digest: blob for blob in store.blobs()}
    except StorageUnavailableError as error:
        return _State(gone=frozenset(held), refusal=error)
    total, done = sum(blob.size for blob in blobs.values()), 0
    spoilt: set[str] = set()
    for digest, blob in blobs.items():
        progress(done, total)
        if digest in held and not store.is_sound(digest):
            spoilt.add(digest)
        done += blob.size
    oldest = (workspace.clock.now().utc - _LEFT_OVER).timestamp()
    old = {digest for digest, blob in blobs.items() if blob.stored_at < oldest}
    needed = digests_named(source) if old and not is_shared(workspace.path) else old
    return _State(frozenset(held - blobs.keys()), frozenset(spoilt), frozenset(old - needed))


def _spare_files(workspace: Workspace) -> BlobStore:
    return BlobStore(files_of(folder_for(workspace.path) / workspace.path.name), None)


def _broken(code: str, told: str, names: Mapping[str, list[str]], *, repairable: bool) -> Iterator[Finding]:
    every = sorted(shown_name(name) for found in names.values() for name in found)
    if every:
        shown = _(", ").join(every[:_NAMES_TOLD]) + (" …" if len(every) > _NAMES_TOLD else "")
        yield Finding(code, len(every), told.format(names=shown), repairable=repairable)
