"""Saying who speaks in a transcript: for segments, for a label, or as the turns propose it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from flipdesk.domain.changes import Step
from flipdesk.domain.ids import ParticipantId, TranscriptId, TranscriptSegmentId
from flipdesk.domain.speaker_proposal import proposed
from flipdesk.errors import BugError
from flipdesk.i18n import _
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.history import step


class TranscriptSpeakers:
    def __init__(self, base: KnowledgeBase) -> None:
        self._base = base

    def set(
        self, segment_ids: Iterable[TranscriptSegmentId], speaker_id: ParticipantId | None
    ) -> Step:
        """Say who speaks in segments; None when nobody knows."""
        return self._store(dict.fromkeys(segment_ids, speaker_id), self._label(speaker_id))

    def set_label(
        self, transcript_id: TranscriptId, label: str, speaker_id: ParticipantId | None
    ) -> Step:
        """Say who a speaker of the file is, everywhere in it ("Taler 1 = Mette Holm")."""
        segments = self._base.transcript_segments.of_transcript(transcript_id)
        wanted = {one.id: speaker_id for one in segments if one.speaker_label == label}
        return self._store(wanted, self._label(speaker_id))

    def proposals(self, transcript_id: TranscriptId) -> dict[TranscriptSegmentId, ParticipantId]:
        """Return who may speak where nobody has said it, as the turns tell."""
        transcript = self._base.transcripts.get(transcript_id)
        if transcript is None:
            raise BugError(f"no transcript {transcript_id}")
        return proposed(
            self._base.transcript_segments.of_transcript(transcript_id),
            self._base.turns.of_session(transcript.session_id),
        )

    def accept(self, transcript_id: TranscriptId) -> Step:
        """Let everything that the turns propose be so, in one step."""
        return self.accept_some(self.proposals(transcript_id))

    def accept_some(self, proposals: Mapping[TranscriptSegmentId, ParticipantId]) -> Step:
        """Let some of it be so; what somebody has said meanwhile stays."""
        segments = self._base.transcript_segments.some(proposals)
        wanted = {one.id: proposals[one.id] for one in segments if one.speaker_id is None}
        return self._store(wanted, _("accept the proposed speakers"))

    def _store(
        self, wanted: Mapping[TranscriptSegmentId, ParticipantId | None], label: str
    ) -> Step:
        found = self._base.transcript_segments.some(wanted)
        changes = self._base.transcript_segments.save_all(
            replace(one, speaker_id=wanted[one.id]) for one in found
        )
        return step(label, changes)

    def _label(self, speaker_id: ParticipantId | None) -> str:
        person = None if speaker_id is None else self._base.participants.get(speaker_id)
        if person is None:
            return _("take the speaker away")
        return _("speaker is {name}").format(name=person.name)
