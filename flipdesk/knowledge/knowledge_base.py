"""A knowledge base: the folder, its database and its stores."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from flipdesk.domain.changes import Changes
from flipdesk.domain.clock import Clock
from flipdesk.domain.codebook import Codebook
from flipdesk.domain.ids import SessionId
from flipdesk.domain.recording import apart
from flipdesk.domain.session_record import SessionRecord
from flipdesk.errors import BugError, KnownError
from flipdesk.i18n import _
from flipdesk.knowledge.add_record import add_record
from flipdesk.knowledge.backup import FOLDER as BACKUPS
from flipdesk.knowledge.backup import GoesOn, back_up, list_backups
from flipdesk.knowledge.converted import clear_unfinished
from flipdesk.knowledge.database import (
    FILE,
    Database,
    create_database,
    open_database,
    unfinished_of,
)
from flipdesk.knowledge.disk_trouble import read_only
from flipdesk.knowledge.key_file import lay_copy
from flipdesk.knowledge.pseudonym_key import FOLDER as KEYS
from flipdesk.knowledge.pseudonym_key import PseudonymKey
from flipdesk.knowledge.reading import open_to_read
from flipdesk.knowledge.rows import Rows
from flipdesk.knowledge.stores import Stores
from flipdesk.knowledge.upkeep import Upkeep
from flipdesk.knowledge.use_log import UseLog
from flipdesk.paths import private_folder

if TYPE_CHECKING:
    from flipdesk.knowledge.keys import Keys

RECORDINGS = "recordings"


class KnowledgeBase(Stores):
    """An open knowledge base. Everything is read and written on the thread that opened it."""

    def __init__(
        self,
        folder: Path,
        database: Database,
        clock: Clock,
        author: str,
        keys: "Keys | None" = None,
    ) -> None:
        self.folder = folder
        self.keys = keys
        """None when nothing is encrypted."""
        self.database = database
        self._clock = clock
        self._rows = Rows(database, clock, author)
        super().__init__(self._rows)
        self.pseudonym_key = PseudonymKey(folder, clock, None if keys is None else keys.pseudonyms)
        self.seals = self._rows.seals
        if database.ended_badly:
            self.seals.look_again()
        self.uses = UseLog(folder, clock, is_quiet=database.is_read_only)
        self.upkeep = Upkeep(database, self.seals)
        self.atomic = database.atomic
        self.copying, self.sound_work = Lock(), Lock()
        """Held by the job that makes a backup, and by the one that writes sound anew."""

    @property
    def author(self) -> str:
        """The name that changes carry from now on."""
        return self._rows.author

    @author.setter
    def author(self, name: str) -> None:
        self._rows.author = name

    @classmethod
    def create(
        cls,
        folder: Path,
        clock: Clock,
        codebooks: Iterable[Codebook],
        author: str = "",
        keys: "Keys | None" = None,
    ) -> "KnowledgeBase":
        """Make a new knowledge base with its codebooks, encrypted when keys were made for it.

        Raises:
            KnownError: the folder holds something already, or may not be written.
        """
        try:
            private_folder(folder)
            unfinished = unfinished_of(folder / FILE).name
            expected = (unfinished,) if keys is None else (unfinished, KEYS, BACKUPS)
            occupied = any(not one.name.startswith(expected) for one in folder.iterdir())
        except OSError as error:
            raise KnownError(
                _("{place} cannot be made. Choose another folder.").format(place=folder)
            ) from error
        if occupied:
            raise KnownError(
                _("{place} is not empty. Choose a new folder for the knowledge base.").format(
                    place=folder
                )
            )
        key = None if keys is None else keys.database
        base = cls(folder, create_database(folder / FILE, clock, key), clock, author, keys)
        try:
            with base.atomic():
                base.codebooks.ensure(codebooks)
                base.seals.renew()
        except BaseException:
            # Without its codebooks it would open next time and hold no session.
            base.close()
            (folder / FILE).unlink()
            raise
        if keys is not None:
            lay_copy(folder)
        return base

    @classmethod
    def open(
        cls, folder: Path, clock: Clock, author: str = "", keys: "Keys | None" = None
    ) -> "KnowledgeBase":
        """Open an existing knowledge base, an encrypted one with its keys.

        Raises:
            KnownError: it cannot be used; it is then left as it was found.
        """
        key = None if keys is None else keys.database
        database = open_database(folder / FILE, clock, key)
        try:
            with database.disk_told():
                clear_unfinished(folder)
                return cls(folder, database, clock, author, keys)
        except BaseException:
            database.close()
            raise

    @classmethod
    def open_to_read(
        cls, folder: Path, clock: Clock, keys: "Keys | None" = None
    ) -> "KnowledgeBase":
        """Open a knowledge base that cannot or must not be written; every write is refused.

        Raises:
            KnownError: it cannot be read either.
        """
        key = None if keys is None else keys.database
        return cls(folder, open_to_read(folder / FILE, key), clock, "", keys)

    @staticmethod
    def exists(folder: Path) -> bool:
        return (folder / FILE).exists()

    @property
    def is_read_only(self) -> bool:
        """Whether it was opened to be read, and every write is refused."""
        return self.database.is_read_only

    def refuse_when_read_only(self) -> None:
        """Refuse what would write beside the database, such as a recording.

        Raises:
            KnownError: this knowledge base is open to be read.
        """
        if self.is_read_only:
            raise read_only(self.database.path)

    def record(self, session_id: SessionId) -> SessionRecord:
        """Return everything a session holds, frozen."""
        session = self.sessions.get(session_id)
        series = None if session is None else self.series.get(session.series_id)
        if session is None or series is None:
            raise BugError(f"no session {session_id}")
        recordings, clips = apart(self.recordings.of_session(session_id))
        return SessionRecord(
            series=series,
            session=session,
            codebook=self.codebooks.get(session.codebook),
            participants=self.participants.of_session(session_id),
            agenda=self.agenda.of_session(session_id),
            turns=self.turns.of_session(session_id),
            markers=self.markers.of_session(session_id),
            reflections=self.reflections.of_session(session_id),
            outcomes=self.outcomes.of_session(session_id),
            recordings=recordings,
            clips=clips,
            passages=self.passages.of_session(session_id),
            pauses=self.pauses.of_session(session_id),
            queue=self.queue.of_session(session_id),
            ear_rounds=self.ear_rounds.of_session(session_id),
            transcripts=self.transcripts.of_session(session_id),
            merged=self.reflections.merged_of_session(session_id),
            text_versions=self.text_versions.of_session(session_id),
            set_asides=self.set_asides.of_session(session_id),
            information_texts=self.information_texts.of_session(session_id),
            consent_notes=self.consent_notes.of_session(session_id),
        )

    def whole_record(self, session_id: SessionId) -> SessionRecord:
        """Return a session's record with segments, codings and materials, as in a file."""
        return replace(
            self.record(session_id),
            transcript_segments=self.transcript_segments.of_session(session_id),
            coders=self.coders.of_session(session_id),
            codings=self.codings.of_session(session_id),
            memos=self.memos.of_session(session_id),
            materials=self.session_materials.of_session(session_id),
        )

    def add_record(self, record: SessionRecord) -> Changes:
        """Store a session with all its parts; the codebook must be here already."""
        return add_record(self, record)

    def apply(self, changes: Changes) -> Changes:
        """Do changes again, or their inverse; all of them or none."""
        return self._rows.apply(changes)

    def back_up(self, reason: str) -> Path:
        """Make a verified copy of the database in the backups folder."""
        self.refuse_when_read_only()
        return self.backing_up(reason)(None)

    def backing_up(self, reason: str) -> Callable[[GoesOn | None], Path]:
        """Return what makes such a copy, on any thread and as long as it is told to go on."""
        connection, key = self.database.connection, self.database.key
        return partial(back_up, connection, self.folder, self._clock, reason, key)

    @property
    def writes(self) -> int:
        """How many rows were written since it was opened."""
        return self.database.connection.total_changes

    def backups(self) -> tuple[Path, ...]:
        return list_backups(self.folder)

    def check(self) -> tuple[str, ...]:
        """Return what a full check of the database finds wrong."""
        return self.database.check()

    def session_key(self, session_id: SessionId, *, make: bool = False) -> bytes | None:
        """Return the key to a session's sound: None when that is not encrypted, or has none yet.

        Raises:
            KnownError: it cannot be read or made.
        """
        return None if self.keys is None else self.keys.session_key(session_id, make=make)

    def recording_folder(self, session_id: SessionId) -> Path:
        """Return where the sound of a session lies."""
        return self.folder / RECORDINGS / session_id

    def close(self) -> None:
        self.database.close()
