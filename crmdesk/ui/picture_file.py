"""Leads from a wish for a picture to the file: asks where it is to go, writes it, and says what became of it."""

from collections.abc import Callable
from pathlib import Path

from crmdesk.domain.errors import CrmError
from crmdesk.i18n import _
from crmdesk.ui.workbench import Workbench


def ask_picture_file(bench: Workbench, title: str) -> Path | None:
    """Where a picture called so is to go, PNG unless another kind is named; None where nobody wishes it any more."""
    kinds = _("Pictures (*.png *.svg)")
    out = bench.files.save_file(bench.window, _("Save as a picture"), f"{title}.png", kinds, "")
    return out.with_suffix(".png") if out is not None and not out.suffix else out


def write_and_tell(bench: Workbench, work: Callable[[], object], out: Path) -> None:
    """Write a file; a notice says that it is there, or why it is not."""
    try:
        work()
    except CrmError as error:
        bench.notice.tell(error.message)
    else:
        bench.notice.tell(_("Written: {file}").format(file=out.name))
