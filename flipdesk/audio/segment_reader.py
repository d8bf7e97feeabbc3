"""One sound file of a recording, read at any place: the one door to sound in all its forms.

WAV as the recorder writes it, FLAC by soundfile, and either of them sealed.
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Protocol

from flipdesk.audio.failure import AudioError, FailureKind
from flipdesk.audio.flac import unpack_flac
from flipdesk.audio.seal import Seal
from flipdesk.audio.sealed_reading import SealedFile
from flipdesk.audio.segment import FLAC_ENDINGS, HEADER_BYTES, SEALED_ENDINGS, ending_of
from flipdesk.audio.spec import AudioSpec
from flipdesk.domain.stretch import Stretch, joined


class SegmentReader(Protocol):
    """An open file. Frames are counted from its first; calls come from one thread at a time."""

    def read(self, first: int, count: int) -> bytes:
        """Return frames as 16-bit PCM, fewer where the file ends or cannot be read."""

    def lacking(self) -> Iterable[Stretch]:
        """Return the frames that are known not to be there or not to be true."""

    def close(self) -> None:
        """Let the file go."""


def open_segment(path: Path, spec: AudioSpec, seal: Seal | None = None) -> SegmentReader:
    """Open a sound file of a recording.

    Raises:
        AudioError: it is gone, is no sound, is sealed by another key, or has another rate or
            number of channels.
    """
    try:
        ending = ending_of(path.name)
        is_flac = ending in FLAC_ENDINGS
        if ending in SEALED_ENDINGS:
            return SealedReader(open_sealed(path, seal, unpack_flac if is_flac else None), spec)
        return CompressedReader(path, spec) if is_flac else WavReader(path, spec)
    except OSError as problem:
        raise AudioError(FailureKind.UNREADABLE_SOUND, path.name) from problem


def open_sealed(
    path: Path, seal: Seal | None, unpack: Callable[[bytes], bytes] | None = None
) -> SealedFile:
    """Open a sealed file by its name.

    Raises:
        AudioError: there is no key, or it opens nothing.
        OSError: it cannot be read.
    """
    if seal is None:
        raise AudioError(FailureKind.SEALED_SOUND, path.name)
    file = SealedFile(path, seal, sealed_stem(path), unpack)
    if not file.opens:
        file.close()
        raise AudioError(FailureKind.SEALED_SOUND, path.name)
    return file


def damage_in(path: Path, spec: AudioSpec, seal: Seal | None) -> tuple[Stretch, ...]:
    """Return the frames of a segment that are not what was sealed; none of one in clear.

    Every record is opened: some 0.2 s an hour, and as long as the disk takes to give them.

    Raises:
        AudioError: there is no key, or it opens nothing.
        OSError: the file cannot be read.
    """
    if ending_of(path.name) not in SEALED_ENDINGS:
        return ()
    file, size = open_sealed(path, seal), spec.frame_bytes
    try:
        return joined((first // size, -(-end // size)) for first, end in file.unopened())
    finally:
        file.close()


def sealed_stem(path: Path) -> str:
    """Return the name under which a file is sealed: without its ending, also while it is made."""
    return path.name.partition(".")[0]


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

    def lacking(self) -> Iterable[Stretch]:
        return ()

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

    def lacking(self) -> Iterable[Stretch]:
        return ()

    def close(self) -> None:
        self._file.close()


class SealedReader:
    """A sealed segment, PCM or FLAC."""

    def __init__(self, file: SealedFile, spec: AudioSpec) -> None:
        self._file = file
        self._frame_bytes = spec.frame_bytes

    def read(self, first: int, count: int) -> bytes:
        data = self._file.read(first * self._frame_bytes, count * self._frame_bytes)
        return data[: len(data) - len(data) % self._frame_bytes]

    def lacking(self) -> Iterable[Stretch]:
        size = self._frame_bytes
        lost = (*self._file.holes(), *self._file.damaged)
        return joined((first // size, -(-end // size)) for first, end in lost)

    def close(self) -> None:
        self._file.close()
