"""FLAC files of 16-bit sound: how long they are, told cheaply; writing and reading them safely."""

import io
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from flipdesk.audio.durable import create_new, drop_cache, sync_data, write_all
from flipdesk.audio.failure import AudioError, FailureKind
from flipdesk.audio.spec import AudioSpec

# The marker, the header of the first block, and STREAMINFO (RFC 9639, 8.2).
_STREAMINFO_END = 42
BLOCK_FRAMES = 65_536


@dataclass(frozen=True, slots=True)
class FlacInfo:
    """What STREAMINFO says; `frames` is 0 when the writer never finished."""

    spec: AudioSpec
    frames: int


def flac_info(path: Path) -> FlacInfo | None:
    """Return what a FLAC file says of itself in its first 42 bytes, None when it is none.

    Raises:
        OSError: the file is not there or cannot be read.
    """
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        head = os.read(descriptor, _STREAMINFO_END)
    finally:
        os.close(descriptor)
    if len(head) < _STREAMINFO_END or head[:4] != b"fLaC" or head[4] & 0x7F:
        return None
    packed = int.from_bytes(head[18:26], "big")  # 20 bits rate, 3 channels, 5 depth, 36 frames
    spec = AudioSpec(packed >> 44, (packed >> 41 & 7) + 1)
    return FlacInfo(spec, packed & (1 << 36) - 1)


def write_flac(path: Path, blocks: Iterable[bytes], spec: AudioSpec) -> int:
    """Write blocks of whole frames as a new FLAC file, on the disk when this returns.

    Returns the number of frames. Whatever goes wrong, also in `blocks`, no file is left.

    Raises:
        FileExistsError: the file is there.
        OSError: the disk refused.
    """
    sink = Sink(path)
    try:
        frames = encode_flac(sink, blocks, spec, sink.complain)
        sink.sync()
    except BaseException:
        sink.close()
        path.unlink(missing_ok=True)
        raise
    sink.close()
    return frames


def encode_flac(
    sink: "Sink | BinaryIO",
    blocks: Iterable[bytes],
    spec: AudioSpec,
    complain: Callable[[], None] = lambda: None,
) -> int:
    """Write blocks as FLAC into something open; `complain` raises what it hides. Returns frames."""
    import soundfile

    frames = 0
    with soundfile.SoundFile(
        sink, "w", spec.rate_hz, spec.channels, format="FLAC", subtype="PCM_16"
    ) as file:
        for block in blocks:
            file.buffer_write(block, "int16")
            frames += spec.frames(block)
            complain()
    complain()
    return frames


def read_flac(path: Path, first: int = 0, end: int | None = None) -> Iterator[bytes]:
    """Yield the samples of a FLAC file from one frame to another, in blocks.

    Raises:
        AudioError: it cannot be read as sound.
    """
    import soundfile

    try:
        with soundfile.SoundFile(path) as file:
            end = file.frames if end is None else min(end, file.frames)
            if first:
                file.seek(min(first, file.frames))
            while (left := end - file.tell()) > 0:
                block = bytes(file.buffer_read(min(BLOCK_FRAMES, left), "int16"))
                if not block:
                    raise AudioError(FailureKind.UNREADABLE_SOUND, path.name)
                yield block
    except soundfile.SoundFileError as problem:
        raise AudioError(FailureKind.UNREADABLE_SOUND, path.name) from problem


def pack_flac(data: bytes, spec: AudioSpec) -> bytes:
    """Return whole frames as a FLAC file of their own, in memory."""
    made = io.BytesIO()
    encode_flac(made, (data,), spec)
    return made.getvalue()


def unpack_flac(data: bytes) -> bytes:
    """Return the samples of a FLAC file in memory, none when it is none."""
    import soundfile

    try:
        with soundfile.SoundFile(io.BytesIO(data)) as file:
            return bytes(file.buffer_read(file.frames, "int16"))
    except soundfile.SoundFileError:
        return b""


class Sink:
    """A new file, mode 0600, for libsndfile to write; it keeps the error that libsndfile hides.

    A write that the disk refuses is told by `complain`; to libsndfile it looks like a success,
    because an error in its callback ends in an assertion.
    """

    def __init__(self, path: Path) -> None:
        self._descriptor = create_new(path)
        self._problem: OSError | None = None

    def write(self, data: bytes) -> int:
        """Take bytes at the place where the file stands."""
        if self._problem is None:
            try:
                write_all(self._descriptor, bytes(data))
            except OSError as problem:
                self._problem = problem
        return len(data)

    def read(self, size: int = -1) -> bytes:
        """Give bytes back."""
        return os.read(self._descriptor, max(0, size))

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Move and return where it stands."""
        return os.lseek(self._descriptor, offset, whence)

    def tell(self) -> int:
        """Return where it stands."""
        return self.seek(0, os.SEEK_CUR)

    def flush(self) -> None:
        """Do nothing: nothing is held back."""

    def complain(self) -> None:
        """Raise the OSError that came while writing, if one did."""
        if self._problem is not None:
            raise self._problem

    def sync(self) -> None:
        """Return when everything survives a power cut; what is read then comes from the disk."""
        self.complain()
        sync_data(self._descriptor)
        drop_cache(self._descriptor)

    def close(self) -> None:
        """Close; twice is once."""
        descriptor, self._descriptor = self._descriptor, -1
        if descriptor >= 0:
            os.close(descriptor)
