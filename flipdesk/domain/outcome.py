"""Outcomes: decisions, actions, parked topics, knowledge requests and trials."""

from dataclasses import dataclass
from datetime import date, datetime

from flipdesk.domain.ids import AgendaItemId, OutcomeId, ParticipantId, SessionId
from flipdesk.domain.vocabulary import LIVE_STATUSES, OutcomeKind, OutcomeStatus


@dataclass(frozen=True, slots=True)
class Outcome:
    """One outcome. In the minutes it stands as if it had been said at `placed_at`."""

    id: OutcomeId
    session_id: SessionId
    position: int
    kind: OutcomeKind
    text: str
    status: OutcomeStatus
    at_ms: int | None = None
    said_at: datetime | None = None
    agenda_item_id: AgendaItemId | None = None
    owner_id: ParticipantId | None = None
    due: date | None = None
    potentials: tuple[str, ...] = ()
    placed_at: datetime | None = None

    @property
    def is_live(self) -> bool:
        """Whether somebody still has to do something."""
        return self.status in LIVE_STATUSES

    def is_overdue(self, today: date) -> bool:
        return self.is_live and self.due is not None and self.due < today
