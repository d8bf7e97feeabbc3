"""Sessions as others may have them: consent, pseudonyms and the gate are applied here.

Everything that is exported for other programs (REFI-QDA, tables, publishing) is drawn from what
this gives. Whoever writes a file calls `keep_pseudonyms` when it is written.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from flipdesk.domain.clock import Clock
from flipdesk.domain.concern import Concern
from flipdesk.domain.ids import ParticipantId, SessionId
from flipdesk.domain.pseudonyms import Pseudonym
from flipdesk.domain.selection import Selection
from flipdesk.domain.session import Session
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.shared_session import (
    SharedLine,
    SharedSession,
    SharedTranscript,
)
from flipdesk.domain.transcript import Transcript
from flipdesk.domain.use import Act, Thing
from flipdesk.domain.vocabulary import SessionState
from flipdesk.errors import KnownError
from flipdesk.i18n import _
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.gate import Gate
from flipdesk.services.minutes_voices import Voices
from flipdesk.services.pseudonyms import Pseudonyms
from flipdesk.services.shared_codings import with_codings
from flipdesk.services.shared_reader import (
    SHARED_WITH,
    Terms,
    reader_of,
    shared,
    texts_shared,
)
from flipdesk.services.transcript_lines import leaving_lines

INSIDE = Terms()
"""For researchers, under pseudonyms, without transcripts and codings."""


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
            raise KnownError(nothing_chosen())
        return tuple(one.id for one in chosen)

    def share(
        self, session_id: SessionId, selection: Selection, terms: Terms = INSIDE
    ) -> SharedSession:
        """Return one session of a selection, in the language in use."""
        record = selection.narrowed(self._base.record(session_id))
        given = self._pseudonyms.of(record)
        found = shared(record, given, terms)
        if terms.with_transcripts and not selection.narrows_notes:
            drawn = (self._transcript(record, one, given, terms) for one in record.transcripts)
            found = replace(found, transcripts=tuple(one for one in drawn if one.lines))
        if terms.with_codings:
            voices = Voices.of(record, SHARED_WITH, given)
            found = with_codings(self._base, record, voices, found, with_names=terms.with_names)
        return found

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
        return self.gate.concerns_in(record, reader_of(session), texts_shared(session))

    def learn(self, session: SharedSession, most: int) -> bool:
        """Read up to so many texts of a session as the gate does; return whether all are now."""
        return self.gate.learn_texts(self._base.record(session.id), texts_shared(session), most)

    def share_all(self, selection: Selection, terms: Terms = INSIDE) -> tuple[SharedSession, ...]:
        """Return all sessions of a selection.

        Raises:
            KnownError: there are none.
            NotClearedError: something in their texts has to be decided first.
        """
        drawn = (self.share(one, selection, terms) for one in self.sessions(selection))
        found = tuple(one for one in drawn if is_taken(one, selection))
        if not found:
            raise KnownError(nothing_chosen())
        self.refuse(one for session in found for one in self.concerns(session))
        return found

    def refuse(self, concerns: Iterable[Concern]) -> None:
        """Raise NotClearedError when one of these must be decided."""
        self.gate.refuse_concerns(tuple(concerns), how_to_decide())

    def keep_pseudonyms(self, sessions: Iterable[SessionId]) -> None:
        """Keep whose the pseudonyms of these sessions are, and that a file now holds them."""
        for session_id in sessions:
            record = self._base.record(session_id)
            given = self._pseudonyms.of(record)
            people = {one.person_id: given[one.id] for one in record.participants}
            self._pseudonyms.keep(record.series.id, people)
            self._base.uses.note(Act.EXPORTED, Thing.SELECTION, session=session_id)


def is_taken(session: SharedSession, selection: Selection) -> bool:
    """Return whether anything of a session is taken along."""
    return not selection.narrows_notes or any(True for _note in session.notes())


def nothing_chosen() -> str:
    return _("Nothing to take along: no session that has been held is chosen.")


def how_to_decide() -> str:
    return _(
        "Change the text in Bearbejd, or decide about it with --hide CODE, or with --keep CODE and"
        " --reason."
    )
