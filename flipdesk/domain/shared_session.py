"""A session as others may have it: consent applied, nobody named but by a pseudonym."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from flipdesk.domain.codebook import Codebook
from flipdesk.domain.ids import SeriesId, SessionId
from flipdesk.domain.reflection import Pattern
from flipdesk.domain.session import Session
from flipdesk.domain.vocabulary import OutcomeKind, OutcomeStatus, ReflectionKind, Role


@dataclass(frozen=True, slots=True)
class SharedPerson:
    """Somebody who took part. `key` is made of the pseudonym and says nothing of the person."""

    key: str
    name: str
    """A pseudonym, or the name of one who said yes to being named when that was asked for."""
    role: Role
    organisation: str


@dataclass(frozen=True, slots=True)
class SharedNote:
    """A reflection, or an outcome, which then has a `status`; `person` said it or owns it."""

    id: str
    kind: ReflectionKind | OutcomeKind
    text: str
    at_ms: int | None = None
    person: SharedPerson | None = None
    potentials: tuple[str, ...] = ()
    dimensions: tuple[str, ...] = ()
    pattern: Pattern | None = None
    tags: tuple[str, ...] = ()
    status: OutcomeStatus | None = None
    due: date | None = None
    item: str = ""
    """The agenda item it belongs to."""
    caution: str = ""
    """What a researcher must know before using it, in words."""


@dataclass(frozen=True, slots=True)
class SharedLine:
    """A piece of a transcript, in milliseconds of the session timeline."""

    id: str
    from_ms: int
    to_ms: int
    speaker: str
    text: str


@dataclass(frozen=True, slots=True)
class SharedTranscript:
    """What of a transcript may leave; `made` is when it came to be."""

    id: str
    made: datetime
    lines: tuple[SharedLine, ...]


@dataclass(frozen=True, slots=True)
class SharedCoding:
    """One code by one coder: on words of a note or line (`text_id`), else on sound.

    `start` and `end` are code points of the text as it is shared; None for the whole of it.
    """

    id: str
    coder_id: str
    axis: str
    code: str
    made: datetime
    text_id: str | None = None
    start: int | None = None
    end: int | None = None
    from_ms: int = 0
    to_ms: int = 0


@dataclass(frozen=True, slots=True)
class SharedMemo:
    """A coder's thoughts about a coding, a note or line, a code, or the session when about none."""

    id: str
    coder_id: str
    text: str
    made: datetime
    coding_id: str | None = None
    text_id: str | None = None
    axis: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class SharedCoder:
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class SharedSession:
    """One session. Titles name nobody; `withheld` counts the notes that stay in it."""

    session: Session
    series_id: SeriesId
    series: str
    title: str
    organisation: str
    held_on: date
    codebook: Codebook
    is_sample: bool
    is_published: bool = False
    people: tuple[SharedPerson, ...] = ()
    reflections: tuple[SharedNote, ...] = ()
    outcomes: tuple[SharedNote, ...] = ()
    transcripts: tuple[SharedTranscript, ...] = ()
    withheld: int = 0
    coders: tuple[SharedCoder, ...] = ()
    codings: tuple[SharedCoding, ...] = ()
    memos: tuple[SharedMemo, ...] = ()
    codings_left: int = 0
    """Codings that stay, because what they are on does."""

    @property
    def id(self) -> SessionId:
        return self.session.id

    @property
    def full_title(self) -> str:
        """Return "Samtaleflip 3, Nordby Kommune"."""
        title, organisation = self.title.strip(), self.organisation.strip()
        return title if organisation in title else f"{title}, {organisation}"

    def notes(self) -> Iterator[SharedNote]:
        yield from self.reflections
        yield from self.outcomes
