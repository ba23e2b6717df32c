"""The sheets of what happened: the timeline and the losses."""

from collections.abc import Sequence

from crmdesk.domain.loss import Voice
from crmdesk.domain.loss_voices import VoiceAccount
from crmdesk.domain.touch import Direction, Touch, TouchStatus
from crmdesk.exchange.tables.own_format import detail_text, join_values
from crmdesk.exchange.tables.records import SheetKind
from crmdesk.exchange.tables.weighted_words import reason_text
from crmdesk.exchange.tables.writing.output import OutCell
from crmdesk.services.exporting.section import Section, extra_headers, moment_cells
from crmdesk.store.queries.catalogue import loss_reasons, stages, touch_kinds
from crmdesk.store.queries.export_events import (
    ExportedLoss,
    count_touches,
    exported_losses,
    exported_touches,
    file_names,
    touch_extras,
)
from crmdesk.store.queries.export_selection import Selection
from crmdesk.store.workspace import Source


def timeline_section(source: Source, selection: Selection) -> Section:
    """The touches of the chosen customers and deals, the latest first, read while they are written."""
    files = file_names(source)
    return Section(
        SheetKind.TIMELINE,
        count_touches(source, selection),
        (
            (_touch(touch, contact_uid) | {"files": join_values(files.get(touch.uid, ()))}, touch.extra)
            for touch, contact_uid in exported_touches(source, selection)
        ),
        extra_headers(touch_extras(source, selection)),
        {
            "kind": tuple(kind.name for kind in touch_kinds(source)),
            "status": tuple(status.value for status in TouchStatus),
            "direction": (Direction.IN.value, Direction.OUT.value),
        },
    )


def loss_section(source: Source, selection: Selection) -> Section:
    """Every loss of the chosen deals, the latest first."""
    found = exported_losses(source, selection)
    reasons = loss_reasons(source)
    return Section(
        SheetKind.LOSSES,
        len(found),
        ((_loss(loss), {}) for loss in found),
        (),
        {
            "reason": tuple(reason.name for reason in reasons if reason.parent_id is None and not reason.retired),
            "stage_at_loss": tuple(stage.name for stage in stages(source)),
        },
    )


def _touch(touch: Touch, contact_uid: str) -> dict[str, OutCell]:
    return {
        "uid": touch.uid,
        "customer": touch.customer,
        "customer_uid": touch.customer_uid,
        "deal": touch.deal,
        "deal_uid": touch.deal_uid,
        "kind": touch.kind_name,
        "status": touch.status.value,
        "direction": touch.direction.value,
        **moment_cells("occurred_at", touch.occurred_at),
        **moment_cells("recorded_at", touch.recorded_at),
        "actor": touch.actor,
        "recorded_by": touch.recorded_by,
        "contact": touch.contact,
        "contact_uid": contact_uid,
        "title": touch.title,
        "body": touch.body,
        "source": touch.source,
        "minutes": touch.minutes,
        "system": touch.system,
        "detail": detail_text(touch.detail),
    }


def _loss(loss: ExportedLoss) -> dict[str, OutCell]:
    return {
        "uid": loss.uid,
        "deal_uid": loss.deal_uid,
        "deal": loss.deal,
        "customer": loss.customer,
        "customer_uid": loss.customer_uid,
        **moment_cells("lost_at", loss.lost_at),
        "stage_at_loss": loss.stage,
        "amount": loss.amount.amount if loss.amount else None,
        "currency": loss.currency,
        "reason": loss.detail.reason,
        "subreason": loss.detail.subreason,
        "competitors": join_values(loss.detail.competitors),
        "note": loss.note,
        "win_back_on": loss.win_back_on,
        "reviewed": loss.reviewed,
        **moment_cells("reviewed_on", loss.reviewed_on),
        "reviewed_by": loss.reviewed_by,
        **moment_cells("reopened", loss.reopened),
        "entry": loss.entry,
        "win_back": loss.win_back,
        "win_back_why": loss.win_back_why,
        "win_back_trigger": loss.win_back_trigger,
        "finding": loss.finding,
        "lesson": loss.lesson,
        **_voices(loss.voices),
    }


def _voices(voices: Sequence[VoiceAccount]) -> dict[str, OutCell]:
    """What each voice says and the entry that proves it; empty for one that says nothing."""
    cells: dict[str, OutCell] = {f"{voice}_{part}": "" for voice in Voice for part in ("says", "proof")}
    for account in voices:
        reasons = (reason_text(said.reason, said.subreason, said.weight) for said in account.reasons)
        cells[f"{account.voice}_says"] = join_values(reasons)
        cells[f"{account.voice}_proof"] = account.evidence.touch_uid if account.evidence else ""
    return cells
