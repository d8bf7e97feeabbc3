"""Sessions as others may have them: consent, pseudonyms and the gate are applied here.

Everything that is exported for other programs (REFI-QDA, tables, publishing) is drawn from what
this gives. Whoever writes a file calls `keep_pseudonyms` when it is written.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from flipdesk.domain.clock import Clock
from flipdesk.domain.concern import Concern, Place, PlaceKind
from flipdesk.domain.ids import ParticipantId, SessionId, derived_guid
from flipdesk.domain.offsets import format_duration
from flipdesk.domain.outcome import Outcome
from flipdesk.domain.participant import Participant
from flipdesk.domain.pseudonyms import Pseudonym
from flipdesk.domain.reflection import Reflection
from flipdesk.domain.selection import Selection
from flipdesk.domain.session import Session
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.shared_session import (
    SharedLine,
    SharedNote,
    SharedPerson,
    SharedSession,
    SharedTranscript,
)
from flipdesk.domain.transcript import Transcript
from flipdesk.domain.vocabulary import Audience, QuoteConsent, SessionState
from flipdesk.errors import KnownError
from flipdesk.i18n import _, language
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.codebook_words import codebook_in
from flipdesk.services.gate import Gate
from flipdesk.services.gate_texts import GateText
from flipdesk.services.minutes_voices import Voices
from flipdesk.services.nameless import gives_away
from flipdesk.services.pseudonyms import Pseudonyms
from flipdesk.services.transcript_lines import leaving_lines

SHARED_WITH = Audience.RESEARCHERS
"""What the gate asks of the texts: nobody may be named in them."""


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms something is shared.

    What is `published` holds what may leave the room and be quoted, and no more; else researchers
    get what researchers may read. `with_names` names those who said yes to being named, and
    `with_transcripts` takes what may leave of transcripts along.
    """

    published: bool = False
    with_names: bool = False
    with_transcripts: bool = False


class Sharing:
    """Draws sessions as others may have them, one at a time or a whole selection."""

    def __init__(self, base: KnowledgeBase, clock: Clock) -> None:
        self._base = base
        self._pseudonyms = Pseudonyms(base)
        self.gate = Gate(base, clock)

    def sessions(self, selection: Selection) -> tuple[SessionId, ...]:
        """Return the sessions of a selection that have been begun, in order of time.

        Examples are left out unless they are named, or there is nothing else.

        Raises:
            KnownError: there are none.
        """
        found: list[Session] = []
        examples: list[Session] = []
        for session in self._base.sessions.all():
            series = self._base.series.get(session.series_id)
            if series is None or session.state is SessionState.PLANNED:
                continue
            if selection.series and series.id not in selection.series:
                continue
            if selection.sessions and session.id not in selection.sessions:
                continue
            if selection.organisations and series.organisation not in selection.organisations:
                continue
            day = session.starts.date()
            if selection.since and day < selection.since:
                continue
            if selection.until and day > selection.until:
                continue
            is_asked = not series.is_sample or selection.names_sessions
            (found if is_asked else examples).append(session)
        chosen = sorted(found or examples, key=lambda one: (one.starts, one.id))
        if not chosen:
            raise KnownError(_("Nothing to take along: no session that has been held is chosen."))
        return tuple(one.id for one in chosen)

    def share(
        self, session_id: SessionId, selection: Selection, terms: Terms = Terms()
    ) -> SharedSession:
        """Return one session of a selection, in the language in use."""
        record = selection.narrowed(self._base.record(session_id))
        given = self._pseudonyms.of(record)
        found = shared(record, given, terms)
        if not terms.with_transcripts:
            return found
        transcripts = (self._transcript(record, one, given, terms) for one in record.transcripts)
        return replace(found, transcripts=tuple(one for one in transcripts if one.lines))

    def _transcript(
        self,
        record: SessionRecord,
        transcript: Transcript,
        given: Mapping[ParticipantId, Pseudonym],
        terms: Terms,
    ) -> SharedTranscript:
        segments = self._base.transcript_segments.of_transcript(transcript.id)
        voices = Voices.of(record, SHARED_WITH, given)
        lines = leaving_lines(record, segments, voices, with_names=terms.with_names)
        return SharedTranscript(
            transcript.id,
            transcript.created.replace(microsecond=0),
            tuple(
                SharedLine(one.id, one.from_ms, one.to_ms, speaker, text)
                for one, speaker, text in lines
            ),
        )

    def concerns(self, session: SharedSession) -> tuple[Concern, ...]:
        """Return what has to be decided about the texts of a session before they may leave."""
        record = self._base.record(session.id)
        return self.gate.concerns_in(record, SHARED_WITH, texts_shared(session))

    def share_all(self, selection: Selection, terms: Terms = Terms()) -> tuple[SharedSession, ...]:
        """Return all sessions of a selection.

        Raises:
            KnownError: there are none.
            NotClearedError: something in their texts has to be decided first.
        """
        found = tuple(self.share(one, selection, terms) for one in self.sessions(selection))
        self.refuse(one for session in found for one in self.concerns(session))
        return found

    def refuse(self, concerns: Iterable[Concern]) -> None:
        """Raise NotClearedError when one of these must be decided."""
        self.gate.refuse_concerns(tuple(concerns), how_to_decide())

    def keep_pseudonyms(self, sessions: Iterable[SessionId]) -> None:
        """Keep whose the pseudonyms of these sessions are, now that a file shows them."""
        for session_id in sessions:
            record = self._base.record(session_id)
            given = self._pseudonyms.of(record)
            people = {one.person_id: given[one.id] for one in record.participants}
            self._pseudonyms.keep(record.series.id, people)


def how_to_decide() -> str:
    return _(
        "Change the text in Bearbejd, or decide about it with --hide CODE, or with --keep CODE and"
        " --reason."
    )


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
        people=tuple(reader.person(one) for one in record.participants if one.attendance.came),
        reflections=reflections,
        outcomes=tuple(reader.outcomes()),
        withheld=len(readable) - len(reflections),
    )


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
                    text=self.voices.text(one.text),
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
                    text=self.voices.text(one.text),
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
        public = Voices.of(self.record, Audience.SUMMARY)
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
