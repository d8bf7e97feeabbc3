"""Choosing the Word template that minutes are written in on this laptop."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from flipdesk.i18n import _
from flipdesk.services.template_files import read_template
from flipdesk.ui.jobs import Err, Ok
from flipdesk.ui.rooms.room import RoomTools

_KEPT = "template"
"""The preference that holds the path."""


class TemplateChoice:
    """What is chosen stays chosen. `file` is None for FlipDesk's own look."""

    def __init__(self, tools: RoomTools, parent: QWidget) -> None:
        self._tools = tools
        self._parent = parent

    @property
    def file(self) -> Path | None:
        kept = self._tools.preferences.kept(_KEPT)
        return Path(kept) if kept else None

    def choose(self) -> None:
        """Ask for the file, look at it, and use it from now on."""
        file = self.file
        name, _chosen = QFileDialog.getOpenFileName(
            self._parent,
            _("Choose a Word template"),
            "" if file is None else str(file.parent),
            _("Word files (*.docx *.dotx)"),
        )
        if name:
            self.use(Path(name))

    def use(self, file: Path) -> None:
        """Look at a template in a job, tell what it lacks, and use it if it is safe."""
        title = _("Looking at {file}").format(file=file.name)
        done = partial(self._on_seen, file)
        self._tools.jobs.run(title, lambda _progress: read_template(file).findings, done)

    def use_own(self) -> None:
        """Write minutes in FlipDesk's own look again."""
        self._tools.preferences.keep(_KEPT, "")
        self._tools.workspace.information.emit(_("Minutes are written in FlipDesk's own look."))

    def add_to(self, menu: QMenu) -> None:
        """Add the choice to a menu."""
        own = menu.addMenu(_("Word template"))
        own.setObjectName("template_menu")
        own.setAccessibleName(_("Word template"))
        if self.file is not None:
            used = own.addAction(self.file.name.replace("&", "&&"))
            used.setCheckable(True)
            used.setChecked(True)
            used.setEnabled(False)
        choose = own.addAction(_("Choose a Word template…"))
        choose.setObjectName("template_choose")
        choose.triggered.connect(lambda _checked=False: self.choose())
        ours = own.addAction(_("FlipDesk's own look"))
        ours.setObjectName("template_own")
        ours.setCheckable(True)
        ours.setChecked(self.file is None)
        ours.triggered.connect(lambda _checked=False: self.use_own())

    def _on_seen(self, file: Path, result: "Ok[tuple[str, ...]] | Err") -> None:
        workspace = self._tools.workspace
        if isinstance(result, Err):
            workspace.problem.emit(result.sentence)
            return
        self._tools.preferences.keep(_KEPT, str(file))
        told = _("Minutes are written in {file} from now on.").format(file=file.name)
        workspace.information.emit(" ".join((told, *result.value)))
