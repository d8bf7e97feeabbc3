"""Who takes part in a session, and what they have consented to."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from flipdesk.domain.changes import Changes, Step
from flipdesk.domain.clock import Clock
from flipdesk.domain.ids import OrganisationId, ParticipantId, PersonId, SessionId, new_guid
from flipdesk.domain.participant import Consent, Participant, suggested_initials
from flipdesk.domain.vocabulary import Role
from flipdesk.errors import BugError, KnownError
from flipdesk.i18n import _, ngettext
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.history import step
from flipdesk.services.information import note_answers


class Invitations:
    """Changes to who takes part in a session, and to what they have consented."""

    def __init__(self, base: KnowledgeBase, clock: Clock) -> None:
        self._base = base
        self._clock = clock

    def add(
        self,
        session_id: SessionId,
        name: str,
        *,
        role: Role = Role.OTHER,
        organisation: str | None = None,
        unit: str | None = None,
        initials: str = "",
        consent: Consent | None = None,
    ) -> tuple[ParticipantId, Step]:
        """Add a participant; initials that nobody has yet are found when none are given.

        Raises:
            KnownError: the name is empty or the initials are taken.
        """
        if not name.strip():
            raise KnownError(_("A participant needs a name."))
        present = self._base.participants.of_session(session_id)
        taken = frozenset(one.initials.casefold() for one in present)
        wanted = initials.strip() or suggested_initials(
            name, frozenset(one.initials.upper() for one in present)
        )
        self._refuse_taken(wanted, taken)
        with self._base.atomic():
            organisation_id, changes = self._base.organisations.ensure(organisation)
            person_id, added = self._base.people.ensure(name, organisation_id, unit)
            participant = Participant(
                id=ParticipantId(new_guid()),
                session_id=session_id,
                person_id=person_id,
                position=self._base.participants.next_position(session_id),
                initials=wanted,
                name=name.strip(),
                role=role,
                organisation_id=organisation_id,
                unit=unit or None,
                consent=consent or Consent(),
            )
            changes += added + self._base.participants.add(participant)
            changes += note_answers(self._base, participant, Consent(), self._clock.now())
        return participant.id, step(_("add {name}").format(name=participant.name), changes)

    def change(self, participant_id: ParticipantId, **fields: Any) -> Step:
        """Change a participation; `name` and `organisation` are followed to person and place.

        Raises:
            KnownError: the name is empty or the initials are taken.
        """
        before = self._participant(participant_id)
        name = str(fields.pop("name", before.name)).strip()
        if not name:
            raise KnownError(_("A participant needs a name."))
        others = self._base.participants.of_session(before.session_id)
        taken = frozenset(one.initials.casefold() for one in others if one.id != participant_id)
        fields["initials"] = str(fields.get("initials", before.initials)).strip()
        self._refuse_taken(fields["initials"], taken)
        with self._base.atomic():
            changes = Changes()
            if "organisation" in fields:
                organisation_id, changes = self._base.organisations.ensure(
                    fields.pop("organisation")
                )
                fields["organisation_id"] = organisation_id
                fields["person_id"], moved = self._moved(before, organisation_id)
                changes += moved
            changes += self._rename(before, name)
            after = replace(before, **fields)
            changes += self._base.participants.save(after)
            changes += note_answers(self._base, after, before.consent, self._clock.now())
            changes += self._base.people.forget_strangers()
        return step(_("change {name}").format(name=name), changes)

    def delete(self, participant_id: ParticipantId) -> Step:
        participant = self._participant(participant_id)
        with self._base.atomic():
            changes = self._base.participants.delete(participant_id)
            changes += self._base.people.forget_strangers()
        return step(_("remove {name}").format(name=participant.name), changes)

    def delete_all(self, participant_ids: Sequence[ParticipantId]) -> Step:
        """Remove several participants at once."""
        with self._base.atomic():
            steps = [self.delete(one) for one in dict.fromkeys(participant_ids)]
        if len(steps) == 1:
            return steps[0]
        label = ngettext("remove {count} participant", "remove {count} participants", len(steps))
        return step(label.format(count=len(steps)), *(one.changes for one in steps))

    def _moved(
        self, participant: Participant, organisation_id: OrganisationId | None
    ) -> tuple[PersonId, Changes]:
        """Return who somebody is who belongs elsewhere: a person met nowhere else moves there."""
        people, person_id = self._base.people, participant.person_id
        if organisation_id == participant.organisation_id or people.sessions_of(person_id) > 1:
            return person_id, Changes()
        known = people.named(participant.name, organisation_id)
        others = self._base.participants.of_session(participant.session_id)
        if known is not None and known.id not in {one.person_id for one in others}:
            return known.id, Changes()
        person = people.get(person_id)
        if person is None:
            raise BugError(f"no person {person_id}")
        return person_id, people.save(replace(person, organisation_id=organisation_id))

    def _rename(self, participant: Participant, name: str) -> Changes:
        if name == participant.name:
            return Changes()
        person = self._base.people.get(participant.person_id)
        if person is None:
            raise BugError(f"no person {participant.person_id}")
        return self._base.people.save(replace(person, name=name))

    def _participant(self, participant_id: ParticipantId) -> Participant:
        participant = self._base.participants.get(participant_id)
        if participant is None:
            raise BugError(f"no participant {participant_id}")
        return participant

    @staticmethod
    def _refuse_taken(initials: str, taken: frozenset[str]) -> None:
        if not initials.strip():
            raise KnownError(_("A participant needs initials, so that notes can be told apart."))
        if initials.casefold() in taken:
            raise KnownError(
                _("{initials} is somebody else in this session. Choose other initials.").format(
                    initials=initials
                )
            )
