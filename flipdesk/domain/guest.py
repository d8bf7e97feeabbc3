"""Somebody to invite, as written in a list from outside or known from another session."""

from collections.abc import Iterable
from dataclasses import dataclass

from flipdesk.domain.participant import Participant
from flipdesk.domain.vocabulary import Role


@dataclass(frozen=True, slots=True)
class Guest:
    """What is known of somebody; empty and None for what is not."""

    name: str
    role: Role | None = None
    organisation: str = ""
    unit: str = ""
    initials: str = ""


@dataclass(frozen=True, slots=True)
class GuestList:
    """What was understood of a list; `notes` are sentences about what was not."""

    guests: tuple[Guest, ...]
    columns: tuple[str, ...] = ()
    """The headings that were understood, as they stand in the list."""
    notes: tuple[str, ...] = ()


def same_name(name: str) -> str:
    """Return a name so that two ways of writing it are one."""
    return " ".join(name.split()).casefold()


def is_here(guest: Guest, people: Iterable[Participant], organisation: str = "") -> bool:
    """Return whether somebody takes part already; without an organisation the name decides.

    `organisation` is the name that the guest's organisation is known by.
    """
    place = same_name(organisation or guest.organisation)
    return any(
        same_name(one.name) == same_name(guest.name)
        and (not place or not one.organisation or same_name(one.organisation) == place)
        for one in people
    )
