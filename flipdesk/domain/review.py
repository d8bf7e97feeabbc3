"""What participants wrote back, as it is kept: beside what it concerns, until it is decided."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from flipdesk.domain.findings import ChangeKind
from flipdesk.domain.ids import (
    AgendaItemId,
    MinutesId,
    OutcomeId,
    ReflectionId,
    ReturnedFileId,
    ReviewChangeId,
    ReviewCommentId,
    SessionId,
    TextVersionId,
)
from flipdesk.domain.word_diff import Hunk


class ReviewState(StrEnum):
    """What was decided about a comment or change."""

    OPEN = "open"
    ACCEPTED = "accepted"
    EDITED = "edited"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class ReturnedFile:
    """A document that was taken in, and how much of it was found again."""

    id: ReturnedFileId
    session_id: SessionId
    minutes_id: MinutesId
    file_name: str
    sha256: str
    by_id: int = 0
    by_words: int = 0
    gone: int = 0
    left_out: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Review:
    """What comments and changes have in common.

    `said_on` is ISO 8601 as the file tells it: without an offset it is a wall clock somewhere, and
    "" when the file tells nothing. At most one of the three ids is set; none for what could not be
    placed, of which `near_before` and `near_after` say between what it stood.
    """

    session_id: SessionId
    file_id: ReturnedFileId
    position: int
    said_by: str = ""
    said_on: str = ""
    reflection_id: ReflectionId | None = None
    outcome_id: OutcomeId | None = None
    agenda_item_id: AgendaItemId | None = None
    near_before: str = ""
    near_after: str = ""
    state: ReviewState = ReviewState.OPEN
    decided: datetime | None = None

    @property
    def concerns(self) -> str | None:
        """The id of what it concerns, None when it could not be placed."""
        return self.reflection_id or self.outcome_id or self.agenda_item_id

    @property
    def is_open(self) -> bool:
        return self.state is ReviewState.OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewComment(_Review):
    """One comment; `quote` is the text it is about, `parent_id` the comment it answers."""

    id: ReviewCommentId
    text: str
    quote: str = ""
    parent_id: ReviewCommentId | None = None
    is_done: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewChange(_Review):
    """One change: in `sent_text`, from `start_at` on, `old_text` gave way to `new_text`."""

    id: ReviewChangeId
    kind: ChangeKind
    sent_text: str
    start_at: int
    old_text: str
    new_text: str
    is_own: bool = True
    is_tracked: bool = True

    @property
    def hunk(self) -> Hunk:
        end = self.start_at + (len(self.old_text) if self.sent_text else 0)
        return Hunk(self.start_at, end, self.old_text, self.new_text)


@dataclass(frozen=True, slots=True, kw_only=True)
class TextVersion:
    """What a text said before it was changed."""

    id: TextVersionId
    session_id: SessionId
    position: int
    text: str
    replaced: datetime
    reflection_id: ReflectionId | None = None
    outcome_id: OutcomeId | None = None
    agenda_item_id: AgendaItemId | None = None
    review_change_id: ReviewChangeId | None = None


@dataclass(frozen=True, slots=True)
class SameChange:
    """One change as one or several people made it; decided once."""

    changes: tuple[ReviewChange, ...]

    @property
    def first(self) -> ReviewChange:
        return self.changes[0]

    @property
    def people(self) -> tuple[str, ...]:
        """Who made it, each once; nobody for what was not tracked by anybody who can be told."""
        return tuple(dict.fromkeys(one.said_by for one in self.changes if one.said_by))


def answers(first: ReviewComment, comments: Iterable[ReviewComment]) -> tuple[ReviewComment, ...]:
    """Return what answers a comment, and what answers that, in the order in which they came."""
    thread, found = {first.id}, []
    for one in comments:
        if one.parent_id in thread:
            thread.add(one.id)
            found.append(one)
    return tuple(found)


def merged(changes: Iterable[ReviewChange]) -> tuple[SameChange, ...]:
    """Return changes of several copies, the same change of several people as one."""
    groups: dict[object, list[ReviewChange]] = {}
    for one in changes:
        groups.setdefault(_sameness(one), []).append(one)
    return tuple(SameChange(tuple(group)) for group in groups.values())


def contradicting(one: SameChange, all_changes: Sequence[SameChange]) -> tuple[SameChange, ...]:
    """Return the changes that cannot stand together with one: they touch the same words."""
    return tuple(
        other for other in all_changes if other is not one and _contradict(one.first, other.first)
    )


def _contradict(one: ReviewChange, other: ReviewChange) -> bool:
    if one.concerns is None or not one.sent_text or one.file_id == other.file_id:
        return False
    if (one.concerns, one.sent_text) != (other.concerns, other.sent_text):
        return False
    first, second = one.hunk, other.hunk
    if first.start == first.end or second.start == second.end:
        return first.start <= second.end and second.start <= first.end
    return first.start < second.end and second.start < first.end


def _sameness(one: ReviewChange) -> object:
    where = one.concerns or (one.near_before, one.near_after)
    return where, one.kind, one.sent_text, one.start_at, one.old_text, one.new_text, one.state
