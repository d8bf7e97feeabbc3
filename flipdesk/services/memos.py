"""Memos: what a coder thinks about a coding, a text, a code or the session."""

from dataclasses import replace
from typing import Any

from flipdesk.domain.changes import Changes, Step
from flipdesk.domain.clock import Clock
from flipdesk.domain.coding import Memo
from flipdesk.domain.ids import (
    CoderId,
    CodingId,
    MemoId,
    OutcomeId,
    ReflectionId,
    SessionId,
    TranscriptSegmentId,
    new_guid,
)
from flipdesk.errors import BugError
from flipdesk.i18n import _
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.history import step


class Memos:
    """A coder has one memo about one thing; one without words is taken away."""

    def __init__(self, base: KnowledgeBase, clock: Clock) -> None:
        self._base = base
        self._clock = clock

    def on_coding(self, coder_id: CoderId, coding_id: CodingId, text: str) -> Step:
        coding = self._base.codings.get(coding_id)
        if coding is None:
            raise BugError(f"no coding {coding_id}")
        return self._write(coding.session_id, coder_id, text, coding_id=coding_id)

    def on_reflection(self, coder_id: CoderId, reflection_id: ReflectionId, text: str) -> Step:
        note = self._base.reflections.get(reflection_id)
        if note is None:
            raise BugError(f"no reflection {reflection_id}")
        return self._write(note.session_id, coder_id, text, reflection_id=reflection_id)

    def on_outcome(self, coder_id: CoderId, outcome_id: OutcomeId, text: str) -> Step:
        note = self._base.outcomes.get(outcome_id)
        if note is None:
            raise BugError(f"no outcome {outcome_id}")
        return self._write(note.session_id, coder_id, text, outcome_id=outcome_id)

    def on_segment(self, coder_id: CoderId, segment_id: TranscriptSegmentId, text: str) -> Step:
        segment = self._base.transcript_segments.get(segment_id)
        transcript = None if segment is None else self._base.transcripts.get(segment.transcript_id)
        if transcript is None:
            raise BugError(f"no segment {segment_id}")
        return self._write(transcript.session_id, coder_id, text, segment_id=segment_id)

    def on_code(
        self, coder_id: CoderId, session_id: SessionId, axis: str, code: str, text: str
    ) -> Step:
        """Write about a code, as it was met in a session."""
        return self._write(session_id, coder_id, text, axis=axis, code=code)

    def on_session(self, coder_id: CoderId, session_id: SessionId, text: str) -> Step:
        return self._write(session_id, coder_id, text)

    def change(self, memo_id: MemoId, text: str) -> Step:
        """Let a memo say something else."""
        memo = self._base.memos.get(memo_id)
        if memo is None:
            raise BugError(f"no memo {memo_id}")
        return self._said(memo, text)

    def _write(self, session_id: SessionId, coder_id: CoderId, text: str, **about: Any) -> Step:
        memo = Memo(
            id=MemoId(new_guid()),
            session_id=session_id,
            position=self._base.memos.next_position(session_id),
            coder_id=coder_id,
            text=text.strip(),
            made=self._clock.now(),
            **about,
        )
        for one in self._base.memos.of_session(session_id):
            own = replace(one, id=memo.id, position=memo.position, text=memo.text, made=memo.made)
            if own == memo:
                return self._said(one, text)
        if not memo.text:
            return Step("", Changes())
        return step(_("write a memo"), self._base.memos.add(memo))

    def _said(self, memo: Memo, text: str) -> Step:
        text = text.strip()
        if not text:
            return step(_("take the memo away"), self._base.memos.delete(memo.id))
        return step(_("change the memo"), self._base.memos.save(replace(memo, text=text)))
