"""The microphones of this computer, and the one that is chosen."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from flipdesk.audio.device import AudioDevice
from flipdesk.audio.failure import FailureKind, sentence
from flipdesk.i18n import _
from flipdesk.ui.jobs import Err, JobRunner, Ok

FindDevices = Callable[[], tuple[AudioDevice, ...]]


class Microphones(QObject):
    """`found` is what was there when it was last looked; `problem` says why there is none."""

    changed = Signal()

    def __init__(self, find: FindDevices | None = None) -> None:
        super().__init__()
        self._find = find
        self._is_looking = False
        self.chosen = ""
        """The name of the chosen one, "" for the computer's own choice."""
        self.found: tuple[AudioDevice, ...] = ()
        self.problem = ""

    def look(self, jobs: JobRunner) -> None:
        """Ask off the window's thread which microphones there are."""
        find = self._find
        if find is not None and not self._is_looking:
            self._is_looking = True
            jobs.run(_("Looking for microphones"), lambda _progress: find(), self._on_found)

    def choose(self, name: str) -> None:
        """Use this microphone from now on, the computer's own choice for ""."""
        if name != self.chosen:
            self.chosen = name
            self.changed.emit()

    def present(self) -> str:
        """Return the chosen one, "" for the computer's choice while it is not plugged in."""
        missing = self.found and all(one.name != self.chosen for one in self.found)
        return "" if missing else self.chosen

    def _on_found(self, result: Ok[tuple[AudioDevice, ...]] | Err) -> None:
        self._is_looking = False
        if isinstance(result, Err):
            self.found, self.problem = (), result.sentence
        else:
            self.found = result.value
            self.problem = "" if self.found else sentence(FailureKind.NO_DEVICE)
        self.changed.emit()
