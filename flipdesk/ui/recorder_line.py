"""The line to the recorder: made when first needed, for it is a process."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal

from flipdesk.audio.recorder import Recorder
from flipdesk.ui.microphones import Microphones

MakeRecorder = Callable[[], Recorder]


class RecorderLine(QObject):
    """Carries the recorder's events, which come on a thread of its own, to the window's thread."""

    arrived = Signal(object)
    """An event of the recorder, on the window's thread."""
    _told = Signal(object)

    def __init__(self, make_recorder: MakeRecorder, microphones: Microphones) -> None:
        super().__init__()
        self._make_recorder = make_recorder
        self._microphones = microphones
        self._recorder: Recorder | None = None
        self._used = ""
        self.is_monitoring = False
        """Whether it is heard how loud it is while nothing is recorded."""
        self._told.connect(self.arrived, Qt.ConnectionType.QueuedConnection)

    @property
    def recorder(self) -> Recorder:
        """Return the recorder, a new one when there is none."""
        if self._recorder is None:
            self._recorder = self._make_recorder()
            self._recorder.listen(self._told.emit)
        return self._recorder

    def take_microphone(self) -> str:
        """Return the name of the microphone to begin with, and remember that it is in use."""
        self._used = self._microphones.present()
        return self._used

    def monitor(self, *, wanted: bool) -> None:
        """Hear how loud it is, or leave off; nothing is kept."""
        if wanted == self.is_monitoring:
            return
        self.is_monitoring = wanted
        if wanted:
            self.recorder.monitor(self.take_microphone())
        elif self._recorder is not None:
            self._recorder.end_monitor()

    def change_microphone(self) -> None:
        """Go on with the microphone that has just been chosen."""
        name = self._microphones.present()
        if self._recorder is not None and name != self._used:
            self._used = name
            self._recorder.use_device(name)

    def close(self) -> None:
        """Stop, wait until everything is safe, and let the recorder go."""
        if self._recorder is not None:
            self._recorder.close()
            # What the recorder told last is still on its way to this thread.
            QCoreApplication.sendPostedEvents(self)
            self._recorder = None
