"""Taking sound away that was written before it was known that it must not be kept.

It is overwritten with zeros before the file is cut, so that its blocks hold nothing either.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from flipdesk.audio.durable import open_existing, sync_data, sync_folder, write_at
from flipdesk.audio.events import SegmentDigest
from flipdesk.audio.manifest import SegmentEnded
from flipdesk.audio.recording_folder import sha256_of
from flipdesk.audio.segment import HEADER_BYTES, SegmentName, wav_header
from flipdesk.audio.spec import AudioSpec

_ZEROS = bytes(1 << 16)


def take_away_from(folder: Path, spec: AudioSpec, sample: int) -> Iterator[SegmentEnded]:
    """Take every sample from a place on out of the WAVs of a folder; none of them is open.

    Yields what the manifest is to say of each, when that survives a power cut; one of no samples
    is gone. Doing it again does no harm.

    Raises:
        OSError: the disk refused.
    """
    for path in sorted(folder.glob("segment-*.wav")):
        name = SegmentName.parse(path.name)
        if name is None:
            continue
        frames = max(0, path.stat().st_size - HEADER_BYTES) // spec.frame_bytes
        kept = max(0, sample - name.first_sample)
        if frames <= kept:
            continue
        _cut(path, spec, kept)
        if kept:
            yield SegmentEnded(name.number, path.name, name.first_sample, kept, sha256_of(path))
        else:
            path.unlink()
            sync_folder(folder)
            yield SegmentEnded(name.number, path.name, name.first_sample, 0, "")


def with_closed(digests: list[SegmentDigest], line: SegmentEnded) -> list[SegmentDigest]:
    """Return the closed segments as they are after a line of the manifest."""
    others = [one for one in digests if one.file != line.file]
    now = SegmentDigest(line.file, line.first_sample, line.samples, line.sha256)
    return [*others, now] if line.samples else others


def _cut(path: Path, spec: AudioSpec, frames: int) -> None:
    kept_bytes = frames * spec.frame_bytes
    descriptor = open_existing(path)
    try:
        write_at(descriptor, wav_header(spec, kept_bytes), 0)
        at, end = HEADER_BYTES + kept_bytes, os.fstat(descriptor).st_size
        while at < end:
            zeros = _ZEROS[: end - at]
            write_at(descriptor, zeros, at)
            at += len(zeros)
        sync_data(descriptor)
        os.ftruncate(descriptor, HEADER_BYTES + kept_bytes)
        sync_data(descriptor)
    finally:
        os.close(descriptor)
