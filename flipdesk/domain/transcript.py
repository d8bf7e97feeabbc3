"""A transcript: what was said, in writing, at its places on the session timeline."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from flipdesk.domain.ids import (
    ParticipantId,
    RecordingId,
    SessionId,
    TranscriptId,
    TranscriptSegmentId,
    derived_guid,
)

MOST_SEGMENTS = 20_000
"""More than any day of talk has; a file with more is none of a session."""


class TranscriptKind(StrEnum):
    """Where a transcript comes from. A machine draft is one that FlipDesk itself heard."""

    IMPORTED = "imported"
    MACHINE_DRAFT = "machine_draft"


@dataclass(frozen=True, slots=True)
class Transcript:
    """One transcript of a session.

    `file_name` and `sha256` are those of the file it was read from, "" and None for a machine
    draft. `made_with` says in words which program and model wrote it, "" when nothing tells.
    `offset_ms` is where its own zero lies on the session timeline, negative before the session's
    zero; the times of segments are on the session timeline already. `heard_to_ms` is how far on
    that timeline a machine draft has come, None when there is no more to hear.
    """

    id: TranscriptId
    session_id: SessionId
    position: int
    name: str
    kind: TranscriptKind
    created: datetime
    file_name: str = ""
    sha256: str | None = None
    language: str | None = None
    made_with: str = ""
    offset_ms: int = 0
    recording_id: RecordingId | None = None
    heard_to_ms: int | None = None

    @property
    def is_unfinished(self) -> bool:
        """Whether a machine draft has not come to the end of its recording."""
        return self.heard_to_ms is not None


@dataclass(frozen=True, slots=True)
class TranscriptSegment:
    """A piece of a transcript: from and to are milliseconds of the session timeline, to never
    before from.

    `speaker_label` is what the file calls the speaker ("S01", "Taler 1"), `speaker_id` who that
    is once somebody has said so. `source_text` is the wording as it came, None while `text` still
    is that very wording. Segments are in the order of `from_ms`, then `position`.
    """

    id: TranscriptSegmentId
    transcript_id: TranscriptId
    position: int
    from_ms: int
    to_ms: int
    text: str
    speaker_id: ParticipantId | None = None
    speaker_label: str = ""
    source_text: str | None = None
    is_checked: bool = False

    @property
    def is_edited(self) -> bool:
        return self.source_text is not None

    @property
    def came_as(self) -> str:
        """The wording as it came."""
        return self.text if self.source_text is None else self.source_text


def segment_id(transcript_id: TranscriptId, index: int) -> TranscriptSegmentId:
    """Return the id of the segment that came as number `index`, from 0."""
    return TranscriptSegmentId(derived_guid("transcript_segment", transcript_id, str(index)))


def in_order(segments: Iterable[TranscriptSegment]) -> tuple[TranscriptSegment, ...]:
    """Return segments as they are read: by time, those of one moment by position."""
    return tuple(sorted(segments, key=lambda one: (one.from_ms, one.position)))
