"""Which codes occur together: at the same place, one inside another, overlapping, or near."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from flipdesk.domain.codebook import POTENTIALS_AXIS
from flipdesk.domain.ids import SessionId
from flipdesk.domain.report import Cell, Column, Door, Form, Report, Row
from flipdesk.domain.together import NEAR_LETTERS, NEAR_MS, Relation, Stretch, related
from flipdesk.i18n import _, ngettext
from flipdesk.services.reports.asked import Asked
from flipdesk.services.reports.codes import axis_word, codes, digit_of
from flipdesk.services.reports.numbers import DOOR_IDS, first_ids
from flipdesk.services.reports.slow_reading import Slow, SlowReport, chunks

_PAIRS_AT_ONCE = 1_000


def together(asked: Asked) -> SlowReport:
    """Return rows of one axis and columns of another, or of the same."""
    base, scope = asked.base, asked.scope
    relation = Relation(scope.measure or Relation.EXACT)
    rows_axis, columns_axis = scope.axes
    pairs = Pairs()

    # Only sessions are paired with themselves, so each few of them can be done by themselves.
    for some in chunks(base, scope):
        down = base.counts.stretches.of_axis(some, rows_axis)
        is_one = columns_axis == rows_axis
        across = down if is_one else base.counts.stretches.of_axis(some, columns_axis)
        yield
        yield from pairs.add(down, across, relation)
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
    """How many pairs of coded things stand behind each pair of codes, and some of their ids."""

    counts: dict[tuple[str, str], int] = field(default_factory=dict)
    ids: dict[tuple[str, str], dict[str, None]] = field(default_factory=dict)
    sessions: dict[tuple[str, str], str] = field(default_factory=dict)

    def add(
        self, down: Sequence[Stretch], across: Sequence[Stretch], relation: Relation
    ) -> Slow[None]:
        """Add those of some whole sessions, some thousand at a time; a pair counts once.

        Exact of one reflection is the reflection with itself.
        """
        seen: set[tuple[str, str, str, str]] = set()
        for number, (first, second) in enumerate(_near(down, across, relation)):
            if number % _PAIRS_AT_ONCE == _PAIRS_AT_ONCE - 1:
                yield
            if not related(first, second, relation):
                continue
            one, other = sorted((first.thing, second.thing))
            if (first.code, second.code, one, other) in seen:
                continue
            seen.add((first.code, second.code, one, other))
            key = (first.code, second.code)
            self.counts[key] = self.counts.get(key, 0) + 1
            self.sessions.setdefault(key, first.session_id)
            ids = self.ids.setdefault(key, {})
            if len(ids) < DOOR_IDS:
                notes = (first.reflection_id, second.reflection_id)
                ids |= dict.fromkeys(note for note in notes if note)

    def cell(self, first: str, second: str) -> Cell:
        """Return the number of a pair of codes; it opens its notes, else the first session."""
        key = (first, second)
        ids, session = first_ids(tuple(self.ids.get(key, ()))), self.sessions.get(key)
        door = Door(ids=ids) if ids else Door(session_id=SessionId(session)) if session else None
        return Cell(self.counts.get(key, 0), door=door)


def _near(
    down: Sequence[Stretch], across: Sequence[Stretch], relation: Relation
) -> Iterator[tuple[Stretch, Stretch]]:
    """Yield what can be related at all: on one line, and no further apart than counts."""
    others = {key: Beside(some) for key, some in groupby(across, key=_line)}
    for line, some in groupby(down, key=_line):
        beside = others.get(line)
        if beside is not None:
            for first in some:
                for second in beside.reached(first, relation):
                    yield first, second


class Beside:
    """The stretches of one line, so sorted that what lies near a place is found at once."""

    def __init__(self, tags: Iterable[Stretch]) -> None:
        every = tuple(tags)
        self._of: dict[str, list[Stretch]] = {}
        for tag in every:
            self._of.setdefault(tag.thing, []).append(tag)
        self._placed = sorted((one for one in every if one.begin is not None), key=_begin)
        self._begins = [_begin(one) for one in self._placed]
        self._longest = max((_end(one) - _begin(one) for one in self._placed), default=0)

    def reached(self, tag: Stretch, relation: Relation) -> Iterator[Stretch]:
        """Yield the tags that can stand in a relation to one."""
        if relation is Relation.EXACT:
            yield from self._of.get(tag.thing, ())
        if tag.begin is None:
            return
        reach = tag.near if relation is Relation.PROXIMITY else 0
        first = bisect_left(self._begins, _begin(tag) - reach - self._longest)
        last = bisect_right(self._begins, _end(tag) + reach)
        for one in self._placed[first:last]:
            if one.thing != tag.thing:
                yield one


def _line(tag: Stretch) -> str:
    return tag.line


def _begin(tag: Stretch) -> int:
    return tag.begin or 0


def _end(tag: Stretch) -> int:
    return _begin(tag) if tag.end is None else tag.end


def _summary(pairs: Pairs, *, same: bool) -> str:
    """Say how many pairs of codes occur together; of one axis each pair stands there twice."""
    found = {frozenset(key) for key in pairs.counts if key[0] != key[1]} if same else pairs.counts
    words = ngettext(
        "{n} pair of codes occurs together.", "{n} pairs of codes occur together.", len(found)
    )
    return words.format(n=len(found))


def _notes(relation: Relation, *, same: bool) -> tuple[str, ...]:
    sentence = {
        Relation.EXACT: _("Counted are notes that carry both, and codings of the same place."),
        Relation.INCLUSION: _("Counted are pairs of which one lies inside the other."),
        Relation.OVERLAP: _("Counted are pairs that overlap in part; those that touch do not."),
        Relation.PROXIMITY: _(
            "Counted are pairs at most {seconds} seconds or {letters} letters apart."
        ).format(seconds=NEAR_MS // 1000, letters=NEAR_LETTERS),
    }[relation]
    place = _(
        "A reflection from a transcript is as long as its segment; others are a moment. What was"
        " coded in words or sound is paired for each coder alone."
    )
    if same and relation is Relation.EXACT:
        return (sentence, _("Where a code meets itself stands how many carry it."), place)
    return (sentence, place)
