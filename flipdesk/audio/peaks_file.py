"""The outline of a recording, kept while it is made: lowest and highest per 1,024 frames.

One file on the session timeline: a header of 16 bytes (the letters FLIPPEAK, then frames a bucket
and rate in Hz as little-endian uint32), then one pair of int16 for each bucket. A stretch that was
not recorded is zeros, which the file system keeps as a hole; sound of nothing but zeros is 0 and 1.
"""

import os
import struct
from pathlib import Path
from typing import TYPE_CHECKING

from flipdesk.audio.durable import open_or_create, sync_data, write_at
from flipdesk.audio.spec import AudioSpec

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PEAKS_NAME = "peaks.bin"
BUCKET_FRAMES = 1024
HEADER = struct.Struct("<8sII")
MAGIC = b"FLIPPEAK"
PAIR = struct.Struct("<hh")


class PeaksFile:
    """Writes the outline; sound comes in the order of the timeline, with holes."""

    def __init__(self, folder: Path, spec: AudioSpec) -> None:
        self._spec = spec
        self._descriptor = open_or_create(folder / PEAKS_NAME, append=False)
        self._bucket = -1
        self._low = 0
        self._high = 0
        write_at(self._descriptor, HEADER.pack(MAGIC, BUCKET_FRAMES, spec.rate_hz), 0)

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
        bucket = sample // BUCKET_FRAMES
        self._bucket = -1
        at, size = HEADER.size + bucket * PAIR.size, os.fstat(self._descriptor).st_size
        if at < size:
            write_at(self._descriptor, bytes(size - at), at)
            self.sync()
            os.ftruncate(self._descriptor, at)
        self.sync()

    def flush(self) -> None:
        """Write the bucket that is still growing, as far as it is known."""
        if self._bucket >= 0:
            high = self._high or int(not self._low)
            self._write(self._bucket, PAIR.pack(self._low, high))

    def sync(self) -> None:
        """Return when everything written survives a power cut."""
        sync_data(self._descriptor)

    def close(self) -> None:
        """Flush, sync and close; twice is once."""
        if self._descriptor < 0:
            return
        try:
            self.flush()
            self.sync()
        finally:
            os.close(self._descriptor)
            self._descriptor = -1

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
        write_at(self._descriptor, data, HEADER.size + bucket * PAIR.size)


def read_peaks(folder: Path) -> "NDArray[np.int16] | None":
    """Return the pairs of a folder's outline, shape (buckets, 2), None when there is no sound one.

    A folder's sound at frame f lies in row f // 1024. Rows may lack at the end after a power cut.
    """
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
