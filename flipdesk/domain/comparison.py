"""Two written versions laid beside each other: what went, what came, what was moved."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from flipdesk.domain.matching import match, owners
from flipdesk.domain.returned import Piece, Place, Returned, Span, Target
from flipdesk.domain.word_diff import difference, tokens

_HEADINGS = ("Title", "Heading1", "Heading2")


class Fate(StrEnum):
    """What became of some words."""

    KEPT = "kept"
    NEW = "new"
    GONE = "gone"


class Difference(StrEnum):
    """In what a place differs."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Segment:
    """Words with one fate."""

    text: str
    fate: Fate


@dataclass(frozen=True, slots=True)
class Passage:
    """One place that differs, under the heading it stands under; `target` is what it shows.

    A place can be changed and moved at once.
    """

    kind: Difference
    heading: str
    segments: tuple[Segment, ...]
    target: Target | None = None
    is_moved: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """Every place that differs, in the order of the newer version."""

    passages: tuple[Passage, ...] = ()

    def words(self, fate: Fate) -> int:
        """Return how many words had a fate."""
        texts = (one.text for each in self.passages for one in each.segments if one.fate is fate)
        return sum(token.strip().isalnum() for text in texts for token in tokens(text))

    @property
    def keys(self) -> frozenset[str]:
        """The GUIDs of all that differs and is shown by the newer version."""
        return frozenset(
            one.target.key
            for one in self.passages
            if one.target is not None
            and one.target.place is not Place.SUMMARY
            and one.kind is not Difference.REMOVED
        )


@dataclass(frozen=True, slots=True)
class _Unit:
    """What a reader takes in as one: a table row, or words with the line of who said them."""

    text: str
    heading: str
    target: Target | None
    style: str

    @property
    def piece(self) -> Piece:
        targets = () if self.target is None else (self.target,)
        return Piece((Span(self.text),), targets, self.style)


def compare(older: Returned, newer: Returned, silent: frozenset[str] = frozenset()) -> Comparison:
    """Return what differs; table rows that begin with a `silent` label always do and are left."""
    before, after = _units(older, silent), _units(newer, silent)
    found = match([one.piece for one in before], [one.piece for one in after])
    order = [found.pairs[n] for n in range(len(after)) if n in found.pairs]
    moved = set(order) - _longest_rising(order)
    gone = _gone_after(len(before), set(order))
    passages = [_whole(before[n], Fate.GONE) for n in gone.get(-1, ())]
    for number, unit in enumerate(after):
        home = found.pairs.get(number)
        if home is None:
            passages.append(_whole(unit, Fate.NEW))
            continue
        passages += _changed(before[home], unit, is_moved=home in moved)
        passages += [_whole(before[n], Fate.GONE) for n in gone.get(home, ())]
    return Comparison(tuple(one for one in passages if any(s.text.strip() for s in one.segments)))


def _changed(before: _Unit, after: _Unit, *, is_moved: bool) -> Iterator[Passage]:
    if before.text == after.text and not is_moved:
        return
    kind = Difference.MOVED if before.text == after.text else Difference.CHANGED
    segments = tuple(_segments(before.text, after.text))
    yield Passage(kind, after.heading, segments, after.target or before.target, is_moved)


def _segments(before: str, after: str) -> Iterator[Segment]:
    place = 0
    for hunk in difference(before, after):
        yield Segment(before[place : hunk.start], Fate.KEPT)
        yield Segment(hunk.old, Fate.GONE)
        yield Segment(hunk.new, Fate.NEW)
        place = hunk.end
    yield Segment(before[place:], Fate.KEPT)


def _whole(unit: _Unit, fate: Fate) -> Passage:
    kind = Difference.ADDED if fate is Fate.NEW else Difference.REMOVED
    return Passage(kind, unit.heading, (Segment(unit.text, fate),), unit.target)


def _units(document: Returned, silent: frozenset[str]) -> list[_Unit]:
    pieces, about = document.pieces, owners(document.pieces)
    units: list[_Unit] = []
    heading = ""
    for group in _groups(pieces, about):
        first = pieces[group[0]]
        texts = [pieces[n].after.strip() for n in group]
        if first.row is not None and texts[0] in silent:
            continue
        joint = " · " if first.row is not None else "\n"
        text = joint.join(part for part in texts if part)
        if first.style in _HEADINGS:
            heading = texts[0]
        if text:
            units.append(_Unit(text, heading, about[group[0]], first.style))
    return units


def _groups(pieces: Sequence[Piece], about: Sequence[Target | None]) -> Iterator[list[int]]:
    """Yield the indexes of pieces that belong together: one row, or one target below another."""
    group: list[int] = []
    for number, piece in enumerate(pieces):
        last = pieces[group[-1]] if group else None
        in_row = last is not None and piece.row is not None and last.row == piece.row
        follows = (
            last is not None
            and piece.row is last.row is None
            and about[number] is not None
            and about[number] == about[group[-1]]
        )
        if group and not in_row and not follows:
            yield group
            group = []
        group.append(number)
    if group:
        yield group


def _gone_after(count: int, kept: set[int]) -> dict[int, list[int]]:
    """Return what is gone, by the last thing before it that is still there (-1: by none)."""
    gone: dict[int, list[int]] = {}
    last = -1
    for number in range(count):
        if number in kept:
            last = number
        else:
            gone.setdefault(last, []).append(number)
    return gone


def _longest_rising(order: Sequence[int]) -> set[int]:
    """Return the most numbers that stand in rising order: all others were moved."""
    ends: list[int] = []
    tails: list[int] = []
    before: dict[int, int | None] = {}
    for number in order:
        place = bisect_left(ends, number)
        before[number] = tails[place - 1] if place else None
        ends[place : place + 1] = [number]
        tails[place : place + 1] = [number]
    found: set[int] = set()
    number_or_none = tails[-1] if tails else None
    while number_or_none is not None:
        found.add(number_or_none)
        number_or_none = before[number_or_none]
    return found
