"""Making the Word file: composed here, rendered in a job, kept, saved, and offered to be opened."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from flipdesk.domain.document_form import DocumentForm
from flipdesk.domain.minutes import Minutes
from flipdesk.domain.minutes_snapshot import MinutesSnapshot
from flipdesk.domain.minutes_state import Standing
from flipdesk.domain.vocabulary import MinutesState
from flipdesk.errors import KnownError
from flipdesk.i18n import _
from flipdesk.paths import documents_folder
from flipdesk.services.minutes import DRAFT, MinutesDesk
from flipdesk.ui.jobs import Err, JobRunner, Ok, Progress
from flipdesk.ui.showing_files import OpenUrl, open_in_own_program, show_file
from flipdesk.ui.workspace import Workspace

Rendered = tuple[bytes, dict[DocumentForm, bytes]]
"""The Word file, and the others."""


class MinutesWriting(QObject):
    """One file is made at a time. `open_url` shows a file in the user's own program."""

    begun = Signal()
    ended = Signal()
    """The file is made, or could not be."""
    written = Signal(str)
    """The path of a file that was just saved."""
    sent_round = Signal(object, str)
    """A version that is out for comments now, and the path of its file."""

    def __init__(
        self,
        workspace: Workspace,
        jobs: JobRunner,
        open_url: OpenUrl = open_in_own_program,
    ) -> None:
        super().__init__()
        self._workspace = workspace
        self._jobs = jobs
        self._is_busy = False
        self.open_url = open_url

    def write(
        self,
        snapshot: MinutesSnapshot,
        path: Path | None = None,
        *,
        standing: Standing = DRAFT,
    ) -> None:
        """Make a version, keep it, and save it in the documents folder or as `path`.

        `standing` is what the snapshot says of itself, and what the version is given.
        """
        if self._is_busy:
            return
        try:
            erased = len(self._workspace.desk.erasure.erasing.ledger.entries())
        except KnownError as error:
            self._workspace.problem.emit(str(error))
            return
        self._is_busy = True
        self.begun.emit()
        template = self._workspace.desk.word_templates.look_of_session(snapshot.session_id)
        self._jobs.run(
            _("Making the Word file"),
            partial(_rendered, snapshot, template),
            lambda result: self._on_rendered(snapshot, path, standing, erased, result),
        )

    def save_copy(self, minutes: Minutes, path: Path | None = None) -> Path | None:
        """Save a kept version again and return where, None when it cannot be done."""
        desk = self._workspace.desk.minutes
        target = path or desk.place(minutes.id, documents_folder())
        try:
            desk.export(minutes.id, target)
        except KnownError as error:
            self._workspace.problem.emit(str(error))
            return None
        self.written.emit(str(target))
        return target

    def show(self, path: Path) -> None:
        """Open a saved file in the program that the user has for Word files."""
        show_file(path, self.open_url, self._workspace.problem.emit)

    def show_copy(self, minutes: Minutes) -> None:
        """Open a kept version, saving it first where it is not there any more."""
        path = self.save_copy(minutes)
        if path is not None:
            self.show(path)

    def _on_rendered(
        self,
        snapshot: MinutesSnapshot,
        path: Path | None,
        standing: Standing,
        erased: int,
        result: Ok[Rendered] | Err,
    ) -> None:
        self._is_busy = False
        if isinstance(result, Err):
            self._workspace.problem.emit(result.sentence)
        else:
            self._keep(snapshot, result.value, path, standing, erased)
        self.ended.emit()

    def _keep(
        self,
        snapshot: MinutesSnapshot,
        rendered: Rendered,
        path: Path | None,
        standing: Standing,
        erased: int,
    ) -> None:
        desk = self._workspace.desk
        try:
            if len(desk.erasure.erasing.ledger.entries()) != erased:
                raise KnownError(_("Something was erased meanwhile. Make the file again."))
            minutes, changes = desk.minutes.store(snapshot, *rendered)
        except KnownError as error:
            self._workspace.problem.emit(str(error))
            return
        self._workspace.tell(changes)
        if standing != DRAFT:
            self._workspace.perform(lambda: desk.minutes_states.stand(minutes.id, standing))
        saved = self.save_copy(minutes, path)
        now = desk.base.minutes.get(minutes.id)
        if saved is not None and now is not None and now.state is MinutesState.COMMENTS:
            self.sent_round.emit(now, str(saved))


def _rendered(snapshot: MinutesSnapshot, template: bytes | None, _progress: Progress) -> Rendered:
    return MinutesDesk.render(snapshot, template), MinutesDesk.render_others(snapshot)
