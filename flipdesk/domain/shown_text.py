"""A text as it is shown to others, and where in it stands what stood at a place before."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cut:
    """The places in the text as stored, from and to, and what is shown instead."""

    start: int
    end: int
    instead: str


@dataclass(frozen=True, slots=True)
class ShownText:
    """`cuts` are in order and none overlaps another. All places are code points from 0."""

    stored: str
    cuts: tuple[Cut, ...] = ()

    @classmethod
    def of(cls, stored: str, names: Iterable[Cut] = ()) -> "ShownText":
        """Return a text without the space around it, with line feeds alone between its lines, and
        with other words for `names`."""
        start = len(stored) - len(stored.lstrip())
        end = max(start, len(stored.rstrip()))
        cuts = [Cut(0, start, ""), Cut(end, len(stored), "")]
        cuts += [one for one in names if start <= one.start and one.end <= end]
        at = stored.find("\r", start, end)
        while at >= 0:
            length = 2 if stored.startswith("\r\n", at) else 1
            if not any(one.start < at + length and at < one.end for one in cuts):
                cuts.append(Cut(at, at + length, "\n"))
            at = stored.find("\r", at + length, end)
        return cls(stored, tuple(sorted((one for one in cuts if one.start < one.end),
                                        key=lambda one: one.start)))  # fmt: skip

    @property
    def text(self) -> str:
        parts, reached = [], 0
        for one in self.cuts:
            parts += [self.stored[reached : one.start], one.instead]
            reached = one.end
        return "".join((*parts, self.stored[reached:]))

    def shown(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stored span is shown; what lies in a cut becomes the whole of it."""
        return self._shown(start, is_end=False), self._shown(end, is_end=True)

    def stored_at(self, start: int, end: int) -> tuple[int, int]:
        """Return which stored span is shown at a place, cuts taken whole."""
        return self._stored(start, is_end=False), self._stored(end, is_end=True)

    def _shown(self, place: int, *, is_end: bool) -> int:
        shift = 0
        for one in self.cuts:
            if one.end <= place:
                shift += len(one.instead) - (one.end - one.start)
            elif one.start < place:
                at = one.start + shift
                return at + len(one.instead) if is_end else at
        return place + shift

    def _stored(self, place: int, *, is_end: bool) -> int:
        starts, shift = [], 0
        for one in self.cuts:
            starts.append(one.start + shift)
            shift += len(one.instead) - (one.end - one.start)
        number = bisect_right(starts, place) - 1
        if number < 0:
            return place
        cut = self.cuts[number]
        inside = place - starts[number]
        if inside >= len(cut.instead):
            # Where nothing is shown, the place before it is meant by an end.
            if is_end and not cut.instead and not inside:
                return cut.start
            return cut.end + inside - len(cut.instead)
        if not inside:
            return cut.start
        return cut.end if is_end else cut.start
