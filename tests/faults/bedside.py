"""A patient seen from the test: started, heard, killed, and looked at afterwards."""

import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
import wave
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from flipdesk.audio.child_process import child_environment
from flipdesk.audio.clock import SystemClock
from flipdesk.audio.recording_folder import RecordingContents, read_recording
from flipdesk.audio.timeline_sound import timeline_sound
from flipdesk.domain.clock import SystemClock as WallClock
from flipdesk.domain.ids import SessionId
from flipdesk.knowledge.keys import Keys
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from tests.helpers.locked import PASSPHRASE

now_ns = SystemClock().monotonic_ns
"""The clock by which the recorder tells when something was heard."""
ROOT = Path(__file__).resolve().parents[2]
RATE_HZ = 48_000
_PRIME = 65_521
_DEADLINE_S = 30.0

Line = dict[str, Any]


def counted(frames: int) -> NDArray[np.int16]:
    """Return sound in which every frame tells its place, 1.37 s long before it begins again."""
    return (np.arange(frames) % _PRIME - _PRIME // 2).astype("<i2")


def counted_device(folder: Path, *, seconds: int = 60) -> str:
    """Return a fake microphone that plays counted sound in real time."""
    path = folder / "counted.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE_HZ)
        file.writeframes(counted(seconds * RATE_HZ).tobytes())
    return f"fake:{path}"


class Patient:
    """One patient process and everything it has told."""

    def __init__(
        self,
        base: Path,
        device: str,
        *,
        environment: Mapping[str, str] | None = None,
        **options: int,
    ) -> None:
        self.base = base
        self._is_sealed = bool(options.get("sealed"))
        self.lines: list[Line] = []
        self._queue: queue.SimpleQueue[Line | None] = queue.SimpleQueue()
        numbers = [f"{name}={value}" for name, value in options.items()]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.patient", str(base), device, *numbers],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            env={**child_environment(), **(environment or {})},
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        try:
            begun = self.wait_for("begun")
        except AssertionError:
            self.process.kill()
            self.close()
            raise
        self.folder = Path(begun["folder"])
        self.session_id = SessionId(begun["session"])

    @property
    def child(self) -> int:
        """The recorder's process, as it was told last."""
        return int(next(line["pid"] for line in reversed(self.lines) if line.get("pid")))

    def wait_for(
        self,
        kind: str,
        *,
        where: Callable[[Line], bool] = lambda _line: True,
        timeout_s: float = _DEADLINE_S,
    ) -> Line:
        """Return the next line of a kind; fail when it does not come."""
        deadline = time.monotonic() + timeout_s
        while (left := deadline - time.monotonic()) > 0:
            with suppress(queue.Empty):
                line = self._queue.get(timeout=left)
                if line is None:
                    break
                self.lines.append(line)
                if line["kind"] == kind and where(line):
                    return line
        raise AssertionError(f"no {kind} within {timeout_s} s, but {self.lines[-6:]}")

    def records_for(self, seconds: float) -> Line:
        """Return the first level that is so much later than the newest one known."""
        known = max((line["samples"] for line in self.of("level")), default=0)
        enough = known + seconds * RATE_HZ
        return self.wait_for("level", where=lambda line: line["samples"] >= enough)

    def of(self, kind: str) -> list[Line]:
        return [line for line in self.lines if line["kind"] == kind]

    def say(self, word: str) -> None:
        """Tell it "off" for off the record, "on" to resume, or "stop"."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{word}\n".encode())
        self.process.stdin.flush()

    def place_now(self) -> int:
        """Return the sample that is heard at this moment, by the newest level's clock."""
        level = self.of("level")[-1]
        return int(level["samples"] + (now_ns() - level["at_ns"]) * RATE_HZ / 1e9)

    def stop(self) -> None:
        """Tell it to stop, and wait until it has closed everything."""
        self.say("stop")
        self.wait_for("closed")
        assert self.process.wait(_DEADLINE_S) == 0

    def kill(self, *, child: bool = True) -> int:
        """Kill the window, and the recorder, as with kill -9; return when, on the clock."""
        newest = self.child
        os.kill(self.process.pid, signal.SIGKILL)
        if child:
            with suppress(ProcessLookupError):
                os.kill(newest, signal.SIGKILL)
        killed_ns = now_ns()
        self.process.wait()
        self._reader.join()
        while (line := self._queue.get()) is not None:
            self.lines.append(line)
        return killed_ns

    def contents(self) -> RecordingContents:
        return read_recording(self.folder, self.key())

    def key(self) -> bytes | None:
        """Return the key of the session where its sound is sealed."""
        keys = self.keys()
        return keys.session_key(self.session_id) if keys else None

    def keys(self) -> Keys | None:
        """Return the keys of the knowledge base where it is encrypted."""
        return Keys.unlock(self.base, PASSPHRASE) if self._is_sealed else None

    def lost_notes(self, *, until_ns: int | None = None) -> set[str]:
        """Return the ids that were told to be kept, until this moment, and are not kept.

        A disk that is cut while it syncs can answer that all is well: ext4 returns from fsync
        without an error when the cut came between its first look and its last. Where the power is
        really cut nobody is left to be told, so a test that cuts counts until it began to.
        """
        told = {
            line["id"]
            for kind in ("marker", "reflection")
            for line in self.of(kind)
            if until_ns is None or line["told_ns"] <= until_ns
        }
        base = KnowledgeBase.open(self.base, WallClock(), keys=self.keys())
        try:
            assert base.check() == ()
            record = base.record(self.session_id)
            kept: set[str] = {marker.id for marker in record.markers}
            kept |= {reflection.id for reflection in record.reflections}
        finally:
            base.close()
        return told - kept

    def close(self) -> None:
        """Let go of a process that has ended."""
        self.process.wait()
        self._reader.join()
        if self.process.stdin is not None:
            self.process.stdin.close()

    def _read(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout:
            for line in self.process.stdout:
                # The last one may be torn by a kill; what is not whole was not told.
                if line.endswith(b"\n"):
                    self._queue.put(json.loads(line))
        self._queue.put(None)


@contextmanager
def patient(
    base: Path, device: str, *, environment: Mapping[str, str] | None = None, **options: int
) -> Iterator[Patient]:
    """A patient that leaves no process behind."""
    made = Patient(base, device, environment=environment, **options)
    try:
        yield made
    finally:
        pids = {line["pid"] for line in made.lines if line.get("pid")}
        for pid in (made.process.pid, *pids):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        made.close()


def frames_of(contents: RecordingContents) -> NDArray[np.int16]:
    """Return the whole timeline, zeros where nothing is recorded, read as other programs do.

    Sealed sound, which no other program reads, is read as FlipDesk does.
    """
    if contents.seal is not None:
        blocks = timeline_sound(contents, 0, contents.end_sample)
        return np.frombuffer(b"".join(blocks), "<i2")
    whole = np.zeros(contents.end_sample, np.int16)
    for part in contents.segments:
        with wave.open(str(part.path), "rb") as file:
            samples = np.frombuffer(file.readframes(part.samples), "<i2")
        whole[part.first_sample : part.first_sample + len(samples)] = samples
    return whole


def misplaced_frames(contents: RecordingContents) -> int:
    """Return how many recorded frames of counted sound are not where the timeline says."""
    whole, wanted = frames_of(contents), counted(contents.end_sample)
    heard = np.zeros(len(whole), bool)
    for part in contents.segments:
        heard[part.first_sample : part.end_sample] = True
    return int(np.count_nonzero((whole != wanted) & heard))


def gap_s(contents: RecordingContents) -> float:
    """Return the seconds of all gaps of a recording."""
    return sum(gap.samples for gap in contents.gaps) / contents.spec.rate_hz
