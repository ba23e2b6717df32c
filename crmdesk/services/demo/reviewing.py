"""The manager of the sample company looks at losses: what was found and learnt, and what the competitors are like."""

import random
from collections.abc import Mapping

from crmdesk.domain.loss import Voice
from crmdesk.services.demo.hindsight import Hindsight
from crmdesk.services.loss_entries import retell
from crmdesk.store.queries import catalogue
from crmdesk.store.queries.competitors import competitors
from crmdesk.store.queries.voices_at_once import Said, all_reviewed, evidence_before, said_of
from crmdesk.store.repos.competitors import change_competitor
from crmdesk.store.repos.losses import change_losses, set_reasons
from crmdesk.store.unit import Unit

_FOUND, _LEARNT, _CONFIRMED, _OTHERWISE = 0.7, 0.45, 0.45, 0.16
_OTHER_REASONS = ("value_unclear", "long_silence", "decision_maker_not_reached", "need_not_cleared_up")


def write_findings(unit: Unit, hindsight: Hindsight, chance: random.Random) -> None:
    """Of the losses that were reviewed most have a finding, some a lesson; some are seen otherwise than the seller."""
    ids = {reason.key: reason.id for reason in catalogue.loss_reasons(unit) if reason.parent_id is not None}
    texts: dict[int, dict[str, str]] = {}
    reviewed = all_reviewed(unit)
    said = said_of(unit, reviewed)
    for loss in reviewed:
        judged = said.get((loss, Voice.MANAGER), Said({})).weights
        otherwise = chance.random() < _OTHERWISE
        found = chance.choice(_OTHER_REASONS)
        if not judged and otherwise:
            judged = {ids[found]: 1}
        elif not judged and chance.random() < _CONFIRMED:
            judged = said.get((loss, Voice.SELLER), Said({})).weights
        if judged:
            set_reasons(unit, loss, judged, Voice.MANAGER, evidence_before(unit, loss))
        texts[loss] = {
            "finding": hindsight.words("finding") if chance.random() < _FOUND else "",
            "lesson": hindsight.words("lesson") if chance.random() < _LEARNT else "",
        }
        retell(unit, [loss], {name: text or None for name, text in texts[loss].items()})
    change_losses(unit, texts)


def write_competitors(unit: Unit, names: Mapping[str, str], known: Mapping[str, Mapping[str, str]]) -> None:
    """What competitors are good and bad at; ``names`` are by their keys."""
    ids = {competitor.name: row_id for row_id, competitor in competitors(unit).items()}
    for key, facts in known.items():
        if names[key] in ids:
            change_competitor(unit, ids[names[key]], strengths=facts["strengths"], weaknesses=facts["weaknesses"])
