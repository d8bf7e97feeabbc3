"""One sound file of a recording, read at any place: our own WAV directly, FLAC by soundfile."""

from pathlib import Path
from typing import Protocol

from flipdesk.audio.failure import AudioError, FailureKind
from flipdesk.audio.segment import HEADER_BYTES
from flipdesk.audio.spec import AudioSpec


class SegmentReader(Protocol):
    """An open file. Frames are counted from its first; calls come from one thread at a time."""

    def read(self, first: int, count: int) -> bytes:
        """Return frames as 16-bit PCM, fewer where the file ends or cannot be read."""

    def close(self) -> None:
        """Let the file go."""


def open_segment(path: Path, spec: AudioSpec) -> SegmentReader:
    """Open a sound file of a recording.

    Raises:
        AudioError: it is gone, is no sound, or has another rate or number of channels.
    """
    try:
        if path.suffix == ".wav":
            return WavReader(path, spec)
        return CompressedReader(path, spec)
    except OSError as problem:
        raise AudioError(FailureKind.UNREADABLE_SOUND, path.name) from problem


class WavReader:
    """A segment as the recorder writes it: 44 bytes, then PCM."""

    def __init__(self, path: Path, spec: AudioSpec) -> None:
        self._frame_bytes = spec.frame_bytes
        self._file = path.open("rb", buffering=0)

    def read(self, first: int, count: int) -> bytes:
        try:
            self._file.seek(HEADER_BYTES + first * self._frame_bytes)
            data = self._file.read(count * self._frame_bytes)
        except OSError:
            return b""
        return data[: len(data) - len(data) % self._frame_bytes]

    def close(self) -> None:
        self._file.close()


class CompressedReader:
    """FLAC, or whatever else soundfile seeks in to the sample."""

    def __init__(self, path: Path, spec: AudioSpec) -> None:
        import soundfile

        self._error: type[Exception] = soundfile.SoundFileError
        try:
            self._file: soundfile.SoundFile = soundfile.SoundFile(str(path))
        except self._error as problem:
            raise AudioError(FailureKind.UNREADABLE_SOUND, path.name) from problem
        self._frame_bytes = spec.frame_bytes
        self._at = 0
        if (self._file.samplerate, self._file.channels) != (spec.rate_hz, spec.channels):
            self._file.close()
            raise AudioError(FailureKind.UNREADABLE_SOUND, path.name)

    def read(self, first: int, count: int) -> bytes:
        try:
            if first != self._at:
                self._file.seek(first)
            data = bytes(self._file.buffer_read(count, dtype="int16"))
        except self._error:
            self._at = -1
            return b""
        self._at = first + len(data) // self._frame_bytes
        return data

    def close(self) -> None:
        self._file.close()
