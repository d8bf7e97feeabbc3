"""What is published of a knowledge base: rows without a name, a GUID or a place on a disk."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class PublishedTag:
    """`axis` and `code` are the same in every language, `name` is what people read."""

    axis: str
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class PublishedNote:
    """A reflection, or an outcome, which then has a `status`."""

    kind: str
    text: str
    at: str
    item: str
    speaker: str
    role: str
    tags: tuple[PublishedTag, ...]
    status: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True)
class PublishedSession:
    title: str
    series: str
    organisation: str
    day: date
    kind: str
    reflections: tuple[PublishedNote, ...]
    outcomes: tuple[PublishedNote, ...]


@dataclass(frozen=True, slots=True)
class PublishedPotential:
    """A potential of the codebooks used, in their order."""

    code: str
    number: int | None
    name: str
    title: str
    codebook: str


@dataclass(frozen=True, slots=True)
class Publication:
    sessions: tuple[PublishedSession, ...]
    potentials: tuple[PublishedPotential, ...]
    is_sample: bool = False

    @property
    def organisations(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.organisation for one in self.sessions))
