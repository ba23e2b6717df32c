"""The files that the sample company is made from: its numbers, its names, and its words in one language."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from crmdesk.paths import resource_folder


@dataclass(frozen=True, slots=True)
class Weighed:
    """Things to choose from, how common each is, and how much it helps to sign, in log-odds."""

    keys: Sequence[str]
    shares: Sequence[float]
    pulls: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Script:
    """What is read from ``resources/demo`` for one language."""

    numbers: Mapping[str, Any]
    words: Mapping[str, Any]
    latin: Mapping[str, Any]
    han: Mapping[str, Any]

    @property
    def traits(self) -> Mapping[str, Weighed]:
        """Tags of customers by the keys of their groups."""
        return {group: _weighed(table) for group, table in self.numbers["traits"].items()}

    @property
    def cities(self) -> Weighed:
        """Where customers are."""
        return _weighed(self.numbers["cities"])

    def worth(self, currency: str) -> float:
        """How many units of a currency stand for one CNY; one where nothing is known of it."""
        return float(self.numbers["worth"].get(currency, 1.0))

    def region(self, city: str) -> tuple[str, ...]:
        """The area, the province and the city, as tags are called."""
        return tuple(self.words["cities"][city].split(" / "))


@cache
def load_script(language: str) -> Script:
    """The script in a language of the program."""
    names = _read("names")
    words = _read(language)
    return Script(_read("company"), words, names["latin"], names[words["cast"]["script"]])


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((resource_folder("demo") / f"{name}.toml").read_text(encoding="utf-8"))


def _weighed(table: Mapping[str, Sequence[float]]) -> Weighed:
    return Weighed(
        tuple(table), tuple(share for share, _pull in table.values()), {key: pull for key, (_s, pull) in table.items()}
    )
