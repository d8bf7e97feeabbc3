"""Who had the floor for how long, by voice: research and practice, never person by person."""

from collections.abc import Iterable
from dataclasses import dataclass

from flipdesk.domain.ids import ParticipantId
from flipdesk.domain.participant import Participant
from flipdesk.domain.reflection import Turn
from flipdesk.domain.session_record import SessionRecord


@dataclass(frozen=True, slots=True)
class Airtime:
    """Milliseconds with the floor."""

    research_ms: int = 0
    practice_ms: int = 0

    @property
    def total_ms(self) -> int:
        return self.research_ms + self.practice_ms

    @property
    def research_percent(self) -> int:
        """Research's share, rounded; the rest is practice."""
        return round(100 * self.research_ms / self.total_ms) if self.total_ms else 0


def airtime(turns: Iterable[Turn], participants: Iterable[Participant], now_ms: int) -> Airtime:
    """Add up the turns; one that has not ended counts until now.

    While somebody breaks into a turn, the time is theirs alone.
    """
    turns = tuple(turns)
    research = {one.id for one in participants if one.role.is_research}
    breaks = [(one.from_ms, _end(one, now_ms)) for one in turns if one.interruption]
    spent = [0, 0]
    for turn in turns:
        begin, end = turn.from_ms, _end(turn, now_ms)
        own = max(0, end - begin)
        if not turn.interruption:
            own -= sum(max(0, min(end, last) - max(begin, first)) for first, last in breaks)
        spent[turn.speaker_id in research] += max(0, own)
    return Airtime(spent[True], spent[False])


def _end(turn: Turn, now_ms: int) -> int:
    return now_ms if turn.to_ms is None else turn.to_ms


def recorded_ms(record: SessionRecord) -> int:
    """Return where the recordings of a session end: an open turn counts no further."""
    return max((recording.length_ms for recording in record.recordings), default=0)


def not_heard(
    turns: Iterable[Turn], participants: Iterable[Participant]
) -> tuple[Participant, ...]:
    """Return those who came and have not had the floor."""
    heard: set[ParticipantId] = {turn.speaker_id for turn in turns}
    return tuple(one for one in participants if one.attendance.came and one.id not in heard)
