"""Small facts about how codes were used, as reports count them."""

from dataclasses import dataclass

from flipdesk.domain.ids import SessionId
from flipdesk.domain.vocabulary import Uptake


@dataclass(frozen=True, slots=True)
class SessionTally:
    """A number of one session for a code, "" for all it has, said by "research" or "practice"."""

    session_id: SessionId
    code: str
    voice: str
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
