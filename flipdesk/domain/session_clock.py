"""How the agenda of a session stands at a moment."""

from collections.abc import Sequence
from datetime import datetime

from flipdesk.domain.agenda import AgendaItem, Slot, schedule
from flipdesk.domain.pause import Pause
from flipdesk.domain.session import Session
from flipdesk.domain.wall_clock import zone_info


def slots_at(
    session: Session, items: Sequence[AgendaItem], pauses: Sequence[Pause], now: datetime
) -> tuple[Slot, ...]:
    """Return the slots of a session at a moment.

    Nobody is late for a session that is planned for another day and has not been begun.
    """
    zone = zone_info(session.zone)
    another_day = now.astimezone(zone).date() != session.starts.astimezone(zone).date()
    if another_day and not any(item.started for item in items):
        now = session.starts
    return schedule(items, session.starts, now, session.zone, pauses, session.day_starts)


def planned_slots(session: Session, items: Sequence[AgendaItem]) -> tuple[Slot, ...]:
    """Return the slots as they are planned, in the zone of the session."""
    starts = session.starts.astimezone(zone_info(session.zone))
    return schedule(items, starts, starts, session.zone, day_starts=session.day_starts)
