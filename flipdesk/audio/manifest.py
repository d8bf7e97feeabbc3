"""The diary of a recording: one JSON line for everything that happened, appended and never changed.

The sound does not depend on it: a segment's file name and header say the same. It holds what the
sound cannot say: anchors to the clocks, levels, what was lost and why, and the hashes.
"""

import json
import os
from dataclasses import dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import Any

from flipdesk.audio.durable import open_or_create, sync_data, write_all
from flipdesk.audio.manifest_scan import without_chunks
from flipdesk.audio.seal import Seal, is_hidden

MANIFEST_NAME = "manifest.jsonl"
FORMAT_VERSION = 1


@dataclass(frozen=True, slots=True)
class Opened:
    """A recorder began here; several in one manifest are one timeline.

    `born` is when its process began, in the system's own words, "" where it does not say.
    """

    first_sample: int
    rate_hz: int
    channels: int
    device: str
    started_utc: str
    monotonic_ns: int
    pid: int
    version: int = FORMAT_VERSION
    born: str = ""


@dataclass(frozen=True, slots=True)
class SegmentBegun:
    """A segment file was created."""

    number: int
    file: str
    first_sample: int


@dataclass(frozen=True, slots=True)
class Chunk:
    """Sound that is safe on the disk, with the clocks at its end as an anchor."""

    number: int
    first_sample: int
    samples: int
    monotonic_ns: int
    utc: str
    peak: float
    rms: float
    overflows: int
    dropped_blocks: int

    @property
    def end_sample(self) -> int:
        """Return the sample after the last one."""
        return self.first_sample + self.samples


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch of the timeline without sound, and why."""

    first_sample: int
    samples: int
    reason: str


@dataclass(frozen=True, slots=True)
class OffRecord:
    """From here nothing was to be kept, until sound or a gap follows."""

    first_sample: int


@dataclass(frozen=True, slots=True)
class ClockSet:
    """The wall clock was set here: by so much, to this time."""

    first_sample: int
    shift_ms: int
    utc: str


@dataclass(frozen=True, slots=True)
class DeviceUsed:
    """From here another microphone was heard."""

    first_sample: int
    device: str


@dataclass(frozen=True, slots=True)
class SegmentEnded:
    """A segment was closed; the hash is that of the whole file."""

    number: int
    file: str
    first_sample: int
    samples: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Compressed:
    """A segment `file` became `flac`, decoded and found the same; the hash is that of the FLAC."""

    number: int
    file: str
    flac: str
    samples: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Converted:
    """A file was sealed or put in clear as `into`, and found the same; the hash is of that."""

    number: int
    file: str
    into: str
    samples: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A file was found to be another than was recorded; it is as it was then while these hold."""

    file: str
    sha256: str
    size: int
    modified_ns: int


@dataclass(frozen=True, slots=True)
class ImportedFrom:
    """The sound was made elsewhere: the file's name, its hash, and where its beginning belongs.

    `offset_ms` is on the session timeline, negative when the file begins before it; that part is
    left out of the segments. `recording` is the identity in the knowledge base.
    """

    source: str
    original: str
    sha256: str
    offset_ms: int
    left_out_ms: int
    recording: str


@dataclass(frozen=True, slots=True)
class Stopped:
    """The recorder ended as it should, at this sample."""

    end_sample: int
    utc: str


ManifestLine = (
    Opened
    | SegmentBegun
    | Chunk
    | Gap
    | OffRecord
    | ClockSet
    | DeviceUsed
    | SegmentEnded
    | Compressed
    | Converted
    | Changed
    | ImportedFrom
    | Stopped
)

