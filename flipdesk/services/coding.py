"""Coding: who codes, and which words or which sound they have given which code."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from flipdesk.domain.changes import Changes, Step
from flipdesk.domain.clock import Clock
from flipdesk.domain.codebook import TAGS_AXIS
from flipdesk.domain.coding import CodedKind, Coder, Coding
from flipdesk.domain.ids import (
    CoderId,
    CodingId,
    MinutesId,
    OutcomeId,
    ReflectionId,
    SessionId,
    TranscriptSegmentId,
    derived_guid,
    new_guid,
)
from flipdesk.errors import BugError, KnownError
from flipdesk.i18n import _
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.history import counted, step


class CodingDesk:
    """Codings are one row each; `start` and `end` count code points, the end not included.

    Without start and end the code is on the whole text. What one coder has coded with a code twice
    at the very same place is not added again.
    """

    def __init__(self, base: KnowledgeBase, clock: Clock) -> None:
        self._base = base
        self._clock = clock

    def coder(self, name: str, initials: str = "") -> tuple[CoderId, Step]:
        """Return the coder of a name, who is added when there is none.

        Raises:
            KnownError: the name is blank.
        """
        name = " ".join(name.split())
        if not name:
            raise KnownError(_("Write the name of whoever is coding."))
        for one in self._base.coders.all():
            if one.name.casefold() == name.casefold():
                return one.id, Step("", Changes())
        # The same name on another computer is the same coder, unless the name was given on here.
        coder_id = CoderId(derived_guid("coder", name.casefold()))
        if self._base.coders.get(coder_id) is not None:
            coder_id = CoderId(new_guid())
        coder = Coder(coder_id, name, initials.strip() or _initials(name))
        return coder_id, step(_("add a coder"), self._base.coders.add(coder))

    def rename_coder(self, coder_id: CoderId, name: str, initials: str = "") -> Step:
        """Give a coder another name; what was coded stays theirs.

        Raises:
            KnownError: the name is blank, or another coder has it.
        """
        name = " ".join(name.split())
        others = (one for one in self._base.coders.all() if one.id != coder_id)
        if not name or any(one.name.casefold() == name.casefold() for one in others):
            raise KnownError(_("Write a name that no other coder has."))
        coder = Coder(coder_id, name, initials.strip() or _initials(name))
        return step(_("rename the coder"), self._base.coders.save(coder))

    def code_reflection(
        self,
        coder_id: CoderId,
        reflection_id: ReflectionId,
        axis: str,
        code: str,
        start: int | None = None,
        end: int | None = None,
    ) -> Step:
        """Code words of a reflection.

        Raises:
            KnownError: there are no words there, or the codebook has no such code.
        """
        note = self._base.reflections.get(reflection_id)
        if note is None:
            raise BugError(f"no reflection {reflection_id}")
        fields = {"reflection_id": reflection_id, **_span(note.text, start, end)}
        return self._code(note.session_id, coder_id, axis, code, fields)

    def code_outcome(
        self,
        coder_id: CoderId,
        outcome_id: OutcomeId,
        axis: str,
        code: str,
        start: int | None = None,
        end: int | None = None,
    ) -> Step:
        """Code words of an outcome; raises as `code_reflection` does."""
        note = self._base.outcomes.get(outcome_id)
        if note is None:
            raise BugError(f"no outcome {outcome_id}")
        fields = {"outcome_id": outcome_id, **_span(note.text, start, end)}
        return self._code(note.session_id, coder_id, axis, code, fields)

    def code_segment(
        self,
        coder_id: CoderId,
        segment_id: TranscriptSegmentId,
        axis: str,
        code: str,
        start: int | None = None,
        end: int | None = None,
    ) -> Step:
        """Code words of a transcript segment; raises as `code_reflection` does."""
        segment = self._base.transcript_segments.get(segment_id)
        transcript = None if segment is None else self._base.transcripts.get(segment.transcript_id)
        if segment is None or transcript is None:
            raise BugError(f"no segment {segment_id}")
        fields = {"segment_id": segment_id, **_span(segment.text, start, end)}
        return self._code(transcript.session_id, coder_id, axis, code, fields)

    def code_minutes(
        self,
        coder_id: CoderId,
        minutes_id: MinutesId,
        text: str,
        axis: str,
        code: str,
        start: int = 0,
        end: int | None = None,
    ) -> Step:
        """Code words of a written version, whose text as it was read is `text`."""
        version = self._base.minutes.get(minutes_id)
        if version is None:
            raise BugError(f"no minutes {minutes_id}")
        fields = {"minutes_id": minutes_id, **_span(text, start, len(text) if end is None else end)}
        return self._code(version.session_id, coder_id, axis, code, fields)

    def code_sound(
        self,
        coder_id: CoderId,
        session_id: SessionId,
        from_ms: int,
        to_ms: int,
        axis: str,
        code: str,
    ) -> Step:
        """Code a stretch of a session's timeline.

        Raises:
            KnownError: it ends where it begins or before, or the codebook has no such code.
        """
        if not 0 <= from_ms < to_ms:
            raise KnownError(_("The passage must end after it begins."))
        fields = {"from_ms": from_ms, "to_ms": to_ms}
        return self._code(session_id, coder_id, axis, code, fields)

    def uncode(self, coding_ids: Iterable[CodingId]) -> Step:
        """Take codings away, and memos about them."""
        wanted = list(dict.fromkeys(coding_ids))
        with self._base.atomic():
            changes = sum(map(self._base.codings.delete, wanted), start=Changes())
        return step(counted(_("take the code away"), len(wanted)), changes)

    def recode(self, coding_id: CodingId, axis: str, code: str) -> Step:
        """Give what was coded another code.

        Raises:
            KnownError: the codebook has no such code.
        """
        coding = self._coding(coding_id)
        self._check_code(coding.session_id, axis, code)
        changes = self._base.codings.save(replace(coding, axis=axis, code=code))
        return step(_("change the code"), changes)

    def move(self, coding_id: CodingId, start: int, end: int) -> Step:
        """Let a coding lie on other words of its text, which are its quote from now on.

        Raises:
            KnownError: there are no words there, or it lies on sound or on minutes.
        """
        coding = self._coding(coding_id)
        text = self._text(coding)
        if text is None:
            raise KnownError(_("Take this code away and give it again at the right place."))
        moved = replace(coding, **_span(text, start, end))
        return step(_("move the code"), self._base.codings.save(moved))

    def stretch(self, coding_id: CodingId, from_ms: int, to_ms: int) -> Step:
        """Let a coding of sound lie on another stretch.

        Raises:
            KnownError: it ends where it begins or before, or the coding lies on words.
        """
        coding = self._coding(coding_id)
        if coding.kind is not CodedKind.SOUND or not 0 <= from_ms < to_ms:
            raise KnownError(_("The passage must end after it begins."))
        moved = replace(coding, from_ms=from_ms, to_ms=to_ms)
        return step(_("move the code"), self._base.codings.save(moved))

    def _code(
        self, session_id: SessionId, coder_id: CoderId, axis: str, code: str, fields: dict[str, Any]
    ) -> Step:
        if self._base.coders.get(coder_id) is None:
            raise BugError(f"no coder {coder_id}")
        self._check_code(session_id, axis, code)
        coding = Coding(
            id=CodingId(new_guid()),
            session_id=session_id,
            position=self._base.codings.next_position(session_id),
            coder_id=coder_id,
            axis=axis,
            code=code,
            made=self._clock.now(),
            **fields,
        )
        if self._is_there(coding):
            return Step("", Changes())
        return step(_("code"), self._base.codings.add(coding))

    def _is_there(self, wanted: Coding) -> bool:
        return any(_same(one, wanted) for one in self._base.codings.of_session(wanted.session_id))

    def _check_code(self, session_id: SessionId, axis: str, code: str) -> None:
        session = self._base.sessions.get(session_id)
        if session is None:
            raise BugError(f"no session {session_id}")
        known = self._base.codebooks.get(session.codebook).axis(axis).code(code)
        if known is None and not (axis == TAGS_AXIS and code.strip()):
            raise KnownError(_("The codebook of this session has no such code. Choose another."))

    def _coding(self, coding_id: CodingId) -> Coding:
        coding = self._base.codings.get(coding_id)
        if coding is None:
            raise BugError(f"no coding {coding_id}")
        return coding

    def _text(self, coding: Coding) -> str | None:
        base = self._base
        subject = (
            (base.reflections.get(coding.reflection_id) if coding.reflection_id else None)
            or (base.outcomes.get(coding.outcome_id) if coding.outcome_id else None)
            or (base.transcript_segments.get(coding.segment_id) if coding.segment_id else None)
        )
        return None if subject is None else subject.text


def _span(text: str, start: int | None, end: int | None) -> dict[str, Any]:
    """Return the fields of a coding of some words, or of all of them without a place."""
    if start is None and end is None and text.strip():
        return {"start_at": None, "end_at": None, "quote": text}
    start, end = start or 0, len(text) if end is None else end
    if not 0 <= start < end <= len(text) or not text[start:end].strip():
        raise KnownError(_("Select the words that the code is to lie on."))
    return {"start_at": start, "end_at": end, "quote": text[start:end]}


def _same(one: Coding, other: Coding) -> bool:
    return replace(one, id=other.id, position=0, made=other.made, quote="") == replace(
        other, position=0, quote=""
    )


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split()[:3]).upper()
