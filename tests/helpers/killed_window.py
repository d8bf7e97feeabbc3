"""Windows that are killed while they record, and a recorder that finds what they leave."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from flipdesk.audio.events import RecorderFailed, RecorderFound
from flipdesk.audio.process_life import has_ended
from flipdesk.audio.recorder import RecorderState
from flipdesk.audio.recorder_process import ProcessRecorder
from flipdesk.audio.recorder_settings import RecorderSettings
from tests.helpers.heard import Heard

Start = Callable[..., "Window"]


class Window:
    """A program that records, and can be killed."""

    def __init__(self, folder: Path, alone_s: int, *, pauses: bool) -> None:
        program = [sys.executable, "-m", "tests.helpers.window_that_dies"]
        self.process = subprocess.Popen(
            [*program, str(folder), str(alone_s), str(int(pauses))],
            stdout=subprocess.PIPE,
            text=True,
        )
        self.recorder_pid, self.samples = self.look()

    def look(self) -> tuple[int, int]:
        """Return the recorder's process and how many samples it has heard by now."""
        assert self.process.stdout is not None
        pid, samples = self.process.stdout.readline().split()
        return int(pid), int(samples)

    def die(self, number: signal.Signals = signal.SIGKILL) -> None:
        """End it without any warning."""
        self.process.send_signal(number)
        self.process.wait()

    def recorder_is_gone(self) -> bool:
        """Return whether the recorder's process has ended."""
        return has_ended(self.recorder_pid)

    def close(self) -> None:
        """Leave nothing behind."""
        self.process.kill()
        self.process.wait()
        assert self.process.stdout is not None
        self.process.stdout.close()
        if not self.recorder_is_gone():
            os.kill(self.recorder_pid, signal.SIGKILL)


class Finder:
    """A recorder that finds others, with what it tells."""

    def __init__(self, **settings: float) -> None:
        self.heard = Heard()
        self.recorder = ProcessRecorder(settings=RecorderSettings(**settings))  # type: ignore[arg-type]
        self.recorder.listen(self.heard)

    def state(self) -> RecorderState:
        """Return what the recorder says it does."""
        return self.recorder.state

    def adopts(self, folder: Path) -> bool:
        """Ask for the recorder of a folder, and return whether it was found."""
        assert self.recorder.adopt(folder)
        answers = (RecorderFound, RecorderFailed)
        answer = self.heard.wait_for(object, where=lambda event: isinstance(event, answers))
        return isinstance(answer, RecorderFound)
