"""How loud a recording is along its timeline: one value per 1,024 frames, folded to any width."""

from typing import TYPE_CHECKING

from flipdesk.audio.peaks import outline_of
from flipdesk.audio.peaks_file import BUCKET_FRAMES
from flipdesk.audio.recording_folder import RecordingContents
from flipdesk.domain.stretch import Stretch

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FULL_SCALE = 32_768
QUIET_MS = 1_500
MARGIN_MS = 300
_FLOOR_SHARE = 10  # the percentile of what sounds that is taken for the noise of the room
_ABOVE_FLOOR = 2.5
_LEAST, _MOST = 0.004, 0.05


class Loudness:
    """Peaks of the absolute value, uint16 per bucket; zeros where nothing was recorded."""

    def __init__(self, peaks: "NDArray[np.uint16]", rate_hz: int) -> None:
        self._peaks = peaks
        self._rate_hz = rate_hz

    @property
    def length_ms(self) -> int:
        """Where the sound ends, to a bucket."""
        return len(self._peaks) * BUCKET_FRAMES * 1000 // self._rate_hz

    def columns(self, from_ms: int, to_ms: int, count: int) -> list[float]:
        """Return the loudest of each of so many equal parts of a stretch, 0 to 1."""
        import numpy as np

        if count <= 0 or to_ms <= from_ms:
            return []
        bucket_ms = BUCKET_FRAMES * 1000 / self._rate_hz
        edges = (from_ms + np.arange(count) * ((to_ms - from_ms) / count)) / bucket_ms
        starts = edges.astype(np.int64)
        end = max(int(starts[-1]) + 1, round(to_ms / bucket_ms))
        inside = int(np.searchsorted(starts, len(self._peaks)))
        if not inside:
            return [0.0] * count
        folded = np.maximum.reduceat(self._peaks[:end], starts[:inside]) / FULL_SCALE
        return [*folded.tolist(), *[0.0] * (count - inside)]

    def at(self, ms: int) -> float:
        """Return how loud it is at a moment, 0 to 1: the peak of its bucket and its neighbours."""
        bucket = ms * self._rate_hz // (1000 * BUCKET_FRAMES)
        near = self._peaks[max(0, bucket - 1) : bucket + 2]
        return int(near.max()) / FULL_SCALE if len(near) else 0.0

    @property
    def threshold(self) -> float:
        """Return below what nobody speaks: somewhat above the noise of the room."""
        import numpy as np

        sounding = self._peaks[self._peaks > 0]
        floor = float(np.percentile(sounding, _FLOOR_SHARE)) / FULL_SCALE if len(sounding) else 0.0
        return min(max(_LEAST, _ABOVE_FLOOR * floor), _MOST)

    def quiet_stretches(self) -> tuple[Stretch, ...]:
        """Return from and to (ms) of what can be skipped: silence of more than 1.5 s.

        At either end 0.3 s of it are left, so that words are not cut off.
        """
        import numpy as np

        is_quiet = self._peaks < self.threshold * FULL_SCALE
        edges = np.flatnonzero(
            np.diff(np.concatenate(([False], is_quiet, [False])).astype(np.int8))
        )
        found = []
        for first, end in edges.reshape(-1, 2).tolist():
            from_ms, to_ms = (one * BUCKET_FRAMES * 1000 // self._rate_hz for one in (first, end))
            if to_ms - from_ms > QUIET_MS:
                found.append((from_ms + MARGIN_MS, to_ms - MARGIN_MS))
        return tuple(found)


def read_loudness(contents: RecordingContents) -> Loudness:
    """Return the loudness of a recording from its outline, read from the sound where it lacks."""
    import numpy as np

    buckets = -(-contents.end_sample // BUCKET_FRAMES)
    outline = outline_of(contents, max(1, buckets))
    lows, highs = outline.lows.astype(np.int32), outline.highs.astype(np.int32)
    peaks = np.maximum(-lows, highs).clip(0, FULL_SCALE).astype(np.uint16)
    return Loudness(peaks, contents.spec.rate_hz)
