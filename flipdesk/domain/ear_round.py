"""A round of Lån et øre: one clip that a group hears, step by step, on behalf of a colleague."""

from dataclasses import dataclass
from enum import StrEnum

from flipdesk.domain.ids import AgendaItemId, EarRoundId, ParticipantId, PassageId, SessionId


class EarStep(StrEnum):
    """Where a round has come to, in order."""

    FRAMING = "framing"
    CHOOSING = "choosing"
    LISTENING = "listening"
    PATTERNS = "patterns"
    HEARD = "heard"
    """Each in turn: what I heard."""
    TAKING = "taking"
    """The colleague has the last word: what I take along."""
    OVER = "over"


@dataclass(frozen=True, slots=True)
class EarRound:
    """`colleague_id` is who shows the clip, `question` what the ear is lent to.

    The passage can be of another session. `turn_id` is whose turn it is to say what they heard.
    """

    id: EarRoundId
    session_id: SessionId
    position: int
    agenda_item_id: AgendaItemId | None = None
    colleague_id: ParticipantId | None = None
    question: str = ""
    passage_id: PassageId | None = None
    step: EarStep = EarStep.FRAMING
    turn_id: ParticipantId | None = None

    @property
    def is_over(self) -> bool:
        return self.step is EarStep.OVER
