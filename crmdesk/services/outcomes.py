"""Ending deals and bringing them back: the one way in for buttons, boards, bulk actions, imports and the command line.

An outcome changes the deal's status, writes the loss event where there is one, and puts an entry on the timeline, all
in the caller's unit of work.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from crmdesk.domain.deal import DealStatus
from crmdesk.domain.loss import NOT_RECORDED, WinBack
from crmdesk.domain.moment import Moment
from crmdesk.domain.money import Money
from crmdesk.domain.touch import TouchDraft
from crmdesk.store.queries.catalogue import loss_reasons, touch_kinds
from crmdesk.store.queries.identities import losses_in_force, newest_entries
from crmdesk.store.repos.competitors import ensure_competitors, meet_competitors
from crmdesk.store.repos.deals import change_deals, closing
from crmdesk.store.repos.losses import LossDraft, add_losses, change_losses
from crmdesk.store.repos.touches import add_touches, change_touches, occurred_when
from crmdesk.store.repos.wins import set_obstacles
from crmdesk.store.times import milliseconds
from crmdesk.store.unit import Unit

_KINDS = {
    DealStatus.WON: "win",
    DealStatus.LOST: "loss",
    DealStatus.HOLD: "hold",
    DealStatus.INVALID: "invalid",
    DealStatus.OPEN: "reopen",
}
_CLOSED = [status for status in DealStatus if status.is_closed]
_DATE_UNKNOWN = "date_unknown"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of one deal. ``at`` is None when an import does not know.

    ``reasons`` are weights by reason, the primary one first: why it was lost, or what spoke against it if it was won.
    ``title``, ``note`` and ``facts`` are what the timeline says.
    """

    deal_id: int
    customer_id: int
    currency: str
    status: DealStatus
    at: Moment | None
    stage_id: int | None = None
    amount: Money | None = None
    reasons: Mapping[int, int] = field(default_factory=dict)
    competitors: tuple[str, ...] = ()
    title: str = ""
    note: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    win_back: WinBack = WinBack.UNKNOWN
    win_back_on: date | None = None
    win_back_why: str = ""
    win_back_trigger: str = ""
    hold_until: date | None = None
    reviewed: bool = False
    loss_uid: str = ""


def apply_outcomes(
    unit: Unit,
    outcomes: Sequence[Outcome],
    *,
    actor_id: int | None,
    import_batch_id: int | None = None,
    with_entries: bool = True,
) -> None:
    """Give each deal its outcome. Any loss still in force of these deals is lifted first.

    Without ``with_entries`` the timeline is left alone, because an import brings the entries itself.
    """
    if not outcomes:
        return
    _lift_losses(unit, {outcome.deal_id for outcome in outcomes})
    change_deals(unit, {outcome.deal_id: _columns(outcome) for outcome in outcomes})
    touches = _write_entries(unit, outcomes, actor_id, import_batch_id) if with_entries else [None] * len(outcomes)
    competitors = ensure_competitors(unit, [name for outcome in outcomes for name in outcome.competitors])
    _record_losses(unit, outcomes, touches, competitors)
    _record_wins(unit, [outcome for outcome in outcomes if outcome.status is DealStatus.WON], competitors)


def correct_dates(unit: Unit, dates: Mapping[int, Moment]) -> None:
    """Outcomes that stand were at another time than was thought: deals, and their entries on the timeline, by deal.

    The losses themselves are left to the caller.
    """
    kinds = {kind.id for kind in touch_kinds(unit) if kind.key in {_KINDS[status] for status in _CLOSED}}
    change_deals(unit, {deal: closing(at) for deal, at in dates.items()})
    change_touches(
        unit,
        {
            entry["id"]: {
                **occurred_when(dates[deal]),
                "detail": {name: value for name, value in entry["detail"].items() if name != _DATE_UNKNOWN},
            }
            for deal, entry in newest_entries(unit, list(dates), kinds).items()
        },
    )


def _columns(outcome: Outcome) -> dict[str, object]:
    return {
        "status": outcome.status.value,
        "hold_until": outcome.hold_until.isoformat() if outcome.hold_until else None,
        **closing(outcome.at if outcome.status.is_closed else None),
    }


def _lift_losses(unit: Unit, deals: set[int]) -> None:
    now = milliseconds(unit.now)
    in_force = losses_in_force(unit, deals)
    change_losses(unit, {loss["id"]: {"reopened_at": now} for loss in in_force.values()})


def _write_entries(
    unit: Unit, outcomes: Sequence[Outcome], actor_id: int | None, import_batch_id: int | None
) -> list[int]:
    kinds = {kind.key: kind.id for kind in touch_kinds(unit)}
    return add_touches(
        unit,
        [
            TouchDraft(
                customer_id=outcome.customer_id,
                deal_id=outcome.deal_id,
                kind_id=kinds[_KINDS[outcome.status]],
                occurred_at=outcome.at or unit.now,
                recorded_at=unit.now,
                actor_id=actor_id,
                recorded_by_id=actor_id,
                title=outcome.title,
                body=outcome.note,
                detail={**outcome.facts, **({} if outcome.at else {_DATE_UNKNOWN: True})},
                source="import" if import_batch_id else "",
                import_batch_id=import_batch_id,
                system=True,
            )
            for outcome in outcomes
        ],
    )


def _record_losses(
    unit: Unit, outcomes: Sequence[Outcome], touches: Sequence[int | None], competitors: Mapping[str, int]
) -> None:
    lost = [
        (outcome, touch) for outcome, touch in zip(outcomes, touches, strict=True) if outcome.status is DealStatus.LOST
    ]
    if not lost:
        return
    not_recorded = next(reason.id for reason in loss_reasons(unit) if reason.key == NOT_RECORDED)
    add_losses(
        unit,
        [
            LossDraft(
                deal_id=outcome.deal_id,
                currency=outcome.currency,
                lost_at=outcome.at,
                stage_id=outcome.stage_id,
                amount=outcome.amount,
                reasons=outcome.reasons or {not_recorded: 1},
                competitor_ids=_known(outcome.competitors, competitors),
                note=outcome.note,
                win_back=outcome.win_back,
                win_back_on=outcome.win_back_on,
                win_back_why=outcome.win_back_why,
                win_back_trigger=outcome.win_back_trigger,
                reviewed_at=unit.now if outcome.reviewed else None,
                touch_id=touch,
                uid=outcome.loss_uid,
            )
            for outcome, touch in lost
        ],
    )


def _record_wins(unit: Unit, won: Sequence[Outcome], competitors: Mapping[str, int]) -> None:
    """What spoke against them this time takes the place of what was said when they were won before."""
    set_obstacles(unit, {outcome.deal_id: outcome.reasons for outcome in won})
    meet_competitors(unit, {outcome.deal_id: _known(outcome.competitors, competitors) for outcome in won})


def _known(names: Sequence[str], competitors: Mapping[str, int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(competitors[name] for name in names if name in competitors))
