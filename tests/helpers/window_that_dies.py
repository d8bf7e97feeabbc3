"""A program that records as the window does, for a test to kill: folder, alone_s, 1 to pause."""

import sys
import threading
from pathlib import Path

from flipdesk.audio.events import LevelMeasured, RecorderEvent
from flipdesk.audio.recorder_process import ProcessRecorder
from flipdesk.audio.recorder_settings import RecorderSettings


def main(folder: str, alone_s: str, pauses: str) -> None:
    """Print the recorder's process id and the newest sample, ten times a second and for ever."""
    recorder = ProcessRecorder(settings=RecorderSettings(alone_s=int(alone_s)))

    def tell(event: RecorderEvent) -> None:
        if isinstance(event, LevelMeasured) and event.paused == bool(int(pauses)):
            print(recorder.pid, event.samples, flush=True)

    recorder.listen(tell)
    if not recorder.adopt(Path(folder)):
        recorder.start(Path(folder), "fake:tone")
        if int(pauses):
            recorder.pause()
    threading.Event().wait()


if __name__ == "__main__":
    main(*sys.argv[1:])
