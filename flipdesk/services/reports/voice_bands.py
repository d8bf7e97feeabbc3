"""Whose voice a turn is: research, practice or leadership, never a person."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from flipdesk.domain.ids import ParticipantId
from flipdesk.domain.participant import Participant
from flipdesk.domain.reflection import Turn
from flipdesk.domain.stretch import Stretch
from flipdesk.domain.vocabulary import Role
from flipdesk.i18n import N_

RESEARCH, PRACTICE, LEADERS = "research", "practice", "leaders"
BANDS = {
    RESEARCH: N_("Researchers"),
    PRACTICE: N_("Practitioners"),
    LEADERS: N_("Leaders"),
}
_LEADING = frozenset({Role.TEAM_LEADER, Role.MANAGER, Role.DIRECTOR, Role.POLITICIAN})


@dataclass(frozen=True, slots=True)
class Spoken:
    """A stretch in which one voice had the floor."""

    band: str
    from_ms: int
    to_ms: int


def bands_of(participants: Sequence[Participant]) -> dict[ParticipantId, str]:
    """Return the band of everybody; a leader who is the only one is counted as practice.

    A band of one would tell how long one person spoke. Researchers stay by themselves, for they
    are the other voice.
    """
    leading = [one for one in participants if one.role in _LEADING and one.attendance.came]
    found: dict[ParticipantId, str] = {}
    for one in participants:
        if one.role.is_research:
            found[one.id] = RESEARCH
        else:
            is_leader = one.role in _LEADING and len(leading) > 1
            found[one.id] = LEADERS if is_leader else PRACTICE
    return found


def spoken(turns: Iterable[Turn], bands: dict[ParticipantId, str], end_ms: int) -> list[Spoken]:
    """Return who had the floor when, in order; an interruption takes its time from the turn."""
    every = sorted(turns, key=lambda one: one.from_ms)
    breaks = [_stretch(one, end_ms) for one in every if one.interruption]
    found: list[Spoken] = []
    for turn in every:
        band = bands.get(turn.speaker_id, PRACTICE)
        own = [_stretch(turn, end_ms)]
        if not turn.interruption:
            for taken in breaks:
                own = [left for one in own for left in _without(one, taken)]
        found += [Spoken(band, first, last) for first, last in own if last > first]
    return sorted(found, key=lambda one: one.from_ms)


def _stretch(turn: Turn, end_ms: int) -> Stretch:
    end = turn.to_ms if turn.to_ms is not None else max(end_ms, turn.from_ms)
    return turn.from_ms, end


def _without(one: Stretch, taken: Stretch) -> Iterator[Stretch]:
    if taken[1] <= one[0] or taken[0] >= one[1]:
        yield one
        return
    if one[0] < taken[0]:
        yield one[0], taken[0]
    if taken[1] < one[1]:
        yield taken[1], one[1]
