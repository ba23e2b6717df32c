"""The lists a new workspace starts with, in its language; from then on they belong to the people who use it.

The texts are data under ``resources/defaults``, each in every language; this module gives them shape. It does not know
how they are stored.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from crmdesk.domain.record_json import from_json
from crmdesk.domain.template import Template
from crmdesk.i18n import LANGUAGES
from crmdesk.paths import resource_folder

FILES = (
    "touch_kinds",
    "stages",
    "loss_reasons",
    "templates",
    "tag_groups",
    "packs",
    "pack_templates",
    "engagement_levels",
)


class TouchClass(StrEnum):
    """The families of touch kinds; ``voice`` is the customer's voice and our judgement."""

    VISIT = "visit"
    COMMUNICATION = "communication"
    DOCUMENT = "document"
    VOICE = "voice"


class AppliesTo(StrEnum):
    """What the tags of a group are given to."""

    CUSTOMER = "customer"
    CONTACT = "contact"
    DEAL = "deal"


@dataclass(frozen=True, slots=True)
class KindDefault:
    """A touch kind; ``quick`` is its number (1–5) among the five big ways to talk."""

    key: str
    touch_class: TouchClass
    name: str
    quick: int | None = None


@dataclass(frozen=True, slots=True)
class StageDefault:
    """A stage: its probability in per cent, its days without a touch or a planned step, and when a deal leaves it."""

    key: str
    name: str
    probability: int
    rot_days: int
    leave_when: str


@dataclass(frozen=True, slots=True)
class StatusDefault:
    """An outcome; no probability means the deal keeps the one it has."""

    key: str
    name: str
    probability: int | None
    leave_when: str


@dataclass(frozen=True, slots=True)
class ReasonDefault:
    """A loss reason of either level; what it asks for is asked if either level asks.

    A win-back is possible after ``win_back_days``, or (``win_back_on_date``) at a date that must be given, or else not
    expected. ``area`` is what to improve: product, price, service, channel, selling. System reasons cannot be removed.
    """

    key: str
    name: str
    area: str = ""
    win_back_days: int | None = None
    win_back_on_date: bool = False
    ask_competitor: bool = False
    ask_note: bool = False
    system: bool = False
    children: tuple["ReasonDefault", ...] = ()


@dataclass(frozen=True, slots=True)
class TagDefault:
    """A tag, perhaps with tags below it."""

    key: str
    name: str
    children: tuple["TagDefault", ...] = ()


@dataclass(frozen=True, slots=True)
class TagGroupDefault:
    """A tag group; ``family`` is company, social, habits, consumption or empty."""

    key: str
    name: str
    applies_to: AppliesTo
    single_choice: bool
    tags: tuple[TagDefault, ...]
    family: str = ""


@dataclass(frozen=True, slots=True)
class PackDefault:
    """The tag groups and the quick notes of an industry."""

    key: str
    name: str
    groups: tuple[TagGroupDefault, ...]
    templates: tuple[Template, ...] = ()


@dataclass(frozen=True, slots=True)
class EngagementDefault:
    """A step of the engagement ladder and what lifts a customer to it."""

    level: int
    key: str
    name: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Defaults:
    """All default lists in one language; engagement falls one level per ``engagement_decay_days`` of silence."""

    kinds: tuple[KindDefault, ...]
    stages: tuple[StageDefault, ...]
    statuses: tuple[StatusDefault, ...]
    loss_reasons: tuple[ReasonDefault, ...]
    templates: tuple[Template, ...]
    tag_groups: tuple[TagGroupDefault, ...]
    packs: tuple[PackDefault, ...]
    engagement_levels: tuple[EngagementDefault, ...]
    engagement_decay_days: int


@cache
def load_defaults(language: str) -> Defaults:
    """The default lists in ``language``, one of ``i18n.LANGUAGES``; kept, since reading them takes 50 ms."""
    written: dict[str, Any] = {}
    for name in FILES:
        written |= json.loads((resource_folder("defaults") / f"{name}.json").read_text(encoding="utf-8"))
    document = _in_language(written, language)
    templates = _templates(document)
    for template in templates:
        template |= {"language": language, "wordings": {}}
    notes = {key: written[key] for key in ("templates", "pack_templates", "loss_reasons")}
    for other in LANGUAGES:
        if other != language:
            for template, said in zip(templates, _templates(_in_language(notes, other)), strict=True):
                template["wordings"][other] = _wording(said)
    industries = document.pop("pack_templates")
    for pack in document["packs"]:
        pack["templates"] = industries.get(pack["key"], [])
    return from_json(Defaults, document, "defaults")


def default_names(name: str) -> dict[tuple[str, ...], tuple[str, ...]]:
    """What the entries of a default list (one of ``FILES``) are called in any language, by the keys leading to them.

    A file written in one language names a stage or a reason of a workspace in another by these.
    """
    document = json.loads((resource_folder("defaults") / f"{name}.json").read_text(encoding="utf-8"))
    # The list is the first in its file, whatever it is called there.
    return dict(_names(next(iter(document.values())), ()))


def _names(entries: list[dict[str, Any]], above: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    for entry in entries:
        path = (*above, entry["key"])
        yield path, tuple(entry["name"][language] for language in LANGUAGES)
        yield from _names(entry.get("children", []), path)


def _in_language(node: Any, language: str) -> Any:
    """The node with every text in three languages replaced by the one in ``language``."""
    if isinstance(node, dict):
        if set(node) == set(LANGUAGES):
            return node[language]
        return {key: _in_language(item, language) for key, item in node.items()}
    return [_in_language(item, language) for item in node] if isinstance(node, list) else node


def _templates(document: dict[str, Any]) -> list[dict[str, Any]]:
    """All quick notes of a document in one language, those of the industries last."""
    templates = [*document["templates"], *(each for own in document["pack_templates"].values() for each in own)]
    for template in templates:
        for field in template["fields"]:
            if field.get("chips") == "loss_reasons":
                field["chips"] = _reason_chips(document["loss_reasons"])
    return templates


def _wording(template: dict[str, Any]) -> dict[str, Any]:
    """How a quick note that is in one language is said in it, for the same one in another."""
    chips = ((field["key"], chip) for field in template["fields"] for chip in field.get("chips", ()))
    words = {f"{key}/{chip['key']}": chip.get("words") or chip["label"] for key, chip in chips}
    return {"name": template["name"], "sentence": template["sentence"], "words": words}


def _reason_chips(reasons: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The first-level reasons a customer can name, as chips; inside a sentence they lose their capital."""
    return [
        {"key": reason["key"], "label": reason["name"], "words": reason["name"][:1].lower() + reason["name"][1:]}
        for reason in reasons
        if not reason.get("system")
    ]
