"""Small facts about how codes were used, as reports count them."""

from dataclasses import dataclass

from flipdesk.domain.ids import SessionId
from flipdesk.domain.vocabulary import Uptake


@dataclass(frozen=True, slots=True)
class SessionTally:
    """A number of one session for a code, "" for all it has, said in a role, "" for nobody's."""

    session_id: SessionId
    code: str
    role: str
    number: int


@dataclass(frozen=True, slots=True)
class DilemmaPair:
    """Two codes of one reflection."""

    first: str
    second: str
    reflection_id: str
    kind: str


@dataclass(frozen=True, slots=True)
class UptakeCount:
    """What became of one thing that a citizen said."""

    series_id: str
    series_title: str
    uptake: Uptake
    reflection_id: str


@dataclass(frozen=True, slots=True)
class TimedTag:
    """One use of a code and its stretch of the session timeline; None when it has no place."""

    code: str
    reflection_id: str
    session_id: str
    from_ms: int | None
    to_ms: int | None
