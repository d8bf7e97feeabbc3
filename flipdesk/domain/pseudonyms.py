"""Pseudonyms by role and organisation: "Sagsbehandler 2, Nordby"."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flipdesk.domain.ids import ParticipantId, PersonId
from flipdesk.domain.participant import Participant
from flipdesk.domain.vocabulary import Role
from flipdesk.domain.words import word

_MUNICIPALITY = re.compile(r"\s+kommune$", re.IGNORECASE)
Kind = tuple[Role, str]
"""A role and the short name of an organisation: what is counted."""


@dataclass(frozen=True, slots=True)
class Pseudonym:
    """What somebody is called within one series; `place` is the short name of an organisation."""

    role: Role
    place: str
    number: int

    @property
    def kind(self) -> Kind:
        return self.role, self.place

    @property
    def words(self) -> str:
        """Return "Sagsbehandler 2, Nordby" in the language in use."""
        numbered = f"{capital(word(self.role))} {self.number}"
        return f"{numbered}, {self.place}" if self.place else numbered


def assign(
    participants: Sequence[Participant],
    known: Mapping[PersonId, Pseudonym],
    highest: Mapping[Kind, int],
) -> dict[ParticipantId, Pseudonym]:
    """Return a pseudonym for each: the one somebody has, else the next number of the kind.

    `highest` is the highest number ever given, also to those who are forgotten: none comes twice.
    """
    last = dict(highest)
    for taken in known.values():
        last[taken.kind] = max(last.get(taken.kind, 0), taken.number)
    people = dict(known)
    for one in participants:
        if one.person_id not in people:
            kind = one.role, short_place(one.organisation or "")
            last[kind] = last.get(kind, 0) + 1
            people[one.person_id] = Pseudonym(*kind, last[kind])
    return {one.id: people[one.person_id] for one in participants}


def short_place(organisation: str) -> str:
    """Return "Nordby" for "Nordby Kommune"."""
    return _MUNICIPALITY.sub("", organisation.strip())


def capital(text: str) -> str:
    """Return the text with its first letter in upper case and the rest untouched."""
    return text[:1].upper() + text[1:]
