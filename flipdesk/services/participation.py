"""Everything said about a participant at once: the person, the consent, and who has which duty."""

from dataclasses import dataclass, field

from flipdesk.domain.changes import Step
from flipdesk.domain.ids import ParticipantId, SessionId
from flipdesk.domain.participant import Consent
from flipdesk.domain.vocabulary import Attendance, Role
from flipdesk.errors import BugError
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.history import step
from flipdesk.services.invitations import Invitations
from flipdesk.services.series_planning import SeriesPlanning


@dataclass(frozen=True, slots=True)
class ParticipantWish:
    """What somebody filled in about a participant; without initials some are found."""

    name: str
    role: Role = Role.OTHER
    organisation: str | None = None
    unit: str | None = None
    initials: str = ""
    attendance: Attendance = Attendance.INVITED
    consent: Consent = field(default_factory=Consent)
    is_chair: bool = False
    is_minute_taker: bool = False


class Participation:
    """Adds and changes participants with their duties in the session, as one step."""

    def __init__(
        self, base: KnowledgeBase, invitations: Invitations, planning: SeriesPlanning
    ) -> None:
        self._base = base
        self._invitations = invitations
        self._planning = planning

    def add(self, session_id: SessionId, wish: ParticipantWish) -> tuple[ParticipantId, Step]:
        """Add a participant and return the id.

        Raises:
            KnownError: the name is empty or the initials are taken.
        """
        with self._base.atomic():
            participant_id, added = self._invitations.add(
                session_id,
                wish.name,
                role=wish.role,
                organisation=wish.organisation,
                unit=wish.unit,
                initials=wish.initials,
                consent=wish.consent,
            )
            changed = self._invitations.change(participant_id, attendance=wish.attendance)
            duties = self._duties(session_id, participant_id, wish)
        joined = step(added.label, added.changes, changed.changes, duties.changes)
        return participant_id, joined

    def change(self, participant_id: ParticipantId, wish: ParticipantWish) -> Step:
        """Make a participant what was filled in.

        Raises:
            KnownError: the name is empty, or the initials are missing or taken.
        """
        participant = self._base.participants.get(participant_id)
        if participant is None:
            raise BugError(f"no participant {participant_id}")
        with self._base.atomic():
            changed = self._invitations.change(
                participant_id,
                name=wish.name,
                role=wish.role,
                organisation=wish.organisation,
                unit=wish.unit,
                initials=wish.initials.strip(),
                attendance=wish.attendance,
                consent=wish.consent,
            )
            duties = self._duties(participant.session_id, participant_id, wish)
        return step(changed.label, changed.changes, duties.changes)

    def _duties(
        self, session_id: SessionId, participant_id: ParticipantId, wish: ParticipantWish
    ) -> Step:
        session = self._base.sessions.get(session_id)
        if session is None:
            raise BugError(f"no session {session_id}")
        fields: dict[str, ParticipantId | None] = {}
        for name, wanted in (
            ("chair_id", wish.is_chair),
            ("minute_taker_id", wish.is_minute_taker),
        ):
            if wanted:
                fields[name] = participant_id
            elif getattr(session, name) == participant_id:
                fields[name] = None
        return self._planning.change_session(session_id, **fields)