_KINDS: dict[str, type[ManifestLine]] = {
    "opened": Opened,
    "segment": SegmentBegun,
    "chunk": Chunk,
    "gap": Gap,
    "off_record": OffRecord,
    "clock": ClockSet,
    "device": DeviceUsed,
    "closed": SegmentEnded,
    "flac": Compressed,
    "converted": Converted,
    "changed": Changed,
    "imported": ImportedFrom,
    "stopped": Stopped,
}
NAMES_IN = frozenset({"device", "source"})
"""The fields in which people's names can stand: they are hidden where the sound is sealed."""
_ENCODER = json.JSONEncoder(separators=(",", ":"))
_FIELDS = {kind: {field.name: field.type for field in fields(kind)} for kind in _KINDS.values()}
_NAMES = {kind: name for name, kind in _KINDS.items()}


class Manifest:
    """Appends lines. Raises OSError when the disk refuses."""

    def __init__(self, folder: Path, seal: Seal | None = None) -> None:
        """Open it; with a seal the names of devices and files are hidden."""
        self._seal = seal
        self._descriptor = open_or_create(folder / MANIFEST_NAME, append=True)
        if self._is_torn():
            write_all(self._descriptor, b"\n")

    def add(self, line: ManifestLine, *, durable: bool = False) -> None:
        """Append a line; a durable one survives a power cut from here on."""
        kind = type(line)
        # Not asdict, which copies every value deeply: there are 9,000 lines an hour.
        values: dict[str, Any] = {"line": _NAMES[kind]}
        values |= {name: getattr(line, name) for name in _FIELDS[kind]}
        if self._seal is not None:
            values |= {name: self._seal.hide(values[name]) for name in NAMES_IN & values.keys()}
        write_all(self._descriptor, _ENCODER.encode(values).encode() + b"\n")
        if durable:
            sync_data(self._descriptor)

    def close(self) -> None:
        """Sync and close; twice is once."""
        if self._descriptor < 0:
            return
        descriptor, self._descriptor = self._descriptor, -1
        try:
            sync_data(descriptor)
        finally:
            os.close(descriptor)

    def _is_torn(self) -> bool:
        size = os.lseek(self._descriptor, 0, os.SEEK_END)
        if not size:
            return False
        os.lseek(self._descriptor, size - 1, os.SEEK_SET)
        return os.read(self._descriptor, 1) != b"\n"


@dataclass(frozen=True, slots=True)
class ManifestReading:
    """The lines that could be read, and how many could not: one is usual after a kill."""

    lines: tuple[ManifestLine, ...]
    damaged: int


def read_manifest(
    folder: Path, *, chunks: bool = True, seal: Seal | None = None
) -> ManifestReading:
    """Read a folder's manifest; no file is no lines.

    Without `chunks` only the last one is read: there are 9,000 an hour. Names that are hidden are
    "" without a seal.
    """
    try:
        data = (folder / MANIFEST_NAME).read_bytes()
    except FileNotFoundError:
        return ManifestReading((), 0)
    raw = [line for line in data.split(b"\n") if line] if chunks else without_chunks(data)
    parsed = [_parse(line, seal) for line in raw]
    lines = tuple(line for line in parsed if line is not None)
    return ManifestReading(lines, len(parsed) - len(lines))


def _parse(line: bytes, seal: Seal | None) -> ManifestLine | None:
    """Read a line; fields that a newer FlipDesk added are passed over."""
    try:
        values = json.loads(line)
        kind = _KINDS[values["line"]]
        wanted = _FIELDS[kind]
        for name in NAMES_IN & values.keys():
            if isinstance(values[name], str) and is_hidden(values[name]):
                values[name] = seal.reveal(values[name]) if seal else ""
        read = kind(**{name: values[name] for name in wanted if name in values})
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    sound = all(_fits(getattr(read, name), wanted[name]) for name in wanted)
    return read if sound else None


def _fits(value: object, wanted: object) -> bool:
    if wanted is float:
        return isinstance(value, int | float)
    return type(value) is wanted


def utc_text(moment: datetime) -> str:
    """Return an aware moment as the manifest writes it."""
    return moment.isoformat(timespec="milliseconds")
