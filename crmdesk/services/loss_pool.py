"""The failure pool on screen: counted, listed page by page, reviewed, and deals won back out of it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from crmdesk.domain.changes import Changes
from crmdesk.domain.deal import DealStatus
from crmdesk.domain.loss import LossReason
from crmdesk.domain.loss_pool import NOBODY, LostDeal, PoolColumn, PoolFilter, PoolOrder, Tally
from crmdesk.i18n import _, ngettext
from crmdesk.insight.loss_board import BoardNames, Entry, LossBoard, TagFacet, loss_board
from crmdesk.insight.loss_replay import LossReplay, replay_of
from crmdesk.services.deals import outcome_of
from crmdesk.services.desk import Desk
from crmdesk.services.outcome_book import OutcomeBook
from crmdesk.services.watch import UNWATCHED, Watch, in_pieces
from crmdesk.services.outcomes import apply_outcomes
from crmdesk.store.queries.catalogue import loss_reasons
from crmdesk.store.queries.deals import deals_by_id
from crmdesk.store.queries.identities import deal_ids
from crmdesk.store.queries.loss_replay import loss_story, win_story
from crmdesk.store.queries.pool_rows import lost_deals, won_deals
from crmdesk.store.repos import members
from crmdesk.store.repos.losses import change_losses
from crmdesk.store.text.folding import fold
from crmdesk.store.text.name_order import name_order
from crmdesk.store.times import milliseconds

if TYPE_CHECKING:
    from crmdesk.insight.outcomes.columns import Named, OutcomeColumns


class PoolService:
    """Losses in force: every lost deal has exactly one, so counting events counts deals."""

    def __init__(self, desk: Desk, outcomes: OutcomeBook) -> None:
        self._desk = desk
        self._outcomes = outcomes

    def board(self, wanted: PoolFilter) -> LossBoard:
        """Everything counted under a wish; what the workspace does not have (any more) is left out of the wish."""
        from crmdesk.insight.outcomes.tallies import known_uids, pool_tallies

        today = self._desk.today()
        book = self._outcomes.opened(touches=wanted.touches is not None)
        known = wanted.within(known_uids(book.columns))
        with self._desk.read() as source:
            reasons = loss_reasons(source)
        return loss_board(
            known,
            pool_tallies(book.columns, known, today, touches=book.touches),
            reasons,
            _names(book.columns),
            currency=self._desk.currency,
            today=today,
        )

    def deals(
        self, wanted: PoolFilter, order: PoolOrder, *, limit: int | None = None, offset: int = 0
    ) -> list[LostDeal]:
        """One page of the deals that fit, in order; without a limit all of them."""
        from crmdesk.insight.outcomes.ordering import ordered_rows
        from crmdesk.insight.outcomes.selection import select
        from crmdesk.insight.outcomes.tallies import known_uids

        by_name = order.column is PoolColumn.DEAL
        book = self._outcomes.opened(touches=wanted.touches is not None, names=by_name)
        known = wanted.within(known_uids(book.columns))
        fitting = select(book.columns, known, self._desk.today(), touches=book.touches)
        with self._desk.read() as source:
            places = {reason.uid: place for place, reason in enumerate(_by_name(loss_reasons(source)))}
            rows = ordered_rows(book.columns, fitting, order, reasons=places, names=book.names)
            page = rows[offset:] if limit is None else rows[offset : offset + limit]
            if wanted.won:
                return won_deals(source, book.columns.deal[page].tolist())
            return lost_deals(source, book.columns.loss[page].tolist())

    def losses_among(self, losses: Sequence[int], wanted: PoolFilter) -> list[LostDeal]:
        """Those of some losses (by their keys) that fit, in the order given."""
        from crmdesk.insight.outcomes.selection import select
        from crmdesk.insight.outcomes.tallies import known_uids

        book = self._outcomes.opened(touches=wanted.touches is not None)
        known = wanted.within(known_uids(book.columns))
        fitting = select(book.columns, known, self._desk.today(), touches=book.touches)
        keys = frozenset(book.columns.loss[fitting].tolist())
        with self._desk.read() as source:
            return lost_deals(source, [key for key in losses if key in keys])

    def replay(self, loss: LostDeal) -> LossReplay | None:
        """How a deal came to be lost, or won; None when the loss or the deal is gone."""
        with self._desk.read() as source:
            story = loss_story(source, loss.loss_id) if loss.loss_id else win_story(source, loss.deal_uid)
        return replay_of(story) if story else None

    def win_back(self, deals: Sequence[str], watch: Watch = UNWATCHED) -> Changes:
        """Bring lost deals back, all of them as one change; those that are not lost any more stay as they are.

        Raises CancelledError with nothing changed.
        """
        with self._desk.change(cancelled=watch.cancelled) as unit:
            found = deals_by_id(unit, list(deal_ids(unit, deals).values())).values()
            lost = [deal for deal in found if deal.status is DealStatus.LOST]
            if len(lost) == 1:
                unit.describe(_("Reopen deal “{name}”").format(name=lost[0].name))
            else:
                unit.describe(ngettext("Reopen {n} deal", "Reopen {n} deals", len(lost)).format(n=len(lost)))
            me = members.ensure_one(unit, self._desk.actor)
            for piece in in_pieces(lost, watch):
                apply_outcomes(unit, [outcome_of(deal, DealStatus.OPEN, unit.now) for deal in piece], actor_id=me)
        return unit.changes

    def review(self, losses: Sequence[LostDeal], *, reviewed: bool, watch: Watch = UNWATCHED) -> Changes:
        """Note that losses have been looked at and their lessons learnt, or that they still should be.

        Raises CancelledError with nothing changed.
        """
        label = (
            ngettext("Mark {n} loss as reviewed", "Mark {n} losses as reviewed", len(losses))
            if reviewed
            else ngettext("Mark {n} loss as not reviewed", "Mark {n} losses as not reviewed", len(losses))
        )
        with self._desk.change(label.format(n=len(losses)), cancelled=watch.cancelled) as unit:
            columns = {
                "reviewed_at": milliseconds(unit.now) if reviewed else None,
                "reviewed_by_id": members.ensure_one(unit, self._desk.actor) if reviewed else None,
            }
            changing = [loss.loss_id for loss in losses if loss.reviewed is not reviewed]
            for piece in in_pieces(changing, watch):
                change_losses(unit, dict.fromkeys(piece, columns))
        return unit.changes


def _names(columns: "OutcomeColumns") -> BoardNames:
    """What there is to choose from; what is not known comes last."""
    groups = {group.uid: TagFacet(group.uid, group.name, ()) for group in columns.tag_groups}
    for tag in columns.tag_names[1:]:
        parent = columns.tag_names[tag.above].uid
        facet = groups[tag.group]
        groups[tag.group] = replace(facet, tags=(*facet.tags, Entry(tag.uid, tag.name, Tally(), parent)))
    return BoardNames(
        owners=_named(columns.owners, _("Nobody")),
        stages=_named(columns.stages, _("Unknown stage")),
        competitors=_named(columns.competitor_names, _("No competitor known")),
        sources=_named(columns.source_names, _("Unknown source")),
        tags=tuple(groups.values()),
    )


def _named(listed: Sequence["Named"], unknown: str) -> dict[str, str]:
    return {one.uid: one.name for one in listed[1:]} | {NOBODY: unknown}


def _by_name(reasons: Sequence[LossReason]) -> list[LossReason]:
    """Reasons with those below them, by the names a person reads."""
    names = {reason.id: name_order(fold(reason.name)) for reason in reasons}
    return sorted(
        reasons, key=lambda one: (names.get(one.parent_id or one.id, ""), one.parent_id is not None, names[one.id])
    )
