"""Between the wish to hand something on and the place it goes to: what has to be decided first."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from flipdesk.domain.concern import Concern
from flipdesk.errors import KnownError
from flipdesk.i18n import _
from flipdesk.services.leaving import Leaving
from flipdesk.ui.commands import Commands
from flipdesk.ui.dialogs.gate_dialog import GateDialog
from flipdesk.ui.jobs import Err, JobRunner, Ok
from flipdesk.ui.rooms.compile.gate_page import GateSubject
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.workspace import Workspace

T = TypeVar("T")


@dataclass(frozen=True)
class Outgoing(Generic[T]):
    """What somebody wants to hand on.

    `make` reads it as it is stored and `go_on` gets the very thing that was looked at. With
    `contents` it is told what goes along, and whoever knows that may go on whatever is found.
    """

    title: str
    language: str
    make: Callable[[], tuple[T, Leaving]]
    go_on: Callable[[T], None]
    contents: Callable[[T], Sequence[str]] | None = None
    is_short: bool = False
    """Whether there is so little to read that it is done at once."""


@dataclass(frozen=True)
class Seen(Generic[T]):
    """What was read, as it is to leave, and what was found in it."""

    made: T
    subject: GateSubject
    concerns: tuple[Concern, ...]


@dataclass(frozen=True)
class LongOutgoing(Generic[T]):
    """What takes long to read and is put together from several sessions.

    `read` begins to read it and tells some time later what it saw.
    """

    title: str
    read: Callable[[Callable[[Ok[Seen[T]] | Err], None]], None]
    go_on: Callable[[T], None]
    contents: Callable[[T], Sequence[str]] | None = None


class LeavingGate(QObject):
    """Looks at one thing at a time, off the window's thread; asks in a dialog while it must."""

    def __init__(
        self,
        theme: Theme,
        workspace: Workspace,
        commands: Commands,
        jobs: JobRunner,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._theme = theme
        self._workspace = workspace
        self._commands = commands
        self._jobs = jobs
        self._window = window
        self._outgoing: Outgoing[Any] | LongOutgoing[Any] | None = None
        self._subject: GateSubject | None = None
        self._looks = 0
        self._ready: Callable[[], None] = self.close
        self.dialog: GateDialog | None = None
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self._on_again_timeout)
        workspace.changed.connect(self._on_workspace_changed)
        workspace.session_opened.connect(self._on_workspace_session_opened)

    def ask(self, outgoing: Outgoing[T] | LongOutgoing[T]) -> None:
        """Hand something on when all in it is decided, or say what has to be."""
        self.close()
        self._outgoing = outgoing
        self._look(outgoing)

    def close(self) -> None:
        """Ask about nothing any more, and hand nothing on."""
        self._outgoing = None
        self._looks += 1
        if self.dialog is not None:
            self.dialog.close()

    def _on_workspace_session_opened(self) -> None:
        # Something of several sessions is about each of them, whichever is open.
        if not isinstance(self._outgoing, LongOutgoing):
            self.close()

    def _on_workspace_changed(self, _changes: object) -> None:
        if self._outgoing is not None and self.dialog is not None:
            self.dialog.accept_button.setEnabled(False)
            # Whoever keeps what is read again is told of the change, too, and perhaps later.
            self._again.start(0)

    def _on_again_timeout(self) -> None:
        if self._outgoing is not None:
            self._look(self._outgoing)

    def _look(self, outgoing: Outgoing[T] | LongOutgoing[T]) -> None:
        """Read it as it is now; what an earlier reading found is of no account any more."""
        self._looks += 1
        number = self._looks

        def seen(result: Ok[Seen[T]] | Err) -> None:
            if number != self._looks:
                return
            if isinstance(result, Err):
                self._refuse(KnownError(result.sentence))
            else:
                self._found(outgoing, result.value)

        if isinstance(outgoing, LongOutgoing):
            outgoing.read(seen)
        else:
            self._read(outgoing, seen)

    def _read(self, outgoing: Outgoing[T], tell: Callable[[Ok[Seen[T]] | Err], None]) -> None:
        gate = self._workspace.desk.gate
        try:
            made, leaving = outgoing.make()
            look = gate.look(leaving)
            found = look.concerns() if outgoing.is_short else None
        except KnownError as error:
            self._refuse(error)
            return
        session_id = leaving.record.session.id
        subject = GateSubject(session_id, leaving.audience, outgoing.language)
        if found is not None:
            tell(Ok(Seen(made, subject, found)))
            return

        def looked(result: Ok[tuple[Concern, ...]] | Err) -> None:
            tell(result if isinstance(result, Err) else Ok(Seen(made, subject, result.value)))

        self._jobs.run(_("Looking at the texts"), lambda _progress: look.concerns(), looked)

    def _refuse(self, error: KnownError) -> None:
        self.close()
        problems: Sequence[str] = getattr(error, "problems", ())
        self._workspace.problem.emit(" ".join([str(error), *problems]))

    def _found(self, outgoing: Outgoing[T] | LongOutgoing[T], seen: Seen[T]) -> None:
        made = seen.made
        must = any(one.must for one in seen.concerns)
        if not must and outgoing.contents is None:
            self._hand_on(outgoing, made)
            return
        dialog = self.dialog or self._opened(outgoing.title)
        self._subject = seen.subject
        dialog.page.show_concerns(seen.subject, seen.concerns)
        if outgoing.contents is not None:
            accept = _("Save it anyway") if must else _("Save")
            dialog.show_contents(outgoing.contents(made), accept)
            self._ready = lambda: self._hand_on(outgoing, made)
        if not dialog.isVisible():
            dialog.show()
            dialog.take_focus()

    def _hand_on(self, outgoing: Outgoing[T] | LongOutgoing[T], made: T) -> None:
        self.close()
        outgoing.go_on(made)

    def _opened(self, title: str) -> GateDialog:
        dialog = GateDialog(self._theme, self._workspace, self._commands, title, self._window)
        dialog.page.note_wanted.connect(self._on_note_wanted)
        dialog.wanted.connect(self._on_dialog_wanted)
        dialog.finished.connect(lambda _result: self._on_dialog_finished(dialog))
        self.dialog = dialog
        return dialog

    def _on_dialog_wanted(self) -> None:
        self._ready()

    def _on_note_wanted(self, key: str) -> None:
        home = self._subject.homes.get(key) if self._subject is not None else None
        if home is not None and home != self._workspace.session_id:
            self._workspace.want_note(home, key)
        self._commands.action("room.compile").trigger()
        self._workspace.reveal_wanted.emit("reflection", key)

    def _on_dialog_finished(self, dialog: GateDialog) -> None:
        if self.dialog is dialog:
            self.dialog, self._outgoing = None, None
            self._looks += 1
