"""What there is to know when a session is over: plan and reality, voices, and what is open."""

from collections.abc import Sequence
from dataclasses import dataclass

from flipdesk.domain.agenda import Slot
from flipdesk.domain.airtime import Airtime, airtime, not_heard
from flipdesk.domain.ids import OutcomeId
from flipdesk.domain.outcome import Outcome
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import OutcomeKind

_PROMISED = (OutcomeKind.ACTION, OutcomeKind.TRIAL)


@dataclass(frozen=True, slots=True)
class ItemEnd:
    """An item's planned minutes and what it used in milliseconds; None when it was not held."""

    title: str
    planned_minutes: int
    used_ms: int | None
    skipped: bool = False

    @property
    def is_over(self) -> bool:
        return (self.used_ms or 0) // 60_000 > self.planned_minutes


@dataclass(frozen=True, slots=True)
class SessionEnd:
    """What the session-end card tells. Voices are counted by role and in all, never by person."""

    items: tuple[ItemEnd, ...]
    voices: Airtime
    heard: int
    came: int
    parked: int
    requests: int
    without_owner: int
    without_due: tuple[OutcomeId, ...]


def session_end(record: SessionRecord, slots: Sequence[Slot], now_ms: int) -> SessionEnd:
    """Return what to tell of a session; `now_ms` ends the turn that is still being taken."""
    came = sum(one.attendance.came for one in record.participants)
    live = [one for one in record.outcomes if one.is_live]
    promised = [one for one in live if one.kind in _PROMISED]
    return SessionEnd(
        items=tuple(
            ItemEnd(slot.item.title, slot.item.minutes, slot.used_ms, slot.item.skipped)
            for slot in slots
        ),
        voices=airtime(record.turns, record.participants, now_ms),
        heard=came - len(not_heard(record.turns, record.participants)),
        came=came,
        parked=_count(live, OutcomeKind.PARKED),
        requests=_count(live, OutcomeKind.KNOWLEDGE_REQUEST),
        without_owner=sum(record.participant(one.owner_id) is None for one in promised),
        without_due=tuple(one.id for one in promised if one.due is None),
    )


def _count(outcomes: Sequence[Outcome], kind: OutcomeKind) -> int:
    return sum(one.kind is kind for one in outcomes)
