"""Session files over a knowledge base: taken in, written out, and kept when a session goes."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

from flipdesk.domain.changes import Step
from flipdesk.domain.clock import Clock
from flipdesk.domain.ids import PersonId, SessionId, new_guid
from flipdesk.domain.participant import Participant
from flipdesk.domain.session import Session
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.use import Act, Thing
from flipdesk.errors import KnownError
from flipdesk.i18n import _
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.knowledge.sealed_file import is_sealed, unsealed
from flipdesk.services.codebook_words import KEPT_IN
from flipdesk.services.erasing import forget_again, refuse_erased
from flipdesk.services.gate import Gate
from flipdesk.services.history import step
from flipdesk.services.meant import meant
from flipdesk.services.open_turns import with_holder
from flipdesk.services.session_file import SUFFIX, SessionFile

BACKUPS = "backups"


_Known = Callable[[Any], object]


class _Part(Protocol):
    @property
    def id(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a session file.

    A session that was there already is left as it stands; `differs` says whether the file tells
    it otherwise.
    """

    session_id: SessionId
    title: str
    step: Step
    is_new: bool = False
    differs: bool = False


@dataclass(frozen=True, slots=True)
class Deleted:
    """A session that was deleted, and the session file it can be taken in from again.

    `backup` is a copy of the whole database, made when there were minutes or recordings.
    """

    session: Session
    copy: Path
    backup: Path | None
    step: Step


