"""A paper that is handed out or worked from: plain text in its own language, decided and frozen."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class PaperKind(StrEnum):
    """What is made for a session, sheets that belong to none, and reports about what was done."""

    PROGRAM = "program"
    RUN_SHEET = "run-sheet"
    DIMENSIONS = "dimensions"
    GROUND_RULES = "ground-rules"
    LEND_AN_EAR = "lend-an-ear"
    USE_REPORT = "use-report"
    RECEIPT = "receipt"

    @property
    def is_handout(self) -> bool:
        """Whether it is a sheet that says the same for every session."""
        return self not in (
            PaperKind.PROGRAM,
            PaperKind.RUN_SHEET,
            PaperKind.USE_REPORT,
            PaperKind.RECEIPT,
        )


@dataclass(frozen=True, slots=True)
class Heading:
    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; a caution is set apart, for it must not be overlooked."""

    text: str
    is_caution: bool = False


@dataclass(frozen=True, slots=True)
class Numbered:
    """Lines that are numbered from 1 on."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels with what there is to say beside them; `caption` is for screen readers.

    Where nothing is said yet, `room_mm` is the height that is left to write in.
    """

    caption: str
    rows: tuple[tuple[str, str], ...]
    room_mm: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """A strong line, and text below it; either can be empty."""

    text: str = ""
    strong: str = ""


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A column and its share of the width in percent."""

    title: str
    share: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with a header row; its rows are at least `room_mm` high, and then ruled all round."""

    caption: str
    columns: tuple[GridColumn, ...]
    rows: tuple[tuple[Cell, ...], ...]
    room_mm: int = 0


Block = Heading | Text | Numbered | Facts | Grid


@dataclass(frozen=True, slots=True)
class Handout:
    """The words of a sheet that belongs to no session, in one language."""

    title: str
    subtitle: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """One Word document in one language.

    `below` stands at the foot of every page, `banner` as a warning at its head. `name` and
    `held_on` (the local day) make the file name, both empty for a handout. `made` is aware.
    """

    kind: PaperKind
    language: str
    identifier: str
    title: str
    subtitle: str
    below: str
    author: str
    made: datetime
    blocks: tuple[Block, ...]
    banner: str = ""
    name: str = ""
    organisation: str = ""
    held_on: date | None = None
    is_landscape: bool = False
