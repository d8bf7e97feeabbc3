"""What erasing a person, a session or a passage takes with it, as it is shown and decided."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from flipdesk.domain.ids import MinutesId, RecordingId, SessionId
from flipdesk.domain.stretch import Stretch


class ErasureKind(StrEnum):
    PERSON = "person"
    SESSION = "session"
    PASSAGE = "passage"
    SOUND = "sound"
    """All sound of a session, the session stays."""
    NOTES = "notes"
    """What was noted and transcribed in a session."""
    MINUTES = "minutes"
    """The written minutes of a session, and what came back of them."""


PARTS = (ErasureKind.SOUND, ErasureKind.NOTES, ErasureKind.MINUTES)
"""What is erased of a session when its time is over."""


class Decision(StrEnum):
    """What becomes of a text that names somebody."""

    RENAME = "rename"
    """A word for the role stands there instead of the name."""
    REMOVE = "remove"
    """The whole text goes."""
    KEEP = "keep"
    """It is somebody else who is meant."""


@dataclass(frozen=True, slots=True)
class NamedText:
    """A text in which somebody is named: where it is stored, what it says, and at which places.

    `spans` are code points. It `is_certain` when nobody else can be meant. `choices` are what can
    become of it, the proposed one first.
    """

    table: str
    column: str
    row_id: str
    session_id: SessionId | None
    text: str
    spans: tuple[Stretch, ...]
    is_certain: bool
    choices: tuple[Decision, ...]

    @property
    def key(self) -> str:
        return text_key(self.table, self.column, self.row_id)

    def written(self, instead: str) -> str:
        """Return the text with other words at the places that name somebody."""
        parts, reached = [], 0
        for start, end in self.spans:
            before = self.text[reached:start]
            begins = not (self.text[:start].rstrip(' "”“»')) or self.text[:start].rstrip()[-1:] in (
                ".",
                "!",
                "?",
            )
            parts += [before, instead[:1].upper() + instead[1:] if begins else instead]
            reached = end
        return "".join((*parts, self.text[reached:]))


def text_key(table: str, column: str, row_id: str) -> str:
    """Return what a text is called in decisions and in the ledger."""
    return f"{table}.{column}:{row_id}"


@dataclass(frozen=True, slots=True)
class NamedMinutes:
    """A kept version of minutes that carries somebody; written again without, when `again`."""

    id: MinutesId
    session_id: SessionId
    label: str
    is_newest: bool


@dataclass(frozen=True, slots=True)
class Carried:
    """So many of one kind of thing; `what` names a sentence of `erasure_words`."""

    what: str
    count: int


@dataclass(frozen=True, slots=True)
class ErasurePlan:
    """Everything that carries a person, session or passage, before anything is done.

    `gone` are rows that go by their table. `sound` is what becomes silence, by session;
    `clips` are recordings that go whole, `exports` files that have left FlipDesk.
    """

    kind: ErasureKind
    target: str
    title: str
    sessions: tuple[SessionId, ...] = ()
    participations: tuple[str, ...] = ()
    carried: tuple[Carried, ...] = ()
    gone: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    texts: tuple[NamedText, ...] = ()
    minutes: tuple[NamedMinutes, ...] = ()
    authors: tuple[str, ...] = ()
    sound: Mapping[SessionId, tuple[Stretch, ...]] = field(default_factory=dict)
    clips: tuple[RecordingId, ...] = ()
    exports: tuple[str, ...] = ()
    voices: int = 0
    """In how many recorded sessions somebody may be heard where nobody has noted who speaks."""

    def without_sound(self) -> "ErasurePlan":
        """Return the same for who lets the sound stay as it is."""
        return replace(self, sound={}, clips=())


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One erasure as it is remembered: ids and times, and no name, so that it can be done again.

    `participations` are what a person was in sessions. `gone` and `kept` are what was decided
    about rows (by table) and texts (by `text_key`). `sound` is what became silence, by session,
    and `folders` what went of it, relative to the knowledge base; `files` are SHA-256 of the places
    of other files that go, for a file can be called by a name. It `is_finished` when backups
    and all else in the folder were seen to.
    """

    id: str
    kind: ErasureKind
    target: str
    at: datetime
    participations: tuple[str, ...] = ()
    gone: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    removed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    sound: Mapping[SessionId, tuple[Stretch, ...]] = field(default_factory=dict)
    from_ms: int = 0
    to_ms: int = 0
    folders: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    is_finished: bool = False


@dataclass(frozen=True, slots=True)
class ErasureReport:
    """What an erasure did, for the receipt. Nothing in it says who or what it was.

    `unissued` are why minutes could not be written again yet. `refused` are files that could not
    be seen to, and why. `exports` are files that have left FlipDesk, which only people can delete.
    """

    id: str
    kind: ErasureKind
    at: datetime
    carried: tuple[Carried, ...] = ()
    renamed: int = 0
    removed: int = 0
    kept: int = 0
    minutes: int = 0
    reissued: int = 0
    unissued: tuple[str, ...] = ()
    silent_ms: int = 0
    originals: int = 0
    folders: int = 0
    backups: int = 0
    files: int = 0
    refused: tuple[tuple[str, str], ...] = ()
    exports: tuple[str, ...] = ()
    voices: int = 0
    """As in the plan: it is not found out by listening."""
    left: tuple[str, ...] = ()
    """Files in the folder that still hold what was erased; nothing when all went well."""

    @property
    def is_whole(self) -> bool:
        """Return whether nothing is left to be seen to in the folder."""
        return not (self.refused or self.left)
