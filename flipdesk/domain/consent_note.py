"""What was told and answered about consent, each time it was: the proof of when and how."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from flipdesk.domain.consent_matrix import Matter, answer_of
from flipdesk.domain.ids import ConsentNoteId, InformationTextId, ParticipantId, SessionId
from flipdesk.domain.participant import Consent
from flipdesk.domain.vocabulary import Answer, ConsentWay


class NotedMatter(StrEnum):
    """The matters of consent, and that somebody was told what the recording is for."""

    INFORMATION = "information"
    PART = "part"
    RECORDING = "recording"
    BY_ROLE = "by_role"
    BY_NAME = "by_name"


@dataclass(frozen=True, slots=True)
class InformationText:
    """What participants of a session are told, word for word; never changed once it is there."""

    id: InformationTextId
    session_id: SessionId
    position: int
    text: str
    since: datetime

    @property
    def version(self) -> int:
        """Return its number, from 1 in each session."""
        return self.position + 1


@dataclass(frozen=True, slots=True)
class ConsentNote:
    """One thing that was told or answered: what about, when, how, and after which text."""

    id: ConsentNoteId
    session_id: SessionId
    position: int
    participant_id: ParticipantId
    matter: NotedMatter
    answer: Answer
    at: datetime
    way: ConsentWay | None = None
    text_id: InformationTextId | None = None


def answers_changed(before: Consent, after: Consent) -> tuple[tuple[NotedMatter, Answer], ...]:
    """Return every matter that is answered otherwise than before, with the answer."""
    return tuple(
        (NotedMatter(matter.value), answer_of(after, matter))
        for matter in Matter
        if answer_of(after, matter) is not answer_of(before, matter)
    )


def informed(notes: Iterable[ConsentNote], participant_id: ParticipantId) -> ConsentNote | None:
    """Return when somebody was last told what the recording is for, None when never."""
    told = [
        one
        for one in notes
        if one.participant_id == participant_id and one.matter is NotedMatter.INFORMATION
    ]
    last = max(told, key=lambda one: one.position, default=None)
    return last if last is not None and last.answer is Answer.GIVEN else None
