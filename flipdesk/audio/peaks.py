"""The outline of a recording for a waveform pane: lowest and highest for every column of pixels."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flipdesk.audio.failure import AudioError
from flipdesk.audio.peaks_file import BUCKET_FRAMES, read_peaks
from flipdesk.audio.recording_folder import RecordedSegment, RecordingContents
from flipdesk.audio.segment_sound import sound_with_holes

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


def outline_of(
    contents: RecordingContents, columns: int, *, from_ms: int = 0, to_ms: int | None = None
) -> Outline:
    """Return the outline of a recording, or of a stretch of it, in so many columns.

    Reads the side file that was kept while recording; what it lacks is read from the sound.
    """
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
    kept = read_peaks(contents.folder, contents.seal)
    if kept is not None:
        # The last row was perhaps still growing when a kill came.
        known = max(0, len(kept) - (0 if contents.closed_properly else 1))
        part = kept[first : min(end, known)]
        pairs[: len(part)] = part
    # After a power cut rows can be zeros anywhere, though there is sound.
    rows = pairs.view(np.uint32)[:, 0]
    lacking = rows == 0
    for segment in contents.segments:
        begin = max(first, segment.first_sample // BUCKET_FRAMES)
        stop = min(end, -(-segment.end_sample // BUCKET_FRAMES))
        places = np.flatnonzero(lacking[begin - first : max(begin, stop) - first])
        if len(places):
            _fill(pairs, contents, segment, first, begin + int(places[0]), begin + int(places[-1]))
    # How the side file tells sound of nothing but zeros.
    rows[rows == np.array((0, 1), np.int16).view(np.uint32)] = 0
    return pairs


def _fill(
    pairs: "NDArray[np.int16]",
    contents: RecordingContents,
    segment: RecordedSegment,
    first: int,
    begin: int,
    last: int,
) -> None:
    """Read a segment's buckets from begin to last into pairs, the first of which is `first`.

    Where it cannot be read the rows stay as they are: the rest can still be heard.
    """
    import numpy as np

    with suppress(AudioError, OSError):
        for bucket, rows in _from_sound(contents, segment, begin, last + 1):
            place = pairs[bucket - first :][: len(rows)]
            np.minimum(place[:, 0], rows[: len(place), 0], out=place[:, 0])
            np.maximum(place[:, 1], rows[: len(place), 1], out=place[:, 1])


def _from_sound(
    contents: RecordingContents, segment: RecordedSegment, first: int, end: int
) -> "Iterator[tuple[int, NDArray[np.int16]]]":
    """Yield a segment's rows of (low, high), block by block, each with its first bucket."""
    import numpy as np

    spec = contents.spec
    sample = max(segment.first_sample, first * BUCKET_FRAMES)
    stop = min(segment.end_sample, end * BUCKET_FRAMES)
    into, until = sample - segment.first_sample, stop - segment.first_sample
    for block in sound_with_holes(segment.path, spec, into, until, contents.seal):
        values = np.frombuffer(block, "<i2")
        bucket = sample // BUCKET_FRAMES
        frames = spec.frames(block)
        edges = np.arange((bucket + 1) * BUCKET_FRAMES, sample + frames, BUCKET_FRAMES) - sample
        starts = np.concatenate(([0], edges)) * spec.channels
        lows = np.minimum.reduceat(values, starts)
        yield bucket, np.stack((lows, np.maximum.reduceat(values, starts)), axis=1)
        sample += frames
