"""One file of a recording: a WAV that any player can read at every instant of its life.

The sizes at offsets 4 and 40 of a WAV header (RIFF WAVE, Microsoft 1991) are usually written at
the end, so that a killed program leaves a file of no length. Here they are true after every write.
"""

import os
import re
import struct
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from flipdesk.audio.durable import create_new, sync_data, sync_folder, write_at
from flipdesk.audio.spec import BYTES_A_SAMPLE, AudioSpec

HEADER_BYTES = 44
MOST_DATA_BYTES = 0xFFFFFFFF - HEADER_BYTES
_SIZE = struct.Struct("<I")
_NAME = re.compile(r"segment-(\d{4,})-at-(\d+)\.(?:sealed-)?(?:wav|flac)")
WAVE_ENDINGS = (".wav", ".sealed-wav")
FLAC_ENDINGS = (".flac", ".sealed-flac")
SEALED_ENDINGS = (".sealed-wav", ".sealed-flac")


def ending_of(file_name: str) -> str:
    """Return what kind of sound a file is, by its name, also while it is being made."""
    return Path(file_name.removesuffix(".part")).suffix


@dataclass(frozen=True, slots=True)
class SegmentName:
    """A segment's number and its first sample on the session timeline, as its file name says."""

    number: int
    first_sample: int

    @property
    def stem(self) -> str:
        """Return the name without an ending; it sorts in the order of the timeline."""
        return f"segment-{self.number:04d}-at-{self.first_sample:012d}"

    @property
    def file_name(self) -> str:
        """Return the name while it is recorded in clear."""
        return self.stem + WAVE_ENDINGS[0]

    @property
    def flac_name(self) -> str:
        """Return the name once the recording is over and the segment is FLAC."""
        return self.stem + FLAC_ENDINGS[0]

    @property
    def sealed_name(self) -> str:
        """Return the name while it is recorded sealed."""
        return self.stem + WAVE_ENDINGS[1]

    @property
    def sealed_flac_name(self) -> str:
        """Return the name of a sealed segment that is FLAC."""
        return self.stem + FLAC_ENDINGS[1]

    @property
    def all_names(self) -> tuple[str, str, str, str]:
        """Return every name its file can have, the one first that counts most."""
        return self.flac_name, self.sealed_flac_name, self.file_name, self.sealed_name

    @classmethod
    def parse(cls, file_name: str) -> "SegmentName | None":
        """Read a file name, None when it is no segment's."""
        match = _NAME.fullmatch(file_name)
        return cls(int(match[1]), int(match[2])) if match else None


def wav_header(spec: AudioSpec, data_bytes: int) -> bytes:
    """Return the 44 bytes in front of `data_bytes` of PCM."""
    return struct.pack(
        "<4sI4s4sIHHIIHH4sI",
        b"RIFF",
        HEADER_BYTES - 8 + data_bytes,
        b"WAVE",
        b"fmt ",
        16,
        1,  # PCM
        spec.channels,
        spec.rate_hz,
        spec.rate_hz * spec.frame_bytes,
        spec.frame_bytes,
        BYTES_A_SAMPLE * 8,
        b"data",
        data_bytes,
    )


class GrowingSegment(Protocol):
    """A segment while it is written. Raises OSError when the disk refuses."""

    name: SegmentName
    path: Path

    @property
    def frames(self) -> int:
        """Return how many frames are in the file."""

    @property
    def data_bytes(self) -> int:
        """Return how much sound is in the file, in bytes."""

    def write(self, data: bytes | memoryview) -> None:
        """Append whole frames. After an error the file holds what it held before the call."""

    def sync(self) -> None:
        """Return when everything written survives a power cut."""

    def let_go(self) -> None:
        """Close after an error as well as the disk allows; an empty file is taken away."""

    def close(self) -> None:
        """Sync and close; twice is once."""


class SegmentFile:
    """A segment while it is written. Raises OSError when the disk refuses."""

    def __init__(self, folder: Path, name: SegmentName, spec: AudioSpec) -> None:
        self.name = name
        self.path = folder / name.file_name
        self._data_bytes = 0
        self._header = bytearray(wav_header(spec, 0))
        self._frame_bytes = spec.frame_bytes
        self._descriptor = create_new(self.path)
        try:
            write_at(self._descriptor, self._header, 0)
            sync_data(self._descriptor)
            sync_folder(folder)
        except OSError:
            os.close(self._descriptor)
            self.path.unlink(missing_ok=True)  # empty, and its name is wanted for the next try
            raise

    @property
    def frames(self) -> int:
        """Return how many frames are in the file and in its header."""
        return self._data_bytes // self._frame_bytes

    @property
    def data_bytes(self) -> int:
        """Return how much sound is in the file, in bytes."""
        return self._data_bytes

    @property
    def end_sample(self) -> int:
        """Return the sample after the last one, on the session timeline."""
        return self.name.first_sample + self.frames

    def write(self, data: bytes | memoryview) -> None:
        """Append whole frames. After an error the file holds what it held before the call."""
        # By place: a write that the disk refused half-way leaves a tail to write over.
        write_at(self._descriptor, data, HEADER_BYTES + self._data_bytes)
        size = self._data_bytes + len(data)
        _SIZE.pack_into(self._header, 4, HEADER_BYTES - 8 + size)
        _SIZE.pack_into(self._header, 40, size)
        write_at(self._descriptor, self._header, 0)
        self._data_bytes = size

    def sync(self) -> None:
        """Return when everything written survives a power cut."""
        sync_data(self._descriptor)

    def let_go(self) -> None:
        """Close after an error as well as the disk allows; an empty file is taken away."""
        descriptor, self._descriptor = self._descriptor, -1
        if descriptor < 0:
            return
        with suppress(OSError):
            os.ftruncate(descriptor, HEADER_BYTES + self._data_bytes)
        with suppress(OSError):
            os.close(descriptor)
        if not self._data_bytes:
            with suppress(OSError):
                self.path.unlink()

    def close(self) -> None:
        """Sync and close; twice is once."""
        if self._descriptor < 0:
            return
        descriptor, self._descriptor = self._descriptor, -1
        try:
            os.ftruncate(descriptor, HEADER_BYTES + self._data_bytes)
            sync_data(descriptor)
        finally:
            os.close(descriptor)
