"""Organisations: municipalities, universities and others, with the other names they go by."""

from dataclasses import dataclass

from flipdesk.domain.ids import OrganisationId, PersonId


@dataclass(frozen=True, slots=True)
class Organisation:
    id: OrganisationId
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who takes part in sessions; remembered from one to the next."""

    id: PersonId
    name: str
    organisation_id: OrganisationId | None = None
    unit: str | None = None
