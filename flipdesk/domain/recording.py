"""A recording of a session: segments on one timeline."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from flipdesk.domain.ids import RecordingId, SegmentId, SessionId

CLIP_FOLDER = "imported-clip-"
"""How the names of folders with a clip begin, so that one found on the disk is known as such."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One sound file; `first_sample` is its place on the session timeline."""

    id: SegmentId
    recording_id: RecordingId
    file_name: str
    first_sample: int
    samples: int
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Recording:
    """`folder` is relative to the knowledge base; `started` is when sample 0 was heard.

    `source` is the file it was imported from, "" for what FlipDesk recorded itself. An imported
    one has the session's zero too: its first segment stands where its sound belongs. A clip is no
    part of the session's timeline; it begins at 0 and is heard in Lån et øre alone.
    """

    id: RecordingId
    session_id: SessionId
    folder: str
    device: str
    rate_hz: int
    channels: int
    started: datetime
    stopped: datetime | None = None
    samples: int = 0
    segments: tuple[Segment, ...] = ()
    source: str = ""
    is_clip: bool = False

    @property
    def length_ms(self) -> int:
        """How far it reaches on the session timeline, gaps and what lies before it included."""
        return self.samples * 1000 // self.rate_hz

    @property
    def sounding_ms(self) -> int:
        """How much sound there is."""
        return sum(one.samples for one in self.segments) * 1000 // self.rate_hz


def apart(kept: Iterable[Recording]) -> tuple[tuple[Recording, ...], tuple[Recording, ...]]:
    """Return the recordings of the session's timeline, and the clips."""
    known = tuple(kept)
    return (
        tuple(one for one in known if not one.is_clip),
        tuple(one for one in known if one.is_clip),
    )
