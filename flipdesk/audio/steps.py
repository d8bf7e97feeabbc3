"""What the writer does, one step after the other, as the placement of sound has worked it out.

Samples count from the first frame that was heard.
"""

from dataclasses import dataclass

from flipdesk.audio.events import GapReason


@dataclass(frozen=True, slots=True)
class Begun:
    """The first frame was heard at this moment."""

    monotonic_ns: int


@dataclass(frozen=True, slots=True)
class Sound:
    """Sound at its place; its last frame was heard at `monotonic_ns`."""

    first_sample: int
    data: bytes
    monotonic_ns: int
    overflowed: bool
    kept: bool


@dataclass(frozen=True, slots=True)
class Paused:
    """Nothing is kept from here; `told` when it was answered before.

    `off_record` the place can lie before what was handed over already.
    """

    sample: int
    told: bool = False
    off_record: bool = False


@dataclass(frozen=True, slots=True)
class Resumed:
    """Sound is kept from here."""

    sample: int
    told: bool = False


@dataclass(frozen=True, slots=True)
class Answered:
    """No sound comes that could tell the exact place; so it is about here."""

    sample: int
    paused: bool
    off_record: bool = False


@dataclass(frozen=True, slots=True)
class Gone:
    """The source ended here."""

    sample: int
    alarming: bool


@dataclass(frozen=True, slots=True)
class Back:
    """A source gives sound again, from here."""

    sample: int
    reason: GapReason
    paused: bool
    alarming: bool


@dataclass(frozen=True, slots=True)
class Missing:
    """What was lost without notice ends here."""

    sample: int
    reason: GapReason
    paused: bool


@dataclass(frozen=True, slots=True)
class Hearing:
    """From here another microphone is heard."""

    sample: int
    device: str


@dataclass(frozen=True, slots=True)
class Broken:
    """Something happened here that should not be in the midst of a segment.

    `clock_shift_ms` is set when it was the wall clock.
    """

    sample: int
    clock_shift_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Over:
    """The end of the recording."""


Step = (
    Begun
    | Sound
    | Paused
    | Resumed
    | Answered
    | Gone
    | Back
    | Missing
    | Hearing
    | Broken
    | Over
)  # fmt: skip
