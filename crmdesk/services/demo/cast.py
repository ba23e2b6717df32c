"""Who there is in the sample company: colleagues, customers with their traits, and the people there.

A customer's traits decide how likely it is to sign; that is what the clouds and the charts are to find out. What is
drawn for the structure and what is drawn for words come from two sources, so that all languages tell the same story.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crmdesk.services.demo.phrases import Phrases
from crmdesk.services.demo.script import Script, Weighed

CUSTOMERS = 300
DAYS = 730
_SEVERAL = {"motive", "concern", "content_preference", "form_preference", "equipment_worry", "purchase_kind"}
_ROLES = ("decision_maker", "influencer", "user", "buyer", "champion", "gatekeeper", "blocker")
_ROLE_SHARES = (10, 8, 7, 8, 4, 2, 2)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody at a customer; ``role`` is a key of the group of roles."""

    name: str
    title: str
    role: str
    mobile: str
    email: str


@dataclass(frozen=True, slots=True, eq=False)
class Party:
    """A customer; ``traits`` are keys of tags by group, ``pull`` the log-odds to sign, ``age`` days since it began.

    ``owner`` counts the colleagues from 0, the first being whoever makes the sample.
    """

    number: int
    name: str
    short_name: str
    city: str
    address: str
    note: str
    traits: Mapping[str, tuple[str, ...]]
    pull: float
    age: float
    owner: int
    phone: str
    people: Sequence[Person]

    @property
    def was_referred(self) -> bool:
        """Whether another customer sent it."""
        return "referral" in self.traits["source"]


class Casting:
    """Invents them, the one who has been there longest first."""

    def __init__(self, script: Script, phrases: Phrases, structure: random.Random, words: random.Random) -> None:
        self._script, self._phrases, self._structure, self._words = script, phrases, structure, words
        self._traits, self._cities = script.traits, script.cities
        self._titles: Mapping[str, list[str]] = script.words["cast"]["titles"]
        self._taken: set[str] = set()
        self._members: Sequence[str] = script.words["cast"]["members"]

    def parties(self) -> list[Party]:
        """All customers."""
        ages = sorted((DAYS * self._structure.random() ** 1.25 + 3 for _number in range(CUSTOMERS)), reverse=True)
        return [self._party(number, age) for number, age in enumerate(ages)]

    def _party(self, number: int, age: float) -> Party:
        [city] = self._structure.choices(self._cities.keys, self._cities.shares)
        traits = {group: self._choose(group, weighed) for group, weighed in self._traits.items()}
        pulls = [self._traits[group].pulls[key] for group, keys in traits.items() for key in keys]
        script = self._structure.random() * 100 < self._script.words["cast"]["han_names"]
        name, short_name = self._name(city, traits["sub_industry"][0], han=script)
        roles = self._roles()
        return Party(
            number=number,
            name=name,
            short_name=short_name,
            city=city,
            address=self._address(city),
            note=self._phrases.pick(self._script.words["facts"]["note"], {}) if self._structure.random() < 0.4 else "",
            traits=traits | {"level": (self._level(sum(pulls)),)},
            pull=self._cities.pulls[city] + sum(pulls),
            age=age,
            owner=self._owner(city),
            phone=f"0512-5550{number:04d}",
            people=[self._person(number, place, role, han=script) for place, role in enumerate(roles)],
        )

    def _choose(self, group: str, weighed: Weighed) -> tuple[str, ...]:
        count = 2 if group in _SEVERAL and self._structure.random() < 0.35 else 1
        chosen = dict.fromkeys(self._structure.choices(weighed.keys, weighed.shares, k=count))
        return tuple(chosen)

    def _level(self, pull: float) -> str:
        """What a colleague would make of it, who sees more than tags and errs now and then."""
        seen = pull + self._structure.gauss(0, 0.8)
        return "a" if seen > 1.9 else "b" if seen > 0.8 else "c" if seen > -0.6 else "d"

    def _owner(self, city: str) -> int:
        """Each colleague has regions of their own, but for one customer in eight."""
        if self._structure.random() < 0.125:
            return self._structure.randrange(len(self._members))
        return self._cities.keys.index(city) * len(self._members) // len(self._cities.keys)

    def _roles(self) -> list[str]:
        count = self._structure.choices((1, 2, 3, 4), (30, 40, 22, 8))[0]
        return list(dict.fromkeys(self._structure.choices(_ROLES, _ROLE_SHARES, k=count)))

    def _name(self, city: str, trade: str, *, han: bool) -> tuple[str, str]:
        """What a customer is called, and what others call it."""
        names = self._script.han if han else self._script.latin
        while True:
            stem, kind = self._words.choice(names["stems"]), self._words.choice(names["trades"][trade])
            known_as = f"{names['cities'][city]}{stem}" if han else stem
            name = f"{known_as}{kind}" if han else f"{stem} {kind}"
            if name not in self._taken:
                self._taken.add(name)
                return name, known_as

    def _address(self, city: str) -> str:
        facts = self._script.words["facts"]
        street = self._words.choice(facts["street"])
        return self._phrases.pick(facts["address"], {"street": street, "city": self._script.region(city)[-1]})

    def _person(self, number: int, place: int, role: str, *, han: bool) -> Person:
        cast, latin = self._script.words["cast"], self._script.latin
        if han or self._words.random() < cast["local_names"]:
            parts = {"surname": self._words.choice(cast["surnames"]), "given": self._words.choice(cast["given_names"])}
            name = self._phrases.fill(cast["person"], parts)
        else:
            name = f"{self._words.choice(latin['first_names'])} {self._words.choice(latin['last_names'])}"
        # Numbers and addresses that belong to nobody.
        mobile, mail = f"1380000{number * 4 + place:04d}", f"contact{number * 4 + place}@customer{number}.example"
        return Person(name, self._words.choice(self._titles[role]), role, mobile, mail)
