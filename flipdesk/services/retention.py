"""What has been kept for as long as it may: shown, and deleted when somebody says so."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from flipdesk.domain.changes import Changes, Step
from flipdesk.domain.clock import Clock
from flipdesk.domain.ids import DeletionId, SessionId, new_guid
from flipdesk.domain.retention import FIELDS, Deletion, Due, KeepingTimes, Kept
from flipdesk.errors import BugError, KnownError
from flipdesk.i18n import _
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.knowledge.settings import RETENTION
from flipdesk.services.due_things import due_things, keeping_times
from flipdesk.services.history import step
from flipdesk.services.sound_deleting import (
    SoundFolders,
    destroy_key,
    forget_sound,
    sound_folders,
)

Eraser = Callable[[SessionId], Changes]
"""Erases what a clock is about in one session; on the knowledge base's thread."""


@dataclass(frozen=True, slots=True)
class DueWork:
    """What is to be removed from the disk for something due; frozen, for any thread."""

    due: Due
    sound: SoundFolders | None = None

    def remove(self) -> None:
        """Remove the files. Raises KnownError as `SoundFolders.remove` does."""
        if self.sound is not None:
            self.sound.remove()


class Retention:
    """Nothing is ever deleted here but by `begin`, `DueWork.remove` and `finish`, in that order.

    What was deleted is a fact that cannot be undone; days and times are steps. `erasers` are what
    erases reflections and minutes; what has none can only be put off.
    """

    def __init__(self, base: KnowledgeBase, clock: Clock) -> None:
        self._base = base
        self._clock = clock
        self.erasers: dict[Kept, Eraser] = {}

    @property
    def times(self) -> KeepingTimes:
        """How long things are kept that have no day of their own."""
        return keeping_times(self._base)

    def choose(self, kept: Kept, months: int | None) -> Step:
        """Let a clock run so many months from a session's end, or not at all."""
        wanted = {str(one): count for one, count in self.times.months.items() if one is not kept}
        if months is not None:
            wanted[str(kept)] = months
        text = json.dumps(dict(sorted(wanted.items())))
        return step(_("choose how long things are kept"), self._base.settings.set(RETENTION, text))

    def set_day(self, session_ids: Sequence[SessionId], kept: Kept, day: date | None) -> Step:
        """Give a part of these sessions a day of its own, or none, so that the usual time holds."""
        changes = Changes()
        with self._base.atomic():
            for session_id in session_ids:
                session = self._base.sessions.get(session_id)
                if session is None:
                    raise BugError(f"no session {session_id}")
                fields: dict[str, Any] = {FIELDS[kept]: day}
                changes += self._base.sessions.save(replace(session, **fields))
        return step(_("change when it is to be deleted"), changes)

    def put_off(self, due: Due, day: date) -> Step:
        """Keep something due until another day."""
        return self.set_day(due.sessions, due.kept, day)

    def due(self, today: date, *, ahead: timedelta = timedelta(0)) -> tuple[Due, ...]:
        """Return what is due by then, the longest overdue first; the example is left out."""
        samples = {one.id for one in self._base.series.all() if one.is_sample}
        sessions = [one for one in self._base.sessions.all() if one.series_id not in samples]
        found = due_things(self._base, sessions, lambda _session: today + ahead)
        doable = {Kept.SOUND, Kept.KEY, *self.erasers}
        return tuple(replace(one, is_doable=one.kept in doable) for one in found)

    def begin(self, due: Due) -> DueWork:
        """Return what is to be removed for something due; the key of its sound is gone then.

        Raises:
            KnownError: it cannot be deleted now, and why.
        """
        if not due.is_doable:
            raise KnownError(
                _("This is deleted with the whole session: erase the session, or put it off.")
            )
        if due.kept is not Kept.SOUND:
            return DueWork(due)
        folders = sound_folders(self._base, due.session_id)
        destroy_key(self._base, due.session_id)
        return DueWork(due, folders)

    def finish(self, work: DueWork) -> Changes:
        """Delete what is known of it once the files are gone, and note that it was done."""
        due, changes = work.due, Changes()
        with self._base.atomic():
            if due.kept is Kept.SOUND:
                changes += forget_sound(self._base, due.session_id)
            elif due.kept is Kept.KEY:
                self._base.pseudonym_key.forget(due.series_id)
            else:
                changes += self.erasers[due.kept](due.session_id)
            changes += self._base.deletions.add(
                Deletion(
                    DeletionId(new_guid()),
                    due.kept,
                    None if due.kept is Kept.KEY else due.session_id,
                    due.series_id,
                    due.day,
                    self._clock.now(),
                )
            )
        return changes

    def delete(self, due: Due) -> Changes:
        """Do all of it, for who may wait; raises KnownError as its parts do."""
        work = self.begin(due)
        work.remove()
        return self.finish(work)
