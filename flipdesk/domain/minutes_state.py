"""How a written version stands: draft, out for comments until a day, approved, or archived.

A version never goes back: who wants a draft again writes the next version.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from flipdesk.domain.minutes import Minutes
from flipdesk.domain.vocabulary import MinutesState

DAYS_FOR_COMMENTS = 14
_NEXT = {
    MinutesState.DRAFT: frozenset(
        {MinutesState.COMMENTS, MinutesState.APPROVED, MinutesState.ARCHIVED}
    ),
    MinutesState.COMMENTS: frozenset(
        {MinutesState.COMMENTS, MinutesState.APPROVED, MinutesState.ARCHIVED}
    ),
    MinutesState.APPROVED: frozenset({MinutesState.ARCHIVED}),
    MinutesState.ARCHIVED: frozenset[MinutesState](),
}


@dataclass(frozen=True, slots=True)
class Approval:
    """Who approved, in the words of the user ("deltagerne"), and on which day."""

    by: str
    on: date


@dataclass(frozen=True, slots=True)
class Standing:
    """A state with what belongs to it: the last day for comments, or who approved when."""

    state: MinutesState = MinutesState.DRAFT
    comments_by: date | None = None
    approval: Approval | None = None

    @classmethod
    def out(cls, comments_by: date) -> "Standing":
        return cls(MinutesState.COMMENTS, comments_by=comments_by)

    @classmethod
    def approved(cls, by: str, on: date) -> "Standing":
        return cls(MinutesState.APPROVED, approval=Approval(by.strip(), on))


def standing_of(minutes: Minutes) -> Standing:
    """Return how a version stands."""
    on = minutes.approved_on
    approval = None if on is None else Approval(minutes.approved_by, on)
    return Standing(minutes.state, minutes.comments_by, approval)


def may_become(minutes: Minutes, state: MinutesState) -> bool:
    """Return whether a version can go over into a state; a new deadline counts as one."""
    return state in _NEXT[minutes.state]


def superseded(
    minutes: Minutes, state: MinutesState, all_versions: Iterable[Minutes]
) -> list[Minutes]:
    """Return the older versions for the same readers that are over once one has come so far.

    One version at a time is out for comments; all that came before an approved one is history.
    """
    over = {
        MinutesState.COMMENTS: {MinutesState.COMMENTS},
        MinutesState.APPROVED: set(MinutesState) - {MinutesState.ARCHIVED},
    }.get(state, set())
    same = (minutes.session_id, minutes.audience, minutes.language)
    return [
        one
        for one in all_versions
        if (one.session_id, one.audience, one.language) == same
        and one.version < minutes.version
        and one.state in over
    ]


def usual_deadline(today: date) -> date:
    """Return the last day for comments when nobody says another."""
    return today + timedelta(days=DAYS_FOR_COMMENTS)
