"""Codings follow the words they lie on: through edits, divisions, and texts that become one.

Everything returns `Changes`, to be part of the step that changed the text.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from flipdesk.domain.changes import Changes
from flipdesk.domain.coding import Coding
from flipdesk.domain.ids import CodingId, new_guid
from flipdesk.domain.outcome import Outcome
from flipdesk.domain.reflection import Reflection
from flipdesk.domain.span_following import Span, SpanFollower
from flipdesk.domain.transcript import TranscriptSegment
from flipdesk.knowledge.codings import TextColumn
from flipdesk.knowledge.knowledge_base import KnowledgeBase

Subject = Reflection | Outcome | TranscriptSegment


@dataclass(frozen=True, slots=True)
class _Piece:
    """The words of a subject, from `own` on in its text and from `start` on in a larger one."""

    subject: Subject
    own: int
    start: int
    length: int

    def from_whole(self, span: Span) -> Span | None:
        """Return where a span of the larger text lies in the subject's, None for elsewhere."""
        return self._shared(span, self.start, self.own - self.start)

    def in_whole(self, span: Span) -> Span | None:
        """Return where a span of the subject's text lies in the larger one."""
        return self._shared(span, self.own, self.start - self.own)

    def _shared(self, span: Span, start: int, by: int) -> Span | None:
        first, last = max(span[0], start), min(span[1], start + self.length)
        return (first + by, last + by) if first < last else None


def follow(base: KnowledgeBase, subject: Subject, before: str, after: str) -> Changes:
    """Let the codings of a subject stay on their words when its text is changed."""
    if before == after:
        return Changes()
    moved = _moved(codings_of(base, subject), SpanFollower(before, after))
    return base.codings.save_all(moved)


def hand_over(base: KnowledgeBase, before: Subject, after: Subject) -> Changes:
    """Let a subject that takes the place of another have its codings and memos."""
    moved = _moved(codings_of(base, before), SpanFollower(before.text, after.text))
    changes = base.codings.save_all(replace(one, **_concerning(after)) for one in moved)
    return changes + _hand_over_memos(base, before, after)


def join(base: KnowledgeBase, parts: Sequence[Subject], whole: Subject) -> Changes:
    """Put codings and memos of several subjects on the one that holds their texts."""
    pieces = {piece.subject.id: piece for piece in _pieces(parts, whole.text)}
    changes = Changes()
    for part in parts:
        piece = pieces.get(part.id)
        for coding in codings_of(base, part):
            span = piece.in_whole(coding.span_in(part.text)) if piece else None
            changes += base.codings.save(_on(coding, whole, span or (0, 0)))
        if part.id != whole.id:
            changes += _hand_over_memos(base, part, whole)
    return changes


def divide(
    base: KnowledgeBase,
    whole: Subject,
    text: str,
    parts: Sequence[Subject],
    codings: Sequence[Coding] | None = None,
) -> Changes:
    """Put the codings of a subject on the parts it becomes, and its memos on the first of them.

    `text` is what was divided, which may differ from the subject's own; `codings` are what it had
    when its text was its own. What lies on several parts becomes as many codings.
    """
    follower = SpanFollower(whole.text, text)
    pieces = _pieces(parts, text)
    changes = Changes()
    for coding in codings_of(base, whole) if codings is None else codings:
        found = list(_divided(coding, follower.follow(coding.span_in(whole.text)), parts, pieces))
        first, *others = found or [_on(coding, parts[0], (0, 0))]
        changes += base.codings.save(first)
        for one in others:
            position = base.codings.next_position(one.session_id)
            changes += base.codings.add(replace(one, id=CodingId(new_guid()), position=position))
    if parts[0].id != whole.id:
        changes += _hand_over_memos(base, whole, parts[0])
    return changes


def codings_of(base: KnowledgeBase, subject: Subject) -> tuple[Coding, ...]:
    return base.codings.of_text(_column(subject), subject.id)


def _divided(
    coding: Coding, span: Span, parts: Iterable[Subject], pieces: Iterable[_Piece]
) -> Iterator[Coding]:
    if coding.is_whole:
        yield from (_on(coding, part, None) for part in parts)
        return
    for piece in pieces:
        own = piece.from_whole(span)
        if own is not None:
            yield _on(coding, piece.subject, own)


def _pieces(parts: Iterable[Subject], text: str) -> list[_Piece]:
    """Return where the words of each part stand in a text that holds them all, in any order."""
    found: list[_Piece] = []
    cursor = 0
    for part in parts:
        own = len(part.text) - len(part.text.lstrip())
        # A semicolon between notes takes the place of what ended them.
        for words in (part.text.strip(), part.text.strip().rstrip(".;")):
            start = text.find(words, cursor)
            start = text.find(words) if start < 0 else start
            if words and start >= 0:
                found.append(_Piece(part, own, start, len(words)))
                cursor = start + len(words)
                break
    return found


def _moved(codings: Iterable[Coding], follower: SpanFollower) -> Iterator[Coding]:
    for one in codings:
        if one.start_at is None or one.end_at is None:
            yield one
        else:
            start, end = follower.follow((one.start_at, one.end_at))
            yield replace(one, start_at=start, end_at=end)


def _on(coding: Coding, subject: Subject, span: Span | None) -> Coding:
    """Return a coding on some words of a subject, or on all of it without a span."""
    start, end = span or (None, None)
    return replace(coding, start_at=start, end_at=end, **_concerning(subject))


def _hand_over_memos(base: KnowledgeBase, before: Subject, after: Subject) -> Changes:
    memos = base.memos.of_text(_column(before), before.id)
    moved = (base.memos.save(replace(one, **_concerning(after))) for one in memos)
    return sum(moved, start=Changes())


def _column(subject: Subject) -> TextColumn:
    if isinstance(subject, Reflection):
        return "reflection_id"
    return "outcome_id" if isinstance(subject, Outcome) else "segment_id"


def _concerning(subject: Subject) -> dict[str, Any]:
    """Return the fields of a coding or memo that say whose text it is about."""
    return {
        "reflection_id": subject.id if isinstance(subject, Reflection) else None,
        "outcome_id": subject.id if isinstance(subject, Outcome) else None,
        "segment_id": subject.id if isinstance(subject, TranscriptSegment) else None,
    }
