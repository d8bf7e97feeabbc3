"""An erasure from beginning to end, for who may wait for it; the window does the same in parts."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from flipdesk.domain.changes import Changes
from flipdesk.domain.clock import Clock
from flipdesk.domain.erasure import (
    Decision,
    ErasureKind,
    ErasurePlan,
    ErasureReport,
    LedgerEntry,
    NamedText,
)
from flipdesk.domain.use import Act, Thing
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.carriers import carriers
from flipdesk.services.erasing import Erasing, apply_entry
from flipdesk.services.erasing_files import (
    FileResult,
    FileWork,
    do_files,
    file_work,
    settle_sound,
    work_again,
)
from flipdesk.services.erasing_minutes import MinutesAgain
from flipdesk.services.erasing_person import Decisions

if TYPE_CHECKING:
    from flipdesk.services.minutes import MinutesDesk
    from flipdesk.services.word_templates import WordTemplates


class ErasureRun:
    """The parts in their order: `begin`, `write_again`, `clean` and, in a job, `do_files`."""

    def __init__(
        self,
        base: KnowledgeBase,
        clock: Clock,
        minutes: "MinutesDesk",
        templates: "WordTemplates",
    ) -> None:
        self._base = base
        self._clock = clock
        self.again = MinutesAgain(base, minutes, templates)
        self.erasing = Erasing(base, clock)

    def run(
        self,
        plan: ErasurePlan,
        decisions: Decisions,
        remove: tuple[Path, ...] = (),
        progress: Callable[[float], None] = lambda _fraction: None,
    ) -> ErasureReport:
        """Erase, and return what was done. `remove` are files that somebody agreed to remove.

        Raises:
            KnownError: nothing was erased; as `Erasing.erase` says.
        """
        work = replace(self.work(plan), files=remove)
        report, _changes = self.begin(plan, decisions, work)
        for one in self.again.prepare(plan):
            _changes, why = self.again.store(self.again.draw(one))
            report = with_minutes(report, why)
        self.erasing.finish_minutes(plan)
        self._base.upkeep.scrub()
        result = do_files(work, progress)
        report = with_files_done(
            report, result, carriers(work.folder, work.needles, work.keys), work
        )
        self.end(report, result)
        return report

    def end(self, report: ErasureReport, result: FileResult) -> Changes:
        """Store what the sound files are called now; note it as done when nothing is left to do."""
        changes = settle_sound(self._base, result)
        self._base.upkeep.cut_log()
        if not report.refused:
            self.erasing.finish(report.id)
        return changes

    def resume(
        self, entry: LedgerEntry, progress: Callable[[float], None] = lambda _fraction: None
    ) -> ErasureReport:
        """Go on with an erasure that was broken off; raises as `run` does."""
        apply_entry(self._base, entry)
        self.note(entry)
        self._base.upkeep.scrub()
        work = work_again(self._base, entry, self._clock)
        result = do_files(work, progress)
        report = ErasureReport(entry.id, entry.kind, entry.at)
        report = with_files_done(
            report, result, carriers(work.folder, work.needles, work.keys), work
        )
        self.end(report, result)
        return report

    def work(self, plan: ErasurePlan) -> FileWork:
        """Return what is to be done in the folder; raises KnownError as `file_work` does."""
        return file_work(self._base, plan, self._clock)

    def begin(
        self, plan: ErasurePlan, decisions: Decisions, work: FileWork
    ) -> tuple[ErasureReport, Changes]:
        """Erase the rows, and return the report so far."""
        entry, changes = self.erasing.erase(plan, decisions, work.folder_names, work.file_names)
        self.note(entry)
        return report_of(entry, plan), changes

    def note(self, entry: LedgerEntry) -> None:
        """Write into the journal of use that something is erased, or that it is gone on with."""
        if entry.kind is ErasureKind.PASSAGE:
            self._base.uses.note(
                Act.ERASED,
                Thing.PASSAGE,
                session=entry.target,
                from_ms=entry.from_ms,
                to_ms=entry.to_ms,
            )
        elif entry.kind is ErasureKind.PERSON:
            self._base.uses.note(Act.ERASED, Thing.PERSON, entry.target)
        else:
            part = None if str(entry.kind) == Thing.SESSION else entry.kind
            self._base.uses.note(Act.ERASED, Thing.SESSION, entry.target, what=part)


def report_of(entry: LedgerEntry, plan: ErasurePlan) -> ErasureReport:
    """Return what was done in the rows."""
    decided = len(plan.texts)
    removed, kept = len(entry.removed), len(entry.kept)
    is_person = plan.kind is ErasureKind.PERSON
    return ErasureReport(
        entry.id,
        plan.kind,
        entry.at,
        carried=plan.carried,
        renamed=decided - removed - kept if is_person else 0,
        removed=removed,
        kept=kept if is_person else 0,
        minutes=len(plan.minutes),
        exports=plan.exports,
        voices=plan.voices,
    )


def with_minutes(report: ErasureReport, why: str) -> ErasureReport:
    """Return the report with one version written again, or with why it was not."""
    if why:
        return replace(report, unissued=(*report.unissued, why))
    return replace(report, reissued=report.reissued + 1)


def with_files_done(
    report: ErasureReport, result: FileResult, left: tuple[Path, ...], work: FileWork
) -> ErasureReport:
    """Return the report with what was done in the folder, and which files hold anything still."""
    return replace(
        report,
        silent_ms=result.silent_ms,
        originals=result.originals,
        folders=result.folders,
        backups=result.rewritten,
        files=len(result.removed),
        refused=result.refused,
        left=tuple(one.relative_to(work.folder).as_posix() for one in left),
    )


def proposed_of(texts: Iterable[NamedText]) -> dict[str, Decision]:
    """Return what is done about each text unless somebody decides otherwise."""
    return {one.key: one.choices[0] for one in texts}
