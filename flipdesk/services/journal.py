"""The journal of use: what was opened, played, exported and erased, written after it was done."""

import contextlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flipdesk.domain.clock import Clock
from flipdesk.domain.ids import PersonId, RecordingId, SessionId
from flipdesk.domain.use import Act, Detail, JournalCheck, Thing, Use, Way
from flipdesk.errors import KnownError
from flipdesk.i18n import N_, _, ngettext
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.knowledge.settings import JOURNAL_END
from flipdesk.knowledge.use_file import UseFile
from flipdesk.knowledge.use_log import unwritable

_TO_GO_THROUGH = (
    Act.PLAYED,
    Act.EXPORTED,
    Act.IMPORTED,
    Act.DELETED,
    Act.ERASED,
    Act.WITHDRAWN,
    Act.PSEUDONYM_SHOWN,
    Act.RESTORED,
    Act.RESCUED,
    Act.ENCRYPTED,
    Act.DECRYPTED,
    Act.KEY_CHANGED,
)
"""What somebody who goes through the journal looks for."""
_ONE_HEARING = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Read:
    """What the journal holds and whether it is whole."""

    check: JournalCheck
    uses: tuple[Use, ...]


@dataclass(frozen=True, slots=True)
class ToldUse:
    """One line of the journal in words; `about` is a title that is still known here, or ""."""

    use: Use
    what: str
    about: str


class Journal:
    """Reads the journal of use of an open knowledge base, and writes what the window has to say.

    What services do they write themselves, with `KnowledgeBase.uses`, of which this is the outside.
    """

    def __init__(self, base: KnowledgeBase, clock: Clock) -> None:
        self._base = base
        self._file = base.uses.file
        self._clock = clock
        self._heard: tuple[str, datetime] = ("", datetime.min.replace(tzinfo=UTC))

    @property
    def path(self) -> str:
        return str(self._file.path)

    def note(self, act: Act, thing: Thing, guid: str = "", **details: Detail) -> None:
        """Write that something was done, as `UseLog.note` does."""
        self._base.uses.note(act, thing, guid, **details)

    def opened(self) -> None:
        """Write that the knowledge base is open."""
        by = None if self._base.keys is None else Way.KEY
        mode = Way.READ_ONLY if self._base.is_read_only else None
        self.note(Act.OPENED, Thing.KNOWLEDGE_BASE, by=by, mode=mode)

    def played(self, session_id: SessionId, recording_id: RecordingId, from_ms: int) -> None:
        """Write that a recording is heard, once while somebody plays and pauses."""
        now = self._clock.now()
        session, moment = self._heard
        if session != session_id or now - moment > _ONE_HEARING:
            self.note(
                Act.PLAYED, Thing.RECORDING, recording_id, session=session_id, from_ms=from_ms
            )
        self._heard = (session_id, now)

    def close(self) -> None:
        """Note that the knowledge base is closed, and let it remember how far the journal goes.

        The end of the journal can then not be cut off unseen; on the thread of the database.
        Nothing is left to note when that has been closed already.
        """
        if self._base.database.is_closed:
            return
        self.note(Act.CLOSED, Thing.KNOWLEDGE_BASE)
        self.remember()

    def remember(self) -> None:
        """Let the knowledge base remember how far the journal goes, if it can be written."""
        if self._base.uses.end:
            with contextlib.suppress(KnownError):
                self._base.settings.set(JOURNAL_END, self._base.uses.end)

    def check(self) -> JournalCheck:
        """Return whether the journal is whole.

        Raises:
            KnownError: it cannot be read.
        """
        try:
            return self._file.check(self._base.settings.get(JOURNAL_END))
        except OSError as error:
            raise self._unreadable(error) from error

    def reading(self) -> Callable[[], Read]:
        """Return what reads and checks the journal, on any thread and without the database.

        What it returns raises as `check` does.
        """
        remembered = self._base.settings.get(JOURNAL_END)

        def read() -> Read:
            try:
                return Read(self._file.check(remembered), tuple(self._file.uses()))
            except OSError as error:
                raise self._unreadable(error) from error

        return read

    def uses(
        self, *, session_id: SessionId | None = None, since: datetime | None = None
    ) -> tuple[Use, ...]:
        """Return the lines, the oldest first, of one session or since a moment where wanted.

        Raises:
            KnownError: it cannot be read.
        """
        try:
            found = [one for one in self._file.uses() if since is None or one.at >= since]
        except OSError as error:
            raise self._unreadable(error) from error
        if session_id is not None:
            found = [one for one in found if one.is_about({session_id})]
        return tuple(found)

    def of_person(self, person_id: PersonId) -> tuple[Use, ...]:
        """Return what was done with a person's data: theirs, and that of sessions they were in.

        Raises:
            KnownError: it cannot be read.
        """
        about = self.concerning(person_id)
        return tuple(one for one in self.uses() if one.may_be_told(about))

    def concerning(self, person_id: PersonId) -> set[str]:
        """Return the GUIDs that lines about a person can carry."""
        about = {str(person_id)}
        for one in self._base.participants.of_person(person_id):
            about |= {one.id, one.session_id}
            session = self._base.sessions.get(one.session_id)
            about |= set() if session is None else {str(session.series_id)}
        return about

    def told(self, uses: tuple[Use, ...]) -> tuple[ToldUse, ...]:
        """Return lines in words, with the titles of the sessions and series that are here still."""
        titles = {str(one.id): one.title for one in self._base.sessions.all()}
        titles |= {str(one.id): one.title for one in self._base.series.all()}
        return tuple(
            ToldUse(one, what_was_done(one), next(_about(one, titles), "")) for one in uses
        )

    def _unreadable(self, error: OSError) -> KnownError:
        sentence = _("The journal of use cannot be read ({reason}). See that you may read {file}.")
        return KnownError(sentence.format(reason=error.strerror, file=self._file.path))


