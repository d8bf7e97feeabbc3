"""Pseudonyms by role and organisation: "Sagsbehandler 2, Nordby"."""

import re
from collections import Counter
from collections.abc import Sequence

from flipdesk.domain.ids import ParticipantId
from flipdesk.domain.participant import Participant
from flipdesk.domain.words import word

_MUNICIPALITY = re.compile(r"\s+kommune$", re.IGNORECASE)


def pseudonyms(participants: Sequence[Participant]) -> dict[ParticipantId, str]:
    """Return a pseudonym for each, numbered within role and organisation in the order given.

    The words are in the language in use; the numbers do not depend on it.
    """
    seen: Counter[tuple[str, str]] = Counter()
    names: dict[ParticipantId, str] = {}
    for one in participants:
        place = short_place(one.organisation or "")
        seen[one.role, place] += 1
        numbered = f"{capital(word(one.role))} {seen[one.role, place]}"
        names[one.id] = f"{numbered}, {place}" if place else numbered
    return names


def short_place(organisation: str) -> str:
    """Return "Nordby" for "Nordby Kommune"."""
    return _MUNICIPALITY.sub("", organisation.strip())


def capital(text: str) -> str:
    """Return the text with its first letter in upper case and the rest untouched."""
    return text[:1].upper() + text[1:]
