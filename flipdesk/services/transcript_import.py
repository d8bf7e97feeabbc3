"""Taking in transcripts that other programs have written, at their place on the timeline."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from flipdesk.domain.changes import Step
from flipdesk.domain.clock import Clock
from flipdesk.domain.ids import SessionId, TranscriptId, new_guid
from flipdesk.domain.placement import FARTHEST, by_clock
from flipdesk.domain.recording import Recording, apart
from flipdesk.domain.reflection import Marker
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.transcript import (
    MOST_SEGMENTS,
    Transcript,
    TranscriptKind,
    TranscriptSegment,
    segment_id,
)
from flipdesk.domain.transcript_text import TranscriptText
from flipdesk.domain.use import Act, Thing
from flipdesk.domain.wall_clock import zone_info
from flipdesk.door.foreign_file import read_foreign, shown
from flipdesk.door.imports import TRANSCRIPT
from flipdesk.errors import KnownError
from flipdesk.i18n import _
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.history import step

MOST_IN_SESSION = 50_000
"""More segments than a session file could carry with all the rest."""


@dataclass(frozen=True, slots=True)
class ReadTranscript:
    """A file that was read, before anybody asked where it belongs."""

    name: str
    sha256: str
    text: TranscriptText


@dataclass(frozen=True, slots=True)
class TranscriptPlace:
    """Where a transcript's zero lies on the session timeline, and whose sound it is."""

    offset_ms: int
    recording: Recording | None = None


@dataclass(frozen=True, slots=True)
class PlaceSubject:
    """What is to be placed, in the words of whoever asks where, and where it lies or may lie."""

    title: str
    accept: str
    name: str
    about: str = ""
    notes: tuple[str, ...] = ()
    recording: Recording | None = None
    offset_ms: int = 0


@dataclass(frozen=True, slots=True)
class ImportedTranscript:
    """What became of a file; `notes` are sentences about what was odd."""

    step: Step
    transcript: Transcript
    segments: int
    notes: tuple[str, ...] = ()


