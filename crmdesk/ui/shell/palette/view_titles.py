"""The views kept under names as the palette finds them."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from crmdesk.domain.pool_look import PoolLook
from crmdesk.domain.saved_view import SavedView, Viewed
from crmdesk.i18n import _
from crmdesk.ui.shell.palette.rows import PaletteRow, RowKind

if TYPE_CHECKING:
    from crmdesk.services.finding import Titled

_MARK = "saved view "


def titled(views: Sequence[SavedView]) -> "tuple[Titled, ...]":
    """Views by name."""
    from crmdesk.services.finding import Titled

    return tuple(Titled(_MARK + view.uid, (view.name,)) for view in views)


def view_rows(views: Sequence[SavedView], found: Iterable[str]) -> list[PaletteRow]:
    """Those that were found, as rows whose keys are their uids."""
    known = {_MARK + view.uid: view for view in views}
    return [
        PaletteRow(RowKind.VIEW, view.name, view.uid, _shown(view.query), icon="bookmark")
        for view in (known[mark] for mark in found if mark in known)
    ]


def _shown(query: Viewed) -> str:
    """What a view shows, in a few words."""
    return _("Lost pool") if isinstance(query, PoolLook) else query.text or _("Customers")
