"""Correcting a transcript: texts, where one segment ends and the next begins, and its place."""

from collections.abc import Iterable
from dataclasses import replace

from flipdesk.domain.changes import Changes, Step
from flipdesk.domain.ids import (
    RecordingId,
    ReflectionId,
    TranscriptId,
    TranscriptSegmentId,
    new_guid,
)
from flipdesk.domain.reflection import Reflection
from flipdesk.domain.transcript import Transcript, TranscriptSegment
from flipdesk.domain.transcript_consent import TranscriptConsent
from flipdesk.domain.transcript_editing import edited, joined, split, tidy
from flipdesk.domain.vocabulary import ReflectionKind
from flipdesk.errors import BugError, KnownError
from flipdesk.i18n import _
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.capturing import held_at
from flipdesk.services.history import step


class Transcripts:
    """Changes to transcripts; the wording as it came stays beside what is changed."""

    def __init__(self, base: KnowledgeBase) -> None:
        self._base = base

    def edit(self, segment_id: TranscriptSegmentId, text: str) -> Step:
        """Let a segment say something else; without words it is left out of everything."""
        segment = self._segment(segment_id)
        changes = self._base.transcript_segments.save(edited(segment, text))
        return step(_("correct the transcript"), changes)

    def restore(self, segment_id: TranscriptSegmentId) -> Step:
        """Let a segment say what it came with."""
        segment = self._segment(segment_id)
        came = replace(segment, text=segment.came_as, source_text=None)
        return step(_("bring the wording back"), self._base.transcript_segments.save(came))

    def check(self, segment_ids: Iterable[TranscriptSegmentId], *, checked: bool) -> Step:
        """Note that segments were compared with the sound, or that they were not."""
        found = [self._segment(one) for one in segment_ids]
        with self._base.atomic():
            changes = self._base.transcript_segments.save_all(
                replace(one, is_checked=checked) for one in found
            )
        label = _("mark as checked") if checked else _("mark as not checked")
        return step(label, changes)

    def split(self, segment_id: TranscriptSegmentId, at: int, text: str | None = None) -> Step:
        """Divide a segment before letter `at` of its text, or of the text it is given first.

        When one part would have no words it is not divided, and says what it is given.
        """
        segment = self._segment(segment_id)
        segment = segment if text is None else edited(segment, text)
        # A text of several blanks is tidied, and the place moves with it.
        at = at if text is None else len(tidy(text[:at]))
        parts = split(segment, at, TranscriptSegmentId(new_guid()))
        if parts is None:
            return Step("", Changes()) if text is None else self.edit(segment_id, text)
        first, second = parts
        with self._base.atomic():
            changes = Changes()
            if second.from_ms == first.from_ms:
                changes += self._make_room(first)
                second = replace(second, position=first.position + 1)
            changes += self._base.transcript_segments.save(first)
            changes += self._base.transcript_segments.add(second)
        return step(_("split the segment"), changes)

    def join(self, segment_id: TranscriptSegmentId, text: str | None = None) -> Step:
        """Put a segment, or the text it is given first, to the one before it.

        The first of a transcript has none before it, and only says what it is given.
        """
        segment = self._segment(segment_id)
        segment = segment if text is None else edited(segment, text)
        every = self._base.transcript_segments.of_transcript(segment.transcript_id)
        place = next(n for n, one in enumerate(every) if one.id == segment_id)
        if not place:
            return Step("", Changes()) if text is None else self.edit(segment_id, text)
        with self._base.atomic():
            changes = Changes()
            # Reflections that were made from it belong to the whole now.
            for note in self._notes_of(segment):
                changes += self._base.reflections.save(
                    replace(note, segment_id=every[place - 1].id)
                )
            changes += self._base.transcript_segments.save(joined(every[place - 1], segment))
            changes += self._base.transcript_segments.delete(segment_id)
        return step(_("join the segments"), changes)

    def rename(self, transcript_id: TranscriptId, name: str) -> Step:
        """Give a transcript another name."""
        transcript = replace(self._transcript(transcript_id), name=tidy(name))
        return step(_("rename the transcript"), self._base.transcripts.save(transcript))

    def move(
        self,
        transcript_id: TranscriptId,
        offset_ms: int,
        recording_id: RecordingId | None = None,
    ) -> Step:
        """Let a transcript's zero lie elsewhere on the timeline, and be of this recording.

        What would lie before the timeline's zero stands at it.

        Raises:
            KnownError: that would be all of it.
        """
        transcript = self._transcript(transcript_id)
        by = offset_ms - transcript.offset_ms
        segments = self._base.transcript_segments.of_transcript(transcript_id)
        if segments and max(one.to_ms for one in segments) + by <= 0:
            raise KnownError(
                _("All of it would lie before the session's recording. Choose a later place.")
            )
        moved = [
            replace(one, from_ms=max(0, one.from_ms + by), to_ms=max(0, one.to_ms + by))
            for one in segments
        ]
        with self._base.atomic():
            changes = self._base.transcripts.save(
                replace(transcript, offset_ms=offset_ms, recording_id=recording_id)
            )
            changes += self._base.transcript_segments.save_all(moved)
        return step(_("move the transcript"), changes)

    def delete(self, transcript_id: TranscriptId) -> Step:
        """Take a transcript away; what was made from it stays."""
        with self._base.atomic():
            changes = self._base.transcripts.delete(transcript_id)
        return step(_("delete the transcript"), changes)

    def reflect(
        self,
        segment_id: TranscriptSegmentId,
        text: str,
        at: int = 0,
        kind: ReflectionKind = ReflectionKind.QUOTE,
    ) -> Step:
        """Make a reflection of words that begin at letter `at` of a segment.

        It has the moment, the speaker and the agenda item of the words.

        Raises:
            KnownError: there are no words, or somebody in them may not be recorded.
        """
        segment = self._segment(segment_id)
        if not tidy(text):
            raise KnownError(_("Select the words that the reflection is to say."))
        record = self._base.record(self._transcript(segment.transcript_id).session_id)
        if TranscriptConsent.of(record).closed(segment) is not None:
            raise KnownError(
                _("Somebody here may not be recorded, so no reflection can be made of it.")
            )
        at_ms = segment.from_ms + (segment.to_ms - segment.from_ms) * at // max(
            1, len(segment.text)
        )
        moment = record.moment(at_ms, None)
        item = None if moment is None else held_at(record.agenda, moment)
        reflection = Reflection(
            id=ReflectionId(new_guid()),
            session_id=record.session.id,
            position=self._base.reflections.next_position(record.session.id),
            text=tidy(text),
            kind=kind,
            at_ms=at_ms,
            agenda_item_id=item.id if item else None,
            speaker_id=segment.speaker_id,
            segment_id=segment.id,
        )
        return step(_("make a reflection"), self._base.reflections.add(reflection))

    def _notes_of(self, segment: TranscriptSegment) -> list[Reflection]:
        session_id = self._transcript(segment.transcript_id).session_id
        notes = self._base.reflections.of_session(session_id)
        return [one for one in notes if one.segment_id == segment.id]

    def _make_room(self, first: TranscriptSegment) -> Changes:
        """Move those of the same moment on by one, so that another fits behind the first."""
        every = self._base.transcript_segments.of_transcript(first.transcript_id)
        return self._base.transcript_segments.save_all(
            replace(one, position=one.position + 1)
            for one in every
            if one.from_ms == first.from_ms and one.position > first.position
        )

    def _segment(self, segment_id: TranscriptSegmentId) -> TranscriptSegment:
        segment = self._base.transcript_segments.get(segment_id)
        if segment is None:
            raise BugError(f"no segment {segment_id}")
        return segment

    def _transcript(self, transcript_id: TranscriptId) -> Transcript:
        transcript = self._base.transcripts.get(transcript_id)
        if transcript is None:
            raise BugError(f"no transcript {transcript_id}")
        return transcript
