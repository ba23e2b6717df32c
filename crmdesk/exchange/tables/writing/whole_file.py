"""A file that is there whole or not at all: written beside its place, then moved into it."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from crmdesk.domain.errors import StorageUnavailableError
from crmdesk.i18n import _


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """A path to write to; its content takes the place of ``path`` when the block ends without an error.

    Raises StorageUnavailableError when the folder cannot be written to.
    """
    draft = path.with_name(f".{uuid.uuid4().hex}.part")
    try:
        draft.touch(exist_ok=False)
        yield draft
        draft.replace(path)
    except OSError as error:
        raise StorageUnavailableError(
            _(
                "“{file}” could not be written; check the folder, its free space and that no program holds the file."
            ).format(file=path.name)
        ) from error
    finally:
        draft.unlink(missing_ok=True)
