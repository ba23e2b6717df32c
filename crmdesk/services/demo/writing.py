"""Writing the sample company into a workspace, in one unit of work.

Stages, outcomes and leads become entries on the timeline as the services write them.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from crmdesk.domain.customer import ContactDraft, CustomerDraft, PointDraft, PointKind
from crmdesk.domain.deal import DealDraft, DealStatus
from crmdesk.domain.first_touch import FirstTouch
from crmdesk.domain.loss import LossReason, Voice, WinBack
from crmdesk.domain.loss_account import GivenReason, LossAccount, weights_of
from crmdesk.domain.moment import Moment, Precision, WallTime
from crmdesk.domain.money import Money
from crmdesk.domain.tag import TagAssignmentDraft
from crmdesk.domain.touch import TouchDraft, TouchStatus
from crmdesk.services.deals import loss_outcome
from crmdesk.services.demo.cast import Party, Person
from crmdesk.services.demo.hindsight import EarlierLoss, Hindsight, Keys
from crmdesk.services.demo.plot import Affair
from crmdesk.services.demo.script import Script
from crmdesk.services.demo.telling import Scene, Telling
from crmdesk.services.desk import Desk
from crmdesk.services.lead_entries import write_lead_entries
from crmdesk.services.loss_entries import competitor_facts, loss_facts, loss_title, told, win_title
from crmdesk.services.outcomes import Outcome, apply_outcomes
from crmdesk.services.points import read_point
from crmdesk.services.stage_entries import stage_entry
from crmdesk.services.touches import kind_of_step
from crmdesk.store.queries import catalogue
from crmdesk.store.queries.identities import losses_in_force
from crmdesk.store.queries.loss_voices import ids_of_deal
from crmdesk.store.queries.sample_rows import sleeping_groups
from crmdesk.store.repos import members, tags
from crmdesk.store.repos.competitors import ensure_competitors, set_prices
from crmdesk.store.repos.customers import add_contacts, add_customers, add_points
from crmdesk.store.repos.deals import add_deals
from crmdesk.store.repos.edited_lists import EditedList, change_entries
from crmdesk.store.repos.first_touchpoints import FirstTouchDraft, put_first_touches
from crmdesk.store.repos.losses import change_losses, set_reasons
from crmdesk.store.repos.touches import add_touches
from crmdesk.store.times import milliseconds
from crmdesk.store.unit import Unit

_REGION = "region"
_ROLE = "contact_role"
_TRIED = 0.92


class Writing:
    """Knows what has become of parties and affairs while they are written."""

    def __init__(
        self,
        unit: Unit,
        desk: Desk,
        script: Script,
        telling: Telling,
        hindsight: Hindsight,
        chance: random.Random,
        batch_id: int,
    ) -> None:
        self._unit, self._desk, self._script, self._telling = unit, desk, script, telling
        self._hindsight = hindsight
        self._chance, self._batch_id = chance, batch_id
        self._kinds = {kind.key: kind.id for kind in catalogue.touch_kinds(unit)}
        self._stages = {stage.key: stage for stage in catalogue.stages(unit, with_retired=True)}
        self._members: list[int] = []
        self._tags: dict[tuple[str, str], int] = {}
        self._tag_names: dict[int, str] = {}
        self._customers: dict[Party, int] = {}
        self._people: dict[Person, int] = {}
        self._deals: dict[Affair, int] = {}

    def write_lists(self) -> None:
        """Colleagues, the tags of the industry and of the regions."""
        names = [self._desk.actor, *self._script.words["cast"]["members"][1:]]
        found = members.ensure(self._unit, names)
        self._members = [found[name] for name in names]
        pack = self._script.numbers["pack"]
        change_entries(self._unit, EditedList.GROUPS, sleeping_groups(self._unit, pack), {"retired": False})
        groups = {group.key: group.id for group in catalogue.tag_groups(self._unit)}
        keys = {group_id: key for key, group_id in groups.items()}
        for tag in catalogue.tags(self._unit):
            self._tags[keys[tag.group_id], tag.key] = tag.id
            self._tag_names[tag.id] = tag.name
        paths = {city: self._script.region(city) for city in self._script.cities.keys}
        wanted = [(groups[_REGION], name) for path in paths.values() for name in path]
        made = tags.ensure_tags(self._unit, wanted)
        parents: dict[int, int] = {}
        for city, path in paths.items():
            ids = [made[groups[_REGION], name] for name in path]
            self._tags[_REGION, city] = ids[-1]
            parents |= dict(zip(ids[1:], ids[:-1], strict=True))
        tags.set_parents(self._unit, parents)

    def write_parties(self, parties: Sequence[Party]) -> None:
        """Customers with their people, numbers and tags, and that they were obtained."""
        drafts = [
            CustomerDraft(
                name=party.name,
                created_at=self._past(party.age),
                owner_id=self._members[party.owner],
                address=party.address,
                city=self._script.region(party.city)[-1],
                note=party.note,
                import_batch_id=self._batch_id,
            )
            for party in parties
        ]
        self._customers = dict(zip(parties, add_customers(self._unit, drafts), strict=True))
        pairs = [(party, person) for party in parties for person in party.people]
        roles = [self._tag_names[self._tags[_ROLE, person.role]] for _party, person in pairs]
        contacts = [
            ContactDraft(self._customers[party], person.name, person.title, role)
            for (party, person), role in zip(pairs, roles, strict=True)
        ]
        ids = add_contacts(self._unit, contacts)
        self._people = dict(zip([person for _party, person in pairs], ids, strict=True))
        self._write_points(parties, pairs)
        self._write_tags(parties, pairs)
        for owner, member in enumerate(self._members):
            leads = {
                self._customers[party]: (self._past(party.age), self._source(party))
                for party in parties
                if party.owner == owner
            }
            write_lead_entries(self._unit, leads, actor_id=member)

    def _source(self, party: Party) -> str:
        return self._tag_names[self._tags["source", party.traits["source"][0]]]

    def _write_points(self, parties: Sequence[Party], pairs: Sequence[tuple[Party, Person]]) -> None:
        points = [PointDraft(self._customers[party], read_point(PointKind.PHONE, party.phone)) for party in parties]
        for party, person in pairs:
            for kind, value in ((PointKind.PHONE, person.mobile), (PointKind.EMAIL, person.email)):
                points.append(PointDraft(self._customers[party], read_point(kind, value), self._people[person]))
        add_points(self._unit, points)

    def _write_tags(self, parties: Sequence[Party], pairs: Sequence[tuple[Party, Person]]) -> None:
        drafts = [
            TagAssignmentDraft(
                tag_id=self._tags[group, key],
                customer_id=self._customers[party],
                from_day=self._telling.day(party.age),
                by_id=self._members[party.owner],
            )
            for party in parties
            for group, keys in {_REGION: (party.city,), **party.traits}.items()
            for key in keys
        ]
        drafts += [
            TagAssignmentDraft(
                tag_id=self._tags[_ROLE, person.role],
                customer_id=self._customers[party],
                contact_id=self._people[person],
                from_day=self._telling.day(party.age),
                by_id=self._members[party.owner],
            )
            for party, person in pairs
        ]
        tags.assign(self._unit, drafts)

    def write_affairs(self, affairs: Sequence[Affair], names: Mapping[Affair, str]) -> None:
        """Deals with their moves from stage to stage, and how they ended."""
        ids = add_deals(self._unit, [self._deal(affair, names[affair]) for affair in affairs])
        self._deals = dict(zip(affairs, ids, strict=True))
        add_touches(self._unit, [entry for affair in affairs for entry in self._moves(affair)])
        self._write_earlier_losses(affairs)
        for owner, member in enumerate(self._members):
            outcomes = [
                self._outcome(affair)
                for affair in affairs
                if affair.party.owner == owner and affair.status is not DealStatus.OPEN
            ]
            apply_outcomes(self._unit, outcomes, actor_id=member)
        self._review([affair for affair in affairs if affair.loss is not None])
        self._write_prices([affair for affair in affairs if affair.rival])

    def _write_earlier_losses(self, affairs: Sequence[Affair]) -> None:
        """Some deals had been lost before and were taken up again."""
        earlier = self._hindsight.earlier_losses(affairs)
        for owner, member in enumerate(self._members):
            mine = {affair: loss for affair, loss in earlier.items() if affair.party.owner == owner}
            lost = [self._earlier(affair, loss) for affair, loss in mine.items()]
            again = [
                self._ended(affair, DealStatus.OPEN, affair.moves[-1][0], loss.reopened)
                for affair, loss in mine.items()
            ]
            for outcomes in (lost, again):
                apply_outcomes(self._unit, outcomes, actor_id=member)
        in_time = {
            loss: {"reopened_at": milliseconds(self._past(earlier[affair].reopened))}
            for affair, deal in self._deals.items()
            if affair in earlier
            for loss in ids_of_deal(self._unit, deal)
        }
        change_losses(self._unit, in_time)

    def _earlier(self, affair: Affair, loss: EarlierLoss) -> Outcome:
        reasons = (GivenReason(*self._reasons(*loss.reason)),)
        outcome = self._ended(affair, DealStatus.LOST, loss.stage, loss.lost)
        return replace(outcome, title=loss_title(reasons), reasons=weights_of(reasons))

    def _ended(self, affair: Affair, status: DealStatus, stage: str, days: float) -> Outcome:
        return Outcome(
            deal_id=self._deals[affair],
            customer_id=self._customers[affair.party],
            currency=self._desk.currency,
            status=status,
            at=self._past(days),
            stage_id=self._stages[stage].id,
            amount=Money.of(affair.amount, self._desk.currency),
        )

    def _write_prices(self, affairs: Sequence[Affair]) -> None:
        """Whom deals were up against, and what was asked there as far as anybody found out."""
        names = ensure_competitors(self._unit, [self._telling.rival(affair) for affair in affairs])
        for affair in affairs:
            asked = self._hindsight.price(affair)
            price = None if asked is None else Money.of(asked, self._desk.currency)
            set_prices(self._unit, self._deals[affair], {names[self._telling.rival(affair)]: price})

    def _deal(self, affair: Affair, name: str) -> DealDraft:
        going = affair.status in (DealStatus.OPEN, DealStatus.HOLD)
        return DealDraft(
            customer_id=self._customers[affair.party],
            name=name,
            currency=self._desk.currency,
            created_at=self._past(affair.begun),
            owner_id=self._members[affair.party.owner],
            stage_id=self._stages[affair.moves[-1][0]].id,
            amount=Money.of(affair.amount, self._desk.currency),
            expected_close=self._telling.day(-self._chance.uniform(5, 80)) if going else None,
            import_batch_id=self._batch_id,
        )

    def _moves(self, affair: Affair) -> Iterator[TouchDraft]:
        before = ""
        for stage, at in affair.moves:
            after = self._stages[stage].name
            yield stage_entry(
                customer_id=self._customers[affair.party],
                deal_id=self._deals[affair],
                kind_id=self._kinds["stage"],
                before=before,
                after=after,
                at=self._past(at),
                actor_id=self._members[affair.party.owner],
            )
            before = after

    def _outcome(self, affair: Affair) -> Outcome:
        ended = affair.ended if affair.ended is not None else max(affair.moves[-1][1] - 4, 0.2)
        outcome = self._ended(affair, affair.status, affair.moves[-1][0], ended)
        if affair.status is DealStatus.HOLD:
            until = self._telling.day(-self._chance.uniform(10, 150))
            return replace(outcome, hold_until=until, title=until.isoformat())
        if affair.status is DealStatus.WON:
            return self._won(affair, outcome)
        return self._lost(affair, outcome) if affair.loss is not None else outcome

    def _won(self, affair: Affair, outcome: Outcome) -> Outcome:
        obstacles = self._given(self._hindsight.obstacles(affair))
        rivals = (self._telling.rival(affair),) if affair.rival else ()
        return replace(
            outcome,
            note=self._telling.words(affair.party, affair, "win_note"),
            title=win_title(obstacles),
            facts=told(competitor_facts(rivals)),
            reasons=weights_of(obstacles),
            competitors=rivals,
        )

    def _lost(self, affair: Affair, outcome: Outcome) -> Outcome:
        if affair.loss is None or affair.ended is None or outcome.at is None:
            return outcome
        reason, subreason = self._reasons(affair.loss.reason, affair.loss.subreason)
        rivals = (self._telling.rival(affair),) if affair.rival else ()
        note = self._telling.words(affair.party, affair, "loss_note") if self._chance.random() < 0.7 else ""
        needs_note = reason.ask_note or (subreason is not None and subreason.ask_note)
        verdict, why, trigger = self._hindsight.verdict()
        reasons = self._given(self._hindsight.also(affair))
        waits = verdict is not WinBack.NO and any(given.reason.ask_win_back_date for given in reasons)
        account = LossAccount(
            reasons=reasons,
            competitors=rivals,
            note=note or (self._telling.words(affair.party, affair, "loss_note") if needs_note else ""),
            win_back_on=self._telling.day(affair.ended - 150) if waits else None,
            verdict=verdict,
            why=why,
            trigger=trigger,
        )
        said = loss_outcome(outcome, account, outcome.at.local_date)
        due = self._still_to_try(said.win_back_on)
        if verdict is WinBack.YES:
            due = said.win_back_on
        return replace(said, win_back_on=due, facts=told(loss_facts(account, due)))

    def _given(self, reasons: Sequence[tuple[Keys, int]]) -> tuple[GivenReason, ...]:
        return tuple(GivenReason(*self._reasons(*keys), weight) for keys, weight in reasons)

    def _still_to_try(self, day: date | None) -> date | None:
        """The day to try again, unless that has been done since, as mostly it has."""
        is_over = day is not None and day < self._telling.now.date()
        return None if is_over and self._chance.random() < _TRIED else day

    def _reasons(self, key: str, subkey: str) -> tuple[LossReason, LossReason | None]:
        reasons = catalogue.loss_reasons(self._unit)
        reason = next(each for each in reasons if each.key == key and each.parent_id is None)
        return reason, next((each for each in reasons if each.key == subkey and each.parent_id == reason.id), None)

    def _review(self, lost: Sequence[Affair]) -> None:
        """A manager has looked at half of the losses, and sees some otherwise than the seller."""
        losses = losses_in_force(self._unit, [self._deals[affair] for affair in lost])
        reviewed: dict[int, dict[str, object]] = {}
        for affair in lost:
            if affair.ended is None or affair.ended < 5 or self._chance.random() > 0.5:
                continue
            loss = losses[self._deals[affair]]["id"]
            at = self._past(affair.ended - self._chance.uniform(1, 4))
            reviewed[loss] = {"reviewed_at": milliseconds(at), "reviewed_by_id": self._members[0]}
            if affair.loss is not None and affair.loss.silence > 25 and self._chance.random() < 0.25:
                reason, subreason = self._reasons("process", "long_silence")
                set_reasons(self._unit, loss, {(subreason or reason).id: 1}, Voice.MANAGER)
        change_losses(self._unit, reviewed)

    def write_scenes(self, scenes: Sequence[Scene]) -> None:
        """What people wrote down, in the order in which it happened."""
        ordered = sorted(scenes, key=lambda scene: scene.at)
        ids = add_touches(self._unit, [self._touch(scene) for scene in ordered])
        voices = [(scene, touch) for scene, touch in zip(ordered, ids, strict=True) if scene.voice]
        losses = losses_in_force(self._unit, [self._deals[scene.affair] for scene, _touch in voices if scene.affair])
        for scene, touch in voices:
            if scene.affair is not None:
                reasons = {self._reasons(key, "")[0].id: 1 for key in scene.voice}
                set_reasons(self._unit, losses[self._deals[scene.affair]]["id"], reasons, Voice.CUSTOMER, touch)

    def write_first_touches(self, told: Mapping[Party, FirstTouch]) -> None:
        """What customers told of how they first came across us."""
        put_first_touches(
            self._unit,
            {
                self._customers[party]: FirstTouchDraft(
                    self._tags["source", first.channel] if first.channel else None,
                    first.when,
                    first.saw,
                    first.forgotten,
                )
                for party, first in told.items()
            },
        )

    def _touch(self, scene: Scene) -> TouchDraft:
        at = self._local(scene.at)
        actor = self._members[scene.party.owner]
        kind = self._kinds[scene.kind]
        if scene.planned:
            kind = kind_of_step(catalogue.touch_kinds(self._unit), scene.text).id
        return TouchDraft(
            customer_id=self._customers[scene.party],
            kind_id=kind,
            occurred_at=at,
            recorded_at=self._recorded(scene),
            status=TouchStatus.PLANNED if scene.planned else TouchStatus.DONE,
            direction=scene.direction,
            contact_id=self._people[scene.person] if scene.person is not None and not scene.planned else None,
            deal_id=self._deals[scene.affair] if scene.affair is not None else None,
            actor_id=actor,
            recorded_by_id=actor,
            minutes=scene.minutes,
            title=scene.text if scene.planned else "",
            body="" if scene.planned else scene.text,
            detail=scene.detail,
            uid=scene.uid,
            import_batch_id=self._batch_id,
        )

    def _recorded(self, scene: Scene) -> Moment:
        """Mostly right afterwards, now and then days later; plans a few days before."""
        delay = timedelta(minutes=self._chance.randint(2, 90))
        if scene.planned:
            delay = -timedelta(days=self._chance.randint(2, 20))
        elif self._chance.random() < 0.04:
            delay = timedelta(days=self._chance.randint(2, 5))
        return self._local(min(scene.at + delay, self._telling.now))

    def _past(self, days: float) -> Moment:
        return self._local(self._telling.moment(days))

    def _local(self, at: datetime) -> Moment:
        return self._desk.clock.localise(WallTime(at, Precision.MINUTE))