class SessionFiles:
    def __init__(self, base: KnowledgeBase, clock: Clock) -> None:
        self._base = base
        self._clock = clock
        self.gate = Gate(base, clock)

    def read(self, data: bytes, source: str) -> SessionRecord:
        """Return what a session file says, with the codebooks there are here.

        Raises:
            SessionFileRefused: something is wrong in it; `problems` has all of it.
            KnownError: it is sealed, and not by this knowledge base.
        """
        from flipdesk.exchange.codebook_file import load_shipped
        from flipdesk.exchange.session_file_read import read_session

        if is_sealed(data):
            data = unsealed(data, self._files_key())
        own = {codebook.id: codebook for codebook in self._base.codebooks.all()}
        return read_session(data, load_shipped(KEPT_IN) | own, source)

    def _files_key(self) -> bytes:
        if self._base.keys is None:
            raise KnownError(
                _("This file is encrypted. Take it in where it was made: in its knowledge base.")
            )
        return self._base.keys.files

    def take_in(self, record: SessionRecord, source: str) -> Imported:
        """Store a session; one that is here already is left as it stands.

        Raises:
            KnownError: a part of it carries the identity of a part of another session.
        """
        record, session = with_holder(record), record.session
        if self._base.sessions.get(session.id) is not None:
            here = self._base.whole_record(session.id)
            series = replace(record.series, is_sample=here.series.is_sample)
            differs = SessionFile(here).text() != SessionFile(replace(record, series=series)).text()
            return Imported(session.id, session.title, step(""), differs=differs)
        self._refuse_strangers_identities(record, source)
        refuse_erased(self._base, session.id)
        with self._base.atomic():
            changes = self._base.codebooks.ensure([record.codebook])
            changes += self._base.add_record(self._met(record))
            changes += forget_again(self._base)
        label = _("import of {title}").format(title=session.title)
        return Imported(session.id, session.title, step(label, changes), is_new=True)

    def import_data(self, data: bytes, source: str) -> Imported:
        """Read a session file and store its session."""
        return self.take_in(self.read(data, source), source)

    def text(self, session_id: SessionId) -> str:
        """Return the session file of a session."""
        return self.ready(session_id).text()

    def ready(self, session_id: SessionId) -> SessionFile:
        """Return the session file as the session is now, to be looked at and written anywhere."""
        return SessionFile(self._base.whole_record(session_id))

    def export(self, session_id: SessionId, path: Path, *, knowingly: bool = False) -> Path:
        """Write the session file to a path, or into a folder, and return where it is.

        It is the whole of a session, for oneself to keep or to move: who knows what goes along may
        write it all the same.

        Raises:
            NotClearedError: something in its texts has to be decided first.
            KnownError: it cannot be written; an old file is then as it was.
        """
        ready = self.ready(session_id)
        if not knowingly:
            self.gate.refuse_leaving(ready.leaving, advice=_advice())
        return ready.write(path)

    def delete(self, session_id: SessionId) -> Deleted:
        """Delete a session after keeping its session file in the backups folder.

        Sound stays on the disk; written minutes go, and are in the backup that is then made.
        """
        record = self._base.record(session_id)
        holds_more = record.recordings or record.clips or self._base.minutes.of_session(session_id)
        backup = self._base.back_up("before-delete") if holds_more else None
        copy = self.keep_copy(session_id)
        with self._base.atomic():
            changes = self._base.sessions.delete(session_id)
        self._base.uses.note(Act.DELETED, Thing.SESSION, session_id)
        label = _("delete {title}").format(title=record.session.title)
        return Deleted(record.session, copy, backup, step(label, changes))

    def keep_copy(self, session_id: SessionId) -> Path:
        """Keep the session file in the backups folder and return where it is.

        Of an encrypted knowledge base it is sealed; `read` takes it as any other.

        Raises:
            KnownError: it cannot be written there.
        """
        from flipdesk.documents.save import free_path

        backups = self._base.folder / BACKUPS
        try:
            backups.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            sentence = _(
                "Nothing was deleted: no copy can be kept in {folder}. See that there is room there"
                " and that you may write in it."
            )
            raise KnownError(sentence.format(folder=backups)) from error
        ready, keys = self.ready(session_id), self._base.keys
        name = f"{self._clock.now():%Y-%m-%dT%H%M%SZ} {ready.file_name}"
        path = free_path(backups / name, SUFFIX)
        return ready.write(path) if keys is None else ready.write_sealed(path, keys.files)

    def find(self, wanted: str) -> Session:
        """Return the session with this GUID, beginning of one, or title.

        Raises:
            KnownError: no session, or more than one, is meant.
        """
        none = _("There is no session “{wanted}”; see flipdesk session list.")
        several = _("“{wanted}” can be several sessions; name one of them: {sessions}.")
        return meant(
            self._base.sessions.all(),
            wanted,
            none=none.format(wanted=wanted),
            several=several.format(wanted=wanted, sessions="{found}"),
        )

    def _met(self, record: SessionRecord) -> SessionRecord:
        """Return the record with those who are known here under the names they have here.

        Somebody can have been renamed here since the identities in the file were derived.
        """
        organisations = {one.id: one.name for one in self._base.organisations.all()}
        people = {one.id: one for one in self._base.people.all()}
        series = record.series
        if series.organisation_id in organisations:
            series = replace(series, organisation=organisations[series.organisation_id])

        def met(participant: Participant) -> Participant:
            if participant.organisation_id in organisations:
                name = organisations[participant.organisation_id]
                participant = replace(participant, organisation=name)
            known = people.get(participant.person_id)
            if known is None:
                return participant
            here = organisations.get(known.organisation_id) if known.organisation_id else None
            if _same(here, participant.organisation):
                return replace(participant, name=known.name)
            return replace(participant, person_id=PersonId(new_guid()))

        participants = tuple(met(one) for one in record.participants)
        return replace(record, series=series, participants=participants)

    def _refuse_strangers_identities(self, record: SessionRecord, source: str) -> None:
        base = self._base
        known: tuple[tuple[_Known, Iterable[_Part]], ...] = (
            (base.participants.get, record.participants),
            (base.agenda.get, record.agenda),
            (base.turns.get, record.turns),
            (base.markers.get, record.markers),
            (base.reflections.get, record.reflections),
            (base.outcomes.get, record.outcomes),
            (base.recordings.get, (*record.recordings, *record.clips)),
            (base.passages.get, record.passages),
            (base.pauses.get, record.pauses),
            (base.queue.get, record.queue),
            (base.ear_rounds.get, record.ear_rounds),
            (base.transcripts.get, record.transcripts),
            (base.transcript_segments.get, record.transcript_segments),
            (base.reflections.get, record.merged),
            (base.text_versions.get, record.text_versions),
            (base.set_asides.get, record.set_asides),
            (base.codings.get, record.codings),
            (base.memos.get, record.memos),
            (base.session_materials.get, record.materials),
            (base.information_texts.get, record.information_texts),
            (base.consent_notes.get, record.consent_notes),
        )
        taken = any(get(part.id) is not None for get, parts in known for part in parts)
        segments = {
            one.id
            for recording in (*record.recordings, *record.clips)
            for one in recording.segments
        }
        if taken or (segments and not segments.isdisjoint(self._segments())):
            sentence = _(
                "{source} was refused and nothing was stored: it uses the guid of something in"
                " another session; take the guids out of the file and try again."
            )
            raise KnownError(sentence.format(source=source))

    def _segments(self) -> Iterator[str]:
        for session in self._base.sessions.all():
            for recording in self._base.recordings.of_session(session.id):
                yield from (segment.id for segment in recording.segments)


def _advice() -> str:
    return _("Put it right in Bearbejd. Who knows what goes along writes it with --anyway.")


def _same(one: str | None, other: str | None) -> bool:
    return (one or "").strip().casefold() == (other or "").strip().casefold()
