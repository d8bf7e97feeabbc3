"""The sound of a stretch of the timeline without holes: what was not recorded is silence."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from flipdesk.audio.failure import AudioError
from flipdesk.audio.flac import BLOCK_FRAMES
from flipdesk.audio.recording_folder import RecordingContents
from flipdesk.audio.segment_sound import sound_with_holes
from flipdesk.audio.spec import AudioSpec
from flipdesk.domain.stretch import Stretch


def timeline_sound(
    contents: RecordingContents,
    first: int,
    end: int,
    silenced: Iterable[Stretch] = (),
    unreadable: Callable[[str], None] = lambda _file: None,
) -> Iterator[bytes]:
    """Yield the samples from one sample of the timeline to another, in blocks of whole frames.

    Gaps are silence, and so are the silenced stretches, given in samples. Of a segment that cannot
    be read the rest is silence too, and its name is told.
    """
    stretches = tuple(silenced)
    at = first
    for block in _heard(contents, first, end, unreadable):
        yield _without(block, at, stretches, contents.spec)
        at += contents.spec.frames(block)


def _heard(
    contents: RecordingContents, first: int, end: int, unreadable: Callable[[str], None]
) -> Iterator[bytes]:
    spec, at = contents.spec, first
    for segment in contents.segments:
        if segment.end_sample <= at or segment.first_sample >= end:
            continue
        yield from _silence(segment.first_sample - at, spec)
        at = max(at, segment.first_sample)
        stop = min(segment.end_sample, end)
        first_frame, end_frame = at - segment.first_sample, stop - segment.first_sample
        tell = partial(unreadable, segment.path.name)
        blocks = sound_with_holes(segment.path, spec, first_frame, end_frame, contents.seal, tell)
        try:
            for block in blocks:
                yield block
                at += spec.frames(block)
        except (AudioError, OSError):
            pass
        if at < stop:
            tell()
            yield from _silence(stop - at, spec)
            at = stop
    yield from _silence(end - at, spec)


def _silence(frames: int, spec: AudioSpec) -> Iterator[bytes]:
    while frames > 0:
        yield bytes(min(frames, BLOCK_FRAMES) * spec.frame_bytes)
        frames -= BLOCK_FRAMES


def _without(block: bytes, at: int, stretches: tuple[Stretch, ...], spec: AudioSpec) -> bytes:
    """Return a block whose first frame is at a sample, with the stretches in it made silent."""
    size = spec.frame_bytes
    for first, end in stretches:
        begin, stop = max(first - at, 0) * size, min(max(end - at, 0) * size, len(block))
        if begin < stop:
            block = block[:begin] + bytes(stop - begin) + block[stop:]
    return block
