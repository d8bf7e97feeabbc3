"""The samples of a segment, WAV or FLAC, in blocks."""

from collections.abc import Iterator
from pathlib import Path

from flipdesk.audio.flac import BLOCK_FRAMES, read_flac
from flipdesk.audio.segment import HEADER_BYTES
from flipdesk.audio.spec import AudioSpec


def sound_of(
    path: Path, spec: AudioSpec, first: int = 0, end: int | None = None
) -> Iterator[bytes]:
    """Yield whole frames of a segment from one frame of it to another; fewer when it is shorter.

    Raises:
        AudioError: the FLAC file is damaged.
        OSError: the file is not there or cannot be read.
    """
    return read_flac(path, first, end) if path.suffix == ".flac" else _wav(path, spec, first, end)


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
