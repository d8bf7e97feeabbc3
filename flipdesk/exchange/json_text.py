"""JSON as it comes from outside: bytes to plain values, with limits and every oddity named."""

import json
import math
import re
from collections import Counter
from typing import Any

from flipdesk.door.imports import SESSION_FILE
from flipdesk.exchange.refusal import Path, Problems, SessionFileRefused, refused
from flipdesk.i18n import _

LARGEST_BYTES = SESSION_FILE.most_bytes
MOST_VALUES = 500_000
MOST_MARKS = 4_000_000
"""Commas, colons and brackets, those in texts too: each can cost a hundred bytes in memory."""
DEEPEST = 20

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_MOST_DIGITS = 18


class JsonObject(dict[str, Any]):
    """A JSON object that remembers which of its properties stood twice."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        counted = Counter(name for name, _value in pairs) if len(self) < len(pairs) else Counter()
        self.twice = tuple(name for name, count in counted.items() if count > 1)


def decode_json(data: bytes, source: str) -> object:
    """Return the value that bytes in UTF-8 hold; a byte order mark is tolerated.

    Raises:
        SessionFileRefused: the bytes are not JSON, or too many.
    """
    if len(data) > LARGEST_BYTES:
        raise _unreadable(source, _("the file is larger than 20 MB"))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = _("the file is not in UTF-8 (byte {place}); save it as UTF-8")
        raise _unreadable(source, message.format(place=error.start + 1)) from error
    if sum(map(text.count, ",:[{")) > MOST_MARKS:
        raise _unreadable(source, _("the file holds more than 500,000 values"))
    try:
        return json.loads(
            text, object_pairs_hook=JsonObject, parse_int=_whole, parse_constant=_no_number
        )
    except json.JSONDecodeError as error:
        message = _("not valid JSON at line {line}, character {column}")
        raise _unreadable(source, message.format(line=error.lineno, column=error.colno)) from error
    except RecursionError as error:
        raise _unreadable(source, _("lists or objects are nested too deep")) from error


def check_values(value: object, problems: Problems) -> bool:
    """Note what no text or number may hold; return whether the value is small enough to go on."""
    pending: list[tuple[object, Path]] = [(value, ())]
    seen = 0
    while pending:
        one, path = pending.pop()
        seen += 1
        if len(path) > DEEPEST:
            problems.add(path[:DEEPEST], _("lists or objects are nested too deep"))
            return False
        if seen + len(pending) > MOST_VALUES:
            problems.add((), _("the file holds more than 500,000 values"))
            return False
        if isinstance(one, dict):
            _check_names(one, path, problems)
            pending += [(element, (*path, name)) for name, element in reversed(one.items())]
        elif isinstance(one, list):
            pending += [(one[index], (*path, index)) for index in range(len(one) - 1, -1, -1)]
        elif isinstance(one, str):
            _check_text(one, path, problems)
        elif isinstance(one, float) and not math.isfinite(one):
            problems.add(path, _("is not a number FlipDesk can hold"))
    return True


def _check_names(value: dict[str, Any], path: Path, problems: Problems) -> None:
    for name in value.twice if isinstance(value, JsonObject) else ():
        problems.add((*path, name), _("stands twice"))


def _check_text(text: str, path: Path, problems: Problems) -> None:
    found = _FORBIDDEN.search(text)
    if found:
        message = _("holds a control character (U+{code}); remove it")
        problems.add(path, message.format(code=f"{ord(found[0]):04X}"))
    if _SURROGATE.search(text):
        problems.add(path, _("holds half a character (a lone surrogate); write it again"))


def _whole(digits: str) -> int | float:
    return int(digits) if len(digits) <= _MOST_DIGITS else math.inf


def _no_number(_name: str) -> float:
    return math.nan


def _unreadable(source: str, message: str) -> SessionFileRefused:
    sentence = _("{source} cannot be read as a session file, and nothing was stored: {reason}.")
    return refused(sentence.format(source=source, reason=message), message)
