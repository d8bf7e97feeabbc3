"""Who may be named as speaker, and what may be shown at all, for one audience."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from flipdesk.domain.ids import ParticipantId, ReflectionId
from flipdesk.domain.known_names import KnownNames
from flipdesk.domain.merged import Speakers, merged_speakers
from flipdesk.domain.participant import Participant
from flipdesk.domain.pseudonyms import Pseudonym, assign, capital
from flipdesk.domain.reflection import NEVER_LEAVES_THE_ROOM, Reflection
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.shown_text import Cut, ShownText
from flipdesk.domain.vocabulary import (
    Audience,
    QuoteConsent,
    RecordingConsent,
    ReflectionKind,
    Role,
)
from flipdesk.domain.withheld import WithheldReason
from flipdesk.domain.words import word
from flipdesk.i18n import _
from flipdesk.services.names import known_names


class Voice(Enum):
    """On whose behalf somebody speaks; the two are never mixed in a document."""

    UNKNOWN = 0
    PRACTICE = 1
    RESEARCH = 2


@dataclass(frozen=True, slots=True)
class Voices:
    """The people of one session as one audience may know them, in the language in use."""

    audience: Audience
    people: Mapping[ParticipantId, Participant]
    speakers: Mapping[ParticipantId, str | None]
    pseudonyms: Mapping[ParticipantId, str]
    names: KnownNames | None
    merged: Mapping[ReflectionId, Speakers] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        record: SessionRecord,
        audience: Audience,
        given: Mapping[ParticipantId, Pseudonym] | None = None,
    ) -> "Voices":
        """Return the voices; without `given` pseudonyms they are counted within the session."""
        people = {one.id: one for one in record.participants}
        merged = merged_speakers(record)
        if audience is not Audience.RESEARCHERS:
            speakers = {one.id: _speaker(one) for one in record.participants}
            return cls(audience, people, speakers, {}, None, merged)
        given = assign(record.participants, {}, {}) if given is None else given
        hidden = {key: one.words for key, one in given.items()}
        return cls(audience, people, hidden, hidden, known_names(record.participants), merged)

    @property
    def are_pseudonyms(self) -> bool:
        return self.audience is Audience.RESEARCHERS

    def listed(self, participant_id: ParticipantId | None) -> str | None:
        """Return how somebody is listed who took part, owns or promised something."""
        person = self._person(participant_id)
        if person is None:
            return None
        return self.pseudonyms[person.id] if self.are_pseudonyms else person.name

    def speaker(self, reflection: Reflection) -> str | None:
        """Return how the speaker of a reflection is named, None when nobody may be."""
        speaker = reflection.speaker_id
        return None if speaker is None else self.speakers.get(speaker)

    def withheld(self, reflection: Reflection) -> WithheldReason | None:
        """Return why this audience may not read a reflection, None when it may."""
        person, said_by = self._person(reflection.speaker_id), self._said_by(reflection)
        if any(one.consent.recording is RecordingConsent.WITHDRAWN for one in said_by):
            return WithheldReason.CONSENT_WITHDRAWN
        if not reflection.text.strip():
            return WithheldReason.NO_TEXT
        if reflection.left_out:
            return WithheldReason.LEFT_OUT
        return None if self.audience is Audience.RESEARCHERS else _kept_inside(reflection, person)

    def caution(self, reflection: Reflection) -> str:
        """Return what a researcher must know before using a reflection, "" when nothing."""
        if not self.are_pseudonyms:
            return ""
        cautions = []
        if reflection.is_private:
            cautions.append(_("private note"))
        if reflection.kind in NEVER_LEAVES_THE_ROOM:
            cautions.append(_("stays in the room"))
        said_by = self._said_by(reflection)
        if any(one.consent.quote is QuoteConsent.NONE for one in said_by):
            cautions.append(_("may not be quoted"))
        return ", ".join(cautions)

    def voice(self, reflection: Reflection) -> Voice:
        """Return whether research or practice speaks; the speaker decides, then the kind."""
        said_by = self._said_by(reflection)
        if said_by:
            return Voice.RESEARCH if said_by[0].role.is_research else Voice.PRACTICE
        is_input = reflection.kind is ReflectionKind.RESEARCH_INPUT
        return Voice.RESEARCH if is_input else Voice.UNKNOWN

    def text(self, text: str) -> str:
        """Return free text as this audience may read it: names give way to pseudonyms.

        A name that may be that of several, or no name at all, stays for the gate to ask about.
        """
        return text.strip() if self.names is None else self.shown(text).text

    def shown(self, text: str) -> ShownText:
        """Return the same with the places of its words, whose line ends are line feeds."""
        found = () if self.names is None else self.names.find(text)
        return ShownText.of(
            text,
            (
                Cut(one.start, one.end, self.pseudonyms[ParticipantId(one.people[0])])
                for one in found
                if len(one.people) == 1 and one.is_certain
            ),
        )

    def _said_by(self, reflection: Reflection) -> Speakers:
        """Return the speaker of a reflection, or all those whose words were merged into it."""
        person = self._person(reflection.speaker_id)
        return self.merged.get(reflection.id, () if person is None else (person,))

    def _person(self, participant_id: ParticipantId | None) -> Participant | None:
        return None if participant_id is None else self.people.get(participant_id)


def _speaker(person: Participant) -> str | None:
    if person.consent.quote is QuoteConsent.NONE:
        return None
    role = _("participant") if person.role is Role.OTHER else word(person.role)
    if person.consent.quote is QuoteConsent.NAME:
        return f"{person.name}, {role}"
    return capital(f"{role}, {person.organisation}" if person.organisation else role)


def _kept_inside(reflection: Reflection, person: Participant | None) -> WithheldReason | None:
    """Return why only research may read a reflection, None when others may too."""
    if reflection.is_private:
        return WithheldReason.PRIVATE
    if reflection.kind in NEVER_LEAVES_THE_ROOM:
        return WithheldReason.STAYS_IN_THE_ROOM
    return _withheld_quote(person) if reflection.kind is ReflectionKind.QUOTE else None


def _withheld_quote(person: Participant | None) -> WithheldReason | None:
    if person is None:
        return WithheldReason.QUOTE_WITHOUT_SPEAKER
    allowed = person.consent.quote is not QuoteConsent.NONE
    return None if allowed else WithheldReason.QUOTE_NOT_ALLOWED
