"""What people are called on a screen that everybody sees: no more than is needed."""

from collections.abc import Sequence

from flipdesk.domain.ids import ParticipantId
from flipdesk.domain.participant import Participant
from flipdesk.domain.words import word


def shown_names(people: Sequence[Participant], *, by_role: bool) -> dict[ParticipantId, str]:
    """Return each one's first name, or role.

    Two with the same first name get as much of their last name as tells them apart: Mette H., or
    Mette Ho. and Mette Hy.; where even that is the same, their initials.
    """
    if by_role:
        return {one.id: _capital(word(one.role)) for one in people}
    return {one.id: _told_apart(one, people) for one in people}


def _told_apart(one: Participant, people: Sequence[Participant]) -> str:
    first, last = _parts(one.name)
    same = [
        _parts(other.name)[1].casefold()
        for other in people
        if other.id != one.id and _parts(other.name)[0].casefold() == first.casefold()
    ]
    if not same:
        return first or one.initials
    for length in range(1, len(last) + 1):
        start = last[:length]
        if not any(other.startswith(start.casefold()) for other in same):
            return f"{first} {start}." if length < len(last) else f"{first} {last}"
    return f"{first} ({one.initials})"


def _parts(name: str) -> tuple[str, str]:
    words = name.split()
    return (words[0] if words else "", words[-1] if len(words) > 1 else "")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
