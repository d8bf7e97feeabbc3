"""Taking sound away that was written before it was known that it must not be kept.

It is overwritten with zeros before the file is cut, so that its blocks hold nothing either. Of a
sealed file the record goes that the place lies in, and what is kept of it is sealed anew.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from flipdesk.audio.durable import open_existing, sync_folder, wipe_from, write_at
from flipdesk.audio.events import SegmentDigest
from flipdesk.audio.manifest import SegmentEnded
from flipdesk.audio.recording_folder import sha256_of
from flipdesk.audio.seal import Seal
from flipdesk.audio.sealed_file import FILE_HEAD, About, Content, RecordKind, SealedWriter
from flipdesk.audio.sealed_reading import pieces_of
from flipdesk.audio.sealed_records import all_records, open_to_read
from flipdesk.audio.segment import (
    HEADER_BYTES,
    WAVE_ENDINGS,
    GrowingSegment,
    SegmentName,
    wav_header,
)
from flipdesk.audio.segment_length import frames_in
from flipdesk.audio.spec import AudioSpec


def take_away_from(
    folder: Path, spec: AudioSpec, sample: int, seal: Seal | None = None
) -> Iterator[SegmentEnded]:
    """Take every sample from a place on out of what a folder holds as recorded; none is open.

    Yields what the manifest is to say of each file, when that survives a power cut; one of no
    samples is gone. Doing it again does no harm.

    Raises:
        OSError: the disk refused.
    """
    for path in sorted(folder.glob("segment-*")):
        name = SegmentName.parse(path.name)
        if name is None or path.suffix not in WAVE_ENDINGS:
            continue
        kept = max(0, sample - name.first_sample)
        if frames_in(path, spec, seal) <= kept:
            continue
        if seal is not None and path.suffix != WAVE_ENDINGS[0]:
            _cut_sealed(path, name.stem, spec, seal, kept * spec.frame_bytes)
        else:
            _cut(path, spec, kept * spec.frame_bytes)
        if kept:
            yield SegmentEnded(name.number, path.name, name.first_sample, kept, sha256_of(path))
        else:
            path.unlink()
            sync_folder(folder)
            yield SegmentEnded(name.number, path.name, name.first_sample, 0, "")


def ended(segment: GrowingSegment) -> SegmentEnded:
    """Return what the manifest is to say of a segment that has been closed; reads all of it."""
    name = segment.name
    digest = sha256_of(segment.path)
    return SegmentEnded(name.number, segment.path.name, name.first_sample, segment.frames, digest)


def with_closed(digests: list[SegmentDigest], line: SegmentEnded) -> list[SegmentDigest]:
    """Return the closed segments as they are after a line of the manifest."""
    others = [one for one in digests if one.file != line.file]
    now = SegmentDigest(line.file, line.first_sample, line.samples, line.sha256)
    return [*others, now] if line.samples else others


def _cut(path: Path, spec: AudioSpec, kept_bytes: int) -> None:
    descriptor = open_existing(path)
    try:
        write_at(descriptor, wav_header(spec, kept_bytes), 0)
        wipe_from(descriptor, HEADER_BYTES + kept_bytes)
    finally:
        os.close(descriptor)


def _cut_sealed(path: Path, stem: str, spec: AudioSpec, seal: Seal, kept_bytes: int) -> None:
    descriptor = open_to_read(path)
    try:
        records = all_records(descriptor)
    finally:
        os.close(descriptor)
    over = [one for one in records if one.kind == RecordKind.END or one.end > kept_bytes]
    offset = over[0].offset if over else FILE_HEAD.size
    place = over[0].place if over else 0
    opened = dict(pieces_of(path, seal, stem))
    kept = opened.get(place, b"")[: max(0, kept_bytes - place)]
    file = SealedWriter(path, seal, stem, About(Content.PCM, spec), go_on=True)
    try:
        file.wipe_from(offset)
        if kept:
            file.put(place, kept, record_bytes=len(kept))
        file.end(kept_bytes)
        file.sync()
    finally:
        file.close()
