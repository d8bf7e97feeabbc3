"""What a folder of a recording holds, told by the files themselves and then by the manifest."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from itertools import zip_longest
from pathlib import Path

from flipdesk.audio.failure import AudioError, FailureKind
from flipdesk.audio.manifest import (
    Gap,
    Opened,
    SegmentEnded,
    Stopped,
    read_manifest,
)
from flipdesk.audio.segment import HEADER_BYTES, SegmentName
from flipdesk.audio.spec import AudioSpec

_HASH_BLOCK = 1 << 20


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
class RecordedGap:
    """A stretch without sound; the reason is one of the manifest's words, or "unknown"."""

    first_sample: int
    samples: int
    reason: str


@dataclass(frozen=True, slots=True)
class RecordingContents:
    """A recording as it lies on the disk, segments and gaps in the order of the timeline."""

    folder: Path
    spec: AudioSpec
    device: str
    started_utc: datetime
    segments: tuple[RecordedSegment, ...]
    gaps: tuple[RecordedGap, ...]
    closed_properly: bool
    damaged_lines: int

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

    def segment_at(self, ms: int) -> tuple[RecordedSegment, int] | None:
        """Return the segment that sounds at a position and the milliseconds into it, or None."""
        sample = self.spec.sample(ms)
        for segment in self.segments:
            if segment.first_sample <= sample < segment.end_sample:
                return segment, self.spec.ms(sample - segment.first_sample)
        return None


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


def read_recording(folder: Path) -> RecordingContents:
    """Return what a folder holds.

    Raises:
        AudioError: there is no recording in it.
    """
    reading = read_manifest(folder, chunks=False)
    opened = [line for line in reading.lines if isinstance(line, Opened)]
    paths = sorted(folder.glob("segment-*.wav")) if folder.is_dir() else []
    if not opened and not paths:
        raise AudioError(FailureKind.NO_RECORDING, folder.name)
    spec = AudioSpec(opened[0].rate_hz, opened[0].channels) if opened else _spec_of(paths[0])
    hashes = {line.file: line.sha256 for line in reading.lines if isinstance(line, SegmentEnded)}
    found = [
        segment for path in paths if (segment := _read_segment(path, spec, hashes)) is not None
    ]
    segments = tuple(_without_overlap(found))
    reasons = {line.first_sample: line.reason for line in reading.lines if isinstance(line, Gap)}
    return RecordingContents(
        folder=folder,
        spec=spec,
        device=opened[0].device if opened else "",
        started_utc=_started(opened, paths),
        segments=segments,
        gaps=tuple(_gaps(segments, reasons)),
        closed_properly=bool(reading.lines) and isinstance(reading.lines[-1], Stopped),
        damaged_lines=reading.damaged,
    )


def verify(folder: Path) -> tuple[SegmentProblem, ...]:
    """Compare every segment with the hash that was taken when it was closed.

    Reads every byte: 0.3 GB an hour. A segment that was never closed has no hash to compare with.
    """
    ended = {
        line.file: line
        for line in read_manifest(folder, chunks=False).lines
        if isinstance(line, SegmentEnded)
    }
    problems = []
    present = {path.name for path in folder.glob("segment-*.wav")}
    for file in sorted(present | set(ended)):
        if file not in present:
            problems.append(SegmentProblem(file, SegmentFault.MISSING))
        elif file not in ended:
            problems.append(SegmentProblem(file, SegmentFault.NEVER_CLOSED))
        elif sha256_of(folder / file) != ended[file].sha256:
            problems.append(SegmentProblem(file, SegmentFault.CHANGED))
    return tuple(problems)


def sha256_of(path: Path) -> str:
    """Return the hexadecimal SHA-256 of a file, read in blocks."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_HASH_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def _read_segment(path: Path, spec: AudioSpec, hashes: dict[str, str]) -> RecordedSegment | None:
    name = SegmentName.parse(path.name)
    if name is None:
        return None
    frames = max(0, path.stat().st_size - HEADER_BYTES) // spec.frame_bytes
    return RecordedSegment(name.number, path, name.first_sample, frames, hashes.get(path.name))


def _without_overlap(found: list[RecordedSegment]) -> Iterator[RecordedSegment]:
    """Cut a segment where the next begins: a failed write can leave a tail, written again there."""
    ordered = sorted(found, key=lambda segment: (segment.first_sample, segment.number))
    for segment, following in zip_longest(ordered, ordered[1:]):
        room = following.first_sample - segment.first_sample if following else segment.samples
        yield replace(segment, samples=min(segment.samples, room))


def _gaps(segments: tuple[RecordedSegment, ...], reasons: dict[int, str]) -> list[RecordedGap]:
    gaps = []
    at = 0
    for segment in segments:
        if segment.first_sample > at:
            reason = reasons.get(at, "unknown")
            gaps.append(RecordedGap(at, segment.first_sample - at, reason))
        at = max(at, segment.end_sample)
    return gaps


def _spec_of(path: Path) -> AudioSpec:
    with path.open("rb") as file:
        header = file.read(HEADER_BYTES)
    if len(header) < HEADER_BYTES:
        return AudioSpec()
    channels = int.from_bytes(header[22:24], "little") or 1
    return AudioSpec(int.from_bytes(header[24:28], "little") or AudioSpec().rate_hz, channels)


def _started(opened: list[Opened], paths: list[Path]) -> datetime:
    if opened:
        return datetime.fromisoformat(opened[0].started_utc)
    return datetime.fromtimestamp(min(path.stat().st_mtime for path in paths), UTC)
