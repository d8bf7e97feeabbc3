"""Frozen dataclasses as plain values that JSON can carry, and back again by their types."""

import types
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def to_plain(value: Any) -> Any:
    """Return lists, texts, numbers and None for a dataclass, the fields in their order."""
    if is_dataclass(value):
        return [to_plain(getattr(value, field.name)) for field in fields(value)]
    if isinstance(value, tuple):
        return [to_plain(one) for one in value]
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value) if isinstance(value, StrEnum) else value


def from_plain(kind: type[T], value: Any) -> T:
    """Return the dataclass that plain values stand for.

    Raises:
        ValueError, TypeError: they stand for none.
    """
    wanted: Any = kind
    made = _maker(wanted)(value)
    if not isinstance(made, kind):
        raise TypeError(f"no {kind.__name__}")
    return made


@cache
def _maker(kind: Any) -> Callable[[Any], Any]:
    origin = get_origin(kind)
    if origin is tuple:
        inner = _maker(get_args(kind)[0])
        return lambda value: tuple(inner(one) for one in value)
    if origin in (Union, types.UnionType):
        (inner,) = (_maker(one) for one in get_args(kind) if one is not type(None))
        return lambda value: None if value is None else inner(value)
    if is_dataclass(kind) and isinstance(kind, type):
        hints = get_type_hints(kind)
        makers = [_maker(hints[field.name]) for field in fields(kind)]
        return lambda value: kind(*(make(one) for make, one in zip(makers, value, strict=True)))
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind
    if kind is datetime:
        return datetime.fromisoformat
    return lambda value: _checked(kind, value)


def _checked(kind: Any, value: Any) -> Any:
    if type(value) is not kind:
        raise TypeError(f"{value!r} is no {kind.__name__}")
    return value
