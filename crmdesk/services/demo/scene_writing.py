"""Writing what the people of the sample company wrote down, in the order in which it happened."""

import random
from collections.abc import Sequence
from datetime import timedelta

from crmdesk.domain.loss import Voice
from crmdesk.domain.moment import Moment
from crmdesk.domain.touch import TouchDraft, TouchStatus
from crmdesk.services.demo.telling import Scene, Telling
from crmdesk.services.demo.written import Written
from crmdesk.services.touches import kind_of_step
from crmdesk.store.queries.identities import losses_in_force
from crmdesk.store.repos.losses import set_reasons
from crmdesk.store.repos.touches import add_touches


class SceneWriting:
    """Comes after the deals, which most of it is about."""

    def __init__(self, written: Written, telling: Telling, chance: random.Random) -> None:
        self._written, self._unit = written, written.unit
        self._telling, self._chance = telling, chance

    def write_scenes(self, scenes: Sequence[Scene]) -> None:
        """What people wrote down, in the order in which it happened."""
        ordered = sorted(scenes, key=lambda scene: scene.at)
        ids = add_touches(self._unit, [self._touch(scene) for scene in ordered])
        voices = [(scene, touch) for scene, touch in zip(ordered, ids, strict=True) if scene.voice]
        losses = losses_in_force(
            self._unit, [self._written.deals[scene.affair] for scene, _touch in voices if scene.affair]
        )
        for scene, touch in voices:
            if scene.affair is not None:
                reasons = {self._written.reasons(key, "")[0].id: 1 for key in scene.voice}
                set_reasons(self._unit, losses[self._written.deals[scene.affair]]["id"], reasons, Voice.CUSTOMER, touch)

    def _touch(self, scene: Scene) -> TouchDraft:
        at = self._written.local(scene.at)
        actor = self._written.members[scene.party.owner]
        kind = self._written.kinds[scene.kind]
        if scene.planned:
            kind = kind_of_step(self._written.touch_kinds, scene.text).id
        return TouchDraft(
            customer_id=self._written.customers[scene.party],
            kind_id=kind,
            occurred_at=at,
            recorded_at=self._recorded(scene),
            status=TouchStatus.PLANNED if scene.planned else TouchStatus.DONE,
            direction=scene.direction,
            contact_id=self._written.people[scene.person] if scene.person is not None and not scene.planned else None,
            deal_id=self._written.deals[scene.affair] if scene.affair is not None else None,
            actor_id=actor,
            recorded_by_id=actor,
            minutes=scene.minutes,
            title=scene.text if scene.planned else "",
            body="" if scene.planned else scene.text,
            detail=scene.detail,
            uid=scene.uid,
            import_batch_id=self._written.batch_id,
        )

    def _recorded(self, scene: Scene) -> Moment:
        """Mostly right afterwards, now and then days later; plans a few days before."""
        delay = timedelta(minutes=self._chance.randint(2, 90))
        if scene.planned:
            delay = -timedelta(days=self._chance.randint(2, 20))
        elif self._chance.random() < 0.04:
            delay = timedelta(days=self._chance.randint(2, 5))
        return self._written.local(min(scene.at + delay, self._telling.now))
