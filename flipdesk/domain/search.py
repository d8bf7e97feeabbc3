"""What one searches for in the knowledge base, and what comes back."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal

from flipdesk.domain.ids import SeriesId, SessionId
from flipdesk.domain.vocabulary import ReflectionKind, Role

HitKind = Literal["reflection", "outcome", "transcript_segment", "minutes_text", "session_material"]
NOTES: tuple[HitKind, ...] = ("reflection", "outcome")
EVERYTHING: tuple[HitKind, ...] = (*NOTES, "transcript_segment", "minutes_text", "session_material")


@dataclass(frozen=True, slots=True)
class Query:
    """Words to find and what to narrow by; empty words find everything.

    `among` says what is looked through; `kinds` are of reflections, so that outcomes fall away when
    there are any. `codes` are pairs of an axis and a code, of which a reflection carries every one;
    `authors` are those who wrote it down. Without `samples` the openly fictional examples are left
    out.
    """

    words: str = ""
    potentials: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    since: date | None = None
    until: date | None = None
    limit: int = 200
    among: tuple[HitKind, ...] = NOTES
    kinds: tuple[ReflectionKind, ...] = ()
    years: tuple[int, ...] = ()
    series: tuple[SeriesId, ...] = ()
    sessions: tuple[SessionId, ...] = ()
    authors: tuple[str, ...] = ()
    codes: tuple[tuple[str, str], ...] = ()
    samples: bool = True

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but words decides; the samples do not count."""
        return replace(self, words="", limit=0, among=(), samples=True) != Query(limit=0, among=())

    @property
    def narrows_notes(self) -> bool:
        """Whether only notes can pass: nothing else has a kind, a potential or another code."""
        return bool(self.potentials or self.kinds or self.codes)


@dataclass(frozen=True, slots=True)
class Hit:
    """One reflection or outcome that was found, the most telling first."""

    kind: HitKind
    id: str
    session_id: SessionId
    session_title: str
    series_title: str
    organisation: str
    starts: datetime
    at_ms: int | None
    role: Role | None
    text: str
    snippet: str
    potentials: tuple[str, ...]
    in_clip: bool = False
    """Whether it is about a place in a clip that can be heard."""
    has_sound: bool = False
    """Whether it has a place in a recording that is there."""

    @property
    def can_be_heard(self) -> bool:
        return self.in_clip or self.has_sound


@dataclass(frozen=True, slots=True)
class Cell:
    """How many notes carry one potential in one organisation."""

    potential: str
    organisation: str
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """One value to narrow by, and how many reflections have it; an id has a title."""

    value: str
    count: int
    title: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Facets:
    """What there is to narrow by: organisations in Danish order, roles, years, and what is narrowed
    by more seldom: kinds of reflections, series and sessions by GUID, the newest session first, and
    who wrote something down.
    """

    organisations: tuple[Facet, ...] = ()
    roles: tuple[Facet, ...] = ()
    years: tuple[Facet, ...] = ()
    kinds: tuple[Facet, ...] = ()
    series: tuple[Facet, ...] = ()
    sessions: tuple[Facet, ...] = ()
    authors: tuple[Facet, ...] = ()


@dataclass(frozen=True, slots=True)
class Extent:
    """How much there is to search: organisations with a series, series, sessions."""

    organisations: int
    series: int
    sessions: int
