"""Effects of quick notes as lines a person can read and change in a sheet, and back without loss.

A line is what happens and its particulars: ``tag group=level tag=a``, ``next_step days=3 text="Call again"``,
``entry kind=promise detail.side=ours days=7``. A line that begins with ``rule`` reads several answers.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from crmdesk.domain.errors import ValidationError
from crmdesk.domain.record_json import from_json, to_json
from crmdesk.domain.template_fixed import FixedEffect
from crmdesk.domain.template_rule import Rule
from crmdesk.i18n import _

_RULE = "rule "
# In a sheet the lists of the workspace go by plain names.
_SHORT = {
    "group_key": "group",
    "tag_key": "tag",
    "stage_key": "stage",
    "channel_key": "channel",
    "reason_key": "reason",
}
_LONG = {short: long for long, short in _SHORT.items()}
_BARE = re.compile(r"[\w.-]+")
_NUMBERS = frozenset({"days", "level"})
_PAIR = re.compile(r"\s+(?P<key>[\w.]+)=(?P<value>\"(?:[^\"\\]|\\.)*\"|\[[^\]]*\]|[^\s\"\[]+)")


@dataclass(frozen=True, slots=True)
class _OneEffect:
    effect: FixedEffect


@dataclass(frozen=True, slots=True)
class _OneRule:
    rule: Rule


def effect_lines(effects: Iterable[FixedEffect], rules: Iterable[Rule] = ()) -> str:
    """A line for each."""
    return "\n".join([*map(_line, effects), *(_RULE + _line(rule) for rule in rules)])


def read_effect_lines(text: str) -> tuple[tuple[FixedEffect, ...], tuple[Rule, ...]]:
    """The effects and the rules that the lines say.

    Raises ValidationError, naming the line, for one that says nothing the program knows.
    """
    effects: list[FixedEffect] = []
    rules: list[Rule] = []
    for line in (line.strip() for line in text.splitlines()):
        try:
            if line.startswith(_RULE):
                rules.append(from_json(_OneRule, {"rule": _read(line.removeprefix(_RULE).lstrip())}, "").rule)
            elif line:
                effects.append(from_json(_OneEffect, {"effect": _read(line)}, "").effect)
        except ValidationError:
            message = _("“{line}” is no effect that can be read.").format(line=line)
            raise ValidationError(message, field="effect") from None
    return tuple(effects), tuple(rules)


def _line(record: FixedEffect | Rule) -> str:
    document = to_json(record)
    parts = [document.pop("do")]
    for key, value in document.items():
        if isinstance(value, dict):
            parts.extend(f"{key}.{inner}={_written(said)}" for inner, said in value.items())
        else:
            parts.append(f"{_SHORT.get(key, key)}={_written(value)}")
    return " ".join(parts)


def _written(value: object) -> str:
    if isinstance(value, str) and _BARE.fullmatch(value):
        return value
    return json.dumps(value, ensure_ascii=False)


def _read(said: str) -> dict[str, Any]:
    do, _blank, _rest = said.partition(" ")
    document: dict[str, Any] = {"do": do}
    at = len(do)
    while at < len(said):
        pair = _PAIR.match(said, at)
        if pair is None:
            raise ValidationError(said)
        outer, _dot, inner = pair["key"].partition(".")
        value = _value(outer, pair["value"])
        if inner:
            document.setdefault(outer, {})[inner] = value
        else:
            document[_LONG.get(outer, outer)] = value
        at = pair.end()
    return document


def _value(key: str, written: str) -> object:
    if written[0] in '"[':
        try:
            return json.loads(written)
        except ValueError:
            raise ValidationError(written) from None
    return int(written) if key in _NUMBERS and written.isdecimal() else written
