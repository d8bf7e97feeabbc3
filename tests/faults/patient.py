"""A FlipDesk without a window that records and captures until it is killed or told to stop.

    python -m tests.faults.patient KNOWLEDGE_BASE DEVICE [sealed=1] [OPTION=NUMBER …]

Tells on stdout, one JSON object a line and each at once, what it has promised to keep: "marker" and
"reflection" with the ids that are stored, "level" with the end of what the recorder has heard, and
every alarm; each with "told_ns", when on the monotonic clock it was said. On stdin "off" goes off
the record, "on" resumes, and any other line stops it.
"""

import json
import os
import queue
import sys
import threading
from dataclasses import asdict
from pathlib import Path

from flipdesk.audio.clock import SystemClock as AudioClock
from flipdesk.audio.events import (
    ClockChanged,
    GapLogged,
    LevelMeasured,
    RecorderDied,
    RecorderEvent,
    RecorderFailed,
    RecorderRecovered,
    RecorderReplaced,
    RecordingInterrupted,
    RecordingPaused,
    RecordingResumed,
    RecordingStarted,
    RecordingStopped,
)
from flipdesk.audio.recorder_process import ProcessRecorder
from flipdesk.audio.recorder_settings import RecorderSettings
from flipdesk.domain.clock import SystemClock
from flipdesk.errors import KnownError
from flipdesk.exchange.codebook_file import load_shipped
from flipdesk.i18n import use_language
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.opening import open_or_create
from flipdesk.services.capturing import Moment
from flipdesk.services.codebook_words import KEPT_IN
from flipdesk.services.desk import Desk
from flipdesk.services.samples import add_samples
from flipdesk.services.session_recording import SessionRecording
from tests.helpers.locked import new_keys

_TOLD = (
    *(ClockChanged, GapLogged, RecorderDied, RecorderFailed, RecorderRecovered, RecorderReplaced),
    *(RecordingInterrupted, RecordingPaused, RecordingResumed, RecordingStarted),
    RecordingStopped,
)
_CAPTURE_S = 0.1
now_ns = AudioClock().monotonic_ns


def tell(kind: str, **values: object) -> None:
    line = json.dumps({"kind": kind, "told_ns": now_ns(), **values}, default=str) + "\n"
    os.write(sys.stdout.fileno(), line.encode())


def _values(event: RecorderEvent) -> dict[str, object]:
    """Return an event's fields; one that is called kind is told as kind_."""
    values = asdict(event)
    if "kind" in values:
        values["kind_"] = values.pop("kind")
    return dict(values)


class Patient:
    """Captures ten notes a second and follows the recorder."""

    def __init__(self, base: KnowledgeBase, device: str, settings: RecorderSettings) -> None:
        self._desk = Desk(base, SystemClock())
        self._session_id = add_samples(self._desk.base, self._desk.clock).session_id
        self._events: queue.SimpleQueue[RecorderEvent] = queue.SimpleQueue()
        self._recorder = ProcessRecorder(settings=settings)
        self._recorder.listen(self._events.put)
        self._recording = SessionRecording(self._desk.base, self._recorder, self._desk.clock)
        self._device = device
        self._stopping = threading.Event()
        self._captured = 0

    def run(self) -> None:
        threading.Thread(target=self._await_stop, daemon=True).start()
        folder = self._desk.base.recording_folder(self._session_id)
        self._recording.start(self._session_id, self._device)
        tell("begun", session=self._session_id, folder=str(folder))
        told_to_stop = False
        while True:
            try:
                event = self._events.get(timeout=_CAPTURE_S)
                self._follow(event)
                if isinstance(event, RecordingStopped):
                    break
            except queue.Empty:
                pass
            if self._recording.recording is not None and not told_to_stop:
                self._capture()
            if self._stopping.is_set() and not told_to_stop:
                told_to_stop = True
                self._recording.stop()
        self._recorder.close()
        self._desk.base.close()
        tell("closed")

    def _await_stop(self) -> None:
        wishes = {"off": self._recorder.go_off_record, "on": self._recorder.resume}
        while (wish := wishes.get(sys.stdin.readline().strip())) is not None:
            wish()
        self._stopping.set()

    def _follow(self, event: RecorderEvent) -> None:
        try:
            self._recording.note(event)
        except KnownError as error:
            tell("refused", why=str(error))
        if isinstance(event, LevelMeasured):
            tell("level", samples=event.samples, at_ns=event.monotonic_ns, pid=self._recorder.pid)
        elif isinstance(event, _TOLD):
            tell(type(event).__name__, pid=self._recorder.pid, **_values(event))

    def _capture(self) -> None:
        moment = Moment(self._desk.clock.now(), self._recorder.position_ms)
        self._captured += 1
        line = "" if self._captured % 2 else f"det her er nummer {self._captured} #3"
        try:
            changes = self._desk.capturing.commit(self._session_id, line, moment).changes
        except KnownError as error:
            # What is refused was not promised; the window keeps it in its field and says so.
            tell("refused", why=str(error))
            return
        for table in ("marker", "reflection"):
            for stored in changes.ids(table):
                tell(table, id=stored)


def _encrypted(folder: Path) -> KnowledgeBase:
    keys, _recovery = new_keys(folder)
    books = load_shipped(KEPT_IN).values()
    return KnowledgeBase.create(folder, SystemClock(), books, keys=keys)


def main() -> None:
    use_language("da")
    folder, device, *options = sys.argv[1:]
    numbers = {name: int(value) for name, value in (option.split("=") for option in options)}
    sealed = numbers.pop("sealed", 0)
    base = _encrypted(Path(folder)) if sealed else open_or_create(Path(folder), SystemClock())
    Patient(base, device, RecorderSettings(**numbers)).run()


if __name__ == "__main__":
    main()