def note_closed(
    folder: Path,
    clock: Clock,
    act: Act,
    thing: Thing = Thing.KNOWLEDGE_BASE,
    tell: Callable[[str], object] = lambda _sentence: None,
    **details: Detail,
) -> None:
    """Write what was done with a knowledge base that is not open, and never fail."""
    file = UseFile(folder, clock)
    try:
        file.append(act, thing, "", details)
    except OSError as error:
        tell(unwritable(error, file.path))


def what_was_done(use: Use) -> str:
    """Return "Minutes: saved as a file", and the words of the file where they are not known."""
    act = _(Act(use.act).words) if use.act in set(Act) else use.act
    thing = _(Thing(use.thing).words) if use.thing in set(Thing) else use.thing
    part = _PARTS.get(str(use.details.get("what", ""))) if use.act == Act.ERASED else None
    thing = f"{thing}, {_(part)}" if part else thing
    return f"{thing}: {act}" if thing else act


_PARTS = {"sound": N_("the sound"), "notes": N_("the notes"), "minutes": N_("the minutes")}
"""Erased of a session, which itself stays."""


def counted_words(uses: Iterable[Use]) -> str:
    """Return "The last 30 days: 4 played, 2 saved as a file" for whoever goes through it."""
    counts = Counter(one.act for one in uses)
    told = [
        _("{count} {act}").format(count=counts[act], act=_(act.words))
        for act in _TO_GO_THROUGH
        if counts[act]
    ]
    return _("The last 30 days: {acts}.").format(acts=", ".join(told) or _("nothing to note"))


def _about(use: Use, titles: dict[str, str]) -> Iterator[str]:
    for value in (use.guid, *use.details.values()):
        if value in titles:
            yield titles[str(value)]


def check_words(found: JournalCheck) -> str:
    """Return what a check of the journal found, in a sentence or two."""
    if found.broken_at is not None:
        return _(
            "The journal of use is not as it was written: line {line} does not fit. Ask who had"
            " access to the file."
        ).format(line=found.broken_at)
    if found.is_shortened:
        return _(
            "Lines at the end of the journal of use are missing. Ask who had access to the file."
        )
    words = ngettext(
        "The journal of use is whole: {count} line.",
        "The journal of use is whole: {count} lines.",
        found.lines,
    ).format(count=found.lines)
    if found.cut_off:
        words += " " + ngettext(
            "{count} line was broken off by a crash.",
            "{count} lines were broken off by a crash.",
            found.cut_off,
        ).format(count=found.cut_off)
    return words
