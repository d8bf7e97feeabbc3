"""A reflection: what was said, by which voice, about which potentials, at which moment."""

from dataclasses import dataclass
from datetime import datetime

from flipdesk.domain.ids import (
    AgendaItemId,
    EarRoundId,
    MarkerId,
    ParticipantId,
    ReflectionId,
    SessionId,
    TranscriptSegmentId,
    TurnId,
)
from flipdesk.domain.vocabulary import ReflectionKind, Uptake


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern of the Lån et øre model; only gribning has an uptake."""

    code: str
    uptake: Uptake | None = None


@dataclass(frozen=True, slots=True)
class Reflection:
    """One reflection. `at_ms` is the offset from the start of the recording in milliseconds.

    One made in a round of Lån et øre has its `round_id`, and `clip_ms` is the place in the round's
    passage that it is about, in milliseconds from where the passage begins. One made from a
    transcript has the `segment_id` its words began in.

    In the minutes it stands as if it had been said at `placed_at`, and not at all when it is
    `left_out`. One that was merged into another is part of that one and stands nowhere by itself.
    """

    id: ReflectionId
    session_id: SessionId
    position: int
    text: str
    kind: ReflectionKind = ReflectionKind.REFLECTION
    at_ms: int | None = None
    said_at: datetime | None = None
    agenda_item_id: AgendaItemId | None = None
    speaker_id: ParticipantId | None = None
    potentials: tuple[str, ...] = ()
    dimensions: tuple[str, ...] = ()
    pattern: Pattern | None = None
    tags: tuple[str, ...] = ()
    is_private: bool = False
    round_id: EarRoundId | None = None
    clip_ms: int | None = None
    segment_id: TranscriptSegmentId | None = None
    left_out: bool = False
    placed_at: datetime | None = None
    merged_into: ReflectionId | None = None


@dataclass(frozen=True, slots=True)
class Marker:
    """A moment that matters, with or without words."""

    id: MarkerId
    session_id: SessionId
    position: int
    label: str = ""
    at_ms: int | None = None
    said_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """Who had the floor, from where to where in the recording, in milliseconds."""

    id: TurnId
    session_id: SessionId
    position: int
    speaker_id: ParticipantId
    from_ms: int
    to_ms: int | None
    interruption: bool = False
    reply: bool = False


NEVER_LEAVES_THE_ROOM = frozenset({ReflectionKind.OBSERVATION})
"""Kinds only the researchers' version may hold (R33): a citizen could be known."""