class TranscriptImport:
    """Reads files in jobs, says where they can lie, and stores them."""

    def __init__(self, base: KnowledgeBase, clock: Clock) -> None:
        self._base = base
        self._clock = clock

    @staticmethod
    def read_file(path: Path) -> ReadTranscript:
        """Return what a file says; safe on any thread.

        Raises:
            KnownError: it cannot be read, or is none that can be taken in.
        """
        return TranscriptImport.read(read_foreign(path, TRANSCRIPT), shown(path.name))

    @staticmethod
    def read(data: bytes, name: str) -> ReadTranscript:
        """Return what the bytes of a file say; raises as `read_file` does."""
        from flipdesk.exchange.transcripts.reader import read_transcript

        return ReadTranscript(name, hashlib.sha256(data).hexdigest(), read_transcript(data, name))

    def at_recording(self, recording: Recording) -> TranscriptPlace:
        """Place a transcript that was made from a recording's own file.

        Sound that FlipDesk hands out begins at the session's zero, gaps being silence in it; an
        imported file began where its sound stands.
        """
        first = min((one.first_sample for one in recording.segments), default=0)
        offset_ms = first * 1000 // recording.rate_hz if recording.source else 0
        return TranscriptPlace(offset_ms, recording)

    def at_clock(self, session_id: SessionId, starts: datetime) -> TranscriptPlace:
        """Place a transcript by the moment its zero was, by the session's clock without a zone.

        Raises:
            KnownError: it is not within two days of the session.
        """
        record = self._base.record(session_id)
        if starts.tzinfo is None:
            starts = starts.replace(tzinfo=zone_info(record.session.zone))
        fixed = datetime.fromisoformat(starts.isoformat())
        zero = record.recording_start() or record.session.starts
        return self._near(by_clock(fixed, zero).offset_ms)

    def at_marker(self, session_id: SessionId, marker: Marker, in_file_ms: int) -> TranscriptPlace:
        """Place a transcript so that a marker's moment is so far into its file.

        Raises:
            KnownError: the marker has no moment.
        """
        at_ms = marker.at_ms
        zero = self._base.record(session_id).recording_start()
        if at_ms is None and marker.said_at is not None and zero is not None:
            at_ms = round((marker.said_at - zero) / timedelta(milliseconds=1))
        if at_ms is None:
            sentence = _("The marker “{label}” has no time; place the transcript by another one.")
            raise KnownError(sentence.format(label=marker.label))
        return self._near(at_ms - in_file_ms)

    def proposed_place(self, session_id: SessionId, read: ReadTranscript) -> TranscriptPlace:
        """Return where a file probably belongs: at the recording it names, else at the first."""
        recordings, _clips = apart(self._base.recordings.of_session(session_id))
        named = [
            one
            for one in recordings
            if one.source and Path(one.source).stem == Path(read.text.sound_name or read.name).stem
        ]
        own = [one for one in recordings if not one.source]
        chosen = next(iter([*named, *own, *recordings]), None)
        return TranscriptPlace(0) if chosen is None else self.at_recording(chosen)

    def store(
        self,
        session_id: SessionId,
        read: ReadTranscript,
        place: TranscriptPlace,
        name: str = "",
        language: str | None = None,
    ) -> ImportedTranscript:
        """Keep a transcript with all its segments, in one step.

        Raises:
            KnownError: the same file was taken in before, all of it lies before the session, or
                the session has too many segments.
        """
        record = self._base.record(session_id)
        self._refuse(record, read, place)
        transcript = Transcript(
            id=TranscriptId(new_guid()),
            session_id=session_id,
            position=self._base.transcripts.next_position(session_id),
            name=name.strip() or Path(read.name).stem,
            kind=TranscriptKind.IMPORTED,
            created=self._clock.now(),
            file_name=read.name,
            sha256=read.sha256,
            language=language or read.text.language,
            made_with=read.text.made_with,
            offset_ms=place.offset_ms,
            recording_id=None if place.recording is None else place.recording.id,
        )
        segments = placed(transcript, read.text)
        with self._base.atomic():
            changes = self._base.transcripts.add(transcript)
            changes += self._base.transcript_segments.add_all(segments)
        self._base.uses.note(Act.IMPORTED, Thing.TRANSCRIPT, transcript.id, session=session_id)
        label = _("import of {title}").format(title=transcript.name)
        early = sum(one.from_ms + place.offset_ms < 0 for one in read.text.pieces)
        notes = read.text.notes
        if early:
            sentence = _("{count} segments lie before the session's zero and stand at it.")
            notes = (*notes, sentence.format(count=early))
        return ImportedTranscript(step(label, changes), transcript, len(segments), notes)

    def _refuse(self, record: SessionRecord, read: ReadTranscript, place: TranscriptPlace) -> None:
        same = [one for one in record.transcripts if one.sha256 == read.sha256]
        if same:
            sentence = _("{file} is in the session already, as “{name}”.")
            raise KnownError(sentence.format(file=read.name, name=same[0].name))
        if read.text.length_ms + place.offset_ms <= 0:
            sentence = _("{file} ends before the session's recording begins. Choose another place.")
            raise KnownError(sentence.format(file=read.name))
        here = sum(self._base.transcript_segments.count(one.id) for one in record.transcripts)
        if here + len(read.text.pieces) > max(MOST_SEGMENTS, MOST_IN_SESSION):
            sentence = _("The session has too many segments already. Delete a transcript first.")
            raise KnownError(sentence)

    @staticmethod
    def _near(offset_ms: int) -> TranscriptPlace:
        if abs(timedelta(milliseconds=offset_ms)) > FARTHEST:
            raise KnownError(
                _("That is more than two days from the session. Say again when it begins.")
            )
        return TranscriptPlace(offset_ms)


def placed(transcript: Transcript, text: TranscriptText) -> tuple[TranscriptSegment, ...]:
    """Return the segments of a file at their places; what lies before zero stands at it."""
    offset = transcript.offset_ms
    return tuple(
        TranscriptSegment(
            id=segment_id(transcript.id, index),
            transcript_id=transcript.id,
            position=index,
            from_ms=max(0, one.from_ms + offset),
            to_ms=max(0, one.to_ms + offset),
            text=one.text,
            speaker_label=one.speaker,
        )
        for index, one in enumerate(text.pieces)
    )
