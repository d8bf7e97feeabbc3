"""How far a session has come, as its agenda tells."""

from collections.abc import Sequence

from flipdesk.domain.agenda import AgendaItem
from flipdesk.domain.vocabulary import SessionState


def state_by_agenda(agenda: Sequence[AgendaItem]) -> SessionState:
    """Return ended when all that was begun has ended, running when not, planned before."""
    begun = [item for item in agenda if item.started is not None]
    if not begun:
        return SessionState.PLANNED
    over = all(item.ended is not None for item in begun)
    return SessionState.ENDED if over else SessionState.RUNNING
