"""The outline of a recording, kept while it is made: lowest and highest per 1,024 frames.

One file on the session timeline: a header of 16 bytes (the letters FLIPPEAK, then frames a bucket
and rate in Hz as little-endian uint32), then one pair of int16 for each bucket. A stretch that was
not recorded is zeros, which the file system keeps as a hole; sound of nothing but zeros is 0 and 1.
"""

import os
import struct
from pathlib import Path
from typing import TYPE_CHECKING

from flipdesk.audio.durable import open_or_create, sync_data, wipe_from, write_at
from flipdesk.audio.seal import Seal
from flipdesk.audio.sealed_file import MOST_RECORD_BYTES, About, Content, SealedWriter
from flipdesk.audio.sealed_reading import pieces_of
from flipdesk.audio.sealed_records import all_records, open_to_read
from flipdesk.audio.spec import AudioSpec

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PEAKS_NAME = "peaks.bin"
SEALED_PEAKS_NAME = "peaks.sealed-bin"
PEAKS_STEM = "peaks"
BUCKET_FRAMES = 1024
HEADER = struct.Struct("<8sII")
MAGIC = b"FLIPPEAK"
PAIR = struct.Struct("<hh")


class PeaksFile:
    """Writes the outline; sound comes in the order of the timeline, with holes."""

    def __init__(self, folder: Path, spec: AudioSpec, seal: Seal | None = None) -> None:
        self._spec = spec
        self._file = _Sealed(folder, spec, seal) if seal else _Plain(folder, spec)
        self._bucket = -1
        self._low = 0
        self._high = 0

    def add(self, first_sample: int, samples: "NDArray[np.int16]") -> None:
        """Add interleaved samples whose first frame has this place on the timeline."""
        frames = samples.reshape(-1, self._spec.channels)
        head = min(len(frames), -first_sample % BUCKET_FRAMES)
        if head:
            self._merge(first_sample // BUCKET_FRAMES, frames[:head])
        whole = (len(frames) - head) // BUCKET_FRAMES
        bucket = (first_sample + head) // BUCKET_FRAMES
        if whole:
            self.flush()
            self._write_whole(bucket, frames[head : head + whole * BUCKET_FRAMES])
        tail = head + whole * BUCKET_FRAMES
        if tail < len(frames):
            self._merge(bucket + whole, frames[tail:])

    def cut(self, sample: int) -> None:
        """Forget the outline from the bucket of this place on; what is in it is read anew."""
        self._bucket = -1
        self._file.wipe_from(sample // BUCKET_FRAMES * PAIR.size)

    def flush(self) -> None:
        """Write the bucket that is still growing, as far as it is known."""
        if self._bucket >= 0:
            high = self._high or int(not self._low)
            self._write(self._bucket, PAIR.pack(self._low, high))

    def sync(self) -> None:
        """Return when everything written survives a power cut."""
        self._file.sync()

    def close(self) -> None:
        """Flush, sync and close; twice is once."""
        if self._file.is_closed:
            return
        try:
            self.flush()
            self.sync()
        finally:
            self._file.close()

    def _merge(self, bucket: int, frames: "NDArray[np.int16]") -> None:
        low, high = int(frames.min()), int(frames.max())
        if bucket == self._bucket:
            low, high = min(low, self._low), max(high, self._high)
        else:
            self.flush()
        self._bucket, self._low, self._high = bucket, low, high

    def _write_whole(self, bucket: int, frames: "NDArray[np.int16]") -> None:
        import numpy as np

        values = frames.reshape(-1, BUCKET_FRAMES * self._spec.channels)
        pairs = np.empty((len(values), 2), "<i2")
        np.minimum.reduce(values, axis=1, out=pairs[:, 0])
        np.maximum.reduce(values, axis=1, out=pairs[:, 1])
        words = pairs.view("<u4")
        words[words == 0] = 1 << 16
        self._write(bucket, pairs.tobytes())

    def _write(self, bucket: int, data: bytes) -> None:
        self._file.write(bucket * PAIR.size, data)


def peaks_name(seal: Seal | None) -> str:
    """Return what the outline is called that a recorder writes."""
    return PEAKS_NAME if seal is None else SEALED_PEAKS_NAME


class _Plain:
    """A file in which every pair has its place."""

    def __init__(self, folder: Path, spec: AudioSpec) -> None:
        self._descriptor = open_or_create(folder / PEAKS_NAME, append=False)
        write_at(self._descriptor, HEADER.pack(MAGIC, BUCKET_FRAMES, spec.rate_hz), 0)

    @property
    def is_closed(self) -> bool:
        return self._descriptor < 0

    def write(self, place: int, data: bytes) -> None:
        write_at(self._descriptor, data, HEADER.size + place)

    def wipe_from(self, place: int) -> None:
        wipe_from(self._descriptor, HEADER.size + place)

    def sync(self) -> None:
        sync_data(self._descriptor)

    def close(self) -> None:
        os.close(self._descriptor)
        self._descriptor = -1


class _Sealed:
    """Records of pairs, each telling its place; what is written again comes again at the end."""

    def __init__(self, folder: Path, spec: AudioSpec, seal: Seal) -> None:
        about = About(Content.OUTLINE, spec)
        self._path = path = folder / SEALED_PEAKS_NAME
        self._file = SealedWriter(path, seal, PEAKS_STEM, about, go_on=True)
        self._last = (-1, b"")
        self.is_closed = False

    def write(self, place: int, data: bytes) -> None:
        if (place, data) != self._last:
            self._file.put(place, data, record_bytes=MOST_RECORD_BYTES)
            self._last = (place, data)

    def wipe_from(self, place: int) -> None:
        # What stands behind the first record that reaches so far is read from the sound anew.
        descriptor = open_to_read(self._path)
        try:
            reaching = [one.offset for one in all_records(descriptor) if one.end > place]
        finally:
            os.close(descriptor)
        if reaching:
            self._file.wipe_from(reaching[0])
        self._last = (-1, b"")

    def sync(self) -> None:
        self._file.sync()

    def close(self) -> None:
        self.is_closed = True
        self._file.close()


def read_peaks(folder: Path, seal: Seal | None = None) -> "NDArray[np.int16] | None":
    """Return the pairs of a folder's outline, shape (buckets, 2), None when there is no sound one.

    A folder's sound at frame f lies in row f // 1024. Rows may lack at the end after a power cut,
    and those of a sealed outline without its seal.
    """
    plain = _read_plain(folder)
    return plain if seal is None else _read_sealed(folder, seal, plain)


def _read_plain(folder: Path) -> "NDArray[np.int16] | None":
    import numpy as np

    try:
        data = (folder / PEAKS_NAME).read_bytes()
    except OSError:
        return None
    if len(data) < HEADER.size or HEADER.unpack_from(data)[:2] != (MAGIC, BUCKET_FRAMES):
        return None
    whole = (len(data) - HEADER.size) // PAIR.size
    pairs = np.frombuffer(data, "<i2", 2 * whole, HEADER.size)
    return pairs.reshape(-1, 2).astype(np.int16, copy=False)


def _read_sealed(
    folder: Path, seal: Seal, plain: "NDArray[np.int16] | None"
) -> "NDArray[np.int16] | None":
    import numpy as np

    try:
        found = list(pieces_of(folder / SEALED_PEAKS_NAME, seal, PEAKS_STEM))
    except OSError:
        return plain
    end = max((place + len(data) for place, data in found), default=0) // PAIR.size
    pairs = np.zeros((max(end, 0 if plain is None else len(plain)), 2), np.int16)
    if plain is not None:
        pairs[: len(plain)] = plain
    for place, data in found:
        rows = np.frombuffer(data, "<i2").reshape(-1, 2)
        first = place // PAIR.size
        pairs[first : first + len(rows)] = rows
    return pairs
