"""Which codes occur together: at the same place, one inside another, overlapping, or near."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from flipdesk.domain.codebook import POTENTIALS_AXIS
from flipdesk.domain.report import Cell, Column, Door, Form, Report, Row, Scope
from flipdesk.domain.tag_count import TimedTag
from flipdesk.domain.together import NEAR_MS, Relation, related
from flipdesk.i18n import _, ngettext
from flipdesk.services.reports.asked import Asked
from flipdesk.services.reports.codes import axis_word, codes, digit_of
from flipdesk.services.reports.numbers import DOOR_IDS, first_ids
from flipdesk.services.reports.slow_reading import SlowReport, read


def together(asked: Asked) -> SlowReport:
    """Return rows of one axis and columns of another, or of the same."""
    base, scope = asked.base, asked.scope
    relation = Relation(scope.measure or Relation.EXACT)
    rows_axis, columns_axis = scope.axes
    pairs = Pairs()

    def pair(some: Scope) -> tuple[()]:
        down = base.tag_counts.timed(some, rows_axis)
        same_axis = columns_axis == rows_axis
        across = down if same_axis else base.tag_counts.timed(some, columns_axis)
        pairs.add(down, across, relation)
        return ()

    # Only sessions are paired with themselves, so each few of them can be done by themselves.
    yield from read(base, scope, pair)
    heads, sides = codes(base, columns_axis), codes(base, rows_axis)
    rows = tuple(
        Row(
            side.slug,
            side.name,
            tuple(pairs.cell(side.slug, head.slug) for head in heads),
            slug=side.slug if rows_axis == POTENTIALS_AXIS else "",
            digit=digit_of(side),
        )
        for side in sides
    )
    same = rows_axis == columns_axis
    return Report(
        name="together",
        form=Form.MATRIX,
        head=axis_word(rows_axis),
        columns=tuple(Column(head.slug, head.name) for head in heads),
        rows=rows if pairs.counts else (),
        summary=(_summary(pairs, same=same),),
        notes=_notes(relation, same=same),
        missing=_("Tag a reflection with two codes, and they are seen together here."),
        measure=relation,
    )  # fmt: skip


@dataclass(slots=True)
class Pairs:
    """How many pairs of reflections stand behind each pair of codes, and some of their ids."""

    counts: dict[tuple[str, str], int] = field(default_factory=dict)
    ids: dict[tuple[str, str], dict[str, None]] = field(default_factory=dict)

    def add(self, down: Sequence[TimedTag], across: Sequence[TimedTag], relation: Relation) -> None:
        """Add those of some whole sessions; a pair counts once.

        Exact of one reflection is the reflection with itself.
        """
        seen: set[tuple[str, str, str, str]] = set()
        for first, second in _near(down, across, relation):
            if not related(first, second, relation):
                continue
            one, other = sorted((first.reflection_id, second.reflection_id))
            if (first.code, second.code, one, other) in seen:
                continue
            seen.add((first.code, second.code, one, other))
            key = (first.code, second.code)
            self.counts[key] = self.counts.get(key, 0) + 1
            ids = self.ids.setdefault(key, {})
            if len(ids) < DOOR_IDS:
                ids |= {one: None, other: None}

    def cell(self, first: str, second: str) -> Cell:
        """Return the number of a pair of codes, and its door."""
        ids = first_ids(tuple(self.ids.get((first, second), ())))
        return Cell(self.counts.get((first, second), 0), door=Door(ids=ids) if ids else None)


def _near(
    down: Sequence[TimedTag], across: Sequence[TimedTag], relation: Relation
) -> Iterator[tuple[TimedTag, TimedTag]]:
    """Yield what can be related at all: of one session, and no further apart than counts."""
    others = {key: Beside(some) for key, some in groupby(across, key=lambda tag: tag.session_id)}
    for session, some in groupby(down, key=lambda tag: tag.session_id):
        beside = others.get(session)
        if beside is not None:
            for first in some:
                for second in beside.reached(first, relation):
                    yield first, second


class Beside:
    """The tags of one session, so sorted that what lies near a place is found at once."""

    def __init__(self, tags: Iterable[TimedTag]) -> None:
        every = tuple(tags)
        self._of: dict[str, list[TimedTag]] = {}
        for tag in every:
            self._of.setdefault(tag.reflection_id, []).append(tag)
        self._placed = sorted((one for one in every if one.from_ms is not None), key=_begin)
        self._begins = [_begin(one) for one in self._placed]
        self._longest = max((_end(one) - _begin(one) for one in self._placed), default=0)

    def reached(self, tag: TimedTag, relation: Relation) -> Iterator[TimedTag]:
        """Yield the tags that can stand in a relation to one."""
        if relation is Relation.EXACT:
            yield from self._of.get(tag.reflection_id, ())
        if tag.from_ms is None:
            return
        reach = NEAR_MS if relation is Relation.PROXIMITY else 0
        first = bisect_left(self._begins, _begin(tag) - reach - self._longest)
        last = bisect_right(self._begins, _end(tag) + reach)
        for one in self._placed[first:last]:
            if one.reflection_id != tag.reflection_id:
                yield one


def _begin(tag: TimedTag) -> int:
    return tag.from_ms or 0


def _end(tag: TimedTag) -> int:
    return _begin(tag) if tag.to_ms is None else tag.to_ms


def _summary(pairs: Pairs, *, same: bool) -> str:
    """Say how many pairs of codes occur together; of one axis each pair stands there twice."""
    found = {frozenset(key) for key in pairs.counts if key[0] != key[1]} if same else pairs.counts
    words = ngettext(
        "{n} pair of codes occurs together.", "{n} pairs of codes occur together.", len(found)
    )
    return words.format(n=len(found))


def _notes(relation: Relation, *, same: bool) -> tuple[str, ...]:
    sentence = {
        Relation.EXACT: _("Counted are reflections that carry both, or stand at the same place."),
        Relation.INCLUSION: _("Counted are pairs of which one lies inside the other."),
        Relation.OVERLAP: _("Counted are pairs that overlap in part; those that touch do not."),
        Relation.PROXIMITY: _("Counted are pairs at most {seconds} seconds apart.").format(
            seconds=NEAR_MS // 1000
        ),
    }[relation]
    place = _("A reflection from a transcript is as long as its segment; others are a moment.")
    if same and relation is Relation.EXACT:
        return (sentence, _("Where a code meets itself stands how many carry it."), place)
    return (sentence, place)
