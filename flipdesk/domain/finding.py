"""From a document that was sent and one that came back: every change and comment in its place."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from flipdesk.domain.findings import ChangeKind, Findings, FoundChange, FoundComment, Spot
from flipdesk.domain.matching import NEAR_ENOUGH, Match, match, owners
from flipdesk.domain.piece_changes import changes_of
from flipdesk.domain.returned import By, Comment, Returned, Span, Target
from flipdesk.domain.word_diff import Hunk, likeness


def findings(sent: Returned, back: Returned) -> Findings:
    """Return what a returned document says, compared with the version it was made from."""
    return _Finding(sent, back).all()


class _Finding:
    """Compares two documents."""

    def __init__(self, sent: Returned, back: Returned) -> None:
        self._sent = sent.pieces
        self._back = back.pieces
        self._comments = back.comments
        self._sent_comments = sent.comments
        self._match: Match = match(self._sent, self._back)
        self._owners = owners(self._sent)
        self._margins = (sent.margins, back.margins)
        self._untracked = By(back.saved_by if back.saved_by != sent.saved_by else "")

    def all(self) -> Findings:
        carrying = {n for n, piece in enumerate(self._sent) if piece.targets}
        by_id = {self._match.pairs[n] for n in self._match.by_id} & carrying
        placed = set(self._match.pairs.values()) & carrying
        changes = [*self._in_pairs(), *self._added(), *self._removed(), *self._in_margins()]
        return Findings(
            changes=tuple(_with_moves(changes)),
            comments=tuple(
                FoundComment(one, Spot() if one.piece is None else self._spot(one.piece))
                for one in self._said_by_readers()
            ),
            by_id=len(by_id),
            by_words=len(placed - by_id),
            gone=len(carrying - placed),
        )

    def _said_by_readers(self) -> list[Comment]:
        """Return the comments but those the document brought along and nobody took up."""
        brought = Counter(one.text for one in self._sent_comments)
        taken_up = {one.parent for one in self._comments}
        kept = []
        for one in self._comments:
            if brought[one.text] and one.parent is None:
                brought[one.text] -= 1
                if one.id not in taken_up and not one.is_done:
                    continue
            kept.append(one)
        return kept

    def _in_pairs(self) -> Iterator[FoundChange]:
        tails: dict[int, list[int]] = {}
        for tail, head in self._match.tails.items():
            tails.setdefault(head, []).append(tail)
        for number, home in sorted(self._match.pairs.items()):
            spans = list(self._back[number].spans)
            for tail in tails.get(number, ()):
                spans += [Span("\n"), *self._back[tail].spans]
            sent = self._sent[home]
            joined = self._back[number].joined
            for kind, by, hunk in changes_of(sent.before, spans, joined):
                yield FoundChange(
                    kind,
                    by or self._untracked,
                    self._spot(number),
                    hunk,
                    sent.before,
                    is_own=bool(sent.targets),
                    is_tracked=by is not None,
                )

    def _added(self) -> Iterator[FoundChange]:
        for number, piece in enumerate(self._back):
            if number in self._match.pairs or number in self._match.tails:
                continue
            text = piece.after
            struck = "".join(one.text for one in piece.spans if not one.stays)
            first = next((one.inserted or one.deleted for one in piece.spans if one.inserted
                          or one.deleted), None)  # fmt: skip
            spot = replace(self._spot(number), target=None)
            by = first or self._untracked
            if text.strip():
                yield FoundChange(ChangeKind.ADDED, by, spot, Hunk(0, 0, "", text),
                                  is_tracked=piece.is_new)  # fmt: skip
            if struck.strip():
                kind = ChangeKind.WITHDRAWN if piece.is_new else ChangeKind.DELETION
                yield FoundChange(kind, by, spot, Hunk(0, 0, struck, ""))

    def _removed(self) -> Iterator[FoundChange]:
        there = self._match.sent_to_returned()
        for number, piece in enumerate(self._sent):
            text = piece.before
            if number in there or not text.strip():
                continue
            before = self._nearest(there, range(number - 1, -1, -1))
            after = self._nearest(there, range(number + 1, len(self._sent)))
            yield FoundChange(
                ChangeKind.DELETION,
                self._untracked,
                Spot(self._owners[number], before, after),
                Hunk(0, len(text), text, ""),
                text,
                is_own=bool(piece.targets),
                is_tracked=False,
            )

    def _in_margins(self) -> Iterator[FoundChange]:
        """Yield what was written into headers and footers, which concern nothing in particular."""
        sent, back = self._margins
        texts = [piece.before for piece in sent]
        for piece in back:
            was = max(texts, key=lambda one: likeness(one, piece.before), default="")
            if was == piece.after or not (was + piece.after).strip():
                continue
            if likeness(was, piece.before) < NEAR_ENOUGH:
                was = ""
            for kind, by, hunk in changes_of(was, piece.spans, None):
                yield FoundChange(
                    kind, by or self._untracked, Spot(), hunk, was, is_tracked=by is not None
                )

    def _nearest(self, there: dict[int, int], order: range) -> Target | None:
        return next((self._owners[n] for n in order if n in there and self._owners[n]), None)

    def _spot(self, number: int) -> Spot:
        number = self._match.tails.get(number, number)
        own = self._owner(number)
        return Spot(
            own,
            self._next(range(number - 1, -1, -1), own),
            self._next(range(number + 1, len(self._back)), own),
        )

    def _next(self, order: range, own: Target | None) -> Target | None:
        """Return the first target on the way that is another one."""
        return next(
            (one for one in map(self._owner, order) if one is not None and one != own), None
        )

    def _owner(self, number: int) -> Target | None:
        home = self._match.pairs.get(number)
        return None if home is None else self._owners[home]


def _with_moves(changes: Sequence[FoundChange]) -> Iterator[FoundChange]:
    """Yield the changes, a text struck out here and put in there as one move.

    Only what Word itself calls a move is taken for one, and only when no word differs.
    """
    arrived = {one.hunk.new.strip(): one for one in changes if one.kind is ChangeKind.ADDED}
    used: set[int] = set()
    kept: list[FoundChange] = []
    for one in changes:
        partner = arrived.get(one.sent.strip()) if one.is_tracked and one.is_own else None
        is_whole = one.hunk.old.strip() == one.sent.strip() and not one.hunk.new.strip()
        if partner is not None and is_whole and partner.by == one.by:
            used.add(id(partner))
            hunk = replace(one.hunk, new=one.hunk.old)
            kept.append(replace(one, kind=ChangeKind.MOVED, hunk=hunk))
        else:
            kept.append(one)
    return (one for one in kept if id(one) not in used)
