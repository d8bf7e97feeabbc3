"""Inviting many at once: from a list, or those of an earlier session."""

from collections.abc import Sequence
from dataclasses import dataclass

from flipdesk.domain.changes import Changes, Step
from flipdesk.domain.guest import Guest, is_here, same_name
from flipdesk.domain.ids import OrganisationId, ParticipantId, PersonId, SessionId, new_guid
from flipdesk.domain.organisation import Organisation, Person
from flipdesk.domain.participant import Participant, suggested_initials
from flipdesk.domain.vocabulary import Role
from flipdesk.i18n import ngettext
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.history import step


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier or other session whose people can be invited."""

    session_id: SessionId
    title: str
    same_series: bool


class Guests:
    """Who is there already is met, not doubled; everything is one step."""

    def __init__(self, base: KnowledgeBase) -> None:
        self._base = base

    def newcomers(self, session_id: SessionId, guests: Sequence[Guest]) -> tuple[bool, ...]:
        """Return of each whether inviting would add them; the second of two alike is not new."""
        book = _AddressBook(self._base)
        here = list(self._base.participants.of_session(session_id))
        fresh = []
        for guest in guests:
            known = book.known_as(guest.organisation)
            is_new = not is_here(guest, here, known)
            fresh.append(is_new)
            if is_new:
                here.append(_placeholder(session_id, guest, known))
        return tuple(fresh)

    def invite(self, session_id: SessionId, guests: Sequence[Guest]) -> Step:
        """Invite everybody who does not take part yet."""
        fresh = self.newcomers(session_id, guests)
        wanted = [guest for guest, is_new in zip(guests, fresh, strict=True) if is_new]
        taken = {one.initials.upper() for one in self._base.participants.of_session(session_id)}
        changes = Changes()
        with self._base.atomic():
            book = _AddressBook(self._base)
            position = self._base.participants.next_position(session_id)
            for place, guest in enumerate(wanted, position):
                met = book.meet(guest)
                initials = guest.initials.strip()
                if not initials or initials.upper() in taken:
                    initials = suggested_initials(guest.name, frozenset(taken)) or f"P{place + 1}"
                taken.add(initials.upper())
                changes += met.changes + self._base.participants.add(
                    Participant(
                        id=ParticipantId(new_guid()),
                        session_id=session_id,
                        person_id=met.person_id,
                        position=place,
                        initials=initials,
                        name=guest.name,
                        role=guest.role or Role.OTHER,
                        organisation_id=met.organisation_id,
                        unit=guest.unit or None,
                    )
                )
        label = ngettext("add {count} participant", "add {count} participants", len(wanted))
        return step(label.format(count=len(wanted)), changes)

    def earlier(self, session_id: SessionId) -> tuple[Earlier, ...]:
        """Return the sessions with people: those of the series first, each the latest first."""
        session = self._base.sessions.get(session_id)
        own = session.series_id if session is not None else None
        titles = {one.id: one.title for one in self._base.series.all()}
        found = [
            Earlier(
                one.id,
                one.title if one.series_id == own else f"{titles[one.series_id]} · {one.title}",
                one.series_id == own,
            )
            for one in reversed(self._base.sessions.all())
            if one.id != session_id and self._base.participants.of_session(one.id)
        ]
        return tuple(sorted(found, key=lambda one: not one.same_series))

    def of_session(self, session_id: SessionId) -> tuple[Guest, ...]:
        """Return the people of a session, as they were there; consent is asked anew."""
        return tuple(
            Guest(one.name, one.role, one.organisation or "", one.unit or "", one.initials)
            for one in self._base.participants.of_session(session_id)
        )


@dataclass(frozen=True, slots=True)
class _Met:
    person_id: PersonId
    organisation_id: OrganisationId | None
    changes: Changes


class _AddressBook:
    """Everybody and every organisation, read once."""

    def __init__(self, base: KnowledgeBase) -> None:
        self._base = base
        self._organisations: dict[str, Organisation] = {}
        for one in base.organisations.all():
            for name in (*one.aliases, one.name):
                self._organisations[same_name(name)] = one
        self._people = {
            (same_name(one.name), one.organisation_id): one for one in base.people.all()
        }

    def known_as(self, organisation: str) -> str:
        """Return the name that an organisation is known by, the given one when it is new."""
        known = self._organisations.get(same_name(organisation))
        return organisation if known is None else known.name

    def meet(self, guest: Guest) -> _Met:
        """Return who this is, adding the person and the organisation when they are new."""
        changes = Changes()
        organisation_id = None
        if guest.organisation.strip():
            known = self._organisations.get(same_name(guest.organisation))
            if known is None:
                known = Organisation(OrganisationId(new_guid()), guest.organisation.strip())
                self._organisations[same_name(known.name)] = known
                changes += self._base.organisations.add(known)
            organisation_id = known.id
        key = (same_name(guest.name), organisation_id)
        person = self._people.get(key)
        if person is None:
            unit = guest.unit or None
            person = Person(PersonId(new_guid()), guest.name, organisation_id, unit)
            self._people[key] = person
            changes += self._base.people.add(person)
        return _Met(person.id, organisation_id, changes)


def _placeholder(session_id: SessionId, guest: Guest, organisation: str) -> Participant:
    nobody = ParticipantId("")
    return Participant(
        nobody, session_id, PersonId(""), 0, "", guest.name, organisation=organisation or None
    )
