"""Everything one session holds, frozen: what exports, documents and views are drawn from."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flipdesk.domain.agenda import AgendaItem
from flipdesk.domain.codebook import Codebook
from flipdesk.domain.coding import Coder, Coding, Memo
from flipdesk.domain.consent_note import ConsentNote, InformationText
from flipdesk.domain.ear_round import EarRound
from flipdesk.domain.ids import AgendaItemId, ParticipantId
from flipdesk.domain.material import Material
from flipdesk.domain.outcome import Outcome
from flipdesk.domain.participant import Participant
from flipdesk.domain.passage import Passage
from flipdesk.domain.pause import Pause
from flipdesk.domain.queue_entry import QueueEntry
from flipdesk.domain.recording import Recording
from flipdesk.domain.reflection import Marker, Reflection, Turn
from flipdesk.domain.review import TextVersion
from flipdesk.domain.series import Series
from flipdesk.domain.session import Session
from flipdesk.domain.set_aside import SetAside
from flipdesk.domain.transcript import Transcript, TranscriptSegment
from flipdesk.domain.wall_clock import zone_info


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """One session with all its parts, each in the order people gave them.

    A transcript can have thousands of segments, and codings as many: only
    `KnowledgeBase.whole_record` reads them too.
    """

    series: Series
    session: Session
    codebook: Codebook
    participants: tuple[Participant, ...] = ()
    agenda: tuple[AgendaItem, ...] = ()
    turns: tuple[Turn, ...] = ()
    markers: tuple[Marker, ...] = ()
    reflections: tuple[Reflection, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    recordings: tuple[Recording, ...] = ()
    passages: tuple[Passage, ...] = ()
    ear_rounds: tuple[EarRound, ...] = ()
    queue: tuple[QueueEntry, ...] = ()
    pauses: tuple[Pause, ...] = ()
    clips: tuple[Recording, ...] = ()
    """Clips from files, which are no part of the timeline."""
    transcripts: tuple[Transcript, ...] = ()
    transcript_segments: tuple[TranscriptSegment, ...] = ()
    merged: tuple[Reflection, ...] = ()
    """What was merged into one of the reflections, or into another that was."""
    text_versions: tuple[TextVersion, ...] = ()
    set_asides: tuple[SetAside, ...] = ()
    coders: tuple[Coder, ...] = ()
    """Who made the codings and memos of this session."""
    codings: tuple[Coding, ...] = ()
    memos: tuple[Memo, ...] = ()
    materials: tuple[Material, ...] = ()
    """Documents from before FlipDesk; only `KnowledgeBase.whole_record` reads them."""
    information_texts: tuple[InformationText, ...] = ()
    consent_notes: tuple[ConsentNote, ...] = ()

    @property
    def full_title(self) -> str:
        """Return "Samtaleflip 3, Nordby Kommune"."""
        title, organisation = self.session.title.strip(), self.series.organisation.strip()
        return title if organisation in title else f"{title}, {organisation}"

    @property
    def held_on(self) -> date:
        """Return the local day on which the session begins."""
        return self.session.starts.astimezone(zone_info(self.session.zone)).date()

    def participant(self, participant_id: ParticipantId | None) -> Participant | None:
        return next((one for one in self.participants if one.id == participant_id), None)

    def by_initials(self, initials: str) -> Participant | None:
        """Return the participant with these initials, whatever the case."""
        wanted = initials.casefold()
        return next((one for one in self.participants if one.initials.casefold() == wanted), None)

    def agenda_item(self, item_id: AgendaItemId | None) -> AgendaItem | None:
        return next((item for item in self.agenda if item.id == item_id), None)

    def moment(self, at_ms: int | None, said_at: datetime | None) -> datetime | None:
        """Return the wall-clock moment of something said: as logged, or from the recording."""
        if said_at is not None or at_ms is None:
            return said_at
        start = self._zero()
        return None if start is None else start + timedelta(milliseconds=at_ms)

    def recording_start(self) -> datetime | None:
        """Return when offset zero was: the first recording, else when the first item began."""
        recorded = min((recording.started for recording in self.recordings), default=None)
        return recorded or self._began()

    def _began(self) -> datetime | None:
        began = [item.started for item in self.agenda if item.started is not None]
        return min(began, default=self.session.began)

    def _zero(self) -> datetime | None:
        """Return when offset zero was for what carries no moment of its own.

        What is said in FlipDesk carries one; the rest came in a session file, and a recording made
        after all that was held has nothing to do with it.
        """
        over = max((item.ended for item in self.agenda if item.ended is not None), default=None)
        started = [one.started for one in self.recordings]
        meant = [one for one in started if over is None or one < over]
        return min(meant, default=self._began() or self.recording_start())
