"""The microphones of this computer, and the one that is chosen."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from flipdesk.audio.device import AudioDevice
from flipdesk.audio.device_match import match_device
from flipdesk.audio.failure import FailureKind, sentence
from flipdesk.i18n import _
from flipdesk.ui.jobs import Err, JobRunner, Ok

_ALIASES = frozenset({"default", "sysdefault", "pulse", "pipewire", "jack", "dmix"})
"""What ALSA calls the computer's own choice, by whatever way; that choice is offered anyway."""
FindDevices = Callable[[], tuple[AudioDevice, ...]]


class Microphones(QObject):
    """`found` is what was there when it was last looked; `problem` says why there is none."""

    changed = Signal()
    """Others are there, or another one is chosen."""
    chosen_changed = Signal()
    """Another one is chosen, and to be used from now on."""

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
            self.chosen_changed.emit()

    def present(self) -> str:
        """Return the chosen one as it is called now, "" for the computer's choice without it.

        While nothing is known of what is there, the chosen one is asked for by its name.
        """
        if not self.chosen or not self.found:
            return self.chosen
        match = match_device(self.chosen, self.found)
        return match.name if match is not None else ""

    @property
    def replacement(self) -> str:
        """Return what is used in place of a chosen one that is not there, "" when it is there."""
        if not self.chosen or self.present():
            return ""
        return next((one.name for one in self.found if one.is_default), self.found[0].name)

    def _on_found(self, result: Ok[tuple[AudioDevice, ...]] | Err) -> None:
        self._is_looking = False
        if isinstance(result, Err):
            self.found, self.problem = (), result.sentence
        else:
            self.found = tuple(one for one in result.value if one.name not in _ALIASES)
            self.problem = "" if self.found else sentence(FailureKind.NO_DEVICE)
        self.changed.emit()
