"""Views of the customers and of the pool kept under a name: everybody's, and those that only one person sees."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from crmdesk.domain.changes import Changes
from crmdesk.domain.customer import checked_name
from crmdesk.domain.errors import ValidationError
from crmdesk.domain.filter import parse_filter
from crmdesk.domain.pool_look import PoolLook
from crmdesk.domain.saved_view import SavedView, Viewed
from crmdesk.i18n import _
from crmdesk.services.desk import Desk
from crmdesk.store.queries.heirs import heirs
from crmdesk.store.queries.saved_views import KeptView, view_of, views_for
from crmdesk.store.repos import members, saved_views
from crmdesk.store.text.folding import fold


class SavedViewService:
    """Every change is one operation that can be undone."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def views(self) -> list[SavedView]:
        """The views whoever works here sees, in their order; what they name and was merged since is what it became."""
        with self._desk.read() as source:
            known = heirs(source)
            return [_following(kept.view, known) for kept in views_for(source, self._desk.actor)]

    def view(self, uid: str) -> SavedView:
        """One of them.

        Raises NotFoundError for a view that is gone.
        """
        with self._desk.read() as source:
            return _following(view_of(source, uid, self._desk.actor).view, heirs(source))

    def save(self, name: str, query: Viewed, *, own: bool = False) -> tuple[str, Changes]:
        """Keep a way of looking at the customers or the failure pool, for everybody or as one's own; returns its uid.

        Raises ValidationError when the name is empty or taken (field ``name``), or the text of the query cannot be read
        (field ``filter``).
        """
        readable = self._readable(query)
        with self._desk.change(_("Save the view “{name}”").format(name=name.strip())) as unit:
            known = views_for(unit, self._desk.actor)
            owner = members.ensure_one(unit, self._desk.actor) if own else None
            free = _free_name(known, name)
            uid = saved_views.add_view(unit, free, readable, position=len(known), owner_id=owner)
        return uid, unit.changes

    def rename(self, uid: str, name: str) -> Changes:
        """Call a view otherwise.

        Raises ValidationError when the name is empty or taken, NotFoundError for a view that is gone.
        """
        with self._desk.change() as unit:
            kept = view_of(unit, uid, self._desk.actor)
            unit.describe(_("Rename “{before}” to “{name}”").format(before=kept.view.name, name=name.strip()))
            others = [other for other in views_for(unit, self._desk.actor) if other.id != kept.id]
            saved_views.rename_view(unit, kept.id, _free_name(others, name))
        return unit.changes

    def change(self, uid: str, query: Viewed) -> Changes:
        """Let a view show something else.

        Raises ValidationError when the text of the query cannot be read, NotFoundError for a view that is gone.
        """
        readable = self._readable(query)
        with self._desk.change() as unit:
            kept = view_of(unit, uid, self._desk.actor)
            unit.describe(_("Change the view “{name}”").format(name=kept.view.name))
            saved_views.put_query(unit, kept.id, readable)
        return unit.changes

    def delete(self, uid: str) -> Changes:
        """Keep a view no longer.

        Raises NotFoundError for a view that is gone.
        """
        with self._desk.change() as unit:
            kept = view_of(unit, uid, self._desk.actor)
            unit.describe(_("Delete the view “{name}”").format(name=kept.view.name))
            saved_views.delete_view(unit, kept.id)
        return unit.changes

    def _readable(self, query: Viewed) -> Viewed:
        if isinstance(query, PoolLook):
            return query.settled()
        parse_filter(query.text, self._desk.today())
        return replace(query, text=query.text.strip())


def _following(view: SavedView, known: Mapping[str, str]) -> SavedView:
    """A view of the customers names things by words, which lead to what was merged by themselves."""
    if not isinstance(view.query, PoolLook):
        return view
    return replace(view, query=replace(view.query, wanted=view.query.wanted.following(known)))


def _free_name(known: Sequence[KeptView], name: str) -> str:
    trimmed = checked_name(name)
    for kept in known:
        if fold(kept.view.name) == fold(trimmed):
            raise ValidationError(_("“{name}” is there already.").format(name=kept.view.name), field="name")
    return trimmed
