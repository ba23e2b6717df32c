"""Makes a workspace with a believable year of selling in it, for pictures and visual tests.

The same seed tells the same year. Drives the program's services as a person would, at the times at which things
happened. Knows nothing of windows.
"""

import csv
import random
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from crmdesk import paths
from crmdesk.domain.clock import Clock
from crmdesk.domain.deal import Deal
from crmdesk.domain.errors import CrmError
from crmdesk.domain.loss import LossReason
from crmdesk.domain.moment import Moment, WallTime
from crmdesk.i18n import language
from crmdesk.services.contacts import ContactWords
from crmdesk.services.customers import NewCustomer
from crmdesk.services.loss_accounts import LossWords
from crmdesk.services.touches import TouchWords
from crmdesk.wiring import Services, new_services, open_services

STORY = Path(__file__).with_name("story.toml")
_DAYS = 380
_AMOUNTS = (9_800, 18_900, 27_400, 42_500, 64_000, 86_000, 120_000, 230_000)
_STAGES = ("lead", "contact", "need", "solution", "quote", "negotiate", "contract")
_REASON_WEIGHTS = (9, 7, 5, 4, 3, 2)


class StoryClock:
    """The time of the story while it is told; zones and days are those of the real clock."""

    def __init__(self, real: Clock) -> None:
        self._real, self._now = real, real.now()

    def now(self) -> Moment:
        """When the story is."""
        return self._now

    def localise(self, wall: WallTime) -> Moment:
        """As the real clock does."""
        return self._real.localise(wall)

    def go_to(self, moment: Moment) -> None:
        """Tell on from another time."""
        self._now = moment


@dataclass(frozen=True, slots=True, order=True)
class _Event:
    """Something that happens so many minutes before the end of the story."""

    minutes: int
    what: str
    customer: str
    words: str = ""
    deal: int = 0


def make(path: Path, clock: Clock, actor: str) -> Services:
    """A new workspace at ``path`` in the language in use, opened by ``actor`` at the time of ``clock``."""
    story_clock = StoryClock(clock)
    teller = _Teller(story_clock, path, actor)
    end = clock.now()
    for event in sorted(teller.events(), reverse=True):
        story_clock.go_to(Moment.of(end.local - timedelta(minutes=event.minutes)))
        teller.tell(event)
    return open_services(path, clock, actor)


