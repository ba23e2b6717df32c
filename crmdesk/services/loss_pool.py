"""The failure pool on screen: counted, listed page by page, reviewed, and deals won back out of it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from crmdesk.domain.changes import Changes
from crmdesk.domain.deal import DealStatus
from crmdesk.domain.loss_pool import NOBODY, LostDeal, PoolFilter, PoolOrder, Tally, none_of
from crmdesk.i18n import _, ngettext
from crmdesk.insight.loss_board import BoardNames, Entry, LossBoard, TagFacet, loss_board
from crmdesk.insight.loss_replay import LossReplay, replay_of
from crmdesk.services.deals import outcome_of
from crmdesk.services.desk import Desk
from crmdesk.services.outcome_book import OutcomeBook
from crmdesk.services.outcomes import apply_outcomes
from crmdesk.services.watch import UNWATCHED, Watch, in_pieces
from crmdesk.store.queries.catalogue import loss_reasons
from crmdesk.store.queries.deals import deals_by_id
from crmdesk.store.queries.heirs import heirs
from crmdesk.store.queries.identities import deal_ids
from crmdesk.store.queries.loss_replay import loss_story, win_story
from crmdesk.store.queries.pool_rows import OutcomeWords, lost_deals, won_deals
from crmdesk.store.repos import members
from crmdesk.store.repos.losses import change_losses
from crmdesk.store.times import milliseconds
from crmdesk.store.workspace import Source

if TYPE_CHECKING:
    from crmdesk.insight.outcomes.columns import Named, OutcomeColumns


class PoolService:
    """Losses in force: every lost deal has exactly one, so counting events counts deals."""

    def __init__(self, desk: Desk, outcomes: OutcomeBook) -> None:
        self._desk = desk
        self._outcomes = outcomes

    def board(self, wanted: PoolFilter) -> LossBoard:
        """Everything counted under a wish, as far as the workspace has (still) what it names.

        What was merged into something else is that; what is gone is left out of the wish.
        """
        from crmdesk.insight.outcomes.tallies import known_uids, pool_tallies

        today = self._desk.today()
        book = self._outcomes.opened(touches=wanted.touches is not None)
        with self._desk.read() as source:
            reasons = loss_reasons(source)
            followed = wanted.following(heirs(source))
        known = followed.within(known_uids(book.columns))
        board = loss_board(
            known,
            pool_tallies(book.columns, known, today, touches=book.touches),
            reasons,
            _names(book.columns),
            currency=self._desk.currency,
            today=today,
        )
        return replace(board, left_out=followed.size - known.size)

    def deals(
        self, wanted: PoolFilter, order: PoolOrder, *, limit: int | None = None, offset: int = 0
    ) -> list[LostDeal]:
        """One page of the deals that fit, in order; without a limit all of them."""
        from crmdesk.insight.outcomes.selection import select
        from crmdesk.insight.outcomes.tallies import known_uids

        book, ordered = self._outcomes.in_order(wanted, order)
        known = wanted.within(known_uids(book.columns))
        fitting = ordered[select(book.columns, known, self._desk.today(), touches=book.touches)[ordered]]
        page = fitting[offset:] if limit is None else fitting[offset : offset + limit]
        with self._desk.read() as source:
            return _rows(source, book.columns, page.tolist(), won=wanted.won)

    def losses_among(self, losses: Sequence[int], wanted: PoolFilter) -> list[LostDeal]:
        """Those of some losses (by their keys) that fit, in the order given."""
        from crmdesk.insight.outcomes.selection import select
        from crmdesk.insight.outcomes.tallies import known_uids

        book = self._outcomes.opened(touches=wanted.touches is not None)
        known = wanted.within(known_uids(book.columns))
        fitting = select(book.columns, known, self._desk.today(), touches=book.touches)
        rows = dict(zip(book.columns.loss[fitting].tolist(), fitting.nonzero()[0].tolist(), strict=True))
        with self._desk.read() as source:
            return _rows(source, book.columns, [rows[key] for key in losses if key in rows], won=False)

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
        tags=tuple(
            replace(facet, tags=(*facet.tags, Entry(none_of(uid), _("None"), Tally())))
            for uid, facet in groups.items()
            if facet.tags
        ),
    )


def _named(listed: Sequence["Named"], unknown: str) -> dict[str, str]:
    return {one.uid: one.name for one in listed[1:]} | {NOBODY: unknown}


def _rows(source: Source, columns: "OutcomeColumns", rows: Sequence[int], *, won: bool) -> list[LostDeal]:
    """The deals of these rows, in the same order."""
    from crmdesk.insight.outcomes.ordering import competitors_met

    met = competitors_met(columns, rows)
    words = [
        _words(columns.reasons, code, names) for code, names in zip(columns.reason[rows].tolist(), met, strict=True)
    ]
    if won:
        return won_deals(source, columns.deal[rows].tolist(), words)
    return lost_deals(source, columns.loss[rows].tolist(), words)


def _words(reasons: Sequence["Named"], code: int, competitors: tuple[str, ...]) -> OutcomeWords:
    named = reasons[code]
    reason, subreason = (reasons[named.above].name, named.name) if named.above else (named.name, "")
    return OutcomeWords(reason, subreason, competitors)
