"""The commands that take sessions along to other programs, and what they made of them home."""

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from flipdesk.domain.changes import Step
from flipdesk.domain.research_project import ResearchProject
from flipdesk.domain.selection import Selection
from flipdesk.i18n import _, ngettext
from flipdesk.services.research_import import ImportedProject, ResearchImport
from flipdesk.services.taking_along import TakenAs
from flipdesk.ui.jobs import Err, Ok, Progress
from flipdesk.ui.main_window import MainWindow
from flipdesk.ui.rooms.room import RoomTools

_MOST_FOUND = 5_000


class TakeAlongCommands(QObject):
    """One dialog; what is open and what is found in Viden can be chosen in it."""

    def __init__(self, tools: RoomTools, window: MainWindow) -> None:
        super().__init__(window)
        self._tools = tools
        self._window = window
        for command, kind in (
            ("knowledge.take_along", TakenAs.PROJECT),
            ("knowledge.take_numbers", TakenAs.TABLE),
            ("knowledge.publish", TakenAs.DATASETTE),
        ):
            tools.commands.bind(command, partial(self.open, kind))
        tools.commands.bind("knowledge.import", self.choose_file)
        tools.commands.bind("session.materials", self.open_materials)

    def open(self, kind: TakenAs = TakenAs.PROJECT) -> None:
        """Show the dialog for a kind."""
        from flipdesk.ui.dialogs.take_along_dialog import TakeAlongDialog

        TakeAlongDialog(self._tools, self._choices(), self._window, kind).open()

    def open_materials(self) -> None:
        """Show the materials of the open session."""
        from flipdesk.ui.dialogs.materials_dialog import MaterialsDialog

        session_id = self._tools.workspace.session_id
        if session_id is None:
            sentence = _("No session is open. Open the one that the documents belong to first.")
            self._tools.workspace.problem.emit(sentence)
            return
        MaterialsDialog(self._tools, session_id, self._window).open()

    def choose_file(self) -> None:
        """Ask for a project or codebook and take it in."""
        name, _chosen = QFileDialog.getOpenFileName(
            self._window,
            _("Import from a QDA program"),
            "",
            _("REFI-QDA files") + " (*.qdpx *.qdc)",
        )
        if name:
            self.import_file(Path(name))

    def import_file(self, path: Path) -> None:
        """Read a file in a job, and store what is not here yet."""

        def read(progress: Progress) -> ResearchProject:
            return ResearchImport.read_file(path, lambda: progress.is_cancelled)

        title = _("Reading {file}").format(file=path.name)
        self._tools.jobs.run(title, read, self._on_read)

    def _on_read(self, result: Ok[ResearchProject] | Err) -> None:
        workspace = self._tools.workspace
        if isinstance(result, Err):
            workspace.problem.emit(result.sentence)
            return
        project, made = result.value, list[ImportedProject]()

        def store() -> Step:
            made.append(workspace.desk.research_import.take_in(project))
            return made[0].step

        if workspace.perform(store):
            workspace.notice.emit(" ".join((made[0].statement(), *made[0].notes)))

    def _choices(self) -> list[tuple[str, Selection]]:
        """Return what can be chosen, what is nearest first."""
        workspace = self._tools.workspace
        base, record = workspace.desk.base, workspace.record
        choices = [(_("Everything"), Selection())]
        found = self._found()
        if found is not None:
            words = ngettext("What is found: {count}", "What is found: {count}", len(found))
            choices.insert(0, (words.format(count=len(found)), Selection(notes=found)))
        if record is not None:
            choices.append((record.full_title, Selection(sessions=(record.session.id,))))
        choices += [(one.title, Selection(series=(one.id,))) for one in base.series.all()]
        return choices

    def _found(self) -> frozenset[str] | None:
        """Return the ids of all that a search in Viden shows, None when it narrows nothing."""
        from flipdesk.ui.rooms.knowledge.knowledge_room import KnowledgeRoom

        room = self._window.room
        query = room.page.asked() if isinstance(room, KnowledgeRoom) else None
        if query is None:
            return None
        hits = self._tools.workspace.desk.base.search.find(replace(query, limit=_MOST_FOUND))
        return frozenset(one.id for one in hits)
