"""Which paragraph of a returned document is which of the one that was sent.

First by hidden id, then by the same words in the same order, then by likeness with a strict
threshold and a clear distance to the next best; what is left over is not placed at all.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from flipdesk.domain.returned import Piece, Place, Target
from flipdesk.domain.word_diff import likeness

NEAR_ENOUGH = 0.5
"""The likeness that places a paragraph between two that are known."""
FAR_ENOUGH = 0.75
"""The likeness that places a paragraph anywhere in the document."""
CLEAR_LEAD = 0.15
"""How much better than the next best a likeness must be."""
_STRANGE = 0.3
_MOST_COMPARED = 40_000


@dataclass(slots=True)
class Match:
    """Pairs of indexes, from returned to sent; `tails` run on from an earlier returned piece."""

    pairs: dict[int, int] = field(default_factory=dict)
    by_id: set[int] = field(default_factory=set)
    tails: dict[int, int] = field(default_factory=dict)

    def sent_to_returned(self) -> dict[int, int]:
        return {sent: back for back, sent in self.pairs.items()}


def match(sent: Sequence[Piece], back: Sequence[Piece]) -> Match:
    """Return which returned piece is which sent one."""
    found = Match()
    _by_id(sent, back, found)
    _by_same_words(sent, back, found)
    _tails(sent, back, found)
    _by_likeness(sent, back, found)
    return found


def owners(sent: Sequence[Piece]) -> tuple[Target | None, ...]:
    """Return what each sent piece is about: its own id, its table row's, or the one it goes with.

    The line under a reflection goes with it, a note or sub-heading with its agenda item.
    """
    in_row = {piece.row: piece.targets[0] for piece in sent if piece.row is not None
              and piece.targets}  # fmt: skip
    found: list[Target | None] = []
    item: Target | None = None
    last: Target | None = None
    for piece in sent:
        own = piece.targets[0] if piece.targets else None
        if own is not None and own.place is Place.AGENDA_ITEM:
            item = own
        if piece.style in {"Heading1", "Heading2"} and own is None:
            item = None
        if own is None and piece.row is not None:
            own = in_row.get(piece.row)
        elif own is None and piece.style == "FlipSource":
            own = last
        elif own is None and piece.style in {"FlipNote", "Heading3"}:
            own = item
        last = own
        found.append(own)
    return tuple(found)


def _by_id(sent: Sequence[Piece], back: Sequence[Piece], found: Match) -> None:
    homes = {target: number for number, piece in enumerate(sent) for target in piece.targets}
    texts = {piece.before.strip() for piece in sent}
    taken: set[int] = set()
    for number, piece in enumerate(back):
        for target in piece.targets:
            home = homes.get(target)
            # Word gives the id of a moved paragraph to the copy; the words are where they were.
            if home is None or home in taken or piece.is_new:
                continue
            said = piece.before.strip()
            # An id whose paragraph was deleted can slide onto the next one.
            slid = said and said != sent[home].before.strip() and said in texts
            if slid and likeness(sent[home].before, said) < _STRANGE:
                continue
            found.pairs[number] = home
            found.by_id.add(number)
            taken.add(home)
            break


def _by_same_words(sent: Sequence[Piece], back: Sequence[Piece], found: Match) -> None:
    known = found.sent_to_returned()
    one = [f"#{number}" if number in known else f"={p.before.strip()}" for number, p in
           enumerate(sent)]  # fmt: skip
    two = [f"#{found.pairs[n]}" if n in found.pairs else _words_of(n, p) for n, p in
           enumerate(back)]  # fmt: skip
    matcher = SequenceMatcher(None, one, two, autojunk=False)
    for first, second, size in matcher.get_matching_blocks():
        for step in range(size):
            found.pairs.setdefault(second + step, first + step)


def _words_of(number: int, piece: Piece) -> str:
    return f"+{number}" if piece.is_new else f"={piece.before.strip()}"


def _tails(sent: Sequence[Piece], back: Sequence[Piece], found: Match) -> None:
    """Join to a paragraph what was cut off it by pressing Enter in the middle of its words."""
    homes = {target: number for number, piece in enumerate(sent) for target in piece.targets}
    heads = found.sent_to_returned()
    for number, piece in enumerate(back):
        home = homes.get(piece.continues) if piece.continues else None
        if home is None or home not in heads or number in found.pairs or piece.is_new:
            continue
        previous = number - 1
        if previous == heads[home] or found.tails.get(previous) == heads[home]:
            found.tails[number] = heads[home]


def _by_likeness(sent: Sequence[Piece], back: Sequence[Piece], found: Match) -> None:
    for olds, news in _gaps(sent, back, found):
        _pair(sent, back, found, olds, news, NEAR_ENOUGH)
    taken = set(found.pairs.values())
    olds = [n for n, one in enumerate(sent) if n not in taken and one.targets]
    news = [n for n, one in enumerate(back) if _is_free(n, one, found)]
    _pair(sent, back, found, olds, news, FAR_ENOUGH)


def _gaps(
    sent: Sequence[Piece], back: Sequence[Piece], found: Match
) -> Iterator[tuple[list[int], list[int]]]:
    """Yield the unmatched pieces between two matched ones that follow each other in both."""
    taken = set(found.pairs.values())
    bounds = [*sorted(found.pairs), len(back)]
    start = -1
    for bound in bounds:
        first = found.pairs[start] if start >= 0 else -1
        last = found.pairs.get(bound, len(sent))
        if last > first:
            olds = [n for n in range(first + 1, last) if n not in taken and _has_words(sent[n])]
            news = [n for n in range(start + 1, bound) if _is_free(n, back[n], found)]
            if olds and news:
                yield olds, news
        start = bound


def _is_free(number: int, piece: Piece, found: Match) -> bool:
    free = number not in found.pairs and number not in found.tails
    return free and not piece.is_new and _has_words(piece)


def _has_words(piece: Piece) -> bool:
    return bool(piece.before.strip())


def _pair(
    sent: Sequence[Piece],
    back: Sequence[Piece],
    found: Match,
    olds: Sequence[int],
    news: Sequence[int],
    least: float,
) -> None:
    if len(olds) * len(news) > _MOST_COMPARED:
        return
    scores = {(o, n): likeness(sent[o].before, back[n].before) for o in olds for n in news}
    used_olds: set[int] = set()
    for (old, new), score in sorted(scores.items(), key=lambda one: -one[1]):
        if score < least or old in used_olds or new in found.pairs:
            continue
        rivals = [s for (o, n), s in scores.items() if (o == old) != (n == new)
                  and o not in used_olds and n not in found.pairs]  # fmt: skip
        if max(rivals, default=0.0) > score - CLEAR_LEAD:
            continue
        found.pairs[new] = old
        used_olds.add(old)
