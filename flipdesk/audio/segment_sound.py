"""The samples of a segment in any of its forms, in blocks."""

from collections.abc import Callable, Iterator
from pathlib import Path

from flipdesk.audio.failure import AudioError, FailureKind
from flipdesk.audio.flac import BLOCK_FRAMES, read_flac
from flipdesk.audio.seal import Seal
from flipdesk.audio.segment import HEADER_BYTES, SEALED_ENDINGS, ending_of
from flipdesk.audio.segment_reader import SegmentReader, open_segment
from flipdesk.audio.spec import AudioSpec


def sound_of(
    path: Path, spec: AudioSpec, first: int = 0, end: int | None = None, seal: Seal | None = None
) -> Iterator[bytes]:
    """Yield whole frames of a segment from one frame of it to another; fewer when it is shorter.

    Raises:
        AudioError: the FLAC is damaged, or what is sealed is, or there is no key for it.
        OSError: the file is not there or cannot be read.
    """
    if ending_of(path.name) in SEALED_ENDINGS:
        return _sealed(path, spec, first, end, seal)
    return (
        read_flac(path, first, end)
        if ending_of(path.name) == ".flac"
        else _wav(path, spec, first, end)
    )


def sound_with_holes(
    path: Path,
    spec: AudioSpec,
    first: int,
    end: int,
    seal: Seal | None,
    unreadable: Callable[[], None] = lambda: None,
) -> Iterator[bytes]:
    """Yield as `sound_of`, with silence for what is damaged in sealed sound; that is told.

    Raises:
        AudioError: the FLAC is damaged, or there is no key.
        OSError: the file is not there or cannot be read.
    """
    if ending_of(path.name) not in SEALED_ENDINGS:
        yield from sound_of(path, spec, first, end)
        return
    reader = open_segment(path, spec, seal)
    try:
        yield from _blocks(reader, spec, first, end)
        if any(begin < end and stop > first for begin, stop in reader.lacking()):
            unreadable()
    finally:
        reader.close()


def _sealed(
    path: Path, spec: AudioSpec, first: int, end: int | None, seal: Seal | None
) -> Iterator[bytes]:
    reader = open_segment(path, spec, seal)
    try:
        for block in _blocks(reader, spec, first, end):
            if any(reader.lacking()):
                raise AudioError(FailureKind.UNREADABLE_SOUND, path.name)
            yield block
    finally:
        reader.close()


def _blocks(reader: SegmentReader, spec: AudioSpec, first: int, end: int | None) -> Iterator[bytes]:
    at = first
    while end is None or at < end:
        block = reader.read(at, BLOCK_FRAMES if end is None else min(BLOCK_FRAMES, end - at))
        if not block:
            return
        yield block
        at += spec.frames(block)


def _wav(path: Path, spec: AudioSpec, first: int, end: int | None) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(HEADER_BYTES + first * spec.frame_bytes)
        at = first
        while end is None or at < end:
            wanted = BLOCK_FRAMES if end is None else min(BLOCK_FRAMES, end - at)
            block = file.read(wanted * spec.frame_bytes)
            frames = spec.frames(block)
            if not frames:
                return
            yield block[: frames * spec.frame_bytes]
            at += frames
