"""A research project as QDA programs exchange it (REFI-QDA 1.5): sources, codes and codings.

It knows nothing of sessions: `services/refi_project.py` draws one from records, and what another
program wrote is read into one. Ids are GUIDs in lower case without braces. Positions in texts are
Unicode code points from 0, the end one past the last; times are milliseconds from where a sound
begins.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class VariableKind(StrEnum):
    """What a variable holds, as REFI-QDA calls it."""

    TEXT = "Text"
    BOOLEAN = "Boolean"
    INTEGER = "Integer"
    FLOAT = "Float"
    DATE = "Date"
    DATE_TIME = "DateTime"


@dataclass(frozen=True, slots=True)
class Coder:
    """Somebody who codes; `name` can be a pseudonym."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class ProjectCode:
    """One code or, when nothing is coded with it, a folder of codes. Parents come first."""

    id: str
    name: str
    is_codable: bool = True
    parent_id: str | None = None
    colour: str = ""
    """As "#1B9E77", "" for none."""
    description: str = ""
    memo_ids: tuple[str, ...] = ()
    """Memos about it; a codebook by itself holds none."""


@dataclass(frozen=True, slots=True)
class ProjectCoding:
    """That a coder gave a selection one code."""

    id: str
    code_id: str
    coder_id: str | None = None
    created: datetime | None = None
    memo_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TextSelection:
    """A span of a text."""

    id: str
    start: int
    end: int
    name: str = ""
    description: str = ""
    coder_id: str | None = None
    created: datetime | None = None
    codings: tuple[ProjectCoding, ...] = ()
    memo_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SoundSelection:
    """A passage of a sound."""

    id: str
    from_ms: int
    to_ms: int
    name: str = ""
    description: str = ""
    coder_id: str | None = None
    created: datetime | None = None
    codings: tuple[ProjectCoding, ...] = ()
    memo_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SyncPoint:
    """Where a place in a transcript's text is in the sound."""

    id: str
    position: int
    at_ms: int


@dataclass(frozen=True, slots=True)
class SyncSelection:
    """A span of a transcript between two sync points, by their ids; None is the text's own end."""

    id: str
    from_sync: str | None = None
    to_sync: str | None = None
    name: str = ""
    description: str = ""
    coder_id: str | None = None
    created: datetime | None = None
    codings: tuple[ProjectCoding, ...] = ()
    memo_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class VariableValue:
    """What a variable says of a source or case, as XML writes it."""

    variable_id: str
    text: str


@dataclass(frozen=True, slots=True)
class ProjectTranscript:
    """What was said in a sound, in writing."""

    id: str
    name: str
    text: str
    description: str = ""
    coder_id: str | None = None
    created: datetime | None = None
    sync_points: tuple[SyncPoint, ...] = ()
    selections: tuple[SyncSelection, ...] = ()
    memo_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TextSource:
    """A text that is coded."""

    id: str
    name: str
    text: str
    description: str = ""
    coder_id: str | None = None
    created: datetime | None = None
    selections: tuple[TextSelection, ...] = ()
    codings: tuple[ProjectCoding, ...] = ()
    memo_ids: tuple[str, ...] = ()
    values: tuple[VariableValue, ...] = ()


@dataclass(frozen=True, slots=True)
class SoundSource:
    """A sound that is coded; `file_name` is its name among the sources, "" for none."""

    id: str
    name: str
    file_name: str = ""
    description: str = ""
    coder_id: str | None = None
    created: datetime | None = None
    transcripts: tuple[ProjectTranscript, ...] = ()
    selections: tuple[SoundSelection, ...] = ()
    codings: tuple[ProjectCoding, ...] = ()
    memo_ids: tuple[str, ...] = ()
    values: tuple[VariableValue, ...] = ()


@dataclass(frozen=True, slots=True)
class ProjectMemo:
    """A note of a researcher; what refers to it says what it is about."""

    id: str
    name: str
    text: str
    coder_id: str | None = None
    created: datetime | None = None


@dataclass(frozen=True, slots=True)
class Variable:
    id: str
    name: str
    kind: VariableKind = VariableKind.TEXT
    description: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """Somebody the study is about, with what is known of them and where they speak."""

    id: str
    name: str
    description: str = ""
    values: tuple[VariableValue, ...] = ()
    source_ids: tuple[str, ...] = ()
    selection_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceSet:
    """Sources that belong together: those of one session."""

    id: str
    name: str
    description: str = ""
    source_ids: tuple[str, ...] = ()
    memo_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ResearchProject:
    """A whole project. `left_out` says in words what of a file it could not hold."""

    name: str
    origin: str = ""
    description: str = ""
    created: datetime | None = None
    coder_id: str | None = None
    coders: tuple[Coder, ...] = ()
    codes: tuple[ProjectCode, ...] = ()
    variables: tuple[Variable, ...] = ()
    cases: tuple[Case, ...] = ()
    texts: tuple[TextSource, ...] = ()
    sounds: tuple[SoundSource, ...] = ()
    memos: tuple[ProjectMemo, ...] = ()
    sets: tuple[SourceSet, ...] = ()
    left_out: tuple[str, ...] = ()

    def codings(self) -> Iterator[ProjectCoding]:
        """Yield every coding there is."""
        for text in self.texts:
            yield from text.codings
            for one in text.selections:
                yield from one.codings
        for sound in self.sounds:
            yield from sound.codings
            for passage in sound.selections:
                yield from passage.codings
            for transcript in sound.transcripts:
                for span in transcript.selections:
                    yield from span.codings
