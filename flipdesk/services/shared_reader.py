"""One session as others may have it: what of it, in which words, and who is told to say it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flipdesk.domain.concern import Place, PlaceKind
from flipdesk.domain.ids import ParticipantId, derived_guid
from flipdesk.domain.offsets import format_duration
from flipdesk.domain.outcome import Outcome
from flipdesk.domain.participant import Participant
from flipdesk.domain.pseudonyms import Pseudonym
from flipdesk.domain.reflection import Reflection
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.shared_session import SharedNote, SharedPerson, SharedSession
from flipdesk.domain.vocabulary import Audience, QuoteConsent
from flipdesk.i18n import language
from flipdesk.services.codebook_words import codebook_in
from flipdesk.services.gate_texts import GateText
from flipdesk.services.minutes_voices import Voices
from flipdesk.services.nameless import gives_away

SHARED_WITH = Audience.RESEARCHERS
PUBLISHED_FOR = Audience.SUMMARY
"""Neither may read a name; what is let stay for the one is asked about again for the other."""


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms something is shared.

    What is `published` holds what may leave the room and be quoted, and no more; else researchers
    get what researchers may read. `with_names` names those who said yes to being named, and
    `with_transcripts` takes what may leave of transcripts along, `with_codings` what was coded.
    """

    published: bool = False
    with_names: bool = False
    with_transcripts: bool = False
    with_codings: bool = False


def shared(
    record: SessionRecord, given: Mapping[ParticipantId, Pseudonym], terms: Terms
) -> SharedSession:
    """Return a session as it may be shared, in the language in use."""
    voices = Voices.of(record, SHARED_WITH, given)
    reader = _Reader(record, voices, given, terms)
    reflections = tuple(reader.reflections())
    readable = [one for one in record.reflections if one.text.strip()]
    return SharedSession(
        session=record.session,
        series_id=record.series.id,
        series=voices.text(record.series.title),
        title=voices.text(record.session.title),
        organisation=record.series.organisation.strip(),
        held_on=record.held_on,
        codebook=codebook_in(record.codebook, language()),
        is_sample=record.series.is_sample,
        is_published=terms.published,
        people=tuple(reader.person(one) for one in record.participants if one.attendance.came),
        reflections=reflections,
        outcomes=tuple(reader.outcomes()),
        withheld=len(readable) - len(reflections),
    )


def reader_of(session: SharedSession) -> Audience:
    """Return for whom the gate looks at the texts of a session."""
    return PUBLISHED_FOR if session.is_published else SHARED_WITH


def texts_shared(session: SharedSession) -> Iterator[GateText]:
    """Yield every free text of a shared session, with the place where it can be put right."""
    place = Place(PlaceKind.SESSION, session.id, session.title)
    for text in dict.fromkeys((session.title, session.series)):
        yield GateText(text, place, is_head=True)
    for kind, notes in (
        (PlaceKind.REFLECTION, session.reflections),
        (PlaceKind.OUTCOME, session.outcomes),
    ):
        for one in notes:
            yield GateText(one.text, Place(kind, one.id, one.item or session.title))
            for tag in one.tags:
                yield GateText(tag, Place(PlaceKind.OTHER, one.id, session.title))
    for transcript in session.transcripts:
        for line in transcript.lines:
            yield GateText(
                line.text, Place(PlaceKind.OTHER, line.id, format_duration(line.from_ms))
            )
    for memo in session.memos:
        yield GateText(memo.text, Place(PlaceKind.OTHER, memo.id, session.title))
    for item in dict.fromkeys(one.item for one in session.notes() if one.item):
        yield GateText(item, Place(PlaceKind.OTHER, "", session.title))


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one record on given terms."""

    record: SessionRecord
    voices: Voices
    given: Mapping[ParticipantId, Pseudonym]
    terms: Terms

    def person(self, participant: Participant) -> SharedPerson:
        pseudonym = self.given[participant.id]
        series_id, number = self.record.series.id, str(pseudonym.number)
        may_be_named = participant.consent.quote is QuoteConsent.NAME
        return SharedPerson(
            derived_guid("pseudonym", series_id, pseudonym.role, pseudonym.place, number),
            participant.name if self.terms.with_names and may_be_named else pseudonym.words,
            participant.role,
            participant.organisation or "",
        )

    def reflections(self) -> Iterator[SharedNote]:
        for one in self.record.reflections:
            speaker = self.record.participant(one.speaker_id)
            if not self._stays(one, speaker):
                yield SharedNote(
                    id=one.id,
                    kind=one.kind,
                    text=self.voices.shown(one.text).text,
                    at_ms=one.at_ms,
                    person=self._speaker(speaker),
                    potentials=one.potentials,
                    dimensions=one.dimensions,
                    pattern=one.pattern,
                    tags=tuple(self.voices.text(tag) for tag in one.tags),
                    item=self._item(one),
                    caution="" if self.terms.published else self.voices.caution(one),
                )

    def outcomes(self) -> Iterator[SharedNote]:
        for one in self.record.outcomes:
            if one.text.strip() and not one.left_out:
                owner = self.record.participant(one.owner_id)
                yield SharedNote(
                    id=one.id,
                    kind=one.kind,
                    text=self.voices.shown(one.text).text,
                    at_ms=one.at_ms,
                    person=self._speaker(owner),
                    potentials=one.potentials,
                    status=one.status,
                    due=one.due,
                    item=self._item(one),
                )

    def _stays(self, note: Reflection, speaker: Participant | None) -> bool:
        if self.voices.withheld(note) is not None:
            return True
        if not self.terms.published:
            return False
        # What is published follows the rules of the summary that names nobody.
        public = Voices.of(self.record, PUBLISHED_FOR)
        came = (one for one in self.record.participants if one.attendance.came)
        return public.withheld(note) is not None or gives_away(note.text, speaker, came)

    def _speaker(self, person: Participant | None) -> SharedPerson | None:
        """Return who said it; in what is published nobody who does not want to be quoted."""
        if person is None:
            return None
        is_quiet = person.consent.quote is QuoteConsent.NONE
        return None if self.terms.published and is_quiet else self.person(person)

    def _item(self, note: Reflection | Outcome) -> str:
        item = self.record.agenda_item(note.agenda_item_id)
        return "" if item is None else self.voices.text(item.title)
