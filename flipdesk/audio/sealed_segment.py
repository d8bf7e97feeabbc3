"""A segment that is sealed as it is recorded: every block a record, whole or not there."""

from contextlib import suppress
from pathlib import Path

from flipdesk.audio.durable import sync_folder
from flipdesk.audio.seal import Seal
from flipdesk.audio.sealed_file import About, Content, SealedWriter
from flipdesk.audio.segment import GrowingSegment, SegmentFile, SegmentName
from flipdesk.audio.spec import AudioSpec


class SealedSegmentFile:
    """A sealed segment while it is written. Raises OSError when the disk refuses."""

    def __init__(self, folder: Path, name: SegmentName, spec: AudioSpec, seal: Seal) -> None:
        self.name = name
        self.path = folder / name.sealed_name
        self._data_bytes = 0
        self._frame_bytes = spec.frame_bytes
        self._record_bytes = max(1, spec.rate_hz // 2) * spec.frame_bytes
        self._is_open = True
        self._file = SealedWriter(self.path, seal, name.stem, About(Content.PCM, spec))
        try:
            self._file.sync()
            sync_folder(folder)
        except OSError:
            self._file.drop()  # empty, and its name is wanted for the next try
            raise

    @property
    def frames(self) -> int:
        """Return how many frames are in the file."""
        return self._data_bytes // self._frame_bytes

    @property
    def data_bytes(self) -> int:
        """Return how much sound is in the file, in bytes."""
        return self._data_bytes

    def write(self, data: bytes | memoryview) -> None:
        """Append whole frames. After an error the file holds what it held before the call."""
        self._file.put(self._data_bytes, data, record_bytes=self._record_bytes)
        self._data_bytes += len(data)

    def sync(self) -> None:
        """Return when everything written survives a power cut."""
        self._file.sync()

    def let_go(self) -> None:
        """Close after an error as well as the disk allows; an empty file is taken away."""
        if not self._is_open:
            return
        self._is_open = False
        with suppress(OSError):
            self._file.cut()
        with suppress(OSError):
            self._file.close()
        if not self._data_bytes:
            with suppress(OSError):
                self.path.unlink()

    def close(self) -> None:
        """Say where it ends, sync and close; twice is once."""
        if not self._is_open:
            return
        self._file.cut()
        self._file.end(self._data_bytes)
        self._is_open = False
        try:
            self._file.sync()
        finally:
            self._file.close()


def new_segment(
    folder: Path, name: SegmentName, spec: AudioSpec, seal: Seal | None
) -> GrowingSegment:
    """Create a segment in a folder: sealed where there is something to seal it with.

    Raises:
        FileExistsError: something of this name is there.
        OSError: the disk refused.
    """
    if seal is None:
        return SegmentFile(folder, name, spec)
    return SealedSegmentFile(folder, name, spec, seal)
