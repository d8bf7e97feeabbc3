"""What a folder of a recording holds, told by the files themselves and then by the manifest."""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from itertools import zip_longest
from pathlib import Path

from flipdesk.audio.events import GapReason
from flipdesk.audio.failure import AudioError, FailureKind
from flipdesk.audio.logged_gaps import LoggedGap, logged_gaps
from flipdesk.audio.manifest import (
    Compressed,
    Converted,
    ManifestLine,
    ManifestReading,
    Opened,
    SegmentEnded,
    Stopped,
    read_manifest,
)
from flipdesk.audio.recording_head import is_sound, told_spec, told_start
from flipdesk.audio.seal import Seal, seal_of
from flipdesk.audio.sealed_reading import is_as_sealed
from flipdesk.audio.segment import SEALED_ENDINGS, SegmentName
from flipdesk.audio.segment_length import frames_in
from flipdesk.audio.segment_reader import sealed_stem
from flipdesk.audio.spec import AudioSpec
from flipdesk.domain.sound_gap import GapKind

_HASH_BLOCK = 1 << 20
_TRIES = 5


@dataclass(frozen=True, slots=True)
class RecordedSegment:
    """A sound file on the session timeline; `sha256` is known when it was closed properly."""

    number: int
    path: Path
    first_sample: int
    samples: int
    sha256: str | None

    @property
    def end_sample(self) -> int:
        """Return the sample after the last one."""
        return self.first_sample + self.samples


@dataclass(frozen=True, slots=True)
class RecordingContents:
    """A recording as it lies on the disk, segments and gaps in the order of the timeline.

    `started_utc` is when sample 0 was heard, or would have been; `seal` opens what is sealed.
    """

    folder: Path
    spec: AudioSpec
    device: str
    started_utc: datetime
    segments: tuple[RecordedSegment, ...]
    gaps: tuple[LoggedGap, ...]
    closed_properly: bool
    damaged_lines: int
    seal: Seal | None = None

    @property
    def end_sample(self) -> int:
        """Return where the timeline ends."""
        return max((segment.end_sample for segment in self.segments), default=0)

    @property
    def total_ms(self) -> int:
        """Return the length of the timeline, gaps included."""
        return self.spec.ms(self.end_sample)

    @property
    def recorded_ms(self) -> int:
        """Return how much sound there is, gaps left out."""
        return self.spec.ms(sum(segment.samples for segment in self.segments))


class SegmentFault(StrEnum):
    """What verifying can find wrong."""

    MISSING = "missing"
    CHANGED = "changed"
    NEVER_CLOSED = "never_closed"


@dataclass(frozen=True, slots=True)
class SegmentProblem:
    """A segment's file name and what is wrong with it."""

    file: str
    fault: SegmentFault


def read_recording(folder: Path, key: bytes | None = None) -> RecordingContents:
    """Return what a folder holds. Of a segment that is there as WAV and as FLAC, FLAC counts.

    `key` is that of the session where its sound is sealed. Without it everything is told but the
    names of devices, and the sound cannot be read.

    Raises:
        AudioError: there is no recording in it.
        OSError: the folder or a file in it cannot be read.
    """
    return read_with_lines(folder, key)[0]


def read_with_lines(
    folder: Path, key: bytes | None = None
) -> tuple[RecordingContents, tuple[ManifestLine, ...]]:
    """Return what a folder holds, and the manifest's lines but the chunks, read once: it is long.

    Raises:
        AudioError: there is no recording in it.
        OSError: the folder or a file in it cannot be read.
    """
    seal = seal_of(key, folder.name)
    for _try in range(_TRIES):
        reading = read_manifest(folder, chunks=False, seal=seal)
        # A WAV may become FLAC after the names were listed.
        with suppress(FileNotFoundError):
            return _contents(folder, reading, seal), reading.lines
    reading = read_manifest(folder, chunks=False, seal=seal)
    return _contents(folder, reading, seal), reading.lines


def _contents(folder: Path, reading: ManifestReading, seal: Seal | None) -> RecordingContents:
    opened = [line for line in reading.lines if isinstance(line, Opened) and is_sound(line)]
    names = segment_files(folder)
    if not opened and not names:
        raise AudioError(FailureKind.NO_RECORDING, folder.name)
    spec = AudioSpec(opened[0].rate_hz, opened[0].channels) if opened else told_spec(folder, names)
    hashes = known_hashes(reading.lines)
    found = [_read_segment(folder, name, names[name], spec, hashes, seal) for name in names]
    segments = tuple(_without_overlap(found))
    logged = tuple(logged_gaps(reading.lines))
    ends = [line for line in reading.lines if isinstance(line, Opened | Stopped)]
    return RecordingContents(
        folder=folder,
        spec=spec,
        device=opened[0].device if opened else "",
        started_utc=told_start(opened, folder, names),
        segments=segments,
        gaps=tuple(sorted((*_gaps(segments, logged), *_erased(logged)), key=lambda gap: gap[:2])),
        closed_properly=bool(ends) and isinstance(ends[-1], Stopped),
        damaged_lines=reading.damaged,
        seal=seal,
    )


