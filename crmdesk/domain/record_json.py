"""Frozen records written as plain JSON values and read back strictly: nothing missing, nothing unknown, no wrong type.

Knows annotations only, not what any record is for. A union of records is told apart by the class variable ``do``.
"""

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from crmdesk.domain.errors import ValidationError
from crmdesk.i18n import _

T = TypeVar("T")


def to_json(value: object) -> Any:
    """The value as dicts, lists, texts, numbers; fields that stand at their default are left out."""
    if is_dataclass(value) and not isinstance(value, type):
        tag = {"do": value.do} if hasattr(value, "do") else {}
        return tag | {
            field.name: to_json(content)
            for field in fields(value)
            if (content := getattr(value, field.name)) != _default(field)
        }
    if isinstance(value, tuple):
        return [to_json(item) for item in value]
    if isinstance(value, Mapping):
        return {key: to_json(item) for key, item in value.items()}
    return value.value if isinstance(value, StrEnum) else value


def from_json(kind: type[T], node: object, place: str) -> T:
    """The record of class ``kind`` that ``node`` describes; ``place`` says where the node stands.

    Raises ValidationError naming the place of the first thing that is not as annotated.
    """
    record: T = _read(kind, node, place)
    return record


def _read(kind: Any, node: Any, place: str) -> Any:
    origin = get_origin(kind)
    if origin is UnionType:
        return _read_union(get_args(kind), node, place)
    if origin in (tuple, dict):
        return _read_collection(origin, get_args(kind), node, place)
    if is_dataclass(kind):
        return _read_record(kind, node, place)
    if not issubclass(kind, StrEnum):
        return _expect(kind, node, place)
    if node not in list(kind):
        raise _wrong(place)
    return kind(node)


def _read_collection(origin: type[Any], kinds: tuple[Any, ...], node: Any, place: str) -> Any:
    """A ``tuple[X, ...]`` from a list, a ``dict[str, X]`` from a dict."""
    if origin is dict:
        entries = _expect(dict, node, place)
        return {key: _read(kinds[1], item, f"{place}.{key}") for key, item in entries.items()}
    items = _expect(list, node, place)
    return tuple(_read(kinds[0], item, f"{place}[{index}]") for index, item in enumerate(items))


def _read_union(kinds: tuple[Any, ...], node: Any, place: str) -> Any:
    if node is None and NoneType in kinds:
        return None
    kinds = tuple(kind for kind in kinds if kind is not NoneType)
    if len(kinds) == 1:
        return _read(kinds[0], node, place)
    tagged = dict(_expect(dict, node, place))
    tag = tagged.pop("do", None)
    for kind in kinds:
        if kind.do == tag:
            return _read_record(kind, tagged, place)
    raise _wrong(f"{place}.do")


def _read_record(kind: Any, node: Any, place: str) -> Any:
    entries = _expect(dict, node, place)
    annotations = _annotations(kind)
    known = {field.name: field for field in fields(kind)}
    if unknown := sorted(set(entries) - set(known)):
        raise _wrong(f"{place}.{unknown[0]}")
    for name, field in known.items():
        if name not in entries and _default(field) is MISSING:
            raise _wrong(f"{place}.{name}")
    return kind(**{name: _read(annotations[name], item, f"{place}.{name}") for name, item in entries.items()})


@cache
def _annotations(kind: type[Any]) -> Mapping[str, Any]:
    return get_type_hints(kind)


def _default(field: Field[Any]) -> Any:
    return field.default if field.default_factory is MISSING else field.default_factory()


def _expect(kind: Any, node: Any, place: str) -> Any:
    # A bool is an int to isinstance; here it is not.
    if type(node) is not kind:
        raise _wrong(place)
    return node


def _wrong(place: str) -> ValidationError:
    return ValidationError(
        _("“{place}” is missing, unknown or not of the right type.").format(place=place), field=place
    )
