"""Measures written sound, several blocks at a time: for the meter, the chunks, the outline."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from flipdesk.audio.levels import Level, measure, together
from flipdesk.audio.peaks_file import BUCKET_FRAMES, PeaksFile
from flipdesk.audio.seal import Seal
from flipdesk.audio.spec import AudioSpec

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_MOST_S = 4


class Gauge:
    """Takes sound in the order of the timeline and looks at it when somebody wants to know.

    Adding and measuring never touch the disk, so they cannot fail.
    """

    def __init__(self, folder: Path, spec: AudioSpec, seal: Seal | None = None) -> None:
        """Open the outline in a folder.

        Raises:
            OSError: it cannot be written.
        """
        self._spec = spec
        self._peaks = PeaksFile(folder, spec, seal)
        self._fresh: list[bytes | memoryview] = []
        self._fresh_first = 0
        self._fresh_end = 0
        self._outline: list[tuple[int, NDArray[np.int16]]] = []
        self._held_frames = 0
        self._of_meter: list[Level] = []
        self._of_chunk: list[Level] = []

    def add(self, first_sample: int, data: bytes | memoryview) -> None:
        """Take whole frames at their place."""
        if first_sample != self._fresh_end:
            self._measure()
        if not self._fresh:
            self._fresh_first = first_sample
        self._fresh.append(data)
        frames = self._spec.frames(data)
        self._fresh_end = first_sample + frames
        self._held_frames += frames

    @property
    def is_full(self) -> bool:
        """Return whether more is held than is good: a file can be recorded faster than time."""
        return self._held_frames >= _MOST_S * self._spec.rate_hz

    def meter_level(self) -> Level:
        """Return how loud it was since the last call."""
        self._measure()
        levels, self._of_meter = self._of_meter, []
        return levels[0] if len(levels) == 1 else together(levels)

    def chunk_level(self) -> Level:
        """Return how loud it was since the last call; the meter goes by its own calls."""
        self._measure()
        levels, self._of_chunk = self._of_chunk, []
        return together(levels)

    def write_outline(self) -> None:
        """Put what was added on the outline, as far as its buckets are full.

        Raises:
            OSError: the disk refused; the next call tries the same again.
        """
        self._measure()
        stretches = list(self._stretches())
        rest: list[tuple[int, NDArray[np.int16]]] = []
        if stretches:
            first_sample, samples = stretches.pop()
            frames = len(samples) // self._spec.channels
            over = min(frames, (first_sample + frames) % BUCKET_FRAMES)
            if over:
                at = (frames - over) * self._spec.channels
                rest = [(first_sample + frames - over, samples[at:])]
                samples = samples[:at]
            stretches.append((first_sample, samples))
        for first_sample, samples in stretches:
            self._peaks.add(first_sample, samples)
        self._outline = rest
        self._held_frames = 0

    def forget_from(self, sample: int) -> None:
        """Take what lies from a place on off the outline, and from what is still to go there.

        Raises:
            OSError: the disk refused.
        """
        self._measure()
        channels = self._spec.channels
        self._outline = [
            (first, samples[: (sample - first) * channels])
            for first, samples in self._outline
            if first < sample
        ]
        self._peaks.cut(sample)

    def sync_outline(self) -> None:
        """Return when the outline survives a power cut, as far as it is written.

        Raises:
            OSError: the disk refused.
        """
        self._peaks.sync()

    def close(self) -> None:
        """Write what is left and close the outline; twice is once.

        Raises:
            OSError: the disk refused; it is closed all the same.
        """
        try:
            self._measure()
            for first_sample, samples in self._outline:
                self._peaks.add(first_sample, samples)
            self._outline.clear()
        finally:
            self._peaks.close()

    def _measure(self) -> None:
        if not self._fresh:
            return
        import numpy as np

        data = self._fresh[0] if len(self._fresh) == 1 else b"".join(self._fresh)
        self._fresh = []
        samples = np.frombuffer(data, "<i2")
        level = measure(samples)
        self._outline.append((self._fresh_first, samples))
        self._of_meter.append(level)
        self._of_chunk.append(level)

    def _stretches(self) -> Iterator[tuple[int, "NDArray[np.int16]"]]:
        """Join what follows on one another: one long look costs less than many short ones."""
        import numpy as np

        run: list[NDArray[np.int16]] = []
        first = end = 0
        for first_sample, samples in self._outline:
            if run and first_sample != end:
                yield first, np.concatenate(run)
                run = []
            if not run:
                first = first_sample
            run.append(samples)
            end = first_sample + len(samples) // self._spec.channels
        if run:
            yield first, run[0] if len(run) == 1 else np.concatenate(run)
