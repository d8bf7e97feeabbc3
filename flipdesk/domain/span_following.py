"""Where words stand after a text was changed, when all one has is the text before and after.

A span keeps its words: what is written before or behind it stays outside, what is written between
its words belongs to it. A word that was written differently (a slip of the pen put right) is still
that word; one that was put in another's place is not. A span that has none of its words left is
empty. It never reaches beyond its own first and last word.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from flipdesk.domain.word_diff import tokens

Span = tuple[int, int]
"""From and to in code points, the end not included."""

_ALIKE = 0.7
"""How much of their letters two wordings share, in order, when one is the other put right."""
_LONGEST = 20_000
"""Between texts of more words than this nothing is found but what both begin and end with."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Letters of the old text, and where they are in the new one; a kept one is the same."""

    start: int
    end: int
    new_start: int
    new_end: int
    is_kept: bool


class SpanFollower:
    """Follows any number of spans from one text to the next."""

    def __init__(self, before: str, after: str) -> None:
        self._before = before
        self._after = after
        self._found: tuple[_Stretch, ...] | None = None

    def follow(self, span: Span) -> Span:
        """Return where a span of the old text lies in the new one, empty when its words are gone.

        Places outside the old text are taken to be its ends.
        """
        start, end = (min(max(0, place), len(self._before)) for place in span)
        # What was changed on one side alone cannot have touched the words.
        if self._after.startswith(self._before[:end]):
            return start, max(start, end)
        if self._after.endswith(self._before[start:]):
            shift = len(self._after) - len(self._before)
            return start + shift, max(start, end) + shift
        pieces = [piece for one in self._stretches() for piece in self._pieces(one, start, end)]
        if not pieces:
            place = self._place(start)
            return place, place
        return self._trimmed((start, end), (pieces[0][0], pieces[-1][1]))

    def _pieces(self, one: _Stretch, start: int, end: int) -> Iterator[Span]:
        """Yield where the letters of a span that lie in a stretch are in the new text, in order."""
        first, last = max(start, one.start), min(end, one.end)
        if first >= last:
            return
        if one.is_kept:
            yield first - one.start + one.new_start, last - one.start + one.new_start
            return
        old = self._before[one.start : one.end]
        new = self._after[one.new_start : one.new_end]
        if not _alike(old, new):
            return
        if (first, last) == (one.start, one.end):
            yield one.new_start, one.new_end
            return
        matcher = SequenceMatcher(None, old, new, autojunk=False)
        for at, new_at, size in matcher.get_matching_blocks():
            begin, over = max(first, one.start + at), min(last, one.start + at + size)
            if begin < over:
                by = one.new_start + new_at - one.start - at
                yield begin + by, over + by

    def _place(self, start: int) -> int:
        """Return where words stood that are gone: behind all that is left of what preceded them."""
        place = 0
        for one in self._stretches():
            if one.start > start:
                break
            kept = min(start, one.end) - one.start if one.is_kept else 0
            place = one.new_start + kept
        return place

    def _trimmed(self, old: Span, new: Span) -> Span:
        """Leave out blanks that became the ends of a span because a word beside them went."""
        words, left = self._before[old[0] : old[1]], self._after[new[0] : new[1]]
        first, last = new
        if not words[:1].isspace():
            first += len(left) - len(left.lstrip())
        if not words[-1:].isspace():
            last -= len(left) - len(left.rstrip())
        return (first, last) if first < last else (new[0], new[0])

    def _stretches(self) -> tuple[_Stretch, ...]:
        if self._found is None:
            self._found = tuple(_compared(self._before, self._after))
        return self._found


def followed(span: Span, before: str, after: str) -> Span:
    """Return where a span of the text before lies in the text after."""
    return SpanFollower(before, after).follow(span)


def _compared(before: str, after: str) -> Iterator[_Stretch]:
    """Yield the stretches of two texts, each letter of both in one of them, in order."""
    one, two = tokens(before), tokens(after)
    old, new = _places(one), _places(two)
    head, tail = _common(one, two)
    first, second = one[head : len(one) - tail], two[head : len(two) - tail]
    yield _Stretch(0, old[head], 0, new[head], is_kept=True)
    if len(first) + len(second) > _LONGEST:
        codes = [("replace", 0, len(first), 0, len(second))]
    else:
        matcher: SequenceMatcher[str] = SequenceMatcher(None, first, second, autojunk=False)
        codes = list(matcher.get_opcodes())
    for tag, i1, i2, j1, j2 in codes:
        places = old[head + i1], old[head + i2], new[head + j1], new[head + j2]
        yield _Stretch(*places, is_kept=tag == "equal")
    ends = old[len(one) - tail], old[-1], new[len(two) - tail], new[-1]
    yield _Stretch(*ends, is_kept=True)


def _common(one: list[str], two: list[str]) -> tuple[int, int]:
    """Return how many tokens two lists share at their beginnings and at their ends."""
    most = min(len(one), len(two))
    head = next((n for n in range(most) if one[n] != two[n]), most)
    most -= head
    tail = next((n for n in range(most) if one[-1 - n] != two[-1 - n]), most)
    return head, tail


def _places(words: list[str]) -> list[int]:
    places = [0]
    for word in words:
        places.append(places[-1] + len(word))
    return places


def _alike(old: str, new: str) -> bool:
    if not old.strip() or not new.strip():
        return False
    matcher = SequenceMatcher(None, old.casefold(), new.casefold(), autojunk=False)
    return matcher.real_quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE
