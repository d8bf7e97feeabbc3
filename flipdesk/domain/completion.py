"""What Tab completes in the capture bar: initials of those present, and #tags."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from flipdesk.domain.capture import KIND_KEYS, SIGNS, UPTAKE_SIGNS, shortest_key
from flipdesk.domain.codebook import Code, Codebook
from flipdesk.domain.participant import Participant
from flipdesk.domain.words import word

MOST = 6
_HASH = re.compile(r"(?:(?<=\s)|^)#([\w-]*>?)$")
_FIRST = re.compile(r"^\s*(?:[" + re.escape("".join(SIGNS)) + r"]\s*)?([^\s:#]{1,12})$")


@dataclass(frozen=True, slots=True)
class Completion:
    """Replace the text from `start` to the cursor by `text`; `name` says what that is."""

    start: int
    text: str
    name: str


def completions(
    before: str, participants: Sequence[Participant], codebook: Codebook
) -> tuple[Completion, ...]:
    """Return what the text before the cursor may be completed to, the likeliest first."""
    tag = _HASH.search(before)
    if tag is not None:
        found = _tags(tag.start(), tag[1].casefold(), codebook)
        return tuple(one for one in found if one.text.strip() != tag[0])[:MOST]
    first = _FIRST.match(before)
    if first is not None:
        return tuple(_speakers(first.start(1), first[1].casefold(), participants))[:MOST]
    return ()


def _tags(start: int, typed: str, codebook: Codebook) -> list[Completion]:
    found = []
    for _axis, code in codebook:
        keys = (code.slug, code.name, *code.keys, *([str(code.number)] if code.number else []))
        plain = typed.rstrip("->") if code.values else typed
        if any(key.casefold().startswith(plain) for key in keys):
            found += _written(start, typed, code)
    if typed:
        found += [Completion(start, f"#{key} ", key) for key in KIND_KEYS if key.startswith(typed)]
    return found


def _written(start: int, typed: str, code: Code) -> list[Completion]:
    """Return the ways to write a code: a pattern with an uptake has one for each."""
    key = shortest_key(code)
    if not code.values:
        return [Completion(start, f"#{key} ", code.name)]
    mark = typed[len(typed.rstrip("->")) :]
    return [
        Completion(start, f"#{key}{sign} ", f"{code.name}: {word(uptake)}")
        for sign, uptake in UPTAKE_SIGNS.items()
        if uptake in code.values and sign.startswith(mark)
    ]


def _speakers(start: int, typed: str, participants: Sequence[Participant]) -> list[Completion]:
    by_initials, by_name = [], []
    for one in participants:
        completion = Completion(start, f"{one.initials}: ", one.name)
        if one.initials.casefold().startswith(typed):
            by_initials.append(completion)
        elif any(word.casefold().startswith(typed) for word in one.name.split()):
            by_name.append(completion)
    return by_initials + by_name
