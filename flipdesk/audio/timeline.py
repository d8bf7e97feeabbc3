"""Where a recording goes on when there is already something in its folder."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from flipdesk.audio.manifest import (
    Chunk,
    Gap,
    ManifestLine,
    OffRecord,
    Opened,
    SegmentBegun,
    Stopped,
    read_manifest,
)
from flipdesk.audio.recording_folder import read_recording
from flipdesk.audio.seal import Seal
from flipdesk.audio.segment import SegmentName
from flipdesk.audio.spec import AudioSpec

# Two clocks that agree within this are believed; else the machine was started anew or asleep.
_AGREEMENT_NS = 2_000_000_000


@dataclass(frozen=True, slots=True)
class Beginning:
    """The first sample and segment number to use, and the end of what is there already.

    `off_record` the recorder before died while nothing was to be kept.
    """

    first_sample: int
    number: int
    recorded_until: int
    off_record: bool = False


_FAR = 1 << 60
START = Beginning(0, 1, 0)


def beginning(
    folder: Path, spec: AudioSpec, heard_ns: int, heard_utc: datetime, seal: Seal | None = None
) -> Beginning:
    """Return where sound belongs that was heard at a moment given by both clocks.

    That is zero in a new folder, else where its session timeline stands by then.

    The time since the last anchor is told by the monotonic clock while the machine kept running,
    by the wall clock otherwise, and is never less than nothing.
    """
    lines = read_manifest(folder, chunks=False).lines
    names = [name for path in folder.glob("segment-*") if (name := SegmentName.parse(path.name))]
    if not lines and not names:
        return START
    until = max(
        read_recording(folder, seal.key if seal else None).end_sample,
        *(name.first_sample for name in names),
        0,
    )
    anchor = _last_anchor(lines)
    silence_ns = 0
    if anchor is not None:
        unanchored_ns = (until - anchor.sample) * 1_000_000_000 // spec.rate_hz
        silence_ns = max(0, _passed_ns(anchor, heard_ns, heard_utc) - unanchored_ns)
    return Beginning(
        first_sample=until + spec.samples_in_ns(silence_ns),
        number=max((name.number for name in names), default=0) + 1,
        recorded_until=until,
        off_record=stands_off_record(lines),
    )


def place_of(folder: Path, spec: AudioSpec, moment_ns: int) -> int:
    """Return the sample heard at a moment of the monotonic clock, a far one in a new folder.

    Told by the last anchor, so it is meant for a moment not long ago.
    """
    anchor = _last_anchor(read_manifest(folder, chunks=False).lines)
    if anchor is None:
        return _FAR
    since_ns = moment_ns - anchor.monotonic_ns
    samples = spec.samples_in_ns(abs(since_ns))
    return max(0, anchor.sample + (samples if since_ns > 0 else -samples))


def stands_off_record(lines: tuple[ManifestLine, ...]) -> bool:
    """Return whether nothing was to be kept when the last of these lines was written."""
    for line in reversed(lines):
        if isinstance(line, OffRecord):
            return True
        if isinstance(line, Gap | SegmentBegun | Stopped):
            return False
    return False


def spec_in(folder: Path) -> AudioSpec | None:
    """Return the rate and channels of a folder's recording: one timeline has one rate."""
    for line in read_manifest(folder, chunks=False).lines:
        if isinstance(line, Opened):
            return AudioSpec(line.rate_hz, line.channels)
    return None


@dataclass(frozen=True, slots=True)
class _Anchor:
    sample: int
    monotonic_ns: int
    utc: datetime


def _passed_ns(anchor: _Anchor, heard_ns: int, heard_utc: datetime) -> int:
    by_monotonic = heard_ns - anchor.monotonic_ns
    by_wall = round((heard_utc - anchor.utc).total_seconds() * 1e9)
    agree = by_monotonic >= 0 and abs(by_monotonic - by_wall) < _AGREEMENT_NS
    return by_monotonic if agree else by_wall


def _last_anchor(lines: tuple[ManifestLine, ...]) -> _Anchor | None:
    for line in reversed(lines):
        if isinstance(line, Chunk):
            utc = datetime.fromisoformat(line.utc)
            return _Anchor(line.end_sample, line.monotonic_ns, utc)
        if isinstance(line, Opened):
            utc = datetime.fromisoformat(line.started_utc)
            return _Anchor(line.first_sample, line.monotonic_ns, utc)
    return None
