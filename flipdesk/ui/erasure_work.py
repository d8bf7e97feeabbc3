"""An erasure in the window: found in short steps, done in parts, nothing of it holding it up.

What needs the knowledge base is done between events, and files, documents and backups in jobs.
"""

from collections.abc import Generator
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from flipdesk.domain.changes import Changes
from flipdesk.domain.erasure import ErasurePlan, ErasureReport, LedgerEntry
from flipdesk.errors import KnownError
from flipdesk.i18n import _
from flipdesk.services.carriers import carriers
from flipdesk.services.erasing import apply_entry
from flipdesk.services.erasing_files import (
    FileResult,
    FileWork,
    do_files,
    work_again,
)
from flipdesk.services.erasing_minutes import Redrawn, Reissue
from flipdesk.services.erasing_needles import needles_of
from flipdesk.services.erasing_person import Decisions
from flipdesk.services.erasure_run import with_files_done, with_minutes
from flipdesk.ui.jobs import Err, JobRunner, Ok, Progress
from flipdesk.ui.slow_steps import SlowSteps
from flipdesk.ui.workspace import Workspace


class ErasureWork(QObject):
    """One erasure after another; what was erased is in no step that undo could take back."""

    files_found = Signal(object)
    """Files in the folder that carry it, beside the database and its backups."""
    advanced = Signal(int)
    """How far it is, in percent."""
    finished = Signal(object)
    """The report."""
    failed = Signal(str)
    """Nothing was erased, and why."""

    def __init__(self, workspace: Workspace, jobs: JobRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._jobs = jobs
        self._steps = SlowSteps(self)
        self._is_left = False
        self._report: ErasureReport | None = None
        self._work: FileWork | None = None

    @property
    def is_busy(self) -> bool:
        return self._work is not None

    def look_for_files(self, plan: ErasurePlan) -> None:
        """Read the folder in a job, and tell which files carry it."""
        folder = self._workspace.desk.base.folder
        search = partial(carriers, folder, needles_of(plan))

        def done(result: Ok[tuple[Path, ...]] | Err) -> None:
            if isinstance(result, Ok) and not self._is_left:
                self.files_found.emit(result.value)

        self._jobs.run(_("Looking for what carries it"), lambda _progress: search(), done)

    def leave(self) -> None:
        """Nobody looks at it any more: what is found from now on is told to nobody."""
        self._is_left = True

    def begin(self, plan: ErasurePlan, decisions: Decisions, files: tuple[Path, ...]) -> None:
        """Erase the rows now, and all else bit by bit."""
        erasure = self._workspace.desk.erasure
        try:
            work = replace(erasure.work(plan), files=files)
            report, changes = erasure.begin(plan, decisions, work)
        except KnownError as error:
            self.failed.emit(str(error))
            return
        self._report, self._work = report, work
        self._forget_and_tell(changes)
        self.advanced.emit(5)
        reissues = erasure.again.prepare(plan)
        self._jobs.run(
            _("Writing minutes again"),
            lambda _progress: self._draw(reissues),
            lambda result: self._on_drawn(plan, result),
        )

    def resume(self, entry: LedgerEntry) -> None:
        """Go on with an erasure that was broken off."""
        desk = self._workspace.desk
        try:
            changes = apply_entry(desk.base, entry)
        except KnownError as error:
            self.failed.emit(str(error))
            return
        desk.erasure.note(entry)
        self._report = ErasureReport(entry.id, entry.kind, entry.at)
        self._work = work_again(desk.base, entry, desk.clock)
        self._forget_and_tell(changes)
        self._steps.begin(self._scrubbing(), self._on_scrubbed)

    def _forget_and_tell(self, changes: Changes) -> None:
        desk = self._workspace.desk
        desk.history.forget()
        desk.text_drafts.read_anew()
        self._workspace.tell(changes)

    def _draw(self, reissues: tuple[Reissue, ...]) -> tuple[Redrawn, ...]:
        return tuple(map(self._workspace.desk.erasure.again.draw, reissues))

    def _on_drawn(self, plan: ErasurePlan, result: Ok[tuple[Redrawn, ...]] | Err) -> None:
        assert self._report is not None
        erasure, changes = self._workspace.desk.erasure, Changes()
        if isinstance(result, Err):
            self._report = with_minutes(self._report, result.sentence)
        else:
            for one in result.value:
                made, why = erasure.again.store(one)
                changes += made
                self._report = with_minutes(self._report, why)
        changes += erasure.erasing.finish_minutes(plan)
        self._workspace.tell(changes)
        self.advanced.emit(15)
        self._steps.begin(self._scrubbing(), self._on_scrubbed)

    def _scrubbing(self) -> Generator[None, None, None]:
        yield from self._workspace.desk.base.upkeep.scrub_steps()

    def _on_scrubbed(self, _made: None) -> None:
        work = self._work
        assert work is not None
        self.advanced.emit(25)

        def job(progress: Progress) -> tuple[FileResult, tuple[Path, ...]]:
            result = do_files(work, lambda share: progress.at(round(100 * share)))
            return result, carriers(work.folder, work.needles, work.keys)

        title = _("Erasing from sound and backups")
        self._jobs.progressed.connect(self._on_jobs_progressed)
        self._jobs.run(title, job, self._on_files_done)

    def _on_jobs_progressed(self, title: str, percent: int) -> None:
        if title == _("Erasing from sound and backups"):
            self.advanced.emit(25 + percent * 3 // 4)

    def _on_files_done(self, result: Ok[tuple[FileResult, tuple[Path, ...]]] | Err) -> None:
        self._jobs.progressed.disconnect(self._on_jobs_progressed)
        report, work = self._report, self._work
        assert report is not None
        assert work is not None
        self._report = self._work = None
        if isinstance(result, Err):
            report = replace(report, refused=(("", result.sentence),))
        else:
            files, left = result.value
            report = with_files_done(report, files, left, work)
            try:
                self._workspace.tell(self._workspace.desk.erasure.end(report, files))
            except KnownError as error:
                report = replace(report, refused=(*report.refused, ("", str(error))))
        self.finished.emit(report)