class _Teller:
    """Writes the story down, event by event."""

    def __init__(self, clock: StoryClock, path: Path, actor: str) -> None:
        self._random = random.Random(20260304)  # noqa: S311  # a story, not a secret
        self._words: Mapping[str, Any] = tomllib.loads(STORY.read_text("utf-8"))[language()]
        clock.go_to(Moment.of(clock.now().local - timedelta(days=_DAYS + 1)))
        # Without a backup for every half hour of the story, which would take longer than telling it.
        self._services = new_services(path, clock, actor, currency="CNY", packs=(), later=lambda _work: None)
        self._reasons = [reason for reason in self._services.losses.reasons() if reason.key != "not_recorded"]
        self._rows = _customers()
        self._deals: dict[tuple[str, int], Deal] = {}

    def events(self) -> Iterator[_Event]:
        """Everything that will happen, in no order."""
        for place, row in enumerate(self._rows):
            name = row["Customer"]
            begun = self._random.randint(200, _DAYS) if place else _DAYS - 3
            yield _Event(begun * 1440, "customer", name)
            yield from self._touches(name, begun, 34 if place == 0 else self._random.randint(4, 16))
            for number in range(self._random.choice((1, 2, 3, 3))):
                yield from self._deal(name, number, begun * (3 - number) // 3 * 1440)
            if place % 3 == 0:
                yield _Event(self._random.randint(5, 55), "next_step", name, self._pick("next_steps"))

    def tell(self, event: _Event) -> None:
        """Have one thing happen; what cannot (a deal that has ended meanwhile) does not."""
        with suppress(CrmError):
            getattr(self, f"_tell_{event.what}")(event)

    def _touches(self, name: str, begun: int, count: int) -> Iterator[_Event]:
        for _touch in range(count):
            days = min(begun - 1, round(self._random.expovariate(1 / 60)))
            minutes = days * 1440 + self._random.randint(0, 500)
            yield _Event(
                minutes, "touch", name, self._random.choice(("call", "call", "wechat", *self._words["touches"]))
            )

    def _deal(self, name: str, number: int, first: int) -> Iterator[_Event]:
        at, furthest = first - 60, self._random.randint(1, len(_STAGES) - 1)
        yield _Event(at, "deal", name, self._pick("products"), number)
        for stage in _STAGES[1 : furthest + 1]:
            at -= self._random.randint(1, 18) * 1440 + self._random.randint(0, 400)
            if at <= 0:
                return
            yield _Event(at, "stage", name, stage, number)
        end = self._random.choice(("lost", "lost", "lost", "won", ""))
        at -= self._random.randint(1, 9) * 1440
        if end and at > 0:
            yield _Event(at, end, name, "", number)

    def _tell_customer(self, event: _Event) -> None:
        row = next(row for row in self._rows if row["Customer"] == event.customer)
        new = NewCustomer(
            name=event.customer, phones=(row["Mobile"],), owner=self._pick("owners"), address=row["City"],
            note=row["Remark"], source=row["Source"],
        )  # fmt: skip
        customer, _changes, _alike = self._services.customers.add_customer(new)
        self._services.tags.change_tags(customer.uid, add=self._random.sample(self._words["tags"], 2))
        for place, (name, title, role) in enumerate(self._words["people"][: self._random.randint(1, 3)]):
            person = ContactWords(name, title, role, phones=(row["Mobile"],) if not place else ())
            self._services.contacts.add_contact(customer.uid, person)

    def _tell_touch(self, event: _Event) -> None:
        text = self._random.choice(self._words["touches"][event.words])
        talks = event.words in ("call", "wechat", "email", "sms")
        self._services.touches.log_touch(
            event.customer,
            TouchWords(
                kind=event.words,
                direction=("in" if text.startswith("<") else "out") if talks else "",
                minutes=self._random.randint(2, 30) if event.words == "call" else None,
                text=text.lstrip("<").format(competitor=self._pick("competitors")),
            ),
        )

    def _tell_next_step(self, event: _Event) -> None:
        words = TouchWords(kind="call", text=self._words["touches"]["call"][1], next_step=event.words)
        self._services.touches.log_touch(event.customer, words)

    def _tell_deal(self, event: _Event) -> None:
        amount = str(self._random.choice(_AMOUNTS))
        self._deals[event.customer, event.deal] = self._services.deals.add_deal(
            event.customer, event.words, amount=amount
        )[0]

    def _tell_stage(self, event: _Event) -> None:
        self._services.deals.move_stage(self._deals[event.customer, event.deal].uid, event.words)

    def _tell_won(self, event: _Event) -> None:
        self._services.deals.win(self._deals[event.customer, event.deal].uid)

    def _tell_lost(self, event: _Event) -> None:
        reason, sub = self._reason()
        words = LossWords(
            reason=reason.key,
            subreason=sub.key if sub else "",
            competitors=(self._pick("competitors"),) if self._random.random() < 0.6 or reason.ask_competitor else (),
            note=self._words["touches"]["feedback"][0],
        )
        self._services.deals.mark_lost(self._deals[event.customer, event.deal].uid, words)

    def _reason(self) -> tuple[LossReason, LossReason | None]:
        tops = [reason for reason in self._reasons if reason.parent_id is None]
        weights = [*_REASON_WEIGHTS, *[1] * len(tops)][: len(tops)]
        [reason] = self._random.choices(tops, weights=weights)
        subs = [sub for sub in self._reasons if sub.parent_id == reason.id and not sub.ask_win_back_date]
        return reason, self._random.choice(subs) if subs else None

    def _pick(self, words: str) -> str:
        return str(self._random.choice(self._words[words]))


def _customers() -> Sequence[Mapping[str, str]]:
    with (paths.resource_folder("samples") / "pipeline.csv").open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))
