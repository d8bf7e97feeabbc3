"""What has been kept for as long as it may: shown, and erased when somebody says so."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from flipdesk.domain.changes import Changes, Step
from flipdesk.domain.clock import Clock
from flipdesk.domain.erasure import ErasureKind, ErasurePlan, ErasureReport
from flipdesk.domain.ids import DeletionId, SessionId, new_guid
from flipdesk.domain.retention import FIELDS, Deletion, Due, KeepingTimes, Kept
from flipdesk.domain.use import Act, Thing
from flipdesk.errors import BugError
from flipdesk.i18n import _
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.knowledge.settings import RETENTION
from flipdesk.services.carriers import carriers
from flipdesk.services.due_things import due_things, keeping_times
from flipdesk.services.erasing_needles import needles_of
from flipdesk.services.erasure_run import ErasureRun
from flipdesk.services.history import step


class Retention:
    """Nothing is ever deleted here by itself. What was deleted is erased as anything else is.

    So it goes from backups too, and stays away when one is restored. It cannot be undone; days and
    times are steps.
    """

    def __init__(self, base: KnowledgeBase, clock: Clock, erasure: ErasureRun) -> None:
        self._base = base
        self._clock = clock
        self._erasure = erasure

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
        return due_things(self._base, sessions, lambda _session: today + ahead)

    def plan(self, due: Due) -> ErasurePlan:
        """Return everything that goes with something due; a key list has no plan.

        Raises:
            KnownError: the session is not there any more.
        """
        return self._erasure.erasing.find_part(_KINDS[due.kept], due.session_id)

    def forget_key(self, due: Due) -> Changes:
        """Forget whose the pseudonyms of a series are, and note it.

        Raises:
            KnownError: the key list cannot be written.
        """
        self._base.pseudonym_key.forget(due.series_id)
        self._base.uses.note(Act.PSEUDONYM_FORGOTTEN, Thing.SERIES, due.series_id)
        return self.note(due)

    def note(self, due: Due) -> Changes:
        """Note that something was deleted when its time had come. A fact and no step."""
        return self._base.deletions.add(
            Deletion(
                DeletionId(new_guid()),
                due.kept,
                None if due.kept is Kept.KEY else due.session_id,
                due.series_id,
                due.day,
                self._clock.now(),
            )
        )

    def delete(self, due: Due) -> ErasureReport | None:
        """Do all of it, for who may wait, with copies in the folder; a key list has no report.

        Raises:
            KnownError: nothing was erased; as `ErasureRun.run` says.
        """
        if due.kept is Kept.KEY:
            self.forget_key(due)
            return None
        plan = self.plan(due)
        copies = carriers(self._base.folder, needles_of(plan), self._base.keys)
        report = self._erasure.run(plan, {}, copies)
        self.note(due)
        return report


_KINDS = {
    Kept.SOUND: ErasureKind.SOUND,
    Kept.REFLECTIONS: ErasureKind.NOTES,
    Kept.MINUTES: ErasureKind.MINUTES,
}