def segment_files(folder: Path) -> dict[SegmentName, frozenset[str]]:
    """Return the segments by name, in the order of their numbers, and as what each is there."""
    if not folder.is_dir():
        return {}
    found: dict[SegmentName, frozenset[str]] = {}
    for file in sorted(os.listdir(folder)):  # noqa: PTH208 - names alone, and many of them
        name = SegmentName.parse(file)
        if name is not None:
            found[name] = found.get(name, frozenset()) | {file}
    return found


def is_sealed(folder: Path) -> bool:
    """Return whether a segment in a folder is sealed."""
    forms = segment_files(folder).values()
    return any(file.endswith(SEALED_ENDINGS) for files in forms for file in files)


def known_hashes(lines: tuple[ManifestLine, ...]) -> dict[str, str]:
    """Return the SHA-256 of every file that a manifest has one of; one without sound is gone."""
    closed = {line.file: line for line in lines if isinstance(line, SegmentEnded)}
    sounding = {file: line.sha256 for file, line in closed.items() if line.samples}
    smaller = {line.flac: line.sha256 for line in lines if isinstance(line, Compressed)}
    converted = {line.into: line.sha256 for line in lines if isinstance(line, Converted)}
    return sounding | smaller | converted


def verify(folder: Path, key: bytes | None = None) -> tuple[SegmentProblem, ...]:
    """Compare every segment with the hash that was taken when it was closed or became FLAC.

    Reads every byte: 0.3 GB an hour. A segment that was never closed has no hash to compare with.
    With the key what is sealed is opened too: a hash can be written anew by whoever changes a file.
    """
    seal = seal_of(key, folder.name)
    hashes = known_hashes(read_manifest(folder, chunks=False).lines)
    present = segment_files(folder)
    closed = {name for file in hashes if (name := SegmentName.parse(file)) is not None}
    problems = []
    for name in sorted(closed | set(present), key=lambda one: one.file_name):
        files = present.get(name, frozenset())
        # A FLAC without a hash beside a WAV with one is not finished yet, and no fault.
        hashed = sorted(file for file in files if file in hashes)
        if not files:
            file = name.flac_name if name.flac_name in hashes else name.file_name
            problems.append(SegmentProblem(file, SegmentFault.MISSING))
        elif not hashed:
            problems.append(SegmentProblem(min(files), SegmentFault.NEVER_CLOSED))
        problems += [
            SegmentProblem(file, SegmentFault.CHANGED)
            for file in hashed
            if sha256_of(folder / file) != hashes[file] or not _opens(folder / file, seal)
        ]
    return tuple(problems)


def _opens(path: Path, seal: Seal | None) -> bool:
    if seal is None or path.suffix not in SEALED_ENDINGS:
        return True
    return is_as_sealed(path, seal, sealed_stem(path))


def sha256_of(path: Path, note: Callable[[int], None] = lambda _size: None) -> str:
    """Return the hexadecimal SHA-256 of a file, read in blocks whose sizes `note` is told."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_HASH_BLOCK):
            digest.update(block)
            note(len(block))
    return digest.hexdigest()


def _read_segment(
    folder: Path,
    name: SegmentName,
    files: frozenset[str],
    spec: AudioSpec,
    hashes: Mapping[str, str],
    seal: Seal | None,
) -> RecordedSegment:
    # What was made smaller counts, and of what is sealed and in clear the latter.
    file, frames = name.flac_name, 0
    for file in (one for one in name.all_names if one in files):
        frames = frames_in(folder / file, spec, seal)
        if frames:
            break
    return RecordedSegment(name.number, folder / file, name.first_sample, frames, hashes.get(file))


def _without_overlap(found: list[RecordedSegment]) -> Iterator[RecordedSegment]:
    """Cut a segment where the next begins: a failed write can leave a tail, written again there."""
    ordered = sorted(found, key=lambda segment: (segment.first_sample, segment.number))
    for segment, following in zip_longest(ordered, ordered[1:]):
        room = following.first_sample - segment.first_sample if following else segment.samples
        yield replace(segment, samples=min(segment.samples, room))


def _gaps(
    segments: tuple[RecordedSegment, ...], logged: Iterable[LoggedGap]
) -> Iterator[LoggedGap]:
    """Yield every hole between segments, in the parts that the manifest tells apart."""
    known, at = sorted(logged, key=lambda one: one[:2]), 0
    for segment in segments:
        until = segment.first_sample
        for gap in known:
            first, end = max(at, gap.first_sample), min(until, gap.first_sample + gap.samples)
            if first < end:
                yield from _unknown(at, first)
                yield gap._replace(first_sample=first, samples=end - first)
                at = end
        yield from _unknown(at, until)
        at = max(at, segment.end_sample)


def _erased(logged: Iterable[LoggedGap]) -> Iterator[LoggedGap]:
    """Yield what is silence in segments: it is no hole between them."""
    return (one for one in logged if one.kind is GapKind.ERASED)


def _unknown(first: int, end: int) -> Iterator[LoggedGap]:
    if first < end:
        yield LoggedGap(first, end - first, GapReason.UNKNOWN, GapKind.LOST)
