"""What models hand to delegates: one frozen row per item, under one role."""

from dataclasses import dataclass, fields
from enum import IntEnum
from typing import Literal

from PySide6.QtCore import Qt
from typing_extensions import override

from flipdesk.i18n import _, pgettext
from flipdesk.ui.widgets.chip import ChipSpec

Tone = Literal["text", "muted", "accent", "success", "warning", "danger"]
HEAT_LIMITS = (1, 4, 8, 12)


class Role(IntEnum):
    """Item data roles of FlipDesk's models."""

    ROW = Qt.ItemDataRole.UserRole + 1  # one of the rows below
    GUID = Qt.ItemDataRole.UserRole + 2  # str, what the row stands for
    RESEARCH = Qt.ItemDataRole.UserRole + 3  # bool, the person in this cell is a researcher
    MATERIALS = Qt.ItemDataRole.UserRole + 4  # int, how many materials hang on the item
    CHOICES = Qt.ItemDataRole.UserRole + 5  # tuple[tuple[value, label], ...] for a combo editor


class RunSheetColumn(IntEnum):
    """Columns of the run sheet; those of the first showing come first, RunSheetColumns orders."""

    GRIP = 0
    TIME = 1
    MINUTES = 2
    TITLE = 3
    OWNER = 4
    KIND = 5
    NOTES = 6
    LEAST = 7
    MOST = 8
    PURPOSE = 9
    HOW = 10
    PLAN_B = 11
    MATERIALS = 12


def spoken(*parts: str) -> str:
    """Join what a row says into one sentence for screen readers."""
    return ", ".join(part for part in parts if part)


@dataclass(frozen=True)
class ReflectionRow:
    """A reflection; with one_line a marker or a parked matter, icon and kind before the text."""

    time_text: str
    kind_text: str = ""
    initials: str = ""
    research: bool = False
    text: str = ""
    quote: bool = False
    chips: tuple[ChipSpec, ...] = ()
    one_line: bool = False
    icon: str = ""
    state_text: str = ""
    playable: bool = False
    playing: bool = False
    tone: Tone = "muted"
    faded: bool = False

    @override
    def __hash__(self) -> int:
        # Layouts are looked up by row for all rows at once, so it is worked out once.
        known = self.__dict__.get("_hash")
        if known is None:
            values = tuple(getattr(self, one.name) for one in fields(self))
            known = hash(values)
            object.__setattr__(self, "_hash", known)
        return int(known)

    @property
    def spoken(self) -> str:
        """The row for screen readers."""
        chips = (chip.spoken for chip in self.chips)
        return spoken(
            self.time_text, self.kind_text, self.initials, self.text, *chips, self.state_text
        )


@dataclass(frozen=True)
class AgendaNowRow:
    """An agenda item while running: minutes_text is used/planned, or planned when coming."""

    start_text: str
    title: str
    minutes_text: str
    state: Literal["held", "now", "coming", "skipped"] = "coming"
    over: bool = False

    @property
    def spoken(self) -> str:
        """The row for screen readers."""
        states = {
            "held": pgettext("agenda item", "held"),
            "now": pgettext("agenda item", "now"),
            "coming": pgettext("agenda item", "coming"),
            "skipped": pgettext("agenda item", "skipped"),
        }
        over = _("over time") if self.over else ""
        return spoken(self.start_text, self.title, states[self.state], self.minutes_text, over)


@dataclass(frozen=True)
class OutcomeRow:
    """An outcome; due_text is a date, a state, or the question that a missing date asks."""

    icon: str
    kind_text: str
    text: str
    owner: str = ""
    research: bool = False
    due_text: str = ""
    tone: Tone = "text"

    @property
    def spoken(self) -> str:
        """The row for screen readers."""
        return spoken(self.kind_text, self.text, self.owner, self.due_text)


@dataclass(frozen=True)
class MatrixCell:
    """A cell of the matrix: its number as shown, and its heat of 0 to 4; -1 a sum, -2 all sums."""

    text: str
    level: int
    description: str = ""

    @property
    def spoken(self) -> str:
        """The cell for screen readers."""
        return self.description or self.text


def heat_level(count: int) -> int:
    """Return the heat of a count by fixed limits, so that a colour means the same everywhere."""
    return sum(count >= limit for limit in HEAT_LIMITS)


@dataclass(frozen=True)
class ParticipantRow:
    """A participant; recording is the consent, quote_text how they may be quoted."""

    name: str
    role_text: str
    recording: Literal["given", "declined", "unknown"] = "unknown"
    quote_text: str = ""
    initials: str = ""
    research: bool = False
    away: bool = False

    @property
    def spoken(self) -> str:
        """The row for screen readers."""
        consents = {
            "given": _("may be recorded"),
            "declined": _("may not be recorded"),
            "unknown": _("consent is unknown"),
        }
        return spoken(self.name, self.role_text, consents[self.recording], self.quote_text)


@dataclass(frozen=True)
class HitRow:
    """A hit in the knowledge base: who said it, where, and the words.

    marks are the (start, length) of what was searched for, drawn in strong.
    """

    head: str
    source: str
    text: str
    playable: bool = False
    marks: tuple[tuple[int, int], ...] = ()

    @property
    def spoken(self) -> str:
        """The row for screen readers."""
        return spoken(self.head, self.source, self.text)


@dataclass(frozen=True)
class CaptionRow:
    """What stands over the rows of one kind; it cannot be chosen."""

    text: str

    @property
    def spoken(self) -> str:
        """The row for screen readers."""
        return self.text


@dataclass(frozen=True)
class CommandRow:
    """A row of the command palette, its key as people see it; strong says that keys are own."""

    icon: str
    text: str
    key: str = ""
    strong: bool = False

    @property
    def spoken(self) -> str:
        """The row for screen readers."""
        return spoken(self.text, self.key)
