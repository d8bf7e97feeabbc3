"""Whether a moment lies after a session: what is noted then was not said in the room."""

from collections.abc import Sequence
from datetime import datetime

from flipdesk.domain.agenda import AgendaItem
from flipdesk.domain.session import Session
from flipdesk.domain.vocabulary import SessionState


def is_afterwards(session: Session, items: Sequence[AgendaItem], moment: datetime) -> bool:
    """Return whether a session has ended and the moment is not before its end.

    One from a session file may not say when it finished: then its last item does, else the plan.
    """
    if session.state is not SessionState.ENDED:
        return False
    ended = [item.ended for item in items if item.ended is not None]
    return moment >= (session.finished or max(ended, default=session.ends))
