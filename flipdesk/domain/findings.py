"""What was found in a returned document, each thing beside what it concerns."""

from dataclasses import dataclass
from enum import StrEnum

from flipdesk.domain.returned import By, Comment, Target
from flipdesk.domain.word_diff import Hunk


class ChangeKind(StrEnum):
    """What somebody did to a text."""

    INSERTION = "insertion"
    DELETION = "deletion"
    REPLACEMENT = "replacement"
    ADDED = "added"
    MOVED = "moved"
    JOINED = "joined"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Spot:
    """What a thing concerns, None when it could not be placed, and the nearest ones around it."""

    target: Target | None = None
    before: Target | None = None
    after: Target | None = None


@dataclass(frozen=True, slots=True)
class FoundChange:
    """One change. `hunk` counts in `sent`, the paragraph as it was sent.

    `is_own` says that the paragraph holds the target's own words and not who said them or a date;
    an untracked change was made without Word noting it, and was found by comparing.
    """

    kind: ChangeKind
    by: By
    spot: Spot
    hunk: Hunk
    sent: str = ""
    is_own: bool = False
    is_tracked: bool = True


@dataclass(frozen=True, slots=True)
class FoundComment:
    """One comment beside what it concerns."""

    comment: Comment
    spot: Spot


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything a returned document says, and how surely it was placed.

    `by_id`, `by_words` and `gone` count what carries a reflection, outcome or agenda item: found
    again by its hidden id, by its words alone, or not at all.
    """

    changes: tuple[FoundChange, ...] = ()
    comments: tuple[FoundComment, ...] = ()
    by_id: int = 0
    by_words: int = 0
    gone: int = 0

    @property
    def unplaced(self) -> int:
        """How many comments and changes concern nothing that was found; new text has no such."""
        spots = [one.spot for one in self.comments]
        spots += [one.spot for one in self.changes if one.kind is not ChangeKind.ADDED]
        return sum(spot.target is None for spot in spots)
