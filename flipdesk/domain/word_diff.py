"""The difference between two texts in whole words, as a person would mark it on paper."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_LONGEST = 20_000
"""Texts of more words than this are compared as a whole between their common ends."""


@dataclass(frozen=True, slots=True)
class Hunk:
    """One difference: `old` is what stood from `start` to `end` in the first text."""

    start: int
    end: int
    old: str
    new: str


def tokens(text: str) -> list[str]:
    """Return the words, spaces and signs of a text; joined they are the text again."""
    return _TOKEN.findall(text)


def difference(first: str, second: str) -> tuple[Hunk, ...]:
    """Return what must be changed in `first` to get `second`, in order, none touching another."""
    if first == second:
        return ()
    head = _common(first, second)
    one, two = tokens(first[head:]), tokens(second[head:])
    if len(one) + len(two) > _LONGEST:
        return (Hunk(head, len(first), first[head:], second[head:]),)
    found: list[Hunk] = []
    offset = _offsets(one, head)
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        hunk = Hunk(offset[i1], offset[i2], "".join(one[i1:i2]), "".join(two[j1:j2]))
        kept = first[found[-1].end : hunk.start] if found else ""
        if found and not kept.strip():
            # Two words that were changed beside each other are one change to a reader.
            last = found.pop()
            old, new = last.old + kept + hunk.old, last.new + kept + hunk.new
            hunk = Hunk(last.start, hunk.end, old, new)
        found.append(hunk)
    return tuple(found)


def applied(text: str, hunks: Sequence[Hunk]) -> str:
    """Return the text with hunks that were made for it; they must not overlap."""
    # Of two insertions at one place the later one goes in first, and so stands behind.
    order = sorted(range(len(hunks)), key=lambda n: (hunks[n].start, hunks[n].end, n))
    for number in reversed(order):
        hunk = hunks[number]
        text = text[: hunk.start] + hunk.new + text[hunk.end :]
    return text


def likeness(first: str, second: str) -> float:
    """Return how much of two texts is the same words in the same order, from 0 to 1."""
    if first == second:
        return 1.0
    one, two = _words(first), _words(second)
    if not one or not two:
        return 0.0
    matcher = SequenceMatcher(None, one, two, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() > 0.4 else 0.0


def with_change(sent: str, accepted: Sequence[Hunk], hunk: Hunk, current: str) -> str | None:
    """Return `current` with a change that was made to `sent`, of which some are in it already.

    None when it cannot be told where the change belongs, or when it would contradict another.
    """
    others = [one for one in dict.fromkeys(accepted) if one != hunk]
    if all(one.end <= hunk.start or one.start >= hunk.end for one in others):
        before, after = applied(sent, others), applied(sent, [*others, hunk])
        core = current.strip()
        start = before.find(core) if core else -1
        if start >= 0:
            head, tail = before[:start], before[start + len(core) :]
            fits = len(after) >= len(head) + len(tail)
            if fits and after.startswith(head) and after.endswith(tail):
                lead = current.index(core)
                words = after[len(head) : len(after) - len(tail)]
                return current[:lead] + words + current[lead + len(core) :]
    return carried(hunk, sent, current)


def carried(hunk: Hunk, sent: str, current: str) -> str | None:
    """Return `current` with a change that was made to `sent`; None when it cannot be told where.

    `current` may stand inside `sent`, as words in quotation marks do, or may have been changed
    since in other places.
    """
    if sent == current:
        return applied(current, (hunk,))
    core = current.strip()
    start = sent.find(core) if core else -1
    if start >= 0:
        return _inside(hunk, current, core, start)
    return _beside(hunk, sent, current)


def _inside(hunk: Hunk, current: str, core: str, start: int) -> str | None:
    lead = current.index(core)
    begin, end = hunk.start - start, hunk.end - start
    if begin < 0 or end > len(core):
        if begin > len(core) or end < 0:
            return None
        # The change reaches into what the document put around the words, such as a number.
        return None
    return current[:lead] + core[:begin] + hunk.new + core[end:] + current[lead + len(core) :]


def _beside(hunk: Hunk, sent: str, current: str) -> str | None:
    """Carry a change over into a text that was changed elsewhere, if nothing touches it."""
    shift = 0
    for other in difference(sent, current):
        if other.start <= hunk.end and other.end >= hunk.start:
            return None
        if other.end < hunk.start:
            shift += len(other.new) - len(other.old)
    begin, end = hunk.start + shift, hunk.end + shift
    if current[begin:end] != hunk.old:
        return None
    return current[:begin] + hunk.new + current[end:]


def _common(first: str, second: str) -> int:
    """Return the length of the common beginning, up to the last whole word."""
    length = 0
    for one, two in zip(_TOKEN.finditer(first), _TOKEN.finditer(second), strict=False):
        if one.group() != two.group():
            break
        length = one.end()
    return length


def _offsets(words: Sequence[str], start: int) -> list[int]:
    places = [start]
    for word in words:
        places.append(places[-1] + len(word))
    return places


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
