"""Stores of recordings and of written minutes."""

from flipdesk.domain.changes import Changes, Row
from flipdesk.domain.ids import MinutesId, RecordingId, SessionId, new_guid
from flipdesk.domain.kept_sound import KeptSound
from flipdesk.domain.minutes import Minutes
from flipdesk.domain.recording import Recording, Segment
from flipdesk.domain.vocabulary import Audience, MinutesState
from flipdesk.errors import BugError
from flipdesk.knowledge.docx_words import docx_words
from flipdesk.knowledge.mapping import Mapping, day, flag, moment, plain, value_of
from flipdesk.knowledge.rows import Rows


class RecordingStore:
    mapping = Mapping(
        "recording",
        Recording,
        *plain("session_id", "folder", "device", "rate_hz", "channels", "samples", "source"),
        moment("started"),
        moment("stopped"),
        flag("is_clip"),
    )
    segment = Mapping(
        "segment",
        Segment,
        *plain("recording_id", "file_name", "first_sample", "samples", "sha256"),
    )

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def get(self, recording_id: RecordingId) -> Recording | None:
        row = self._rows.get("recording", recording_id)
        return None if row is None else self._build(row)

    def of_session(self, session_id: SessionId) -> tuple[Recording, ...]:
        """Return the recordings of a session, the earliest first, and its clips among them."""
        rows = self._rows.query(
            "select * from recording where session_id = ? order by julianday(started_at)",
            session_id,
        )
        return tuple(self._build(row) for row in rows)

    def in_folder(self, folder: str) -> Recording | None:
        """Return the recording whose sound lies in a folder, relative to the knowledge base.

        The newest, should there be several: a folder holds one timeline.
        """
        rows = self._rows.query(
            "select * from recording where folder = ? order by julianday(started_at) desc", folder
        )
        return self._build(rows[0]) if rows else None

    def kept(self) -> tuple[KeptSound, ...]:
        """Return every recording with its files in brief: 5,000 segments cost some ms."""
        rows = self._rows.query(
            "select recording.id, recording.session_id, folder, channels, recording.samples,"
            " stopped_at is not null as is_stopped,"
            " (select group_concat(file_name || '|' || samples, char(10)) from segment"
            " where recording_id = recording.id) as files from recording"
        )
        return tuple(_kept(row) for row in rows)

    def add(self, recording: Recording) -> Changes:
        changes = self._rows.insert("recording", recording.id, self.mapping.values(recording))
        return changes + self._save_segments(recording)

    def save(self, recording: Recording) -> Changes:
        changes = self._rows.update("recording", recording.id, self.mapping.values(recording))
        return changes + self._save_segments(recording)

    def delete(self, recording_id: RecordingId) -> Changes:
        """Forget a recording; its files stay on the disk."""
        return self._rows.delete("recording", recording_id)

    def _build(self, row: Row) -> Recording:
        segments = self._rows.query(
            "select * from segment where recording_id = ? order by position", row["id"]
        )
        return self.mapping.build(row, segments=tuple(map(self.segment.build, segments)))

    def _save_segments(self, recording: Recording) -> Changes:
        changes = Changes()
        for position, segment in enumerate(recording.segments):
            values = {**self.segment.values(segment), "position": position}
            if self._rows.get("segment", segment.id) is None:
                changes += self._rows.insert("segment", segment.id, values)
            else:
                changes += self._rows.update("segment", segment.id, values)
        return changes


def _kept(row: Row) -> KeptSound:
    pairs = (line.rpartition("|") for line in str(row["files"] or "").split("\n") if line)
    return KeptSound(
        RecordingId(str(row["id"])),
        SessionId(str(row["session_id"])),
        str(row["folder"]),
        channels=int(str(row["channels"])),
        is_stopped=bool(row["is_stopped"]),
        samples=int(str(row["samples"])),
        files=tuple((name, int(samples)) for name, _bar, samples in pairs),
    )


class MinutesStore:
    """Written versions; the Word bytes are read apart, for they are large."""

    mapping = Mapping(
        "minutes",
        Minutes,
        *plain("session_id", "version", "language", "file_name", "sha256", "size_bytes"),
        value_of("audience", Audience),
        value_of("state", MinutesState),
        moment("written"),
        *plain("approved_by"),
        day("comments_by"),
        day("approved_on"),
    )
    _columns = (
        "id, session_id, version, audience, language, file_name, state, sha256, size_bytes,"
        " written_at, comments_by, approved_by, approved_on"
    )

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def get(self, minutes_id: MinutesId) -> Minutes | None:
        rows = self._rows.query(f"select {self._columns} from minutes where id = ?", minutes_id)
        return self.mapping.build(rows[0]) if rows else None

    def of_session(self, session_id: SessionId) -> tuple[Minutes, ...]:
        """Return every version of a session's minutes, the newest first."""
        rows = self._rows.query(
            f"select {self._columns} from minutes where session_id = ?"
            " order by written_at desc, version desc",
            session_id,
        )
        return tuple(self.mapping.build(row) for row in rows)

    def in_state(self, state: MinutesState) -> tuple[Minutes, ...]:
        rows = self._rows.query(
            f"select {self._columns} from minutes where state = ? order by written_at desc", state
        )
        return tuple(self.mapping.build(row) for row in rows)

    def next_version(self, session_id: SessionId, audience: Audience, language: str) -> int:
        rows = self._rows.query(
            "select coalesce(max(version), 0) + 1 as version from minutes"
            " where session_id = ? and audience = ? and language = ?",
            session_id,
            audience,
            language,
        )
        return int(str(rows[0]["version"]))

    def document(self, minutes_id: MinutesId) -> bytes:
        """Return the Word bytes of a version."""
        rows = self._rows.query("select document from minutes where id = ?", minutes_id)
        document = rows[0]["document"] if rows else None
        if not isinstance(document, bytes):
            raise BugError(f"no minutes {minutes_id}")
        return document

    def add(self, minutes: Minutes, document: bytes) -> Changes:
        values = {**self.mapping.values(minutes), "document": document}
        changes = self._rows.insert("minutes", minutes.id, values)
        text = {"minutes_id": minutes.id, "text": docx_words(document)}
        return changes + self._rows.insert("minutes_text", new_guid(), text)

    def save(self, minutes: Minutes) -> Changes:
        return self._rows.update("minutes", minutes.id, self.mapping.values(minutes))
