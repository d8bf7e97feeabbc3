"""What is wished of the one who sees to the recording, and what others tell it."""

from dataclasses import dataclass, field

from flipdesk.audio.beacon import Beacon
from flipdesk.audio.commands import Command
from flipdesk.audio.events import RecorderEvent
from flipdesk.audio.failure import FailureKind
from flipdesk.audio.found_link import FoundLink
from flipdesk.audio.recorder_link import Link, Lost


@dataclass(frozen=True, slots=True)
class WarmUp:
    """Have a process ready."""


@dataclass(frozen=True, slots=True)
class Adopt:
    """Take back the recorder of a beacon, which seals with the key."""

    beacon: Beacon
    key: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Close:
    """End the recording, the process and the thread that sees to them."""


Wish = Command | WarmUp | Adopt | Close


@dataclass(frozen=True, slots=True)
class Heard:
    """What a process told."""

    link: Link
    what: RecorderEvent | Lost


@dataclass(frozen=True, slots=True)
class Sought:
    """What came of seeking the recorder of a beacon."""

    beacon: Beacon
    found: FoundLink | FailureKind
