"""Codings: which words or which stretch of sound a researcher has given a code, and memos."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from flipdesk.domain.ids import (
    CoderId,
    CodingId,
    MemoId,
    MinutesId,
    OutcomeId,
    ReflectionId,
    SessionId,
    TranscriptSegmentId,
)


class CodedKind(StrEnum):
    """What a coding lies on."""

    REFLECTION = "reflection"
    OUTCOME = "outcome"
    SEGMENT = "segment"
    MINUTES = "minutes"
    SOUND = "sound"


@dataclass(frozen=True, slots=True)
class Coder:
    """Somebody who codes, known by a GUID so that work from two computers comes together."""

    id: CoderId
    name: str
    initials: str = ""


@dataclass(frozen=True, slots=True)
class Coding:
    """One code on one thing, given by one coder.

    It lies on the text of a reflection, an outcome, a transcript segment or a written version of
    the minutes, or on sound when it names none of them. `start_at` and `end_at` count code points
    of the text as it is now, from 0, the end not included; both are None when the code is on the
    whole of it. `from_ms` and `to_ms` are places on the session's timeline and stand with sound
    alone. `quote` is what the words were when they were coded.

    When all the words that were coded have been taken out of the text, start and end are the same:
    the coding has lost its words and keeps its quote.
    """

    id: CodingId
    session_id: SessionId
    position: int
    coder_id: CoderId
    axis: str
    code: str
    made: datetime
    reflection_id: ReflectionId | None = None
    outcome_id: OutcomeId | None = None
    segment_id: TranscriptSegmentId | None = None
    minutes_id: MinutesId | None = None
    start_at: int | None = None
    end_at: int | None = None
    from_ms: int | None = None
    to_ms: int | None = None
    quote: str = ""

    @property
    def kind(self) -> CodedKind:
        if self.reflection_id is not None:
            return CodedKind.REFLECTION
        if self.outcome_id is not None:
            return CodedKind.OUTCOME
        if self.segment_id is not None:
            return CodedKind.SEGMENT
        return CodedKind.SOUND if self.minutes_id is None else CodedKind.MINUTES

    @property
    def text_id(self) -> str | None:
        """The id of what the text belongs to, None for sound."""
        return self.reflection_id or self.outcome_id or self.segment_id or self.minutes_id

    @property
    def is_whole(self) -> bool:
        """Whether the code is on the whole of a text rather than on some of its words."""
        return self.text_id is not None and self.start_at is None

    @property
    def has_lost_its_words(self) -> bool:
        return self.start_at is not None and self.start_at == self.end_at

    def span_in(self, text: str) -> tuple[int, int]:
        """Return where in its text it lies, as code points, the end not included."""
        if self.start_at is None or self.end_at is None:
            return 0, len(text)
        return self.start_at, self.end_at

    def same_code(self, other: "Coding") -> bool:
        return (self.axis, self.code) == (other.axis, other.code)


@dataclass(frozen=True, slots=True)
class Memo:
    """A coder's own thoughts about one thing: a coding, a reflection, an outcome, a transcript
    segment, a code (`axis` and `code`), or the session when it names nothing.
    """

    id: MemoId
    session_id: SessionId
    position: int
    coder_id: CoderId
    text: str
    made: datetime
    coding_id: CodingId | None = None
    reflection_id: ReflectionId | None = None
    outcome_id: OutcomeId | None = None
    segment_id: TranscriptSegmentId | None = None
    axis: str | None = None
    code: str | None = None
