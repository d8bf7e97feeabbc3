"""When a recording began and what it is, by its manifest or, without one, by its files."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flipdesk.audio.manifest import Opened
from flipdesk.audio.segment import SegmentName
from flipdesk.audio.segment_length import spec_in
from flipdesk.audio.spec import AudioSpec


def is_sound(line: Opened) -> bool:
    """Return whether a line of a manifest can be true."""
    try:
        moment = datetime.fromisoformat(line.started_utc)
    except ValueError:
        return False
    return line.rate_hz > 0 and line.channels > 0 and moment.tzinfo is not None


def told_spec(folder: Path, names: Mapping[SegmentName, frozenset[str]]) -> AudioSpec:
    """Return rate and channels as the first segment tells them that does."""
    for name, files in names.items():
        for file in (one for one in name.all_names if one in files):
            spec = spec_in(folder / file)
            if spec is not None:
                return spec
    return AudioSpec()


def told_start(
    opened: list[Opened], folder: Path, names: Mapping[SegmentName, frozenset[str]]
) -> datetime:
    """Return when sample 0 was heard: by the manifest, else by the oldest file."""
    if opened:
        into = timedelta(seconds=opened[0].first_sample / opened[0].rate_hz)
        return datetime.fromisoformat(opened[0].started_utc) - into
    written = (folder / file for files in names.values() for file in files)
    return datetime.fromtimestamp(min(path.stat().st_mtime for path in written), UTC)
