"""Machine drafts: what FlipDesk itself hears in a recording, piece by piece.

A draft is kept as it grows, so that it goes on where it was, whoever stopped it. It enters no
minutes: somebody makes reflections of it, or nobody does.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from flipdesk.domain.changes import Changes
from flipdesk.domain.clock import Clock
from flipdesk.domain.ids import SessionId, TranscriptId, TranscriptSegmentId, new_guid
from flipdesk.domain.passage_consent import silenced
from flipdesk.domain.recording import Recording, apart
from flipdesk.domain.said import Said
from flipdesk.domain.stretch import Stretch
from flipdesk.domain.transcript import Transcript, TranscriptKind, TranscriptSegment
from flipdesk.errors import BugError, KnownError
from flipdesk.i18n import _
from flipdesk.knowledge.erasure_ledger import ErasureLedger
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.sound_keys import key_of

LANGUAGE = "da"


@dataclass(frozen=True, slots=True)
class HearingPlan:
    """What a job needs to go on with a draft: plain values, times in ms of the timeline."""

    transcript_id: TranscriptId
    folder: Path
    language: str
    silenced: tuple[Stretch, ...]
    from_ms: int
    key: bytes | None = field(default=None, repr=False)


class Hearing:
    """Says what there is to hear and stores what was said.

    Between stand jobs without the knowledge base: `to_hear`, then one `HearingLink.hear` a piece.
    What a machine hears is stored as it comes and is no step that can be undone; the draft can be
    deleted.
    """

    def __init__(self, base: KnowledgeBase, clock: Clock) -> None:
        self._base = base
        self._clock = clock

    def recording(self, session_id: SessionId, wanted: Recording | None = None) -> Recording:
        """Return the recording to hear: the wanted one, one with an unfinished draft, or the first
        that has none.

        Raises:
            KnownError: there is none, it is going on, or it has been written down already.
        """
        kept, _clips = apart(self._base.recordings.of_session(session_id))
        recordings = [one for one in kept if one.samples]
        if not recordings:
            raise KnownError(_("The session has no recording to write down."))
        drafts = {one.recording_id: one for one in self._drafts(session_id)}
        waiting = [one for one in recordings if one.id in drafts and drafts[one.id].is_unfinished]
        fresh = [one for one in recordings if one.id not in drafts]
        chosen = wanted or next(iter([*waiting, *fresh]), None)
        if chosen is None or (chosen.id in drafts and not drafts[chosen.id].is_unfinished):
            raise KnownError(
                _("The recording has been written down already. Delete the draft to do it again.")
            )
        if chosen.stopped is None:
            raise KnownError(_("The session is being recorded. Begin when that is over."))
        return chosen

    def begin(
        self, recording: Recording, made_with: str, language: str = LANGUAGE
    ) -> tuple[Transcript, Changes]:
        """Return the draft of a recording that goes on, or a new and empty one."""
        for one in self._drafts(recording.session_id):
            if one.recording_id == recording.id and one.is_unfinished:
                if one.made_with == made_with:
                    return one, Changes()
                other = replace(one, made_with=f"{one.made_with}; {made_with}")
                return other, self._base.transcripts.save(other)
        draft = Transcript(
            id=TranscriptId(new_guid()),
            session_id=recording.session_id,
            position=self._base.transcripts.next_position(recording.session_id),
            name=_("Machine draft"),
            kind=TranscriptKind.MACHINE_DRAFT,
            created=self._clock.now(),
            language=language,
            made_with=made_with,
            recording_id=recording.id,
            heard_to_ms=0,
        )
        return draft, self._base.transcripts.add(draft)

    def plan(self, transcript_id: TranscriptId) -> HearingPlan:
        """Return what is needed to go on with a draft.

        Raises:
            KnownError: its recording is no longer there.
        """
        draft = self._draft(transcript_id)
        recordings = self._base.recordings.of_session(draft.session_id)
        found = [one for one in recordings if one.id == draft.recording_id]
        if not found:
            raise KnownError(_("The recording of this draft is no longer there."))
        folder = self._base.folder / found[0].folder
        return HearingPlan(
            transcript_id,
            folder,
            draft.language or LANGUAGE,
            silenced(self._base.record(draft.session_id)),
            self._heard_to(draft),
            key_of(self._base, folder),
        )

    def heard_to(self, transcript_id: TranscriptId) -> int | None:
        """Return how far (ms) a draft has come, None when it was deleted."""
        draft = self._base.transcripts.get(transcript_id)
        return None if draft is None else self._heard_to(draft)

    def keep(self, transcript_id: TranscriptId, piece: Stretch, said: Sequence[Said]) -> Changes:
        """Store what was said in a piece, without what was erased of it while it was heard.

        Nothing when the draft was deleted meanwhile; raises KnownError as the ledger does.
        """
        draft = self._base.transcripts.get(transcript_id)
        if draft is None:
            return Changes()
        earlier = self._base.transcript_segments.of_transcript(transcript_id)
        position = max((one.position for one in earlier), default=-1) + 1
        segments = [
            TranscriptSegment(
                TranscriptSegmentId(new_guid()),
                transcript_id,
                position + number,
                one.from_ms,
                one.to_ms,
                one.text,
            )
            for number, one in enumerate(self._without_erased(draft, said))
        ]
        with self._base.atomic():
            changes = self._base.transcript_segments.add_all(segments)
            heard = replace(draft, heard_to_ms=piece[1])
            return changes + self._base.transcripts.save(heard)

    def _without_erased(self, draft: Transcript, said: Sequence[Said]) -> Sequence[Said]:
        cut = [
            stretch
            for entry in ErasureLedger(self._base.folder).entries()
            for stretch in entry.sound.get(draft.session_id, ())
        ]
        return [
            one
            for one in said
            if not any(first < one.to_ms and one.from_ms < last for first, last in cut)
        ]

    def finish(self, transcript_id: TranscriptId) -> Changes:
        """Say that a draft has come to the end of its recording."""
        draft = self._base.transcripts.get(transcript_id)
        if draft is None:
            return Changes()
        return self._base.transcripts.save(replace(draft, heard_to_ms=None))

    def _heard_to(self, draft: Transcript) -> int:
        """Return where to go on. Undo of something else may have brought an older place back; what
        has been written is never heard twice.
        """
        segments = self._base.transcript_segments.of_transcript(draft.id)
        return max([draft.heard_to_ms or 0, *(one.to_ms for one in segments)])

    def _drafts(self, session_id: SessionId) -> list[Transcript]:
        every = self._base.transcripts.of_session(session_id)
        return [one for one in every if one.kind is TranscriptKind.MACHINE_DRAFT]

    def _draft(self, transcript_id: TranscriptId) -> Transcript:
        draft = self._base.transcripts.get(transcript_id)
        if draft is None:
            raise BugError(f"no transcript {transcript_id}")
        return draft


class Far:
    """How far hearing has come, in fractions of 1 of everything there is to hear."""

    def __init__(self, pieces: Sequence[Stretch]) -> None:
        self._before: dict[Stretch, int] = {}
        total = 0
        for piece in pieces:
            self._before[piece] = total
            total += piece[1] - piece[0]
        self._total = max(1, total)

    def at(self, piece: Stretch, fraction: float) -> float:
        """Return how far it is when so much of a piece has been heard."""
        return (self._before[piece] + fraction * (piece[1] - piece[0])) / self._total


def to_hear(plan: HearingPlan) -> tuple[Stretch, ...]:
    """Return the pieces (ms of the timeline) that are still to be heard; a job's work.

    Raises:
        KnownError: the recording cannot be read.
    """
    from flipdesk.audio.hearing.pieces import pieces
    from flipdesk.audio.session_sound import open_sound

    try:
        sound = open_sound(plan.folder, plan.key)
    except OSError as error:
        sentence = _("The recording in {folder} cannot be read: check that the disk is connected.")
        raise KnownError(sentence.format(folder=plan.folder)) from error
    try:
        return pieces(sound, plan.silenced, plan.from_ms)
    finally:
        sound.close()
