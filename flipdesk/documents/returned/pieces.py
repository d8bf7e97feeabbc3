"""From the row of items to pieces, one for each paragraph that was sent, and where comments lie."""

import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field

from flipdesk.documents.returned.stream import End, Item, Mark
from flipdesk.domain.returned import Piece, Place, Span, Target

_ID = re.compile(r"_fd_([raosm])_([0-9a-f]{32})")
_MINUTES = "m"
_NEW_PARAGRAPH = "\n"


@dataclass(slots=True)
class Anchor:
    """Where a comment lies: the first piece it holds text of, else the piece that points at it."""

    piece: int | None = None
    spans: list[Span] = field(default_factory=list)
    is_open: bool = False

    @property
    def quote(self) -> str:
        """The words it is about as its writer saw them; what was struck out if nothing is left."""
        seen = "".join(span.text for span in self.spans if span.stays)
        return seen or "".join(span.text for span in self.spans)


@dataclass(slots=True)
class Pieces:
    """Cuts the items of a document into pieces."""

    minutes: str = ""
    found: list[Piece] = field(default_factory=list)
    anchors: dict[str, Anchor] = field(default_factory=dict)
    _waiting: list[Item] = field(default_factory=list)
    _ids: dict[str, Target] = field(default_factory=dict)
    _known: set[Target] = field(default_factory=set)
    _open: dict[Target, None] = field(default_factory=dict)

    def read(self, items: Iterable[Item]) -> None:
        """Take in every item of a body."""
        row: int | None = None
        for item in items:
            if isinstance(item, End):
                if item.row != row:
                    # A paragraph never runs on into another cell, whatever its end says.
                    self._cut_if_text(row)
                    row = item.row
                if item.inserted is not None:
                    ended = Span(_NEW_PARAGRAPH, item.inserted, item.deleted)
                    self._waiting.append(ended)
                else:
                    self._cut(item)
            else:
                self._waiting.append(item)
        self._cut_if_text(row)
        for anchor in self.anchors.values():
            anchor.is_open = False

    def _cut_if_text(self, row: int | None) -> None:
        """Close what is left when its paragraph mark was put in and no other comes."""
        last = max((n for n, one in enumerate(self._waiting) if _is_new_end(one)), default=None)
        if last is None:
            return
        rest = self._waiting[last + 1 :]
        self._waiting = self._waiting[:last]
        self._cut(End("", row))
        self._waiting = rest

    def _cut(self, end: End) -> None:
        waiting, self._waiting = self._waiting, []
        parts = _parts(waiting)
        for number, part in enumerate(parts):
            is_last = number == len(parts) - 1
            for group in self._by_target(part):
                self._piece(group, end, is_last=is_last)

    def _by_target(self, part: list[Item]) -> list[list[Item]]:
        """Cut where a second id begins: two paragraphs were run together, untracked."""
        groups: list[list[Item]] = [[]]
        has_one = False
        for item in part:
            target = self._target(item)
            if target is not None:
                if has_one:
                    groups.append([])
                has_one = True
            groups[-1].append(item)
        return groups

    def _target(self, item: Item) -> Target | None:
        """Return the target whose id begins here; the same id a second time is a copy."""
        if not isinstance(item, Mark) or item.what != "id_begins":
            return None
        match = _ID.fullmatch(item.name)
        if match is None:
            return None
        key = str(uuid.UUID(hex=match[2]))
        if match[1] == _MINUTES:
            self.minutes = self.minutes or key
            return None
        target = Target(Place(match[1]), key)
        if target in self._known and item.id not in self._ids:
            return None
        self._known.add(target)
        self._ids[item.id] = target
        return target

    def _piece(self, items: list[Item], end: End, *, is_last: bool) -> None:
        index = len(self.found)
        running = next(iter(self._open), None)
        spans: list[Span] = []
        targets: list[Target] = []
        continues: Target | None = None
        for item in items:
            if isinstance(item, Span):
                if item.text:
                    spans.append(item)
                    self._quote(item, index)
                    continues = running if running in self._open and not targets else continues
            elif isinstance(item, Mark):
                self._mark(item, index, targets)
        joined = end.deleted if is_last else None
        self.found.append(
            Piece(_merged(spans), tuple(targets), end.style, end.row, joined, continues)
        )

    def _mark(self, mark: Mark, index: int, targets: list[Target]) -> None:
        if mark.what == "id_begins":
            target = self._target(mark)
            if target is not None:
                targets.append(target)
                self._open[target] = None
        elif mark.what == "id_ends":
            ended = self._ids.get(mark.id)
            if ended is not None:
                self._open.pop(ended, None)
        else:
            anchor = self.anchors.setdefault(mark.id, Anchor())
            anchor.is_open = mark.what == "comment_begins"
            if mark.what == "comment" and anchor.piece is None:
                anchor.piece = index

    def _quote(self, span: Span, index: int) -> None:
        for anchor in self.anchors.values():
            if anchor.is_open:
                anchor.spans.append(span)
                if anchor.piece is None:
                    anchor.piece = index


def _is_new_end(item: Item) -> bool:
    return isinstance(item, Span) and item.text == _NEW_PARAGRAPH and item.inserted is not None


def _parts(items: list[Item]) -> list[list[Item]]:
    """Cut off whole paragraphs that were put in before or after the one that was there."""
    was = [n for n, one in enumerate(items) if isinstance(one, Span) and one.was and one.text]
    ends = [n for n, one in enumerate(items) if _is_new_end(one)]
    first, last = (was[0], was[-1]) if was else (len(items), -1)
    cuts = [n for n in ends if n < first or n > last]
    parts, start = [], 0
    for cut in cuts:
        parts.append(items[start:cut])
        start = cut + 1
    parts.append(items[start:])
    return parts


def _merged(spans: list[Span]) -> tuple[Span, ...]:
    """Join spans that differ in nothing but their text."""
    merged: list[Span] = []
    for span in spans:
        last = merged[-1] if merged else None
        if last and (last.inserted, last.deleted, last.is_move) == (
            span.inserted,
            span.deleted,
            span.is_move,
        ):
            merged[-1] = Span(last.text + span.text, span.inserted, span.deleted, span.is_move)
        else:
            merged.append(span)
    return tuple(merged)
