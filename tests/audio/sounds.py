"""Sound for tests, and a recording writer fed by hand."""

import wave
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from flipdesk.audio.clock import ManualClock
from flipdesk.audio.events import RecorderEvent
from flipdesk.audio.recording_writer import RecordingWriter
from flipdesk.audio.segment import wav_header
from flipdesk.audio.spec import AudioSpec
from flipdesk.audio.writer_settings import WriterSettings

SPEC = AudioSpec(8_000, 1)


def noise(frames: int, *, seed: int = 1, channels: int = 1) -> bytes:
    """Return reproducible noise of that many frames."""
    rng = np.random.default_rng(seed)
    return rng.integers(-20_000, 20_000, frames * channels).astype("<i2").tobytes()


def write_wav(path: Path, data: bytes, spec: AudioSpec) -> Path:
    """Write sound as a WAV file."""
    path.write_bytes(wav_header(spec, len(data)) + data)
    return path


def read_wav(path: Path) -> NDArray[np.int16]:
    """Read a WAV file with the standard library alone."""
    with wave.open(str(path), "rb") as file:
        return np.frombuffer(file.readframes(file.getnframes()), "<i2")


class Feed:
    """A recording writer with a clock turned by hand and its events."""

    def __init__(
        self,
        folder: Path,
        *,
        spec: AudioSpec = SPEC,
        segment_s: int = 300,
        key: bytes | None = None,
    ) -> None:
        self.spec = spec
        self.clock = ManualClock()
        self.events: list[RecorderEvent] = []
        self.folder = folder
        self._key = key
        self._settings = WriterSettings(segment_s, 400)
        self.writer = self.open()

    def open(self) -> RecordingWriter:
        """Open the folder as a new recorder would."""
        self.writer = RecordingWriter(
            self.folder,
            self.spec,
            self.clock,
            self.events.append,
            device="Bordmikrofon",
            settings=self._settings,
            key=self._key,
        )
        return self.writer

    def begin(self) -> int:
        """Let the first sound be heard now; return its place."""
        return self.writer.begin(self.clock.monotonic_ns(), self.clock.utc())

    def hear(self, first_sample: int, data: bytes, *, step_ms: int = 100) -> None:
        """Append sound in steps as it would come, and let the time pass."""
        size = self.spec.frame_bytes * self.spec.rate_hz * step_ms // 1000
        for at in range(0, len(data), size):
            block = data[at : at + size]
            self.clock.advance(self.spec.ms(self.spec.frames(block)))
            self.writer.append(
                first_sample + at // self.spec.frame_bytes,
                block,
                heard_ns=self.clock.monotonic_ns(),
            )
            self.writer.sync_when_due()
