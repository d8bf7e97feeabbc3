"""The outline of a recording for a waveform pane: lowest and highest for every column of pixels."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from flipdesk.audio.peaks_file import BUCKET_FRAMES, read_peaks
from flipdesk.audio.recording_folder import RecordedSegment, RecordingContents, read_recording
from flipdesk.audio.segment_sound import sound_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, eq=False, slots=True)
class Outline:
    """Lows and highs, int16 arrays of one value a column, of the stretch from_ms to to_ms.

    A stretch without sound is zeros; the gaps stand in the recording's contents.
    """

    from_ms: int
    to_ms: int
    lows: "NDArray[np.int16]"
    highs: "NDArray[np.int16]"


def read_outline(
    folder: Path, columns: int, *, from_ms: int = 0, to_ms: int | None = None
) -> Outline:
    """Return the outline of a folder's recording, or of a stretch of it, in so many columns.

    Reads the side file that was kept while recording; what it lacks is read from the sound.

    Raises:
        AudioError: there is no recording in the folder.
    """
    return outline_of(read_recording(folder), columns, from_ms=from_ms, to_ms=to_ms)


def outline_of(
    contents: RecordingContents, columns: int, *, from_ms: int = 0, to_ms: int | None = None
) -> Outline:
    """Return the outline of a recording whose contents are known already."""
    spec = contents.spec
    last_ms = contents.total_ms if to_ms is None else to_ms
    first = spec.sample(from_ms) // BUCKET_FRAMES
    end = max(first + 1, -(-spec.sample(last_ms) // BUCKET_FRAMES))
    pairs = _pairs(contents, first, end)
    lows, highs = _in_columns(pairs, max(1, columns))
    return Outline(from_ms, last_ms, lows, highs)


def _in_columns(
    pairs: "NDArray[np.int16]", columns: int
) -> "tuple[NDArray[np.int16], NDArray[np.int16]]":
    """Fold rows of (low, high) into columns; with fewer rows than columns, rows are repeated."""
    import numpy as np

    starts = np.arange(columns) * len(pairs) // columns
    return (
        np.minimum.reduceat(pairs[:, 0], starts),
        np.maximum.reduceat(pairs[:, 1], starts),
    )


def _pairs(contents: RecordingContents, first: int, end: int) -> "NDArray[np.int16]":
    """Return rows first to end of (low, high) per bucket of the timeline, zeros where no sound."""
    import numpy as np

    pairs = np.zeros((end - first, 2), np.int16)
    kept = read_peaks(contents.folder)
    known = 0
    if kept is not None:
        # The last row was perhaps still growing when a kill came.
        known = max(0, len(kept) - (0 if contents.closed_properly else 1))
        part = kept[first : min(end, known)]
        pairs[: len(part)] = part
    from_bucket = max(first, known)
    for segment in contents.segments:
        if segment.end_sample > from_bucket * BUCKET_FRAMES:
            for bucket, rows in _from_sound(contents, segment, from_bucket, end):
                place = pairs[bucket - first :][: len(rows)]
                np.minimum(place[:, 0], rows[: len(place), 0], out=place[:, 0])
                np.maximum(place[:, 1], rows[: len(place), 1], out=place[:, 1])
    return pairs


def _from_sound(
    contents: RecordingContents, segment: RecordedSegment, first: int, end: int
) -> "Iterator[tuple[int, NDArray[np.int16]]]":
    """Yield a segment's rows of (low, high), block by block, each with its first bucket."""
    import numpy as np

    spec = contents.spec
    sample = max(segment.first_sample, first * BUCKET_FRAMES)
    stop = min(segment.end_sample, end * BUCKET_FRAMES)
    into, until = sample - segment.first_sample, stop - segment.first_sample
    for block in sound_of(segment.path, spec, into, until):
        values = np.frombuffer(block, "<i2")
        bucket = sample // BUCKET_FRAMES
        frames = spec.frames(block)
        edges = np.arange((bucket + 1) * BUCKET_FRAMES, sample + frames, BUCKET_FRAMES) - sample
        starts = np.concatenate(([0], edges)) * spec.channels
        lows = np.minimum.reduceat(values, starts)
        yield bucket, np.stack((lows, np.maximum.reduceat(values, starts)), axis=1)
        sample += frames
