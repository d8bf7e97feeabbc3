"""What the journal of use tells: what was done with which thing and when, and never a name."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from flipdesk.errors import BugError
from flipdesk.i18n import N_

Detail = int | StrEnum | str | None
"""A number, a word of a vocabulary, or the GUID of another thing; nothing that can be a name.

What is None is left out.
"""

_NAME = re.compile(r"[a-z][a-z_]{0,23}")
_GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_WORD = re.compile(r"[a-z0-9][a-z0-9._-]{0,39}")
_MOST_DETAILS = 8


class Act(StrEnum):
    """What was done."""

    OPENED = "opened"
    CLOSED = "closed"
    PLAYED = "played"
    RECORDED = "recorded"
    EXPORTED = "exported"
    IMPORTED = "imported"
    DELETED = "deleted"
    ERASED = "erased"
    WITHDRAWN = "withdrawn"
    PSEUDONYM_SHOWN = "pseudonym-shown"
    PSEUDONYM_FORGOTTEN = "pseudonym-forgotten"
    BACKED_UP = "backed-up"
    RESTORED = "restored"
    RESCUED = "rescued"
    ENCRYPTED = "encrypted"
    DECRYPTED = "decrypted"
    KEY_CHANGED = "key-changed"
    OFF_RECORD = "off-record"
    JOURNAL_READ = "journal-read"
    CUT_OFF = "cut-off"
    """A line before this one was broken off by a crash or a power cut."""

    @property
    def words(self) -> str:
        """What the reader is told, to be translated."""
        return _ACTS[self]


class Thing(StrEnum):
    """What it was done with."""

    KNOWLEDGE_BASE = "knowledge-base"
    SERIES = "series"
    SESSION = "session"
    PERSON = "person"
    RECORDING = "recording"
    PASSAGE = "passage"
    NOTES = "notes"
    MINUTES = "minutes"
    PAPER = "paper"
    TRANSCRIPT = "transcript"
    MATERIAL = "material"
    REPORT = "report"
    SELECTION = "selection"
    """What was chosen of several sessions, to take along or to publish."""
    CODEBOOK = "codebook"
    KEYS = "keys"
    RECEIPT = "receipt"

    @property
    def words(self) -> str:
        """What the reader is told, to be translated."""
        return _THINGS[self]


class Way(StrEnum):
    """How something was done, where that can be more than one way."""

    KEY = "key"
    """An encrypted knowledge base was opened with its key."""
    READ_ONLY = "read-only"
    PHRASE = "passphrase"
    REMEMBERED = "remembered"
    """The computer keeps a key to it, or no longer does."""
    NOT_REMEMBERED = "not-remembered"
    RECOVERY = "recovery-key"
    """A new one opens instead of the one before."""


_ACTS = {
    Act.OPENED: N_("opened"),
    Act.CLOSED: N_("shut"),
    Act.PLAYED: N_("played"),
    Act.RECORDED: N_("sound was recorded"),
    Act.EXPORTED: N_("saved as a file"),
    Act.IMPORTED: N_("taken in"),
    Act.DELETED: N_("deleted"),
    Act.ERASED: N_("erased for good"),
    Act.WITHDRAWN: N_("consent withdrawn"),
    Act.PSEUDONYM_SHOWN: N_("key to the pseudonyms looked at"),
    Act.PSEUDONYM_FORGOTTEN: N_("pseudonyms forgotten"),
    Act.BACKED_UP: N_("backed up"),
    Act.RESTORED: N_("brought back from a backup"),
    Act.RESCUED: N_("rescued after damage"),
    Act.ENCRYPTED: N_("encrypted"),
    Act.DECRYPTED: N_("put in clear"),
    Act.KEY_CHANGED: N_("passphrase or key changed"),
    Act.OFF_RECORD: N_("off the record"),
    Act.JOURNAL_READ: N_("journal of use read"),
    Act.CUT_OFF: N_("a line was broken off by a crash"),
}
_THINGS = {
    Thing.KNOWLEDGE_BASE: N_("The knowledge base"),
    Thing.SERIES: N_("Series"),
    Thing.SESSION: N_("Session"),
    Thing.PERSON: N_("Person"),
    Thing.RECORDING: N_("Recording"),
    Thing.PASSAGE: N_("Passage"),
    Thing.NOTES: N_("Notes"),
    Thing.MINUTES: N_("Minutes"),
    Thing.PAPER: N_("Paper"),
    Thing.TRANSCRIPT: N_("Transcript"),
    Thing.MATERIAL: N_("Material"),
    Thing.REPORT: N_("Chart"),
    Thing.SELECTION: N_("Selection"),
    Thing.CODEBOOK: N_("Codebook"),
    Thing.KEYS: N_("The keys of the knowledge base"),
    Thing.RECEIPT: N_("Receipt"),
}


@dataclass(frozen=True, slots=True)
class Use:
    """One line of the journal; `at` is aware and in UTC, `guid` is "" where there is none.

    Act and thing are plain words, for a later FlipDesk can know more of them.
    """

    number: int
    at: datetime
    act: str
    thing: str
    guid: str
    details: Mapping[str, int | str] = field(default_factory=lambda: MappingProxyType({}))

    def is_about(self, guids: "frozenset[str] | set[str]") -> bool:
        """Whether the line names one of these."""
        return self.guid in guids or any(value in guids for value in self.details.values())

    def may_be_told(self, guids: "frozenset[str] | set[str]") -> bool:
        """Whether it is about these and may be told to the person that these are of.

        What was done about one person, such as that they withdrew, is told to nobody else.
        """
        return self.guid in guids if self.thing == Thing.PERSON else self.is_about(guids)


def nameless(guid: str, details: Mapping[str, Detail]) -> dict[str, int | str]:
    """Return the details as they may be written.

    Raises:
        BugError: one of them could carry a name.
    """
    if guid and not _GUID.fullmatch(guid):
        raise BugError("the journal of use takes GUIDs alone")
    if len(details) > _MOST_DETAILS:
        raise BugError("the journal of use takes few details")
    found: dict[str, int | str] = {}
    for name, value in details.items():
        if not _NAME.fullmatch(name):
            raise BugError(f"no name of a detail: {name}")
        if value is None:
            continue
        if isinstance(value, StrEnum):
            fits = _WORD.fullmatch(str(value)) is not None
        else:
            fits = isinstance(value, int) or _GUID.fullmatch(value) is not None
        if not fits:
            raise BugError(f"the detail {name} could carry a name")
        found[name] = value if isinstance(value, int) else str(value)
    return found


@dataclass(frozen=True, slots=True)
class JournalCheck:
    """What a check of the journal found; `broken_at` is the first line that does not fit.

    `cut_off` counts lines that a crash broke off, which the journal tells of itself.
    """

    lines: int
    broken_at: int | None = None
    cut_off: int = 0
    is_shortened: bool = False
    """Whether lines that the knowledge base remembers are missing."""

    @property
    def is_whole(self) -> bool:
        return self.broken_at is None and not self.is_shortened
